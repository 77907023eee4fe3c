package phrase

import (
	"slices"

	"sdelaemvmeste/plans"
)

// repeated makes a deadline of clauses of which one says how often.
func (r *resolver) repeated(list []said) plans.Deadline {
	for i := range list {
		if c, ok := list[i].clause.(weekdaysOnly); ok {
			list[i].clause = c.repeat
		}
	}
	how, others := r.mergeRepeats(list)
	if r.why != "" {
		return nil
	}
	if how.weekday != "" {
		r.problem("День недели («%s») не хранится: срок — конец недели", how.weekday)
	}
	if d, ok := r.yearlyTerm(how, others); ok {
		return d
	}
	var due []said
	for _, s := range others {
		switch c := s.clause.(type) {
		case throughout, periodEnd:
		case term:
			r.fail(whyTwo)
		case loose:
			if c.until {
				r.fail(whyTwo)
			}
			r.lost(s)
		case refused:
			r.lost(s)
		default:
			due = append(due, s)
		}
	}
	if len(due) == 0 {
		return how.every()
	}
	if len(due) > 1 {
		return r.repeatedTwice(how, due)
	}
	switch c := due[0].clause.(type) {
	case partDay:
		return r.everyPart(how, c)
	case oneDay:
		return r.repeatedDay(how, c)
	case window:
		return r.repeatedWindow(how, c)
	case since:
		return r.repeatedSince(how, c)
	case dayList:
		return r.repeatedList(how, len(c.days), c)
	case windowList:
		return r.repeatedList(how, len(c.windows), c)
	}
	r.fail(whyTwo)
	return nil
}

// yearlyTerm makes «ежегодно не менее чем за 30 дней до открытия пляжа». Within
// one year the event comes once, so the term alone says everything.
func (r *resolver) yearlyTerm(how repeat, others []said) (plans.Deadline, bool) {
	terms, rest := only[term](others)
	if len(terms) != 1 || len(rest) > 0 || how.each != plans.EachYear || how.n != 1 || how.times > 1 {
		return nil, false
	}
	if !r.oneYear() {
		r.problem("Повторение («ежегодно») не учтено: срок считается от одного события")
	}
	t := terms[0]
	t.Time = max(t.Time, how.time)
	return r.made(t), true
}

// repeatedSince makes «ежемесячно с 1 марта». «Ежегодно с 1 марта» may name the
// day of each year or the first of many.
func (r *resolver) repeatedSince(how repeat, c since) plans.Deadline {
	if how.each == plans.EachYear && (c.day.month != 1 || c.day.day != 1) {
		r.fail(whyOnlyStart)
	}
	e := how.every()
	e.From = r.day(c.day)
	r.inside(e.From)
	return e
}

func (h repeat) every() plans.Every {
	return plans.Every{Each: h.each, N: h.n, Times: h.times, Time: h.time}
}

// mergeRepeats makes one of «еженедельно» and «по пятницам».
func (r *resolver) mergeRepeats(list []said) (repeat, []said) {
	how, others := only[repeat](list)
	out := how[0]
	for _, h := range how[1:] {
		if h.each != out.each || h.n != out.n || h.times != 0 && out.times != 0 && h.times != out.times {
			r.fail(whyTwo)
		}
		out.times = max(out.times, h.times)
		out.weekday += h.weekday
		out.time = max(out.time, h.time)
	}
	return out, others
}

// everyPart makes «ежеквартально до 10 числа месяца, следующего за отчетным».
func (r *resolver) everyPart(how repeat, d partDay) plans.Deadline {
	named := how.each != ""
	if !named {
		how.each = d.part
		if d.part == "" && d.said && !d.period && !d.last {
			how.each = plans.EachMonth
		}
	}
	e := how.every()
	e.Day, e.Workday, e.Shift, e.Month = d.day, d.workday, d.shift, d.month
	e.Time = max(e.Time, d.time)
	if d.end && d.shift == 0 {
		e.Day = 0
	}
	if d.end && d.bare && !named {
		r.fail(whyWhatMonth)
	}
	r.fail(doubt(how, d))
	if d.from > 0 {
		r.problem("Первый день промежутка (%d число) не хранится, срок — %d число", d.from, d.day)
	}
	return e
}

// doubt says why the day of a month cannot be the day of the repeated parts; it is
// empty when it can.
func doubt(how repeat, d partDay) string {
	month := how.each == plans.EachMonth
	longer := how.each == plans.EachQuarter || how.each == plans.EachHalf || how.each == plans.EachYear
	switch {
	case how.each == "":
		return whyWhatMonth
	case !month && !longer:
		return whyTwo
	case how.n > 1 && d.shift != 0:
		return whyTwo
	case month && (d.part != "" && d.part != plans.EachMonth || d.month != 0 || d.last), longer && d.partRef.each:
		return whyTwo
	case longer && (!d.said || d.shift < 0 && d.part != how.each || d.part == plans.EachMonth && d.shift == 0):
		return whyWhatMonth
	case longer && d.part != "" && d.part != how.each && d.part != plans.EachMonth:
		return whyTwo
	}
	return ""
}

// repeatedDay makes «ежегодно до 31 марта», and «ежемесячно до 1 июля 2023 года»,
// where the day ends the repetition.
func (r *resolver) repeatedDay(how repeat, d oneDay) plans.Deadline {
	if how.each == plans.EachYear {
		return r.yearly(how, d)
	}
	if e, ok := r.repeatedToLastQuarter(how, d); ok {
		return e
	}
	sure := d.year.said == yearGiven || how.each == plans.EachMonth || how.each == plans.EachWeek || how.each == plans.EachDay
	if !d.until || !sure || d.year.said == yearReporting || how.each == plans.EachHalf {
		r.fail(whyTwo)
		return nil
	}
	to := r.day(d.calendarDay)
	r.inside(to)
	e := how.every()
	if to != r.period.To {
		e.To = to
	}
	return e
}

