package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// write adds the part of a sheet that the report adds, and gives the name of the relation to it.
func (b *book) write(s sheet) string {
	name := b.free("xl/worksheets/report%d.xml")
	w := sheetWriter{book: b}
	w.cells(s)
	b.added[name] = []byte(w.whole(s))
	if len(w.links) > 0 {
		b.added[strings.Replace(name, "worksheets/", "worksheets/_rels/", 1)+".rels"] = []byte(w.targets())
	}
	return b.own(name, "worksheet")
}

// link is a cell that leads to a page.
type link struct{ cell, address string }

// sheetWriter writes one sheet.
type sheetWriter struct {
	book  *book
	rows  strings.Builder
	links []link
	last  int
}

// whole is the sheet around its cells: it fits the width of paper, and its head stays
// where it is and filters the rows.
func (w *sheetWriter) whole(s sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, declaration+`<worksheet xmlns="%s" xmlns:r="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">`, w.book.ns, w.book.space)
	if s.head != nil {
		b.WriteString(`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>`)
	}
	b.WriteString(`</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`)
	for i, width := range s.widths {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString(`</cols><sheetData>` + w.rows.String() + `</sheetData>`)
	if s.head != nil {
		fmt.Fprintf(&b, `<autoFilter ref="%s"/>`, area{1, 1, len(s.head), w.last})
	}
	if len(w.links) > 0 {
		b.WriteString(`<hyperlinks>`)
		for i, l := range w.links {
			fmt.Fprintf(&b, `<hyperlink ref="%s" r:id="rId%d"/>`, l.cell, i+1)
		}
		b.WriteString(`</hyperlinks>`)
	}
	b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`)
	return b.String()
}

func (w *sheetWriter) targets() string {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + packageSpace + `">`)
	for i, l := range w.links {
		b.WriteString(relation(fmt.Sprintf("rId%d", i+1), w.book.space+"/hyperlink", l.address, true))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func (w *sheetWriter) cells(s sheet) {
	row := func(cells []any, style int) {
		w.last++
		high := ""
		if style != 0 || len(cells) > 1 {
			high = height(cells, s.widths)
		}
		fmt.Fprintf(&w.rows, `<row r="%d"%s>`, w.last, high)
		for i, v := range cells {
			w.cell(i+1, v, style)
		}
		w.rows.WriteString(`</row>`)
	}
	usual := 0
	if s.head != nil {
		usual = w.book.styles.plain
		heads := make([]any, 0, len(s.head))
		for _, h := range s.head {
			heads = append(heads, h)
		}
		row(heads, w.book.styles.head)
	}
	for _, cells := range s.rows {
		row(cells, usual)
	}
}

// height is what a row needs for its longest text, where that is more than a line.
func height(cells []any, widths []float64) string {
	most := 1
	for i, v := range cells {
		if box, ok := v.(boxed); ok {
			v = box.value
		}
		if h, ok := v.(heading); ok {
			v = string(h)
		}
		if s, ok := v.(string); ok && i < len(widths) {
			most = max(most, lines(s, widths[i]))
		}
	}
	if most == 1 {
		return ""
	}
	return ` ht="` + points(float64(most*lineHeight)) + `" customHeight="1"`
}

// cell writes one value as what it is.
func (w *sheetWriter) cell(col int, v any, style int) {
	number := func(style int, n string) {
		fmt.Fprintf(&w.rows, `<c r="%s" s="%d"><v>%s</v></c>`, cellName(col, w.last), style, n)
	}
	own := w.book.styles
	switch v := v.(type) {
	case none:
		if style != 0 {
			fmt.Fprintf(&w.rows, `<c r="%s" s="%d"/>`, cellName(col, w.last), style)
		}
	case plans.Date:
		number(own.date, strconv.Itoa(int(v-w.book.epoch())))
	case int:
		number(style, strconv.Itoa(v))
	case percent:
		number(own.percent, strconv.FormatFloat(float64(v), 'f', -1, 64))
	case strong:
		w.text(col, string(v), own.bold)
	case heading:
		w.text(col, string(v), own.head)
	case boxed:
		w.cell(col, v.value, own.plain)
	case address:
		if !report.IsAddress(string(v)) {
			w.text(col, string(v), style)
			return
		}
		w.text(col, string(v), own.link)
		w.links = append(w.links, link{cellName(col, w.last), string(v)})
	case string:
		w.text(col, v, style)
	}
}

func (w *sheetWriter) text(col int, text string, style int) {
	w.rows.WriteString(textCell("", col, w.last, report.Clean(text), style))
}

// number is a text of figures as a number, any other as it is.
func number(s string) any {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return s
}
