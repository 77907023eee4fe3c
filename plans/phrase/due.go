package phrase

import "sdelaemvmeste/plans"

// by consumes the words that make the day the last one: «до», «не позднее»,
// «в срок до». They may be missing; by reports whether they were there.
func (p *parser) by() bool {
	p.termWord()
	return p.any(
		"не позднее|позже|поздее|поздне чем?", "непозднее|непозже чем?", "но? не позднее",
		"на период до", "до|к|ко|по")
}

// termWord consumes «срок исполнения:», «в срок», which add nothing.
func (p *parser) termWord() {
	p.is("в?", "срок|сроки|сроком|дата", "исполнен*|реализац*|проведен*|выполнен*|представлен*?", ":|-?")
}

// stage consumes the stage of the work that the dates after it are those of:
// «II этап –», «этап 2:», «муниципальный этап». The stage changes no date.
func (p *parser) stage() {
	p.try(func() bool {
		if p.is(stages) {
			if _, ok := p.ordinal(); !ok {
				return false
			}
			// «Этап 2 - 5 мая» may be stage 2, or a stage from the 2nd to the 5th.
			parted := p.is(":|.|,") || p.is("-|(?") && p.at(0).kind != numberToken
			return parted && !p.inFigures()
		}
		if !p.is(kindsOfStage) {
			if _, ok := p.ordinal(); !ok {
				return false
			}
		}
		return p.is(stages) && p.is("-|:|.|,|(?")
	})
}

const (
	stages       = "этап|тур|очередь|стадия"
	kindsOfStage = "подготовительный|организационный|основной|заключительный|итоговый|отборочный|финальный|" +
		"школьный|муниципальный|районный|городской|окружной|региональный|республиканский|краевой|областной|очный|заочный|промежуточный"
)

// dayClause consumes one day: «до 20.03.2023», «15 сентября», «к 1 марта в 12.30».
func (p *parser) dayClause() (clause, bool) {
	var out oneDay
	ok := p.try(func() bool {
		p.termWord()
		p.stage()
		p.reported()
		c, clockFirst := p.clockBeforeDay()
		out.until = p.by()
		d, ok := p.day()
		if !ok {
			return false
		}
		out.calendarDay = d
		p.any("включительно", "( включительно )")
		if clockFirst {
			out.time = c
			return true
		}
		out.time = p.clockAfterDay()
		return true
	})
	return out, ok
}

// clockAfterDay consumes a time of day that belongs to the day just read. After
// a comma, «15 мая, 10.06», two figures with a point are another day.
func (p *parser) clockAfterDay() (c plans.Clock) {
	p.try(func() bool {
		comma := p.is(",")
		if comma {
			if _, ok := p.fork(p.pos).day(); ok {
				return false
			}
		}
		var ok bool
		c, ok = p.clock()
		return ok
	})
	return c
}

// clockBeforeDay consumes «до 18:00» before a day.
func (p *parser) clockBeforeDay() (c plans.Clock, ok bool) {
	ok = p.try(func() bool {
		p.is("до|к|в?")
		c, ok = p.clockTime(false)
		if !ok {
			return false
		}
		p.is(",")
		_, ok = p.fork(p.pos).dayWithBy()
		return ok
	})
	return c, ok
}

func (p *parser) dayWithBy() (calendarDay, bool) {
	p.by()
	return p.day()
}

// reported consumes the time that the report is about: «за I квартал – до 10 апреля».
func (p *parser) reported() {
	p.try(func() bool {
		if !p.is("за") {
			return false
		}
		if !p.is("год|квартал|полугодие|месяц") {
			if e, ok := p.edge(); !ok || e.unit == dayEdge {
				return false
			}
		}
		p.is("-|:|,?")
		_, ok := p.fork(p.pos).dayWithBy()
		return ok
	})
}

// dayListClause consumes several days: «до 28 апреля, 28 июля», «13, 27 мая и
// 17 июня 2011 года». A year said at the end is the year of all.
func (p *parser) dayListClause() (clause, bool) {
	var out dayList
	ok := p.try(func() bool {
		p.is("даты?", ":|-?")
		p.stage()
		p.reported()
		p.by()
		if days, ok := p.dayOfYears(); ok {
			out.days = days
			out.time = p.clockAfterDay()
			return true
		}
		for {
			days, ok := p.listedDays()
			if !ok {
				return false
			}
			out.days = append(out.days, days...)
			if !p.try(func() bool {
				if !p.listJoint() {
					return false
				}
				p.stage()
				p.reported()
				p.by()
				_, ok := p.fork(p.pos).listedDays()
				return ok
			}) {
				break
			}
		}
		out.doubtful = !shareListYear(out.days)
		out.time = p.clockAfterDay()
		return len(out.days) > 1 && oneHand(out.days)
	})
	return out, ok
}

// mostYears is the longest row of years in which a day returns.
const mostYears = 20

