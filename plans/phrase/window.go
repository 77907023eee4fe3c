package phrase

// stretch consumes a range («с 1 по 15 октября», «март-апрель») or one named
// stretch («II квартал»).
func (p *parser) stretch() (w window, ok bool) {
	for _, rule := range []func(*window) bool{p.yearsWithoutDash, p.rangeOfEdges, p.oneEdge} {
		if p.try(func() bool { return rule(&w) }) {
			return w, true
		}
	}
	return window{}, false
}

func (p *parser) oneEdge(w *window) bool {
	e, ok := p.edge()
	if !ok || e.unit == dayEdge {
		return false
	}
	*w = window{from: e.from, to: e.to, named: true}
	return true
}

// yearsWithoutDash consumes «2009 2011 годы»: a dash lost in copying. Whether
// a range or a list was meant, the first and the last day are the same.
func (p *parser) yearsWithoutDash(w *window) bool {
	first, ok := p.fullYear()
	if !ok || p.at(0).kind != numberToken {
		return false
	}
	last, ok := p.fullYear()
	if !ok || last <= first || !p.is("годы|гг|годов") {
		return false
	}
	a := months(1, 12, yearRef{yearGiven, first}, yearEdge)
	b := months(1, 12, yearRef{yearGiven, last}, yearEdge)
	*w = window{from: a.from, to: b.to, named: true, lostDash: true}
	return true
}

// rangeOfEdges consumes two ends and what joins them. The first may leave to
// the second what both share: «10-13 октября», «I-II квартал», «2009-2013 гг.».
func (p *parser) rangeOfEdges(w *window) bool {
	lead := p.any("начиная с", "с|со|от")
	var a, b edge
	whole := p.try(func() bool {
		var ok bool
		if a, ok = p.edge(); !ok {
			return false
		}
		p.is(",?", "и?")
		if !p.joint(lead) {
			return false
		}
		b, ok = p.edge()
		return ok
	})
	if !whole && !p.try(func() bool { return p.sharedEdges(lead, &a, &b) }) {
		return false
	}
	p.any("включительно", "( включительно )")
	if a.unit != b.unit && (a.unit == yearEdge || b.unit == yearEdge) {
		return false
	}
	a, b = lendYear(a, b)
	if a.unit != b.unit && overlap(a, b) {
		return false
	}
	*w = window{from: a.from, to: b.to, named: a.unit != dayEdge && b.unit != dayEdge}
	return true
}

// overlap tells whether two ends that are not alike share days («II квартал -
// 15 мая»): then the second explains the first, and there is no range.
func overlap(a, b edge) bool {
	return a.year() == b.year() && !before(a.to, b.from) && !before(b.to, a.from)
}

// before tells whether one day of a year comes before another.
func before(a, b calendarDay) bool {
	if a.month != b.month {
		return a.month < b.month
	}
	return a.day != lastDay && (b.day == lastDay || a.day < b.day)
}

// joint consumes what stands between two ends; «до» joins them only where «с»
// stands before the first.
func (p *parser) joint(lead bool) bool {
	return p.is("-") || p.is("по") || lead && p.is("до") || p.is(".", "-")
}

// lendYear gives the year said at one end only to the other end too.
func lendYear(a, b edge) (edge, edge) {
	switch {
	case a.year().said == yearUnsaid:
		a = a.withYear(sharedYear(b.year(), a, b))
	case b.year().said == yearUnsaid:
		b = b.withYear(sharedYear(a.year(), a, b))
	}
	return a, b
}

// sharedYear is the year which one end lends to the other. Where that would turn
// the range round («с 15 декабря по 10 февраля 2024 года»), the end without a
// year is in the year next to it.
func sharedYear(y yearRef, a, b edge) yearRef {
	if y.said == yearUnsaid {
		return y
	}
	turned := a.from.month > b.to.month || a.from.month == b.to.month && b.to.day != lastDay && a.from.day > b.to.day
	if !turned {
		return y
	}
	if a.year().said == yearUnsaid {
		y.year--
	} else {
		y.year++
	}
	return y
}

// sharedEdges consumes a first end that is only a number.
func (p *parser) sharedEdges(lead bool, a, b *edge) bool {
	token := p.at(0)
	n, ok := p.fullYear()
	if !ok {
		n, ok = p.partNumber(finalNumber)
	}
	if !ok {
		return false
	}
	p.is("числа|число?")
	p.is(".?")
	if !p.joint(lead) {
		return false
	}
	if *b, ok = p.edgeByNumber(); !ok {
		if *b, ok = p.edge(); !ok {
			return false
		}
	}
	y := b.year()
	switch {
	case b.unit == dayEdge && n <= 31:
		*a = *b
		a.from.day, a.to.day = n, n
		a.from.hasWeekday, a.to.hasWeekday = false, false
	case b.unit == quarterEdge && n <= 4:
		*a = quarterOf(n, y)
	case b.unit == halfYearEdge && n <= 2:
		*a = halfYearOf(n, y)
	case b.unit == decadeEdge && n <= 3:
		*a = partOf(b.from.month, n, decadeEdge, 10, y)
	case b.unit == yearEdge && len(token.text) == 4 && y.said == yearGiven:
		*a = months(1, 12, yearRef{yearGiven, n}, yearEdge)
	default:
		return false
	}
	return true
}

// finalNumber is the largest number that can stand for a day, a quarter, ….
const finalNumber = 31

// edgeByNumber consumes «15 число октября», as it is said after «с 1 по».
func (p *parser) edgeByNumber() (e edge, ok bool) {
	ok = p.try(func() bool {
		n, ok := p.dayNumber()
		if !ok || !p.is("число|числа") {
			return false
		}
		m, ok := p.month()
		d := calendarDay{month: m, day: n}
		if ok {
			d.year = p.year()
		}
		e = edge{from: d, to: d, unit: dayEdge}
		return ok
	})
	return e, ok
}
