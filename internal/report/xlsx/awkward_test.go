package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/plans/planfile/officetest"
)

const unit = "отдел культуры"

// workbook makes a workbook of rows from the first one on; more does the rest.
func workbook(t testing.TB, rows [][]any, more func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if more != nil {
		more(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Workbooks with every sort of awkward table that offices send.
func TestAwkwardWorkbooks(t *testing.T) {
	title, head := []any{"План мероприятий на 2026 год"}, []any{"№", "Мероприятие", "Срок", "Ответственные"}
	row := func(no, form, due string) []any { return []any{no, form, due, unit} }
	must := func(errs ...error) {
		for _, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	a, b := row("1", "А", "до 01.06.2026"), row("2", "Б", "до 02.06.2026")
	for name, data := range map[string][]byte{
		"no-room-above": workbook(t, [][]any{title, head, a, b}, nil),
		"sections": workbook(t, [][]any{title, nil, head, {"1", "2", "3", "4"}, {"Раздел первый"}, a, {"Раздел второй"}, b}, func(f *excelize.File) {
			must(f.MergeCell("Sheet1", "A5", "D5"), f.MergeCell("Sheet1", "A7", "D7"))
		}),
		"two-heads": workbook(t, [][]any{title, nil, {"№", "Мероприятие", "Срок", "Ответственные", ""}, {"", "", "", "исполнитель", "контакт"},
			{"1", "А", "до 01.06.2026", unit, "2-11-33"}, {"2", "Б", "до 02.06.2026", unit, "2-11-44"}}, func(f *excelize.File) {
			must(f.MergeCell("Sheet1", "A3", "A4"), f.MergeCell("Sheet1", "B3", "B4"), f.MergeCell("Sheet1", "C3", "C4"), f.MergeCell("Sheet1", "D3", "E3"))
		}),
		"repeated-head": workbook(t, [][]any{title, nil, head, a, head, b}, nil),
		"merged-down": workbook(t, [][]any{title, nil, head, a, {"", "", "", "отдел спорта"}, b}, func(f *excelize.File) {
			must(f.MergeCell("Sheet1", "A4", "A5"), f.MergeCell("Sheet1", "B4", "B5"), f.MergeCell("Sheet1", "C4", "C5"))
		}),
		"own-column": workbook(t, [][]any{title, nil, {"Мероприятие", "Срок", "Ответственные", "Отметка о выполнении", "Примечание"},
			{"А", "до 01.06.2026", unit, time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC), ""}, {"Б", "до 02.06.2026", unit, "начато", ""}}, nil),
		"own-formula": workbook(t, [][]any{title, nil, {"Мероприятие", "Срок", "Ответственные", "Отметка о выполнении"}, {"А", "до 01.06.2026", unit}}, func(f *excelize.File) {
			must(f.SetCellFormula("Sheet1", "D4", `"начато"`), f.SetCellFormula("Sheet1", "H1", "1+1"))
		}),
		"links-and-area": workbook(t, [][]any{title, nil, head, a, b}, func(f *excelize.File) {
			must(f.SetCellHyperLink("Sheet1", "B4", "https://petrgosk.ru", "External"), f.SetColWidth("Sheet1", "D", "H", 33),
				f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "Sheet1!$A$1:$D$5", Scope: "Sheet1"}),
				f.AddComment("Sheet1", excelize.Comment{Cell: "C4", Text: "уточнить"}))
		}),
		"people's-text": workbook(t, [][]any{title, nil, head, row("1", "=СУММ(A1:A3) & <тег> _x0041_", "до 01.06.2026"), row("2", "+7 (86547) 4-15-51", "до 02.06.2026")}, nil),
		"prefixed":      prefixed(t),
	} {
		t.Run(name, func(t *testing.T) {
			filled(t, "awkward-"+name+".xlsx", data)
		})
	}
}

// A report is a plan again, whose report has sheets of the same names.
func TestReportOfAReport(t *testing.T) {
	out := filled(t, "once.xlsx", workbook(t, large(2), nil))
	r := planfile.ReadWith("again.xlsx", out, planfile.Options{})
	again, err := xlsx.Fill(r.Original, reporttest.Report(r.Plan))
	if err != nil {
		t.Fatal(err)
	}
	for part, content := range unpacked(t, again) {
		wellFormed(t, part, content)
	}
	if list := opened(t, again).GetSheetList(); !slices.Contains(list, "Сводка (2)") {
		t.Error(list)
	}
}

// What the document says of its table holds for the new column as well: names of
// sections reach over it, it is printed, and a formula that gave way to a mark leaves no
// trace in the list of formulas.
func TestNewColumnIsPartOfTheTable(t *testing.T) {
	rows := [][]any{{"План мероприятий на 2026 год"}, {"№", "Мероприятие", "Срок", "Ответственные"}, {"Раздел"}, {"1", "А", "до 01.06.2026", unit}}
	data := workbook(t, rows, func(f *excelize.File) {
		if err := errors.Join(f.MergeCell("Sheet1", "A3", "D3"), f.SetColWidth("Sheet1", "A", "H", 20),
			f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "Sheet1!$A$1:$D$4", Scope: "Sheet1"})); err != nil {
			t.Fatal(err)
		}
	})
	book := opened(t, filled(t, "part.xlsx", data))
	merged, err := book.GetMergeCells("Sheet1")
	if err != nil || len(merged) != 1 || merged[0][0] != "A3:E3" {
		t.Errorf("merged: %v, %v", merged, err)
	}
	if names := book.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "Sheet1!$A$1:$E$4" {
		t.Errorf("printed: %+v", names)
	}
	for col, want := range map[string]float64{"D": 20, "E": 45, "F": 20} {
		if wide, err := book.GetColWidth("Sheet1", col); wide != want || err != nil {
			t.Errorf("column %s: %v, want %v (%v)", col, wide, want, err)
		}
	}
	own := [][]any{{"План мероприятий на 2026 год"}, {"Мероприятие", "Срок", "Ответственные", "Отметка о выполнении"}, {"А", "до 01.06.2026", unit}}
	data = workbook(t, own, func(f *excelize.File) {
		if err := f.SetCellFormula("Sheet1", "D3", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	data, err = splice.Repack(data, map[string][]byte{"xl/calcChain.xml": []byte(`<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="D3" i="1"/></calcChain>`),
		"xl/_rels/workbook.xml.rels": []byte(strings.Replace(unpacked(t, data)["xl/_rels/workbook.xml.rels"], "</Relationships>",
			`<Relationship Id="chain" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>`, 1))})
	if err != nil {
		t.Fatal(err)
	}
	parts := unpacked(t, filled(t, "chain.xlsx", data))
	if _, there := parts["xl/calcChain.xml"]; there || strings.Contains(parts["xl/_rels/workbook.xml.rels"], "calcChain") {
		t.Error("the list of formulas names a cell without one")
	}
}

// A hundred rows; how it grows from there is BenchmarkFill's to say.
func TestLargeWorkbook(t *testing.T) { filled(t, "large.xlsx", workbook(t, large(100), nil)) }

func large(n int) [][]any {
	rows := [][]any{{"План мероприятий на 2026 год"}, {}, {"№", "Мероприятие", "Срок", "Ответственные"}}
	for i := range n {
		rows = append(rows, []any{fmt.Sprint(i + 1), fmt.Sprintf("Мероприятие номер %d в сельском доме культуры", i+1), fmt.Sprintf("до %02d.%02d.2026", i%28+1, i%12+1), unit})
	}
	return rows
}

// prefixed is a workbook as other programs write it: names have a prefix, rows and
// cells say not where they stand, an empty row is closed at once.
func prefixed(t testing.TB) []byte {
	const types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const space = `xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	row := func(cells ...string) string {
		return `<x:row><x:c t="inlineStr"><x:is><x:t>` + strings.Join(cells, `</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>`) + `</x:t></x:is></x:c></x:row>`
	}
	return officetest.Packed(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="`+types+`sheet.main+xml"/><Override PartName="/xl/worksheets/a.xml" ContentType="`+types+`worksheet+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="`+office+`/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<x:workbook `+space+` xmlns:r="`+office+`"><x:sheets><x:sheet name="План &amp; сроки" sheetId="7" r:id="s"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="`+office+`/worksheet" Target="worksheets/a.xml"/></Relationships>`,
		"xl/worksheets/a.xml", `<x:worksheet `+space+`><x:sheetData>`+row("План мероприятий на 2026 год")+`<x:row/>`+row("№", "Мероприятие", "Срок", "Ответственные")+
			row("1", "А", "до 01.06.2026", unit)+row("2", "Б", "до 02.06.2026", unit)+`</x:sheetData></x:worksheet>`)
}

// What stood in a column for marks stays before the mark.
func TestMarkFollowsWhatStood(t *testing.T) {
	f := func(rows ...[]any) []byte {
		return workbook(t, append([][]any{{"План мероприятий на 2026 год"}, {"Мероприятие", "Срок", "Ответственные", "Отметка о выполнении"}}, rows...), nil)
	}
	data := f([]any{"А", "до 01.06.2026", unit, time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC)}, []any{"Б", "до 02.06.2026", unit, "начато"}, []any{"В", "до 02.06.2026", unit, 7})
	book := opened(t, filled(t, "stood.xlsx", data))
	for at, want := range map[string]string{"D3": "12.05.2026\nВыполнено", "D4": "начато\nВыполнено", "D5": "7\n"} {
		if got, err := book.GetCellValue("Sheet1", at); !strings.HasPrefix(got, want) || err != nil {
			t.Errorf("%s: %q, want %q… (%v)", at, got, want, err)
		}
	}
}

// A workbook in which the plan's sheet is not there any more is refused, and so is one
// that is none.
func TestWorkbookOfAnotherShapeIsRefused(t *testing.T) {
	r := planfile.ReadWith("plan.xlsx", workbook(t, large(3), nil), planfile.Options{})
	made := reporttest.Report(r.Plan)
	o := r.Original
	o.Layout.Tables[0].Sheet = "Лист, которого нет"
	if _, err := xlsx.Fill(o, made); err == nil {
		t.Error("written into a sheet that is not there")
	}
	o.Data = o.Data[:len(o.Data)/2]
	if _, err := xlsx.Fill(o, made); err == nil {
		t.Error("half a workbook was written")
	}
}

func BenchmarkFill(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := planfile.ReadWith("plan.xlsx", workbook(b, large(n), nil), planfile.Options{})
			made := reporttest.Report(r.Plan)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := xlsx.Fill(r.Original, made); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
