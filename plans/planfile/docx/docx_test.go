package docx_test

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/docx"
	"sdelaemvmeste/plans/planfile/officetest"
)

const finance = "финансовое управление АПГОСК"

// Each case is a document with one feature of Word, and what it must come to.
func TestWordFeatures(t *testing.T) {
	row := func(form string) string { return officetest.Row(form, "до 15.06.2023", finance) }
	usual := "пост о ходе работ | до 15.06.2023 | " + finance
	for _, c := range []struct {
		name   string
		blocks []string
		rows   string
	}{
		{"the words of a cell come in several runs", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p>`+officetest.Run("пост ")+`<w:proofErr w:type="spellStart"/>`+officetest.Run("о хо")+officetest.Run("де работ")+`</w:p>`), "до 15.06.2023", finance))}, usual},
		{"an inserted word is kept and a deleted one dropped", []string{officetest.Table(row(
			`<w:ins w:id="1">` + officetest.Run("пост") + `</w:ins><w:del w:id="2"><w:r><w:delText>сюжет</w:delText></w:r></w:del>` + officetest.Run(" о ходе работ")))}, usual},
		{"a moved word stands where it was moved to", []string{officetest.Table(row(
			`<w:moveTo w:id="1">` + officetest.Run("пост ") + `</w:moveTo>` + officetest.Run("о ходе работ") + `<w:moveFrom w:id="2">` + officetest.Run("пост") + `</w:moveFrom>`))}, usual},
		{"a deleted row is not there", []string{officetest.Table(row("пост о ходе работ"),
			officetest.Row(`<w:trPr><w:del w:id="3"/></w:trPr>`, "старая строка", "до 01.01.2023", finance))}, usual},
		{"a deleted paragraph end joins two paragraphs", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`+officetest.Run("пост о ")+`</w:p>`, "ходе работ"), "до 15.06.2023", finance))}, usual},
		{"content controls are looked into", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>`+officetest.Par("пост о ходе работ")+`</w:sdtContent></w:sdt>`),
			`<w:sdt><w:sdtContent>`+officetest.Cell("до 15.06.2023")+`</w:sdtContent></w:sdt>`,
			officetest.Cell(`<w:p><w:sdt><w:sdtContent>`+officetest.Run(finance)+`</w:sdtContent></w:sdt></w:p>`)))}, usual},
		{"the hint of an empty content control is no text", []string{officetest.Table(officetest.Row("пост о ходе работ",
			officetest.Cell(`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+officetest.Par("Место для ввода даты.")+`</w:sdtContent></w:sdt>`, "до 15.06.2023"), finance))}, usual},
		{"hyperlinks, smart tags, simple and complex fields give their text", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p><w:hyperlink w:anchor="x">`+officetest.Run("пост ")+`</w:hyperlink><w:smartTag>`+officetest.Run("о ")+`</w:smartTag>`+
				`<w:fldSimple w:instr="REF a">`+officetest.Run("ходе ")+`</w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r>`+
				`<w:r><w:instrText>DATE \@ "dd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+officetest.Run("работ")+
				`<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`), "до 15.06.2023", finance))}, usual},
		{"hyphens that do not break, soft hyphens, tabs and breaks", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p><w:r><w:t>пресс</w:t><w:noBreakHyphen/><w:t>тур</w:t><w:tab/><w:t>по про</w:t><w:softHyphen/><w:t>ек`+"\u00ad"+`там</w:t><w:br/><w:t>округа`+"\u00a0"+`</w:t></w:r></w:p>`),
			"до\u00a015.06.2023", finance))},
			"пресс-тур по проектам / округа | до 15.06.2023 | " + finance},
		{"hidden text is not read, by itself or by its style", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p>`+officetest.Run("пост о ходе работ")+`<w:r><w:rPr><w:vanish/></w:rPr><w:t>секрет</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t></w:t></w:r></w:p>`),
			"до 15.06.2023", finance))}, usual},
		{"a text box is read once", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>`+officetest.Par("пост о ходе работ")+
				`</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+officetest.Par("пост о ходе работ")+
				`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`), "до 15.06.2023", finance))}, usual},
		{"symbols and footnote marks", []string{officetest.Table(officetest.Row(
			officetest.Cell(`<w:p>`+officetest.Run("пост о ходе работ")+`<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`),
			officetest.Cell(`<w:p>`+officetest.Run("01.06.2023")+`<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>`+officetest.Run("15.06.2023")+`</w:p>`), finance))},
			"пост о ходе работ | 01.06.2023-15.06.2023 | " + finance},
		{"a table inside a cell gives its words to the cell", []string{officetest.Table(officetest.Row("пост о ходе работ", "до 15.06.2023",
			officetest.Cell(officetest.Table(officetest.Row(finance), officetest.Row("отдел культуры")))))},
			"пост о ходе работ | до 15.06.2023 | " + finance + " / отдел культуры"},
		{"cells merged across and down stand in every place", []string{officetest.Table(
			officetest.Row(officetest.Cell("@merge", "а"), officetest.Cell("@span 2", "б")), officetest.Row(officetest.Cell("@merged"), "в", "г"))},
			"а | б | б\nа | в | г"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := read(t, strings.Join(c.blocks, ""))
			if got := officetest.Grid(doc.Blocks[0].Table); got != c.rows {
				t.Errorf("got\n%s\nwant\n%s", got, c.rows)
			}
		})
	}
}

func read(t testing.TB, body string, parts ...string) *document.Document {
	t.Helper()
	p, err := archive.Open(officetest.Word(t, body, parts...))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := docx.Read(p, p.Main())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
