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

// rangeOfEdges consumes two ends and what joins them. What both ends share may
// stand at the second only: «10-13 октября», «I-II квартал», «2009-2013 гг.».
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

// overlap reports whether two ends that are not alike share days («II квартал -
// 15 мая»): then the second explains the first, and there is no range.
func overlap(a, b edge) bool {
	return a.year() == b.year() && !before(a.to, b.from) && !before(b.to, a.from)
}

// before reports whether one day of a year comes before another.
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

// lendYear gives both ends the year that only one of them names.
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

// windowClause consumes a stretch of days with the words before it.
func (p *parser) windowClause() (clause, bool) {
	var out clause
	ok := p.try(func() bool {
		p.termWord()
		p.stage()
		whole := p.inCourseOf()
		if whole {
			p.is("всего|всей|целого?")
		} else if p.any("весь|всю|целый") {
			whole = true
		} else {
			p.any("в период времени? ,?", "на период", "период :?", "в|во|на")
		}
		w, ok := p.stretch()
		if !ok {
			return false
		}
		w.whole = whole
		out = w
		return true
	})
	if ok {
		return out, true
	}
	return p.endOfStretch()
}

// inCourseOf consumes «в течение», also misspelt.
func (p *parser) inCourseOf() bool {
	return p.any("в|во течение|течении|течений|теч|течени|течния|течениe", "втечение|втечении",
		"на протяжении|протяжение", "в продолжение|продолжении")
}

// endOfStretch consumes a stretch whose last day is the deadline: «до конца
// мая», «не позднее II квартала», «до конца года».
func (p *parser) endOfStretch() (clause, bool) {
	var out clause
	ok := p.try(func() bool {
		p.termWord()
		switch {
		case p.any("до конца|окончания|завершения", "к|ко концу|окончанию|завершению", "по конец", "не позднее|позже конца|окончания"):
		case p.any("не позднее|позже|поздее чем?", "непозднее"):
		default:
			return false
		}
		if p.is("календарного|финансового|отчетного?", "года") {
			out = oneDay{calendarDay: calendarDay{month: 12, day: lastDay}, until: true}
			return true
		}
		if p.any("периода", "срока действия плана|медиаплана|программы", "отчетного периода", "срока реализации") {
			out = periodEnd{}
			return true
		}
		e, ok := p.edge()
		if !ok || e.unit == dayEdge {
			return false
		}
		out = oneDay{calendarDay: e.to, until: true}
		return true
	})
	return out, ok
}

// sinceClause consumes a beginning without an end: «с 3 марта 2023 г.».
func (p *parser) sinceClause() (clause, bool) {
	var out since
	ok := p.try(func() bool {
		if !p.any("начиная с|со", "не ранее|раньше чем?", "с|со|от|после") {
			return false
		}
		e, ok := p.edge()
		out.day = e.from
		return ok
	})
	return out, ok
}

// throughoutClause consumes «в течение периода», «постоянно», «весь год».
func (p *parser) throughoutClause() (clause, bool) {
	var out throughout
	ok := p.try(func() bool {
		if p.any("постоянно", "непрерывно", "круглогодично", "круглый год", "систематически", "регулярно",
			"на постоянной|регулярной|систематической основе", "в постоянном режиме", "бессрочно") {
			return true
		}
		if p.try(func() bool { return p.is("в", "ходе") && p.periodOf() }) {
			return true
		}
		if !p.inCourseOf() && !p.any("за|в|на? весь|всю|всего|целый", "в|за период") {
			return false
		}
		whole := p.at(-1).text != "период"
		p.skip("всего|всей|целого|отчетного|планового")
		switch {
		case whole && p.schoolYears(&out):
		case p.is("учебного|учебный", "года|год"):
			out.note = "Учебный год понят как весь период плана"
		case whole && p.any("календарного|финансового|текущего|отчетного|данного|этого? года|год|г"):
		case whole && p.any("периода|срока|период|срок|времени"):
			p.try(func() bool { return p.periodOf() })
		default:
			return p.periodOf()
		}
		return true
	})
	return out, ok
}

// schoolYears consumes «2023/2024 учебного года».
func (p *parser) schoolYears(t *throughout) bool {
	return p.try(func() bool {
		first, ok := p.fullYear()
		if !ok || !p.is("/|-") {
			return false
		}
		last, ok := p.fullYear()
		if !ok {
			last, ok = p.shortYear()
		}
		p.yearWord()
		t.first, t.last = first, last
		return ok && p.is("учебного|учебный", "года|год|г")
	})
}

// periodOf consumes «реализации проекта», «действия плана».
func (p *parser) periodOf() bool {
	p.is("срока|периода?")
	if !p.is("реализаци*|действия|выполнения|исполнения") {
		return false
	}
	p.skip(anyProject + "|работ|настоящего|медиаплана|плана|программы|программ|проекта|проектов|подпрограммы|мероприятий|мероприятия")
	p.is("бюджетирования?")
	return true
}