// repeatedToLastQuarter makes «ежеквартально, до 20 декабря»: the day can only be
// that of the plan's last quarter, and the others are due at their own end.
func (r *resolver) repeatedToLastQuarter(how repeat, d oneDay) (plans.Deadline, bool) {
	if how.each != plans.EachQuarter || how.n != 1 || how.times > 1 || !d.until || d.year.said != yearUnsaid || !r.oneYear() {
		return nil, false
	}
	to := r.day(d.calendarDay)
	end := r.period.To
	if to > end || to.Month() != end.Month() || to.Month()%3 != 0 {
		return nil, false
	}
	e := how.every()
	if to != end {
		e.To = to
		r.problem("«До %s» понято как срок последнего квартала; у остальных срок — конец квартала", dotted(to))
	}
	return e, true
}

// yearly makes a day of each year. A year written beside «ежегодно» would make
// it one day only, so it is a question which was meant.
func (r *resolver) yearly(how repeat, d oneDay) plans.Deadline {
	e := how.every()
	e.Month, e.Day, e.Time = int(d.month), d.day, max(d.time, how.time)
	switch d.year.said {
	case yearReporting:
		e.Shift = d.year.year
	case yearRelative:
		e.Shift = d.year.year
	case yearGiven:
		r.fail(whyTwo)
	case yearDoubtful:
		r.fail(whyPlanYear)
	}
	if _, ok := d.on(2024); !ok {
		r.fail(whyNoSuchDay)
	}
	if e.Shift == 0 && e.Month == 12 || e.Shift != 0 && e.Month == 1 {
		e.Month = 0
	}
	if e.Shift == 0 && e.Month == 0 && e.Day == lastDay {
		e.Day = 0
	}
	if how.times > 1 {
		r.fail(whyTwo)
	}
	if how.n > 1 {
		r.fail(whyWhatYear)
	}
	return e
}

// repeatedWindow makes «еженедельно с 26.08.2013 по 20.10.2013». A window in
// each year is, in the plan of one year, that window.
func (r *resolver) repeatedWindow(how repeat, w window) plans.Deadline {
	months := w.named && w.from.month == 1 && w.to.month == 12 && w.from.day == 1
	if how.each == plans.EachYear && !months {
		if how.times > 1 || how.n > 1 {
			r.fail(whyTwo)
		}
		if r.oneYear() {
			return r.stretch(w)
		}
		if w.from.year.said != yearUnsaid || w.from.month > w.to.month {
			r.fail(whyTwo)
		}
		r.problem("Начало промежутка не хранится, срок — его последний день")
		return r.yearly(how, oneDay{calendarDay: w.to, time: w.time})
	}
	return r.within(how.every(), w)
}

// within bounds a repetition by a window, which must be longer than one part:
// «ежеквартально, май» says two things.
func (r *resolver) within(e plans.Every, w window) plans.Deadline {
	s := r.span(w)
	if r.why != "" {
		return nil
	}
	longest := map[plans.Part]plans.Date{plans.EachWeek: 7, plans.EachMonth: 31, plans.EachQuarter: 92, plans.EachHalf: 184}[e.Each]
	if s.To-s.From+1 <= longest*plans.Date(e.N) {
		r.fail(whyTwo)
		return nil
	}
	r.inside(s.From, s.To)
	return r.bounded(e, s)
}

// repeatedList makes «дважды в год: до 15 августа и до 15 февраля»: as many
// days as times, in the plan's own year, because they return each year.
func (r *resolver) repeatedList(how repeat, n int, c clause) plans.Deadline {
	expected := max(how.times, 1)
	perYear := map[plans.Part]int{plans.EachYear: 1, plans.EachHalf: 2, plans.EachQuarter: 4, plans.EachMonth: 12}[how.each]
	if list, ok := c.(dayList); ok && how.each != plans.EachYear && list.turns() {
		r.fail(whyTwo)
	}
	if how.n != 1 || expected*perYear != n && (how.each != plans.EachYear || how.times > 0) {
		r.fail(whyTwo)
	}
	if list, ok := c.(windowList); ok && how.each == plans.EachQuarter && quarterEnds(list) {
		return how.every()
	}
	switch list := c.(type) {
	case dayList:
		return r.dates(list)
	case windowList:
		return r.stretches(list, true)
	}
	return nil
}

// rising reports whether the days follow one another within a year.
func rising(days []calendarDay) bool {
	return slices.IsSortedFunc(days, func(a, b calendarDay) int {
		return int(a.month-b.month)*32 + a.day - b.day
	})
}

// turns reports whether the years of the list are unsaid and its days go back
// within a year, so that its end may belong to the next one.
func (l dayList) turns() bool {
	return l.days[0].year.said == yearUnsaid && !rising(l.days)
}

// quarterEnds reports whether the list names the last month of each quarter.
func quarterEnds(c windowList) bool {
	for i, w := range c.windows {
		if w.from.month != w.to.month || int(w.from.month) != 3*(i+1) {
			return false
		}
	}
	return len(c.windows) == 4
}

// repeatedTwice joins a repetition with both a day and bounds: «ежемесячно до
// 5 числа с марта по ноябрь».
func (r *resolver) repeatedTwice(how repeat, due []said) plans.Deadline {
	days, others := only[partDay](due)
	if len(days) != 1 || len(others) != 1 {
		r.fail(whyTwo)
		return nil
	}
	e, ok := r.everyPart(how, days[0]).(plans.Every)
	w, ok2 := others[0].clause.(window)
	if !ok || !ok2 {
		r.fail(whyTwo)
		return nil
	}
	return r.within(e, w)
}
