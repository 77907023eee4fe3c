package phrase

import (
	"slices"

	"sdelaemvmeste/plans"
)

// deadline combines the clauses of a cell into one deadline. What follows «но»
// wins; else a date wins over a term, a term over «в течение года», and that
// over «по мере необходимости». Two dates that cannot be one deadline are a
// question.
func (r *resolver) deadline(list []said) plans.Deadline {
	list = r.withoutNotes(list)
	if len(list) == 0 {
		r.fail(whyUnknown)
		return nil
	}
	if why := r.spoilt(list); why != "" {
		r.fail(why)
		return nil
	}
	if i := slices.IndexFunc(list, func(s said) bool { return s.but }); i > 0 && !mergeable(list) {
		return r.afterBut(list[:i], list[i:])
	}
	if i := slices.IndexFunc(list, is[repeat]); i >= 0 {
		return r.repeated(list)
	}
	return r.strongest(list)
}

// spoilt says why the clauses cannot be one deadline: one of them is known to
// be no date, and the others do not make up for it («май, первая неделя»).
func (r *resolver) spoilt(list []said) string {
	if len(list) == 1 {
		return ""
	}
	for i, s := range list {
		c, ok := s.clause.(refused)
		mended := i+1 < len(list) && slices.ContainsFunc(list[i+1:], func(s said) bool { return s.but })
		if !ok || mended || c.why == whyReference || c.why == whyAtOnce {
			continue
		}
		dates := slices.ContainsFunc(list, func(s said) bool { return dated(s) && !is[since](s) })
		if c.why == whyOnce && slices.ContainsFunc(list, onceAYear) {
			continue
		}
		if !dates || c.why != whyReporting && c.why != whySeason && c.why != whyOnce {
			return c.why
		}
	}
	return ""
}

// onceAYear reports whether the clause names one day of each year, «до 25 числа
// месяца, следующего за отчетным годом».
func onceAYear(s said) bool {
	c, ok := s.clause.(partDay)
	return ok && c.part == plans.EachYear
}

func is[C clause](s said) bool {
	_, ok := s.clause.(C)
	return ok
}

// only separates the clauses of one kind from the others.
func only[C clause](list []said) (these []C, others []said) {
	for _, s := range list {
		if c, ok := s.clause.(C); ok {
			these = append(these, c)
		} else {
			others = append(others, s)
		}
	}
	return these, others
}

// withoutNotes takes the remarks out, and gives a time that stands by itself to
// the day it belongs to.
func (r *resolver) withoutNotes(list []said) []said {
	notes, list := only[note](list)
	for _, n := range notes {
		r.problem("%s", n.problem)
	}
	times, list := only[atTime](list)
	if len(times) > 1 {
		r.fail(whyTwo)
	}
	if len(times) != 1 {
		return list
	}
	at := func(c *plans.Clock) {
		if *c != 0 && *c != times[0].time {
			r.fail(whyTwo)
		}
		*c = times[0].time
	}
	for i := range list {
		switch d := list[i].clause.(type) {
		case oneDay:
			at(&d.time)
			list[i].clause = d
		case dayList:
			at(&d.time)
			list[i].clause = d
		case window:
			at(&d.time)
			list[i].clause = d
		case repeat:
			at(&d.time)
			list[i].clause = d
		case term:
			at(&d.Time)
			list[i].clause = d
		case partDay:
			at(&d.time)
			list[i].clause = d
		default:
			continue
		}
		return list
	}
	r.fail(whyUnknown)
	return list
}

// mergeable reports whether «но» only adds the day of a repetition: «ежемесячно,
// но не позднее 5 числа».
func mergeable(list []said) bool {
	if !slices.ContainsFunc(list, is[repeat]) {
		return false
	}
	return !slices.ContainsFunc(list, func(s said) bool { return s.but && !is[partDay](s) })
}

// afterBut takes what follows «но» for the deadline.
func (r *resolver) afterBut(before, after []said) plans.Deadline {
	after[0].but = false
	strong := slices.ContainsFunc(before, func(s said) bool {
		switch s.clause.(type) {
		case oneDay, dayList, window, windowList, repeat, partDay:
			return true
		}
		return false
	})
	if strong {
		r.fail(whyTwo)
		return nil
	}
	d := r.deadline(after)
	for _, s := range before {
		r.lost(s)
	}
	return d
}

