package schedule

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

// part is one reporting part of the calendar: a certain day, week, month,
// quarter, half-year or year, numbered so that the next one is i+1.
type part struct {
	each plans.Part
	i    int
}

// partOf gives the part in which the day lies; ok is false when the plan names
// a part there is none of.
func partOf(each plans.Part, d plans.Date) (p part, ok bool) {
	switch each {
	case plans.EachDay:
		return part{each, int(d)}, true
	case plans.EachWeek:
		// Day 1, 0001-01-01, is a Monday of the proleptic calendar.
		return part{each, int(d-1) / 7}, true
	}
	if months(each) == 0 {
		return part{}, false
	}
	y, m, _ := d.Split()
	return part{each, (12*y + int(m) - 1) / months(each)}, true
}

// months says how many months the part is made of; 0 when it is not made of months.
func months(each plans.Part) int {
	switch each {
	case plans.EachMonth:
		return 1
	case plans.EachQuarter:
		return 3
	case plans.EachHalf:
		return 6
	case plans.EachYear:
		return 12
	}
	return 0
}

func (p part) plus(n int) part { return part{p.each, p.i + n} }

// span gives the days of the part.
func (p part) span() plans.Span {
	switch p.each {
	case plans.EachDay:
		return plans.Span{From: plans.Date(p.i), To: plans.Date(p.i)}
	case plans.EachWeek:
		return plans.Span{From: plans.Date(7*p.i + 1), To: plans.Date(7*p.i + 7)}
	}
	n := months(p.each)
	return plans.Span{From: monthStart(p.i * n), To: monthStart((p.i+1)*n) - 1}
}

// month gives the days of the part's n-th month, from 1. A part that is
// shorter than a month has none and stands for itself.
func (p part) month(n int) plans.Span {
	size := months(p.each)
	if size == 0 {
		return p.span()
	}
	first := monthStart(p.i*size + min(max(n, 1), size) - 1)
	return plans.Span{From: first, To: first.MonthEnd()}
}

// monthStart gives the first day of a month counted from January of year 0.
func monthStart(month int) plans.Date {
	return plans.NewDate(month/12, time.Month(month%12)+1, 1)
}

// name is the part as it stands in a task's identity. A week belongs to the
// year of its Thursday (ISO 8601).
func (p part) name() string {
	first := p.span().From
	y, m, _ := first.Split()
	switch p.each {
	case plans.EachDay:
		return first.String()
	case plans.EachWeek:
		thursday := first + 3
		y = thursday.Year()
		return fmt.Sprintf("%04d-W%02d", y, int(thursday-plans.NewDate(y, time.January, 1))/7+1)
	case plans.EachMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case plans.EachQuarter:
		return fmt.Sprintf("%04dQ%d", y, (m-1)/3+1)
	case plans.EachHalf:
		return fmt.Sprintf("%04dH%d", y, (m-1)/6+1)
	}
	return fmt.Sprintf("%04d", y)
}

// partDue gives the day on which a reporting part of the row is due and the
// first day of the place where that day lies (a part, or a month of it).
//
// The day is counted in the month named, or in the part itself where it is a
// week or a day («каждую пятницу» is day 5 of the week). A day, or a working
// day, which the month does not have is its last one.
func partDue(e plans.Every, p part, cal *Calendar) (due, first plans.Date) {
	target := p.plus(e.Shift)
	if e.Day == 0 && e.Workday == 0 && e.Month == 0 {
		s := target.span()
		return s.To, s.From
	}
	n := e.Month
	if n == 0 {
		n = 1
		if e.Shift == 0 {
			n = months(e.Each)
		}
	}
	in := target.month(n)
	switch {
	case e.Workday != 0:
		due = workday(in, e.Workday, cal)
	case e.Day > 0:
		due = min(in.From+plans.Date(e.Day-1), in.To)
	case e.Day < 0:
		due = max(in.To+plans.Date(e.Day+1), in.From)
	default:
		due = in.To
	}
	return due, in.From
}

// workday gives the n-th working day of the span, the last one for -1 or where
// there are fewer, and the span's end where there is none, as in the week of 2
// January.
func workday(in plans.Span, n int, cal *Calendar) plans.Date {
	due := cal.OnOrBefore(in.To)
	if n > 0 {
		due = min(due, cal.Add(in.From-1, n))
	}
	if due < in.From {
		return in.To
	}
	return due
}
