package picture

import (
	"fmt"
	"slices"

	"github.com/go-analyze/charts"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// mostUnits and mostMonths are how many rows and columns a phone shows well.
const (
	mostUnits  = 14
	mostMonths = 12
)

// heatMap is how units stand month by month.
type heatMap struct {
	months []plans.Date
	rows   []heatRow
	// left is how many units are not shown.
	left int
}

type heatRow struct {
	name  string
	cells []report.Figures
	total int
}

// heatOf counts the tasks of each unit by the month in which they are due.
func heatOf(r report.Report) heatMap {
	var h heatMap
	for d := r.Plan.Period.From; d <= r.Plan.Period.To; d = d.MonthEnd() + 1 {
		h.months = append(h.months, d)
	}
	if extra := len(h.months) - mostMonths; extra > 0 {
		// Of a longer plan the months up to the end of the reported period.
		end := slices.IndexFunc(h.months, func(d plans.Date) bool { return d.MonthEnd() >= r.Period.To })
		from := min(max(end-mostMonths+1, 0), extra)
		h.months = h.months[from : from+mostMonths]
	}
	for _, u := range r.Plan.Units {
		row := heatRow{name: report.Clean(u.Name), cells: make([]report.Figures, len(h.months))}
		for _, x := range r.Rows {
			for _, t := range x.Tasks {
				due := t.Task.Due
				if due.IsZero() {
					due = r.Plan.Period.To
				}
				i := slices.IndexFunc(h.months, func(d plans.Date) bool { return d <= due && due <= d.MonthEnd() })
				if i >= 0 && slices.Contains(t.Task.Units, u.ID) {
					row.cells[i].Add(t)
					row.total++
				}
			}
		}
		if row.total > 0 {
			h.rows = append(h.rows, row)
		}
	}
	slices.SortStableFunc(h.rows, func(a, b heatRow) int { return b.total - a.total })
	if h.left = max(len(h.rows)-mostUnits, 0); h.left > 0 {
		h.rows = h.rows[:mostUnits]
	}
	return h
}

// heat draws the units by months: what was done of what was due, and what of it late.
func (c canvas) heat(h heatMap, at int) {
	c.write("Выполнено / наступило по месяцам, ниже — с опозданием", margin, at+20, small, black())
	c.legend(at + 54)
	if len(h.months) == 0 {
		return
	}
	cell := (width - 2*margin) / len(h.months)
	x := func(i int) int { return margin + i*cell }
	for i, d := range h.months {
		c.centre(monthShort(d), x(i)+cell/2, at+headHigh-8, small, grey())
	}
	for k, row := range h.rows {
		top := at + headHigh + k*rowHigh
		c.write(c.fit(row.name, small, width-2*margin), margin, top+22, small, black())
		for i, f := range row.cells {
			text, late, fill, ink := shade(f)
			c.FilledRect(x(i)+1, top+31, x(i)+cell-2, top+rowHigh-8, fill, fill, 1)
			if late == "" {
				c.centre(text, x(i)+cell/2, top+65, usual, ink)
				continue
			}
			c.centre(text, x(i)+cell/2, top+54, usual, ink)
			c.centre(late, x(i)+cell/2, top+76, small, ink)
		}
	}
	if h.left > 0 {
		c.write(fmt.Sprintf("И ещё %s: в сводке отчёта.", report.Count(h.left, "подразделение", "подразделения", "подразделений")),
			margin, at+headHigh+24+rowHigh*len(h.rows), small, grey())
	}
}

// shade is how a cell looks: white where nothing was due yet.
func shade(f report.Figures) (text, late string, fill, ink charts.Color) {
	due := f.Due()
	text = fmt.Sprintf("%d/%d", f.InTime+f.Late, due)
	if f.Late > 0 {
		late = fmt.Sprint(f.Late)
	}
	switch {
	case due == 0 && f.Ahead > 0:
		return fmt.Sprint(f.Ahead), "", pale(), black()
	case due == 0:
		return "", "", white(), black()
	case f.Undone > 0:
		return text, late, red(), white()
	case f.Late > 0:
		return text, late, orange(), black()
	}
	return text, "", blue(), white()
}

func (c canvas) legend(y int) {
	x := margin
	for _, l := range []struct {
		fill charts.Color
		text string
	}{{blue(), "всё в срок"}, {orange(), "с опозданием"}, {red(), "есть невыполненные"}, {pale(), "впереди"}} {
		c.FilledRect(x, y-14, x+18, y+4, l.fill, l.fill, 1)
		c.write(l.text, x+26, y+4, small, black())
		x += 26 + c.wide(l.text, small) + 20
	}
}
