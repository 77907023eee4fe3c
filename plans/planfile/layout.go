package planfile

import (
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
)

// markHeading is the heading of a column for what was done: «Отметка об исполнении»,
// «Отметка о выполнении», «Исполнение», «Информация о выполнении», «Примечание».
var markHeading = regexp.MustCompile(`^(?:отметк\p{L}* об? (?:исполнении|выполнении)|(?:информация|сведения) об? (?:исполнении|выполнении)|исполнение|выполнение|отметка|примечани[ея])(?:\s|$)`)

// lay begins the layout of a table with its headings.
func (r *rowReader) lay(f foundTable) {
	t := plans.LaidTable{Number: f.table.Number, Sheet: f.table.Sheet, Cols: f.table.Cols, Mark: f.columns.mark()}
	r.layout.Tables = append(r.layout.Tables, t)
	if f.from == 0 {
		return
	}
	for _, line := range f.table.Rows[f.columns.top:f.columns.first] {
		r.layLine(line, plans.HeadLine)
	}
}

// mark finds the column for what was done, from 1; 0 for none. A column made for it
// is better than one for any remark.
func (c columns) mark() int {
	found := 0
	for i, heading := range c.headings {
		h := strings.ToLower(heading)
		switch {
		case !markHeading.MatchString(h) || !slices.Contains(c.unused, heading):
		case !strings.HasPrefix(h, "примечани"):
			return i + 1
		case found == 0:
			found = i + 1
		}
	}
	return found
}

func (r *rowReader) layLine(line document.Row, kind plans.LineKind) {
	t := &r.layout.Tables[len(r.layout.Tables)-1]
	t.Lines = append(t.Lines, plans.LaidLine{Row: line.Number, Kind: kind})
}

// layRow notes which rows of the plan a row of the table gave: those read since
// there were so many before it. One that gave none goes on with the row above.
func (r *rowReader) layRow(line document.Row, before int) {
	r.layLine(line, plans.ItemLine)
	t := &r.layout.Tables[len(r.layout.Tables)-1]
	last := &t.Lines[len(t.Lines)-1]
	last.Items = make([]plans.ItemNo, len(r.entries)-before)
	if len(last.Items) == 0 {
		last.Kind, last.Items = plans.MoreLine, nil
	}
}
