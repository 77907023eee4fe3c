package docx

import (
	"fmt"
	"testing"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/officetest"

	"github.com/google/go-cmp/cmp"
)

const numberingPart = `<w:numbering ` + officetest.WordSpaces + `>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:isLgl/><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>`

const stylesPart = `<w:styles ` + officetest.WordSpaces + `>
<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Row"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`

func numbered1(list, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, list, officetest.Run(text))
}

// The numbers that Word shows are not in the text: they are counted.
func TestWordNumbering(t *testing.T) {
	var got []string
	nums, err := readNumbering(partsOf(t, "n.xml", numberingPart), "n.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range [][2]int{{1, 0}, {1, 1}, {1, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {1, 0}, {3, 0}, {3, 1}, {3, 2}, {3, 2}, {3, 0}, {3, 1}, {4, 0}, {6, 0}, {9, 0}, {0, 0}} {
		got = append(got, nums.next(numberRef{id: fmt.Sprint(ref[0]), level: ref[1], set: true}))
	}
	want := []string{"1.", "1.1", "1.2", "2.", "2.1", "5.", "5.1", "6.", "III.", "3.1)", "а)", "б)", "IV.", "4.1)", "•", "g)", "", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}

func partsOf(t testing.TB, files ...string) archive.Parts {
	t.Helper()
	p, err := archive.Open(officetest.Packed(t, files...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Numbers set on a paragraph or by its style are shown before it; a ring of
// styles numbers nothing.
func TestNumberedParagraphs(t *testing.T) {
	styled := func(style, inner string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inner + `</w:p>`
	}
	body := officetest.Table(
		officetest.Row(officetest.Cell(numbered1(1, 0, "Сайт")), officetest.Cell(numbered1(1, 1, "")), officetest.Cell(numbered1(1, 1, "пост"))),
		officetest.Row(officetest.Cell(styled("Row", officetest.Run("анонс")), styled("Row", officetest.Run("пост"))),
			officetest.Cell(styled("Ring", officetest.Run("видно")+`<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>тайна</w:t></w:r>`)), "в"))
	p, err := archive.Open(officetest.Word(t, body, "word/numbering.xml", numberingPart, "word/styles.xml", stylesPart))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(p, p.Main())
	if err != nil {
		t.Fatal(err)
	}
	want := "1. Сайт | 1.1 | 1.2 пост\n2. анонс / 3. пост | видно | в"
	if got := officetest.Grid(doc.Blocks[0].Table); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
