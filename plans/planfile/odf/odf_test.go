package odf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	ot "sdelaemvmeste/plans/planfile/officetest"
)

func open(t testing.TB, data []byte) (*document.Document, error) {
	t.Helper()
	p, err := archive.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return Read(p)
}

func text(t testing.TB, body, styles string, parts ...string) *document.Document {
	t.Helper()
	doc, err := open(t, ot.OpenText(t, body, styles, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

const (
	hiddenStyle = `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="H2" style:family="text" style:parent-style-name="H"/><style:style style:name="R" style:parent-style-name="R"/>`
	listStyles = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>` +
		`<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>` +
		`<text:list-level-style-number text:level="3" style:num-format="а" style:num-suffix=")"/></text:list-style>` +
		`<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>` +
		`<text:list-style style:name="P"><text:list-level-style-number text:level="1" style:num-format="I" loext:num-list-format="§%1%." text:start-value="3"/></text:list-style>`
)

// Each case is a cell with one feature of OpenDocument, and its lines.
func TestTextOfCells(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"runs of one word", `<text:p>о хо<text:span text:style-name="R">де</text:span> работ</text:p>`, "о ходе работ"},
		{"spaces, tabs and line ends of the file", "<text:p>а<text:s text:c=\"3\"/>б<text:tab/>в\n   г</text:p>", "а б в г"},
		{"a line break", `<text:p>первая<text:line-break/>вторая</text:p>`, "первая / вторая"},
		{"several paragraphs", `<text:p>первый</text:p><text:p/><text:p>второй</text:p>`, "первый / второй"},
		{"a heading", `<text:h text:outline-level="1">раздел</text:h>`, "раздел"},
		{"a link and a field", `<text:p><text:a xmlns:x="x" x:href="y">ссылка</text:a> <text:page-number>7</text:page-number></text:p>`, "ссылка 7"},
		{"an inserted word", `<text:p>а <text:change-start text:change-id="1"/>новое<text:change-end text:change-id="1"/> б<text:change text:change-id="2"/></text:p>`, "а новое б"},
		{"notes and comments", `<text:p>дело<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body></text:note>` +
			`<office:annotation><text:p>замечание</text:p></office:annotation></text:p>`, "дело"},
		{"hidden words", `<text:p>видно<text:span text:style-name="H">тайна</text:span><text:span text:style-name="H2"> и <text:span>тайна</text:span></text:span><text:hidden-text text:string-value="x">тайна</text:hidden-text> всем</text:p>`, "видно всем"},
		{"a hint to fill in", `<text:p><text:placeholder>введите</text:placeholder><loext:content-control loext:showing-place-holder="true">введите</loext:content-control><loext:content-control>слово</loext:content-control></text:p>`, "слово"},
		{"ruby", `<text:p><text:ruby><text:ruby-base>слово</text:ruby-base><text:ruby-text>чтение</text:ruby-text></text:ruby></text:p>`, "слово"},
		{"a text box, once", `<text:p><draw:frame><draw:text-box><text:p>в рамке</text:p></draw:text-box><svg:desc>картинка</svg:desc></draw:frame></text:p>`, "в рамке"},
		{"a shape", `<text:p>а<draw:custom-shape><text:p>в фигуре</text:p></draw:custom-shape></text:p>`, "а / в фигуре"},
		{"a section and a hidden one", `<text:section><text:p>да</text:p></text:section><text:section text:display="none"><text:p>нет</text:p></text:section>`, "да"},
		{"a list", `<text:list text:style-name="L"><text:list-header><text:p>дела</text:p></text:list-header><text:list-item><text:p>раз</text:p><text:p>ещё</text:p></text:list-item>` +
			`<text:list-item><text:p>два</text:p><text:list><text:list-item><text:p>а</text:p><text:list><text:list-item><text:p>глубже</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>`,
			"дела / 1. раз / ещё / 2. два / 2.1 а / а) глубже"},
		{"bullets", `<text:list text:style-name="B"><text:list-item><text:p>раз</text:p></text:list-item></text:list>`, "• раз"},
		{"a list in LibreOffice's own words, and a start of its own", `<text:list text:style-name="P"><text:list-item><text:p>раз</text:p></text:list-item><text:list-item text:start-value="9"><text:p>два</text:p></text:list-item></text:list>`, "§III. раз / §IX. два"},
		{"a list that goes on", `<text:list text:style-name="L"><text:list-item><text:p>раз</text:p></text:list-item></text:list><text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>два</text:p></text:list-item></text:list>` +
			`<text:list text:style-name="L"><text:list-item><text:p>снова</text:p></text:list-item></text:list>`, "1. раз / 2. два / 1. снова"},
		{"a list that goes on by name", `<text:list xml:id="x" text:style-name="L"><text:list-item><text:p>раз</text:p></text:list-item></text:list><text:list text:style-name="B"><text:list-item><text:p>знак</text:p></text:list-item></text:list>` +
			`<text:list text:continue-list="x" text:style-name="L"><text:list-item><text:p>два</text:p></text:list-item></text:list>`, "1. раз / • знак / 2. два"},
		{"a number the writer gives", `<text:list text:style-name="L"><text:list-item><text:number>5.2</text:number><text:p>раз</text:p></text:list-item></text:list>`, "5.2 раз"},
		{"a table inside", `<table:table><table:table-row><table:table-cell><text:p>внутри</text:p></table:table-cell></table:table-row></table:table>`, "внутри"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := text(t, ot.OpenTable(`<table:table-row><table:table-cell>`+c.cell+`</table:table-cell></table:table-row>`), hiddenStyle+listStyles)
			if got := ot.Grid(doc.Blocks[0].Table); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Paragraphs stand between the tables, deleted text and forms do not.
func TestBlocks(t *testing.T) {
	doc := text(t, `<office:forms/><text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
		`<text:h text:outline-level="2">Глава</text:h><text:p>План</text:p><text:p> </text:p>`+ot.OpenTable(ot.OpenRow("а"))+
		`<text:section>`+ot.OpenPar("Раздел")+ot.OpenTable(ot.OpenRow("б"))+`</text:section><text:table-of-content><text:table-of-content-source><text:p>образец</text:p></text:table-of-content-source><text:index-body><text:p>оглавление</text:p></text:index-body></text:table-of-content>`,
		"", "styles.xml", ot.OpenStyles(`<text:outline-style><text:list-level-style-number text:level="1" style:num-format=""/><text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/></text:outline-style>`))
	var got []string
	for _, b := range doc.Blocks {
		if b.Table != nil {
			got = append(got, "["+ot.Grid(b.Table)+"]")
			continue
		}
		got = append(got, strings.TrimSpace(b.Para.Label+" "+b.Para.Text))
	}
	if diff := cmp.Diff([]string{"1. Глава", "План", "[а]", "Раздел", "[б]", "оглавление"}, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// Headings are numbered by the outline of the document, where it numbers them;
// one in a list has the list's number.
func TestNumberedHeadings(t *testing.T) {
	outline := func(levels string) string {
		return ot.OpenStyles(`<text:outline-style>` + levels + `</text:outline-style>`)
	}
	h := func(level int, attrs string) string {
		return fmt.Sprintf(`<text:h text:outline-level="%d"%s>х</text:h>`, level, attrs)
	}
	two := `<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>`
	for _, c := range []struct{ body, styles, want string }{
		{h(1, "") + h(2, "") + h(2, "") + h(1, "") + h(2, ""), outline(two), "1. 1.1 1.2 2. 2.1"},
		{h(2, "") + h(1, ""), outline(two), "1.1 2."},
		{h(1, "") + h(1, ` text:is-list-header="true"`) + h(3, "") + h(11, "") + h(0, "") + h(1, ""), outline(two), "1. - - - - 2."},
		{h(1, ""), outline(`<text:outline-level-style text:level="1" style:num-format="" style:num-prefix="§"/>`), "-"},
		{h(1, "") + h(1, ""), outline(`<text:outline-level-style text:level="1" style:num-format="I" loext:num-list-format="Глава %1%"/>`), "Глава I Глава II"},
		{h(1, ""), ot.OpenStyles(""), "-"},
		{`<text:list text:style-name="L"><text:list-item>` + h(1, "") + `</text:list-item></text:list>` + h(1, ""), outline(`<text:outline-level-style text:level="1" style:num-format="A"/>`), "1. A"},
	} {
		var got []string
		for _, b := range text(t, c.body, listStyles, "styles.xml", c.styles).Blocks {
			if b.Para.Label == "" {
				b.Para.Label = "-"
			}
			got = append(got, b.Para.Label)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.body, got, c.want)
		}
	}
}

func TestTables(t *testing.T) {
	wide := `@table:number-columns-spanned="2"`
	high := `@table:number-rows-spanned="2"`
	for _, c := range []struct {
		name string
		rows []string
		want string
	}{
		{"cells across", []string{ot.OpenRow(ot.OpenCell(wide, "а"), ot.OpenCovered, "б"), ot.OpenRow("в", "г", "д")}, "а | а | б\nв | г | д"},
		{"cells across without their covered places", []string{ot.OpenRow(ot.OpenCell(wide, "а"), "б"), ot.OpenRow("в", "г", "д")}, "а | а | б\nв | г | д"},
		{"cells across at the end", []string{ot.OpenRow("а", ot.OpenCell(wide, "б")), ot.OpenRow("в", "г", "д")}, "а | б | б\nв | г | д"},
		{"cells down", []string{ot.OpenRow(ot.OpenCell(high, "а"), "б"), ot.OpenRow(`<table:covered-table-cell><text:p>не видно</text:p></table:covered-table-cell>`, "в")}, "а | б\nа | в"},
		{"cells across and down", []string{ot.OpenRow(ot.OpenCell(wide, high, "а"), ot.OpenCovered, "б"), ot.OpenRow(ot.OpenCovered, ot.OpenCovered, "в")}, "а | а | б\nа | а | в"},
		{"rows that reach down and say nothing else", []string{ot.OpenRow(ot.OpenCell(high, "а"), "б"), ot.OpenRow(ot.OpenCovered, "")}, "а | б\nа | "},
		{"groups of rows and heading rows", []string{`<table:table-columns><table:table-column/></table:table-columns><table:table-header-rows>` + ot.OpenRow("а") + `</table:table-header-rows>`,
			`<table:table-row-group>` + ot.OpenRow("б") + `</table:table-row-group>`}, "а\nб"},
		{"a hidden row", []string{ot.OpenRow("а"), ot.OpenRow(`@table:visibility="collapse"`, "тайна"), ot.OpenRow(`@table:visibility="filter"`, "тайна"), ot.OpenRow("б")}, "а\nб"},
		{"repeated cells and rows", []string{ot.OpenRow(`@table:number-rows-repeated="2"`, ot.OpenCell(`@table:number-columns-repeated="2"`, "а"), "б")}, "а | а | б\nа | а | б"},
		{"empty rows between", []string{ot.OpenRow("а"), ot.OpenRow(`@table:number-rows-repeated="2"`, ""), ot.OpenRow("б"), ot.OpenRow(`@table:number-rows-repeated="1048000"`, ot.OpenCell(`@table:number-columns-repeated="16384"`))}, "а\n\n\nб"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := text(t, ot.OpenTable(c.rows...), "").Blocks[0].Table
			if got := ot.Grid(table); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			for _, r := range table.Rows {
				if len(r.Cells) != table.Cols {
					t.Errorf("row %d has %d places of %d", r.Number, len(r.Cells), table.Cols)
				}
			}
		})
	}
}

// Equal cells that a file writes once are not one cell, merged cells are.
func TestRepeatedIsNotMerged(t *testing.T) {
	table := text(t, ot.OpenTable(ot.OpenRow(ot.OpenCell(`@table:number-rows-spanned="3"`, "а"), "б"),
		ot.OpenRow(`@table:number-rows-repeated="2"`, ot.OpenCovered, ot.OpenCell(`@table:number-columns-repeated="2"`, "в"))), "").Blocks[0].Table
	rows := table.Rows
	if len(rows) != 3 || rows[0].Cells[0] != rows[1].Cells[0] || rows[1].Cells[0] != rows[2].Cells[0] {
		t.Error("a merged cell fell apart")
	}
	if rows[1].Cells[1] == rows[2].Cells[1] || rows[1].Cells[1] == rows[1].Cells[2] {
		t.Error("a repeated cell was merged")
	}
	if rows[2].Number != 3 {
		t.Error(rows[2].Number)
	}
}

func TestSheets(t *testing.T) {
	const styles = `<number:date-style style:name="D"><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year/></number:date-style>` +
		`<number:date-style style:name="DM"><number:day/><number:month number:textual="true"/></number:date-style>` +
		`<number:date-style style:name="MY"><number:month/><number:year/></number:date-style>` +
		`<number:date-style style:name="DT"><number:day/><number:month/><number:year/><number:hours/><number:minutes/></number:date-style>` +
		`<number:time-style style:name="T"><number:hours/><number:minutes/><number:seconds/></number:time-style>` +
		`<number:time-style style:name="E" number:truncate-on-overflow="false"><number:hours/></number:time-style>` +
		`<style:style style:name="d" style:data-style-name="D"/><style:style style:name="d2" style:parent-style-name="d"/><style:style style:name="dm" style:data-style-name="DM"/>` +
		`<style:style style:name="my" style:data-style-name="MY"/><style:style style:name="dt" style:data-style-name="DT"/><style:style style:name="t" style:data-style-name="T"/><style:style style:name="e" style:data-style-name="E"/>`
	date := func(style, value string) string {
		return ot.OpenCell(`@table:style-name="`+style+`" office:value-type="date" office:date-value="`+value+`"`, "показано")
	}
	clock := func(style, value string) string {
		return ot.OpenCell(`@table:style-name="`+style+`" office:value-type="time" office:time-value="`+value+`"`, "показано")
	}
	for _, c := range []struct{ cell, want string }{
		{date("d", "2023-06-05"), "05.06.2023"}, {date("d2", "2023-06-05T00:00:00"), "05.06.2023"}, {date("dm", "2023-06-05"), "5 июня"},
		{date("my", "2023-06-01"), "июнь 2023 г."}, {date("dt", "2023-06-05T14:00:00"), "05.06.2023 14:00"}, {date("dt", "2023-06-05T14:29:59.9999"), "05.06.2023 14:30"},
		{date("dt", "2023-06-05"), "05.06.2023"}, {date("", "2023-06-05"), "05.06.2023"}, {date("", "2023-06-05T09:15:00"), "05.06.2023 09:15"},
		{date("d", "1899"), "показано"}, {date("d", "2023-06-05T25:00:00"), "показано"},
		{clock("t", "PT14H30M00S"), "14:30"}, {clock("t", "PT23H59M00S"), "23:59"}, {clock("t", "PT24H00M00S"), "показано"}, {clock("t", "PT09H05M30.5S"), "09:06"}, {clock("e", "PT26H00M00S"), "показано"}, {clock("t", "PT26H00M00S"), "показано"}, {clock("", "PT14H30M00S"), "показано"},
		{ot.OpenCell(`@office:value-type="float" office:value="7"`), "7"}, {ot.OpenCell(`@office:value-type="string" office:string-value="слово"`), "слово"},
		{ot.OpenCell(`@office:value-type="float" office:value="7.00"`, "7"), "7"}, {ot.OpenCell("раз", "два"), "раз / два"},
	} {
		doc, err := open(t, ot.OpenSheets(t, ot.OpenSheet("Лист", ot.OpenRow(c.cell)), styles))
		if err != nil {
			t.Fatal(err)
		}
		if got := ot.Grid(doc.Blocks[0].Table); got != c.want {
			t.Errorf("%s: %q, want %q", c.cell, got, c.want)
		}
	}
	// A cell without a style of its own has the row's, or the column's.
	plain := ot.OpenCell(`@office:value-type="date" office:date-value="2023-06-05"`, "показано")
	doc, err := open(t, ot.OpenSheets(t, ot.OpenSheet("Лист", `<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="dm"/>`,
		ot.OpenRow("а", "б", plain), ot.OpenRow(`@table:default-cell-style-name="my"`, "а", "б", plain)), styles))
	if err != nil {
		t.Fatal(err)
	}
	if got := ot.Grid(doc.Blocks[0].Table); got != "а | б | 5 июня\nа | б | июнь 2023 г." {
		t.Error(got)
	}
}

// What is hidden in a spreadsheet is not read, and the document says so.
func TestHiddenInSheets(t *testing.T) {
	doc, err := open(t, ot.OpenSheets(t, ot.OpenSheet("План", `<table:table-column/><table:table-column table:visibility="collapse"/>`,
		ot.OpenRow("а", "тайна", "б"), ot.OpenRow("в", "тайна", "г"), ot.OpenRow(`@table:visibility="filter"`, "тайна"))+
		`<table:table table:name="Тайный" table:style-name="X">`+ot.OpenRow("тайна")+`</table:table>`,
		`<style:style style:name="X" style:family="table"><style:table-properties table:display="false"/></style:style>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := ot.Grid(doc.Blocks[0].Table); len(doc.Blocks) != 1 || got != "а |  | б\nв |  | г" {
		t.Error(got)
	}
	var problems []string
	for _, p := range doc.Problems {
		problems = append(problems, p.String())
	}
	want := []string{"лист «План»: скрытый столбец B не прочитан: покажите его, если он нужен",
		"лист «План», строка 3: скрытая строка не прочитана: покажите её, если она нужна",
		"лист «Тайный»: скрытый лист не прочитан: покажите его, если план на нём"}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestKind(t *testing.T) {
	for mime, want := range map[string]FileKind{
		"application/vnd.oasis.opendocument.text": Text, "application/vnd.oasis.opendocument.text-template": Text,
		"application/vnd.oasis.opendocument.spreadsheet\n": Spreadsheet, "application/vnd.oasis.opendocument.presentation": Presentation,
		"application/vnd.oasis.opendocument.graphics": Other, "application/zip": None, strings.Repeat("x", 300): None,
	} {
		p, err := archive.Open(ot.Packed(t, "mimetype", mime, "content.xml", ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := Kind(p); got != want {
			t.Errorf("%q: %d, want %d", mime, got, want)
		}
	}
}
