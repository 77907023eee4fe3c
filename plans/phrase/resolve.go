package phrase

import (
	"fmt"

	"sdelaemvmeste/plans"
)

// resolver gives days their years by the plan's period. The first thing that
// cannot be settled is kept in why; problems are what a person should know.
type resolver struct {
	period   plans.Span
	why      string
	problems []string
}

// fail keeps the first reason why there is no deadline; an empty one is none.
func (r *resolver) fail(why string) {
	if r.why == "" {
		r.why = why
	}
}

func (r *resolver) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// oneYear tells whether the plan lies within one calendar year.
func (r *resolver) oneYear() bool {
	return r.period.From > 0 && r.period.From.Year() == r.period.To.Year()
}

// on gives the day in a year, or false when the calendar has no such day.
func (c calendarDay) on(year int) (plans.Date, bool) {
	if c.day == lastDay {
		d, ok := plans.ValidDate(year, c.month, 1)
		return d.MonthEnd(), ok
	}
	return plans.ValidDate(year, c.month, c.day)
}

// day gives the date of a day as written.
func (r *resolver) day(c calendarDay) plans.Date {
	switch c.year.said {
	case yearGiven:
		return r.check(c, c.year.year)
	case yearRelative:
		if r.oneYear() {
			return r.check(c, r.period.From.Year()+c.year.year)
		}
	case yearUnsaid:
		if r.oneYear() {
			return r.check(c, r.period.From.Year())
		}
		if year, ok := r.onlyYear(func(year int) bool { d, ok := c.on(year); return ok && r.period.Contains(d) }); ok {
			return r.check(c, year)
		}
	case yearDoubtful:
		r.fail(whyPlanYear)
	}
	r.fail(whyWhatYear)
	return 0
}

// onlyYear finds the one year of the plan that fits.
func (r *resolver) onlyYear(fits func(int) bool) (int, bool) {
	if r.period.From <= 0 {
		return 0, false
	}
	found, n := 0, 0
	for year := r.period.From.Year(); year <= min(r.period.To.Year(), finalYear); year++ {
		if fits(year) {
			found = year
			n++
		}
	}
	return found, n == 1
}

func (r *resolver) check(c calendarDay, year int) plans.Date {
	d, ok := c.on(year)
	if !ok {
		r.fail(whyNoSuchDay)
		return 0
	}
	if c.hasWeekday && d.Weekday() != c.weekday {
		r.fail(whyWeekdayNo)
	}
	return d
}

// span gives the first and the last date of a window.
func (r *resolver) span(w window) plans.Span {
	var s plans.Span
	if w.from.year.said != yearUnsaid || w.to.year.said != yearUnsaid || r.oneYear() {
		s = plans.Span{From: r.day(w.from), To: r.day(w.to)}
		if r.why == "" && s.From > s.To {
			if w.from.year.said == yearUnsaid && w.from.month != w.to.month {
				r.fail(whyWhatYear)
			}
			r.fail(whyTurned)
		}
		return s
	}
	at := func(year int) (plans.Span, bool) {
		from, ok := w.from.on(year)
		to, ok2 := w.to.on(year)
		if ok && ok2 && from > to {
			to, ok2 = w.to.on(year + 1)
		}
		return plans.Span{From: from, To: to}, ok && ok2
	}
	year, ok := r.onlyYear(func(year int) bool {
		s, ok := at(year)
		return ok && r.period.Contains(s.From) && r.period.Contains(s.To)
	})
	if !ok {
		year, ok = r.onlyYear(func(year int) bool { s, ok := at(year); return ok && r.period.Overlaps(s) })
	}
	if !ok {
		r.fail(whyWhatYear)
		return s
	}
	s, _ = at(year)
	r.check(w.from, s.From.Year())
	r.check(w.to, s.To.Year())
	return s
}

// inside notes the days which the plan's period does not hold.
func (r *resolver) inside(days ...plans.Date) {
	if r.period.From <= 0 || r.why != "" {
		return
	}
	for _, d := range days {
		if !r.period.Contains(d) {
			r.problem("Дата %s вне периода плана (%s–%s)", dotted(d), dotted(r.period.From), dotted(r.period.To))
		}
	}
}

// dotted is the date as Russian papers write it.
func dotted(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%04d", day, int(m), y)
}
