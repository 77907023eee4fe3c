package phrase

import "sdelaemvmeste/plans"

// by consumes what says that the day is the last one: «до», «не позднее»,
// «в срок до». It may be missing before a day, so it tells only whether it was there.
func (p *parser) by() bool {
	p.termWord()
	return p.any(
		"не позднее|позже|поздее|поздне чем?", "непозднее|непозже чем?", "но? не позднее",
		"на период до", "до|к|ко|по")
}

// termWord consumes «срок исполнения:», «в срок», which say nothing by themselves.
func (p *parser) termWord() {
	p.is("в?", "срок|сроки|сроком|дата", "исполнен*|реализац*|проведен*|выполнен*|представлен*?", ":|-?")
}

// dayClause consumes one day: «до 20.03.2023», «15 сентября», «к 1 марта в 12.30».
func (p *parser) dayClause() (clause, bool) {
	var out oneDay
	ok := p.try(func() bool {
		p.termWord()
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
// a comma, «15 мая, 10.06», two figures with a point are rather another day.
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

// reported consumes what the day is the deadline for: «за I квартал – до 10 апреля».
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
