package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"sdelaemvmeste/internal/report/docx"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans/planfile/officetest"
)

const (
	unit  = "отдел культуры"
	types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	borders = `<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/>` +
		`<w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>`
)

// table is a table of rows with lines and a grid of equal columns.
func table(cols int, rows ...string) string {
	grid := strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, 9000/cols), cols)
	return `<w:tbl>` + borders + `<w:tblGrid>` + grid + `</w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}

func document(t testing.TB, body ...string) []byte {
	t.Helper()
	return officetest.Word(t, officetest.Par("План мероприятий на 2026 год")+strings.Join(body, ""), "[Content_Types].xml", types)
}

// Documents with every sort of awkward table that offices send.
func TestAwkwardTables(t *testing.T) {
	head := officetest.Row("№", "Мероприятие", "Срок", "Ответственные")
	row := func(no, form, due string) string { return officetest.Row(no, form, due, unit) }
	cell, merge, merged := officetest.Cell, "@merge", "@merged"
	for name, body := range map[string]string{
		"sections": table(4, head, officetest.Row("1", "2", "3", "4"), officetest.Row(cell("@span 4", "Раздел первый")), row("1", "А", "до 01.06.2026"),
			officetest.Row(cell("@span 4", "Раздел второй")), row("2", "Б", "ежеквартально")),
		"two-heads": table(5,
			officetest.Row(cell(merge, "№"), cell(merge, "Мероприятие"), cell(merge, "Срок"), cell("@span 2", "Ответственные")),
			officetest.Row(cell(merged, ""), cell(merged, ""), cell(merged, ""), "исполнитель", "контакт"),
			officetest.Row("1", "А", "до 01.06.2026", unit, "2-11-33"), officetest.Row("2", "Б", "до 02.06.2026", unit, "2-11-44")),
		"repeated-head": table(4, head, row("1", "А", "до 01.06.2026"), head, row("2", "Б", "до 02.06.2026")),
		"merged-down": table(4, head,
			officetest.Row(cell(merge, "1"), cell(merge, "А"), cell(merge, "до 01.06.2026"), unit),
			officetest.Row(cell(merged, ""), cell(merged, ""), cell(merged, ""), "отдел спорта"), row("2", "Б", "до 02.06.2026")),
		"nested": table(4, head, officetest.Row("1", cell("А", table(2, officetest.Row("в том числе", "работы"))+officetest.Par("")), "до 01.06.2026", unit), row("2", "Б", "до 02.06.2026")),
		"frame":  table(1, officetest.Row(cell("Утверждено", table(4, head, row("1", "А", "до 01.06.2026"), row("2", "Б", "до 02.06.2026"))+officetest.Par("Подпись")))),
		"own-column": table(5, officetest.Row("Мероприятие", "Срок", "Ответственные", "Отметка о выполнении", "Примечание"),
			officetest.Row("А", "до 01.06.2026", unit, "", ""), officetest.Row("Б", "до 02.06.2026", unit, "начато", "")),
		"short-rows": table(5, officetest.Row("№", "Мероприятие", "Срок", "Ответственные", "Финансирование"),
			officetest.Row(`<w:trPr><w:gridAfter w:val="1"/><w:wAfter w:w="1800" w:type="dxa"/></w:trPr>`, "1", "А", "до 01.06.2026", unit),
			officetest.Row("2", "Б", "до 02.06.2026", unit, "нет")),
		"controls": table(4, head, officetest.Row("1", `<w:sdt><w:sdtContent>`+cell("А")+`</w:sdtContent></w:sdt>`, "до 01.06.2026",
			`<w:sdt><w:sdtContent>`+cell(unit)+`</w:sdtContent></w:sdt>`), row("2", "Б", "до 02.06.2026")),
		"deleted-rows": table(4, head, officetest.Row(`<w:trPr><w:del w:id="3"/></w:trPr>`, "0", "старая", "до 01.01.2026", unit), row("1", "А", "до 01.06.2026"),
			officetest.Row(`<w:trPr><w:hidden/></w:trPr>`, "9", "скрытая", "до 01.01.2026", unit), row("2", "Б", "до 02.06.2026")),
		"two-in-a-row": table(4, head, officetest.Row("1", cell("1) А", "2) Б"), cell("до 01.06.2026", "до 02.06.2026"), unit)),
		"formulas":     table(4, head, row("1", "=СУММ(A1:A3) &amp; &lt;тег&gt;", "до 01.06.2026"), row("2", "+7 (86547) 4-15-51", "до 02.06.2026")),
		"no-grid":      officetest.Table(head, row("1", "А", "до 01.06.2026"), row("2", "Б", "до 02.06.2026")),
		"text-after":   table(4, head, row("1", "А", "до 01.06.2026")) + officetest.Par("Управляющий делами") + table(2, officetest.Row("СОГЛАСОВАНО", "Иванов")),
		"odd-grid": `<w:tbl>` + borders + `<w:tblGrid><w:gridCol w:w="1000"></w:gridCol><w:gridCol w:w="4000"></w:gridCol><w:gridCol w:w="2000"></w:gridCol><w:gridCol w:w="2000"></w:gridCol></w:tblGrid>` +
			head + row("1", "А", "до 01.06.2026") + `</w:tbl>`,
	} {
		t.Run(name, func(t *testing.T) {
			filled(t, "awkward-"+name+".docx", document(t, body, `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1700" w:right="850" w:top="1000" w:bottom="1000"/></w:sectPr>`))
		})
	}
}

// A document may call its namespace otherwise, or be of the strict kind.
func TestOtherNamespaces(t *testing.T) {
	data := document(t, table(4, officetest.Row("№", "Мероприятие", "Срок", "Ответственные"), officetest.Row("1", "А", "до 01.06.2026", unit)))
	main := string(unpacked(t, data, "word/document.xml"))
	for name, c := range map[string]string{
		"prefix": strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", " w:", " ns0:", "xmlns:w=", "xmlns:ns0=").Replace(main),
		"strict": strings.ReplaceAll(main, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
		"mark":   "\ufeff" + main,
	} {
		t.Run(name, func(t *testing.T) {
			filled(t, "other-"+name+".docx", officetest.Packed(t, "[Content_Types].xml", types, "_rels/.rels", string(unpacked(t, data, "_rels/.rels")), "word/document.xml", c))
		})
	}
}

// Three hundred rows; how it grows to three thousand is BenchmarkFill's to say.
func TestLargePlans(t *testing.T) {
	filled(t, "large.docx", large(t, 300))
}

func large(t testing.TB, n int) []byte {
	t.Helper()
	rows := []string{officetest.Row("№", "Мероприятие", "Срок", "Ответственные")}
	for i := range n {
		rows = append(rows, officetest.Row(fmt.Sprint(i+1), fmt.Sprintf("Мероприятие номер %d в сельском доме культуры", i+1), fmt.Sprintf("до %02d.%02d.2026", i%28+1, i%12+1), unit))
	}
	return document(t, table(4, rows...))
}

func BenchmarkFill(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := read(b, "plan.docx", large(b, n))
			made := reporttest.Report(r.Plan)
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				if _, err := docx.Fill(r.Original, made); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