// dayOfYears consumes one day of several years: «10 февраля 2011-2013 годов»,
// «10 февраля 2025 и 2026 годов».
func (p *parser) dayOfYears() (days []calendarDay, ok bool) {
	ok = p.try(func() bool {
		d, ok := p.day()
		if !ok || d.hasWeekday || d.year.said != yearGiven || len(p.at(-1).text) != 4 || p.at(-1).kind != numberToken {
			return false
		}
		days = []calendarDay{d}
		add := func(year int) {
			d.year.year = year
			days = append(days, d)
		}
		first := d.year.year
		if p.is("-") {
			last, ok := p.fullYear()
			if !ok || last-first >= mostYears {
				return false
			}
			for year := first + 1; year <= last; year++ {
				add(year)
			}
		} else {
			for p.listJoint() {
				year, ok := p.fullYear()
				if !ok || year <= d.year.year {
					return false
				}
				add(year)
			}
		}
		return len(days) > 1 && p.is("годов|гг|годы|годах")
	})
	return days, ok
}

// oneHand reports whether the days are written in the same way: «15 мая, 10.06»
// may be a day and a time.
func oneHand(days []calendarDay) bool {
	for _, d := range days {
		if d.figures != days[0].figures && d.year.said == yearUnsaid {
			return false
		}
	}
	return true
}

// listJoint consumes what stands between two items of a list.
func (p *parser) listJoint() bool {
	if p.is(",|;", "и|а?", "также?") || p.is("и") || p.is("а", "также") {
		return true
	}
	return p.at(0).newline
}

// listedDays consumes one day of a list, or several numbers before the month
// they share: «13, 27 мая». A line break parts no such numbers, since it may have
// torn one of them in two.
func (p *parser) listedDays() (days []calendarDay, ok bool) {
	ok = p.try(func() bool {
		if d, ok := p.day(); ok {
			days = []calendarDay{d}
			return true
		}
		var numbers []int
		for {
			d, ok := p.wordedDay()
			if ok {
				for _, n := range numbers {
					first := d
					first.day = n
					days = append(days, first)
				}
				days = append(days, d)
				return true
			}
			n, ok := p.dayNumber()
			if !ok || p.at(0).newline || !p.listJoint() {
				return false
			}
			numbers = append(numbers, n)
		}
	})
	return days, ok
}

// shareListYear lends a year that is said once, at the end, to the whole list.
// It reports false when that cannot be meant: the list goes back in time
// («15 ноября, 15 января 2024 года»), or other items have years of their own.
func shareListYear(days []calendarDay) bool {
	last := days[len(days)-1].year
	said := 0
	for _, d := range days {
		if d.year.said != yearUnsaid {
			said++
		}
	}
	if said == 0 || said == len(days) {
		return true
	}
	if said > 1 || last.said == yearUnsaid || !rising(days) {
		return false
	}
	for i := range days {
		days[i].year = last
	}
	return true
}

// windowListClause consumes several named stretches: «март, июнь, сентябрь»,
// «I, III кварталы 2023 года».
func (p *parser) windowListClause() (clause, bool) {
	var out windowList
	start := p.pos
	ok := p.try(func() bool {
		p.is("в|во?")
		var edges []edge
		for {
			e, ok := p.listedEdges()
			if !ok {
				return false
			}
			edges = append(edges, e...)
			if !p.try(func() bool {
				if !p.listJoint() {
					return false
				}
				p.is("в|во?")
				_, ok := p.fork(p.pos).listedEdges()
				return ok
			}) {
				break
			}
		}
		ends := make([]calendarDay, len(edges))
		for i, e := range edges {
			if e.unit != edges[0].unit {
				return false
			}
			ends[i] = e.to
		}
		out.doubtful = !shareListYear(ends)
		out.whole, out.mixed = p.sharedPlural(start)
		for i, e := range edges {
			e = e.withYear(ends[i].year)
			out.windows = append(out.windows, window{from: e.from, to: e.to, named: true})
		}
		return len(edges) > 1
	})
	return out, ok
}

// sharedPlural reports whether the numbers of quarters read since start share one
// word in the plural, or have such a word beside others.
func (p *parser) sharedPlural(start int) (shared, mixed bool) {
	plural, words := false, 0
	for _, t := range p.toks[start:p.pos] {
		plural = plural || fits(t, "кварталы|кварталов|кварталах")
		if fits(t, "квартал*|кв") {
			words++
		}
	}
	return plural && words == 1, plural && words > 1
}

// listedEdges consumes one named stretch of a list, or the numbers of quarters
// and half-years before the word they share.
func (p *parser) listedEdges() (edges []edge, ok bool) {
	ok = p.try(func() bool {
		var numbers []int
		for {
			if e, ok := p.edge(); ok {
				for _, n := range numbers {
					if e.unit != quarterEdge || n > 4 {
						return false
					}
					edges = append(edges, quarterOf(n, e.year()))
				}
				edges = append(edges, e)
				return e.unit != dayEdge
			}
			n, ok := p.partNumber(4)
			if !ok || !p.listJoint() {
				return false
			}
			numbers = append(numbers, n)
		}
	})
	return edges, ok
}
