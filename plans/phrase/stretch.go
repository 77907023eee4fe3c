package phrase

// windowClause consumes a stretch of days with what leads to it.
func (p *parser) windowClause() (clause, bool) {
	var out clause
	ok := p.try(func() bool {
		p.termWord()
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

// inCourseOf consumes «в течение», however it is misspelt.
func (p *parser) inCourseOf() bool {
	return p.any("в|во течение|течении|течений|теч|течени|течния|течениe", "втечение|втечении",
		"на протяжении|протяжение", "в продолжение|продолжении")
}

// endOfStretch consumes a stretch of which only the last day counts: «до конца
// мая», «не позднее II квартала», «до конца года».
func (p *parser) endOfStretch() (clause, bool) {
	var out clause
	ok := p.try(func() bool {
		p.termWord()
		switch {
		case p.any("до|к|ко|по конца|концу|конец|окончания|окончанию|завершения", "не позднее|позже конца|окончания"):
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
