package picture

import (
	"fmt"
	"strconv"

	"github.com/go-analyze/charts"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// growth counts, for each day of the plan, the tasks that are due and those done by it.
type growth struct {
	span      plans.Span
	due, done []int
}

// growthOf counts all tasks of the plan that were not taken off control. What was done
// is known up to the day of the report.
func growthOf(r report.Report) growth {
	g := growth{span: r.Plan.Period}
	days := int(g.span.To-g.span.From) + 1
	g.due, g.done = make([]int, days), make([]int, days)
	at := func(d plans.Date) int { return min(max(int(d-g.span.From), 0), days-1) }
	for _, row := range r.Rows {
		for _, t := range row.Tasks {
			if t.Status == report.Dropped {
				continue
			}
			due := t.Task.Due
			if due.IsZero() {
				due = g.span.To
			}
			g.due[at(due)]++
			if !t.Done.IsZero() && t.Done <= r.On {
				g.done[at(t.Done)]++
			}
		}
	}
	for i := 1; i < days; i++ {
		g.due[i] += g.due[i-1]
		g.done[i] += g.done[i-1]
	}
	return g
}

// lines is how many steps the axis of the curve has.
const lines = 4

// curve draws how the tasks fall due and are done over the year, and today's line.
func (c canvas) curve(at int) {
	g := growthOf(c.Report)
	days := len(g.due)
	step := max((max(g.due[days-1], g.done[days-1])+lines-1)/lines, 1)
	top, low := at+30, at+370
	left, right := margin+44, width-margin
	x := func(i int) int { return left + i*(right-left)/max(days-1, 1) }
	y := func(n int) int { return low - n*(low-top)/(lines*step) }
	for i := range lines + 1 {
		n := step * i
		c.LineStroke([]charts.Point{{X: left, Y: y(n)}, {X: right, Y: y(n)}}, pale(), 1)
		text := strconv.Itoa(n)
		c.write(text, left-10-c.wide(text, small), y(n)+7, small, grey())
	}
	c.monthNames(g.span, x, low)
	var due, done []charts.Point
	until := min(max(int(c.On-g.span.From), 0), days-1)
	for i := range days {
		due = append(due, charts.Point{X: x(i), Y: y(g.due[i])})
		if i <= until && c.On >= g.span.From {
			done = append(done, charts.Point{X: x(i), Y: y(g.done[i])})
		}
	}
	c.DashedLineStroke(due, orange(), 4, []float64{12, 8})
	if len(done) > 0 {
		c.LineStroke(done, blue(), 5)
	}
	if g.span.Contains(c.On) {
		c.LineStroke([]charts.Point{{X: x(until), Y: top - 10}, {X: x(until), Y: low}}, black(), 2)
		c.centre("сегодня", min(max(x(until), left+40), right-40), top-16, small, black())
	}
	passed := 0
	if c.On >= g.span.From {
		passed = g.due[until]
	}
	key := at + 440
	c.DashedLineStroke([]charts.Point{{X: margin, Y: key - 7}, {X: margin + 44, Y: key - 7}}, orange(), 4, []float64{12, 8})
	c.write(fmt.Sprintf("срок наступил: %d из %d", passed, g.due[days-1]), margin+56, key, usual, black())
	c.LineStroke([]charts.Point{{X: width/2 + 60, Y: key - 7}, {X: width/2 + 104, Y: key - 7}}, blue(), 5)
	c.write("выполнено: "+strconv.Itoa(g.done[until]), width/2+116, key, usual, black())
}

// monthNames writes the first letters of the months below the curve, those that have
// the room.
func (c canvas) monthNames(span plans.Span, x func(int) int, low int) {
	for d := span.From; d <= span.To; d = d.MonthEnd() + 1 {
		end := min(d.MonthEnd(), span.To)
		from, to := x(int(d-span.From)), x(int(end-span.From))
		if to-from < 20 {
			continue
		}
		c.LineStroke([]charts.Point{{X: from, Y: low}, {X: from, Y: low + 8}}, grey(), 1)
		if name := monthShort(d); c.wide(name, small) <= to-from {
			c.centre(name, (from+to)/2, low+28, small, grey())
		}
	}
}

func monthShort(d plans.Date) string {
	return [...]string{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}[d.Month()-1]
}
