package docx

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	shape "sdelaemvmeste/plans/planfile/docx"
)

// Heading is what stands over the new column.
const Heading = "Отметка об исполнении"

// table writes the marks into one table: into the column that it has for them, or
// into a new one at its end.
func (w *writer) table(t *shape.TableShape, laid plans.LaidTable) error {
	lines := map[int]plans.LaidLine{}
	for _, l := range laid.Lines {
		lines[l.Row] = l
	}
	if laid.Mark > 0 {
		for _, row := range t.Rows {
			if l := lines[row.Number]; l.Kind == plans.ItemLine {
				if err := w.fillCell(row, laid.Mark-1, w.text(l)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := w.scale(t); err != nil {
		return err
	}
	for i, row := range t.Rows {
		c := newCell{row: row, cols: laid.Cols}
		l := lines[row.Number]
		switch l.Kind {
		case plans.HeadLine:
			c.text, c.head = report.Text{{{Text: Heading}}}, true
			c.merge = place(isHead(t, lines, i-1), isHead(t, lines, i+1))
		case plans.CountLine:
			c.text, c.head = report.Text{{{Text: strconv.Itoa(len(row.Cells) + 1)}}}, true
		case plans.ItemLine:
			c.text = w.text(l)
			c.merge = place(false, goesOn(t, lines, i+1))
		default:
			if goesOn(t, lines, i) {
				c.merge = merged
			} else if w.widen(row, laid.Cols) {
				continue
			}
		}
		if err := w.addCell(c); err != nil {
			return err
		}
	}
	return nil
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

func isHead(t *shape.TableShape, lines map[int]plans.LaidLine, i int) bool {
	return i >= 0 && i < len(t.Rows) && lines[t.Rows[i].Number].Kind == plans.HeadLine
}

// goesOn reports whether a row of the table goes on with the row above it: its cells
// are those above, or it only names more of those who answer.
func goesOn(t *shape.TableShape, lines map[int]plans.LaidLine, i int) bool {
	if i >= len(t.Rows) || i == 0 {
		return false
	}
	row := t.Rows[i]
	switch lines[row.Number].Kind {
	case plans.MoreLine:
		return true
	case plans.HeadLine, plans.CountLine, plans.SectionLine, plans.ItemLine:
		return false
	}
	for _, c := range row.Cells {
		if !c.Merged {
			return false
		}
	}
	return len(row.Cells) > 0
}

// merge is the part that a cell has in one merged downwards.
type merge int

const (
	alone merge = iota
	first
	merged
)

// place says which part a cell has, by whether the cells above and below belong to it.
func place(above, below bool) merge {
	switch {
	case above:
		return merged
	case below:
		return first
	}
	return alone
}

// widen makes the last cell of a row reach over the new column, where it spans several
// columns already, as the name of a section does; ok is false for any other row.
func (w *writer) widen(row shape.RowShape, cols int) (ok bool) {
	if len(row.Cells) == 0 {
		return false
	}
	last := row.Cells[len(row.Cells)-1]
	if last.Width < 2 || last.Column+last.Width != cols || row.After > 0 {
		return false
	}
	n, err := w.node(last.Place)
	if err != nil {
		return false
	}
	span := n.Kid("tcPr").Kid("gridSpan")
	if span == nil {
		return false
	}
	w.edits.Replace(span.From, span.End, fmt.Sprintf(`<w:gridSpan%s w:val="%d"/>`, w.space, last.Width+1))
	return true
}

// node takes an element of the main part apart.
func (w *writer) node(p shape.Place) (*splice.Node, error) {
	from := splice.StartOf(w.raw, p.Open)
	return splice.Parse(w.raw[from:p.End], from)
}
