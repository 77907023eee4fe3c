package odf

import (
	"fmt"
	"slices"

	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// titleLine is the empty row of a sheet right above the plan's table, which says what
// the document has become. A row of its own would move what formulas speak of.
const titleLine plans.LineKind = "title"

// entitle finds the row for the title among those of a sheet; without one the heading
// of the new column says it all the same.
func (w *writer) entitle(t *shape.TableShape, lines map[int]plans.LaidLine) {
	first := 0
	for number := range lines {
		if first == 0 || number < first {
			first = number
		}
	}
	above := first - 1
	for i, row := range t.Rows {
		if above < row.Number || above >= row.Number+max(row.Repeated, 1) {
			continue
		}
		reaches := i > 0 && slices.ContainsFunc(t.Rows[i].Cells, func(c shape.CellShape) bool { return c.Covered })
		n, err := splice.Parse(w.raw[splice.StartOf(w.raw, row.Open):row.End], 0)
		if err == nil && !reaches && blank(n) {
			lines[above] = plans.LaidLine{Row: above, Kind: titleLine}
		}
		return
	}
}

// blank reports whether an element holds no text.
func blank(n *splice.Node) bool {
	return !n.Text && !slices.ContainsFunc(n.Kids, func(k *splice.Node) bool { return !blank(k) })
}

// titleRow is the row with the title over so many columns, which are so wide.
func (w *writer) titleRow(cols int, width float64) []byte {
	w.rowStyle("SdelaemTitleRow", float64(lines(w.heading, width))*(lineHeight+0.1))
	fmt.Fprintf(&w.styles, `<style:style%s style:name="SdelaemTitleCell" style:family="table-cell"><style:table-cell-properties`+
		` fo:wrap-option="wrap" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/>`+
		`<style:text-properties fo:font-weight="bold"/></style:style>`, spaces)
	return fmt.Appendf(nil, `<table:table-row%s table:style-name="SdelaemTitleRow"><table:table-cell table:style-name="SdelaemTitleCell"`+
		` table:number-columns-spanned="%d" table:number-rows-spanned="1" office:value-type="string"><text:p>%s</text:p></table:table-cell>`+
		`<table:covered-table-cell table:number-columns-repeated="%d"/></table:table-row>`, spaces, cols, splice.Escape(w.heading), max(cols-1, 1))
}

// pageOf is the style of a sheet.
func (w *writer) pageOf(t *shape.TableShape) string {
	if m := attribute("style-name").FindSubmatch(w.raw[splice.StartOf(w.raw, t.Open):t.Open]); m != nil {
		return string(m[1])
	}
	return ""
}
