package phrase

import (
	"slices"

	"sdelaemvmeste/plans"
)

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

// stretches makes a list of months or quarters: its last days, where the items
// stand apart («март, сентябрь»). Items in a row («апрель, май») may mean each
// of them or all of them as one, unless they are the whole plan or a repetition
// stands beside them (each).
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
		default:
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

// partOf names the part which all the spans are, and tells whether they follow
// one another.
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
