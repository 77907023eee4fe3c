package phrase

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
)

// resolver gives days their years by the plan's period. The first thing that
// cannot be settled is kept in why; problems are what a person should know.
type resolver struct {
	period   plans.Span
	why      string
	problems []string
}

// fail keeps the first reason why there is no deadline; an empty reason changes
// nothing.
func (r *resolver) fail(why string) {
	if r.why == "" {
		r.why = why
	}
}

func (r *resolver) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// oneYear reports whether the plan lies within one calendar year.
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

// inside reports the days outside the plan's period as problems.
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

// made makes a deadline of one clause.
func (r *resolver) made(c clause) plans.Deadline {
	switch c := c.(type) {
	case oneDay:
		return r.byDate(c)
	case dayList:
		if r.oneYear() && c.turns() {
			r.fail(whyWhatYear)
		}
		return r.dates(c)
	case window:
		return r.stretch(c)
	case windowList:
		return r.stretches(c, false)
	case since:
		r.fail(whyOnlyStart)
	case periodEnd:
		if r.period.To <= 0 {
			r.fail(whyWhatYear)
		}
		return plans.ByDate{To: r.period.To}
	case throughout:
		if c.first > 0 && (c.first != r.period.From.Year() || c.last != r.period.To.Year()) {
			r.fail(whySchool)
		}
		if c.note != "" {
			r.problem("%s", c.note)
		}
		return plans.Throughout{}
	case term:
		if c.note != "" {
			r.problem("%s", c.note)
		}
		return c.AfterEvent
	case loose:
		return c.AsItHappens
	case partDay:
		return r.everyPart(repeat{n: 1}, c)
	case refused:
		r.fail(c.why)
	}
	r.fail(whyUnknown)
	return nil
}

func (r *resolver) byDate(c oneDay) plans.Deadline {
	if c.year.said == yearReporting {
		return r.yearly(repeat{each: plans.EachYear, n: 1}, c)
	}
	d := r.day(c.calendarDay)
	r.inside(d)
	return plans.ByDate{To: d, Time: c.time}
}

func (r *resolver) dates(c dayList) plans.Deadline {
	out := plans.Dates{Time: c.time}
	if c.doubtful {
		r.fail(whyWhatYear)
		return nil
	}
	for _, day := range c.days {
		if day.year.said == yearReporting {
			r.fail(whyWhatYear)
			return nil
		}
		out.Days = append(out.Days, r.day(day))
	}
	if r.why != "" {
		return nil
	}
	slices.Sort(out.Days)
	out.Days = slices.Compact(out.Days)
	r.inside(out.Days...)
	if len(out.Days) == 1 {
		return plans.ByDate{To: out.Days[0], Time: c.time}
	}
	return out
}

// stretch makes a window. «В течение 2023 года» in the plan of 2023 is all of
// the plan's period.
func (r *resolver) stretch(w window) plans.Deadline {
	if w.from.year.said == yearReporting || w.to.year.said == yearReporting {
		r.fail(whyWhatYear)
		return nil
	}
	s := r.span(w)
	if r.why != "" {
		return nil
	}
	if w.whole && s.From <= r.period.From && s.To >= r.period.To {
		return plans.Throughout{}
	}
	r.inside(s.From, s.To)
	if w.lostDash {
		r.problem("Между годами нет знака; понято как «%d–%d годы»", s.From.Year(), s.To.Year())
	}
	if w.named {
		return plans.Period{From: s.From, To: s.To, Time: w.time}
	}
	return plans.Between{From: s.From, To: s.To, Time: w.time}
}

// stretches makes a deadline of a list of months or quarters: their last days,
// each of which closes one («март, сентябрь», «апрель, май»). Items in a row are a
// repetition where they are the whole plan or one stands beside them (each), and one
// stretch where they share one word («III, IV кварталы»).
func (r *resolver) stretches(c windowList, each bool) plans.Deadline {
	var spans []plans.Span
	for _, w := range c.windows {
		spans = append(spans, r.span(w))
	}
	if c.doubtful {
		r.fail(whyWhatYear)
	}
	if r.why != "" {
		return nil
	}
	rising := slices.IsSortedFunc(spans, func(a, b plans.Span) int { return int(a.From - b.From) })
	if !rising && !each && c.windows[0].from.year.said == yearUnsaid {
		r.fail(whyWhatYear)
		return nil
	}
	slices.SortFunc(spans, func(a, b plans.Span) int { return int(a.From - b.From) })
	spans = slices.Compact(spans)
	if len(spans) == 1 {
		return r.stretch(c.windows[0])
	}
	all := plans.Span{From: spans[0].From, To: spans[len(spans)-1].To}
	if part, inRow := r.partOf(spans); inRow {
		switch {
		case each || all == r.period:
			r.inside(all.From, all.To)
			return r.bounded(plans.Every{Each: part, N: 1}, all)
		case c.whole:
			r.inside(all.From, all.To)
			return plans.Period{From: all.From, To: all.To}
		case c.mixed:
			r.fail(whyEachOrOnce)
			return nil
		}
	}
	out := plans.Dates{}
	for _, s := range spans {
		out.Days = append(out.Days, s.To)
	}
	r.inside(out.Days...)
	r.problem("Срок каждого отрезка — его последний день")
	return out
}

// partOf names the part that all the spans are, and reports whether they follow
// one another without a gap.
func (r *resolver) partOf(spans []plans.Span) (plans.Part, bool) {
	each := map[int]plans.Part{1: plans.EachMonth, 3: plans.EachQuarter, 6: plans.EachHalf, 12: plans.EachYear}
	for i, s := range spans {
		if i > 0 && s.From != spans[i-1].To+1 || s.To != s.To.MonthEnd() || s.From.Day() != 1 {
			return "", false
		}
	}
	first := spans[0]
	length := (first.To.Year()-first.From.Year())*12 + int(first.To.Month()-first.From.Month()) + 1
	return each[length], each[length] != ""
}

// bounded sets the bounds of a repetition where they are not the plan's own.
func (r *resolver) bounded(e plans.Every, s plans.Span) plans.Deadline {
	if s.From > r.period.From || s.To < r.period.From {
		e.From = s.From
	}
	if s.To < r.period.To || s.From > r.period.To {
		e.To = s.To
	}
	return e
}