// lost reports a deadline that did not win as a problem. «Один раз» is no
// deadline of its own.
func (r *resolver) lost(s said) {
	if c, ok := s.clause.(refused); ok && c.why == whyOnce {
		return
	}
	if s.text != "" {
		r.problem("В ячейке есть ещё срок, он не учтён: «%s»", s.text)
	}
}

// strongest chooses among clauses without a repetition.
func (r *resolver) strongest(list []said) plans.Deadline {
	if d, ok := r.inWindow(list); ok {
		return d
	}
	for _, rank := range []func(said) bool{dated, is[partDay], is[term], is[throughout], is[loose], is[refused]} {
		var winners, losers []said
		for _, s := range list {
			if rank(s) {
				winners = append(winners, s)
			} else {
				losers = append(losers, s)
			}
		}
		if len(winners) == 0 {
			continue
		}
		d := r.one(winners)
		for _, s := range losers {
			if is[partDay](s) || is[term](s) && !winners[0].aside {
				r.fail(whyTwo)
			}
			r.lost(s)
		}
		return d
	}
	r.fail(whyUnknown)
	return nil
}

// inWindow makes «2023 год, до 10 числа месяца, следующего за отчетным»: a day
// of each part, repeated within the window.
func (r *resolver) inWindow(list []said) (plans.Deadline, bool) {
	days, others := only[partDay](list)
	windows, others := only[window](others)
	if len(days) != 1 || len(windows) != 1 || len(others) > 0 || !days[0].said {
		return nil, false
	}
	e, ok := r.everyPart(repeat{n: 1}, days[0]).(plans.Every)
	if !ok || r.why != "" {
		return nil, true
	}
	return r.within(e, windows[0]), true
}

func dated(s said) bool {
	switch s.clause.(type) {
	case oneDay, dayList, window, windowList, periodEnd, since:
		return true
	}
	return false
}

// one makes a deadline of clauses of one rank.
func (r *resolver) one(list []said) plans.Deadline {
	if len(list) > 1 {
		if dated(list[0]) {
			return r.narrowest(list)
		}
		if is[refused](list[0]) || is[loose](list[0]) || is[throughout](list[0]) {
			for _, s := range list[1:] {
				r.lost(s)
			}
			return r.made(list[0].clause)
		}
		r.fail(whyTwo)
		return nil
	}
	return r.made(list[0].clause)
}

// narrowest joins «с 1 мая» with «до 5 июня»; else it takes the date that lies
// within all the others: «II квартал, до 15 мая».
func (r *resolver) narrowest(list []said) plans.Deadline {
	if len(list) == 2 {
		start, ok := list[0].clause.(since)
		end, ok2 := list[1].clause.(oneDay)
		if ok && ok2 && end.until {
			a := edge{from: start.day, to: start.day, unit: dayEdge}
			b := edge{from: end.calendarDay, to: end.calendarDay, unit: dayEdge}
			a, b = lendYear(a, b)
			return r.made(window{from: a.from, to: b.to, time: end.time})
		}
	}
	best := -1
	spans := make([]plans.Span, len(list))
	for i, s := range list {
		if is[since](s) || is[dayList](s) || is[windowList](s) {
			r.fail(whyTwo)
			return nil
		}
		spans[i] = r.extent(s.clause)
		if best < 0 || spans[i].From >= spans[best].From && spans[i].To <= spans[best].To {
			best = i
		}
	}
	for i, s := range list {
		if i == best {
			continue
		}
		if spans[best].From < spans[i].From || spans[best].To > spans[i].To {
			r.fail(whyTwo)
			return nil
		}
		if spans[i] != spans[best] {
			r.lost(s)
		}
	}
	return r.made(list[best].clause)
}

// extent gives the dates of a clause that has them.
func (r *resolver) extent(c clause) plans.Span {
	switch c := c.(type) {
	case oneDay:
		d := r.day(c.calendarDay)
		return plans.Span{From: d, To: d}
	case window:
		return r.span(c)
	case periodEnd:
		return plans.Span{From: r.period.To, To: r.period.To}
	}
	return plans.Span{}
}
