package odf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// table writes the marks into one table: into the column that it has for them, or
// into a new one at its end.
func (w *writer) table(t *shape.TableShape, laid plans.LaidTable) error {
	lines := map[int]plans.LaidLine{}
	for _, l := range laid.Lines {
		lines[l.Row] = l
	}
	if w.sheet {
		w.entitle(t, lines)
		if err := w.measure(t, laid); err != nil {
			return err
		}
	}
	if laid.Mark == 0 {
		if err := w.makeRoom(t, laid.Cols); err != nil {
			return err
		}
	}
	for i := range t.Rows {
		row := t.Rows[i]
		if row.Repeated > 1 && !anyLine(lines, row) {
			if w.sheet || laid.Mark > 0 {
				continue
			}
		}
		from := splice.StartOf(w.raw, row.Open)
		var all strings.Builder
		for k := range max(1, min(row.Repeated, 5000)) {
			one, err := w.row(t, i, row.Number+k, lines, laid)
			if err != nil {
				return err
			}
			all.Write(one)
			if !anyLine(lines, row) {
				break
			}
		}
		w.edits.Replace(from, row.End, all.String())
	}
	return nil
}

// anyLine reports whether one of equal rows means something.
func anyLine(lines map[int]plans.LaidLine, row shape.RowShape) bool {
	for k := range min(row.Repeated, 5000) {
		if _, ok := lines[row.Number+k]; ok {
			return true
		}
	}
	return false
}

// row gives a row with what is to be written into it. One of several equal rows is
// no longer repeated.
func (w *writer) row(t *shape.TableShape, i, number int, lines map[int]plans.LaidLine, laid plans.LaidTable) ([]byte, error) {
	row := t.Rows[i]
	from := splice.StartOf(w.raw, row.Open)
	raw := w.raw[from:row.End]
	var e splice.Edits
	if row.Repeated > 1 && anyLine(lines, row) {
		cutAttr(&e, raw, 0, row.Open-from, "number-rows-repeated")
	}
	l := lines[number]
	if l.Kind == titleLine {
		return w.titleRow(w.titleCols, w.titleWidth), nil
	}
	if laid.Mark > 0 {
		if l.Kind == plans.ItemLine {
			w.fillCell(&e, row, laid.Mark-1, w.text(l), from)
			w.raise(&e, row, w.text(l), 1, w.markWidth)
		}
		return e.Apply(raw)
	}
	c := w.cellFor(t, i, number, lines)
	if n := len(row.Cells); n > 0 && l.Kind != plans.ItemLine && l.Kind != plans.HeadLine && l.Kind != plans.CountLine && !c.covered {
		if w.widen(&e, row, laid.Cols, from) {
			c.covered = true
		} else if w.sheet {
			return e.Apply(raw)
		}
	}
	w.insert(&e, row, laid.Cols, c, from)
	w.raise(&e, row, c.text, c.rows, w.markWidth)
	return e.Apply(raw)
}

// cell is what stands in the new column of a row.
type cell struct {
	text    report.Text
	rows    int
	covered bool
}

func (w *writer) cellFor(t *shape.TableShape, i, number int, lines map[int]plans.LaidLine) cell {
	c := cell{rows: 1}
	l := lines[number]
	switch l.Kind {
	case plans.HeadLine:
		if lines[number-1].Kind == plans.HeadLine {
			c.covered = true
			return c
		}
		c.text = w.head
		for lines[number+c.rows].Kind == plans.HeadLine {
			c.rows++
		}
	case plans.CountLine:
		n := 1
		for _, x := range t.Rows[i].Cells {
			if !x.Covered && x.Repeated < 10 {
				n += x.Repeated
			}
		}
		c.text = report.Text{{{Text: strconv.Itoa(n)}}}
	case plans.ItemLine:
		c.text = w.text(l)
		for lines[number+c.rows].Kind == plans.MoreLine {
			c.rows++
		}
	case plans.MoreLine:
		c.covered = true
	case plans.SectionLine:
	}
	return c
}

// text is what is said of the rows of the plan in one row of the table, each under its
// number where there are several.
func (w *writer) text(l plans.LaidLine) report.Text {
	if len(l.Items) == 1 {
		return w.marks[l.Items[0]]
	}
	var all report.Text
	for _, no := range l.Items {
		all = append(all, report.Line{{Text: string(no), Bold: true}})
		all = append(all, w.marks[no]...)
	}
	return all
}

// widen makes the last cell of a row reach over the new column, where it spans several
// columns already; ok is false for any other row.
func (w *writer) widen(e *splice.Edits, row shape.RowShape, cols int, base int64) (ok bool) {
	i := slices.IndexFunc(row.Cells, func(c shape.CellShape) bool { return !c.Covered && c.Width > 1 && c.Column+c.Width == cols })
	if i < 0 {
		return false
	}
	c := row.Cells[i]
	from := splice.StartOf(w.raw, c.Open)
	setAttr(e, w.raw[from:c.Open], from-base, "number-columns-spanned", c.Width+1)
	return true
}

// insert puts a cell into a column, in the place of a blank one that stands there.
func (w *writer) insert(e *splice.Edits, row shape.RowShape, col int, c cell, base int64) {
	var l look
	at, end := splice.EndTagOf(w.raw, row.End), 0
	for i, x := range row.Cells {
		end = x.Column + x.Repeated
		if !x.Covered && (x.Column < col) {
			l = w.lookOf(x)
		}
		if x.Column <= col && col < x.Column+x.Repeated {
			w.divide(e, x, col, w.cellXML(c, l), base)
			return
		}
		if x.Column > col {
			at = splice.StartOf(w.raw, row.Cells[i].Open)
			break
		}
	}
	text := w.cellXML(c, l)
	if gap := col - end; gap > 0 && end > 0 {
		text = fmt.Sprintf(`<table:table-cell%s table:number-columns-repeated="%d"/>`, spaces, gap) + text
	}
	e.Put(at-base, text)
}

// divide puts a cell into the middle of equal ones.
func (w *writer) divide(e *splice.Edits, x shape.CellShape, col int, text string, base int64) {
	from := splice.StartOf(w.raw, x.Open)
	tag, rest := string(w.raw[from:x.Open]), string(w.raw[x.Open:x.End])
	part := func(n int) string {
		if n == 0 {
			return ""
		}
		var e splice.Edits
		setAttr(&e, []byte(tag), 0, "number-columns-repeated", n)
		changed, err := e.Apply([]byte(tag))
		if err != nil {
			return ""
		}
		return string(changed) + rest
	}
	before := col - x.Column
	e.Replace(from-base, x.End-base, part(before)+text+part(x.Repeated-before-1))
}

// cellXML is the new cell.
func (w *writer) cellXML(c cell, l look) string {
	if c.covered {
		return `<table:covered-table-cell` + spaces + `/>`
	}
	var b strings.Builder
	b.WriteString(`<table:table-cell` + spaces + styled("table:style-name", l.cell) + ` office:value-type="string"`)
	if c.rows > 1 {
		fmt.Fprintf(&b, ` table:number-columns-spanned="1" table:number-rows-spanned="%d"`, c.rows)
	}
	b.WriteString(`>`)
	w.paragraphs(&b, c.text, l)
	b.WriteString(`</table:table-cell>`)
	return b.String()
}

// fillCell writes a text into the cell of a column after the words that it has.
func (w *writer) fillCell(e *splice.Edits, row shape.RowShape, col int, text report.Text, base int64) {
	var near look
	for _, x := range row.Cells {
		if !x.Covered && x.Column+x.Repeated <= col {
			near = w.lookOf(x)
		}
		if x.Covered || col < x.Column || col >= x.Column+x.Repeated {
			continue
		}
		from := splice.StartOf(w.raw, x.Open)
		n, err := splice.Parse(w.raw[from:x.End], from)
		if err != nil {
			return
		}
		l := w.lookOf(x)
		if l.para == "" {
			l.para, l.run = near.para, near.run
		}
		if x.Repeated > 1 || n.Open == n.End {
			w.divide(e, x, col, w.cellXML(cell{text: text, rows: 1}, l), base)
			return
		}
		var b strings.Builder
		w.paragraphs(&b, text, l)
		at := splice.EndTagOf(w.raw, x.End)
		if p := n.Kid("p"); p != nil && !n.Says("p") && !n.Says("span") && !n.Says("a") {
			e.Replace(p.From-base, at-base, b.String())
		} else {
			e.Put(at-base, b.String())
		}
		if w.sheet && n.Attr("value-type") == "" {
			e.Put(x.Open-base-1, ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:value-type="string"`)
		}
		return
	}
}
