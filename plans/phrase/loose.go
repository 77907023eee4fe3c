package phrase

import "sdelaemvmeste/plans"

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
	p.is("инициативного", "бюджетирования")
	return true
}

// looseClause consumes what has no date until somebody names one.
func (p *parser) looseClause() (clause, bool) {
	for _, rule := range []func(*loose) bool{p.needed, p.bySchedule, p.asEvent, p.beforeEvent} {
		var out loose
		if p.try(func() bool { return rule(&out) }) {
			return out, true
		}
	}
	return nil, false
}

// needed consumes what names no event at all.
func (p *parser) needed(*loose) bool {
	known := p.any("по мере необходимости|возможности|надобности|потребности", "по мере возникновения необходимости", "при возникновении необходимости",
		"при|по необходимости|возможности|надобности", "в случае необходимости", "в случае возникновения необходимости",
		"в рабочем порядке", "в оперативном порядке", "ситуативно", "по ситуации", "по случаю",
		"по согласованию|согласованности|договоренности", "по соглас|согл|согласов",
		"сроки|срок|дата|время? по согласованию", "дата|срок|сроки|время ,? уточняется|уточняются|согласовывается|согласовываются",
		"уточняется|уточняются", "по факту")
	if known && p.is("с") && !p.freeWords() {
		return false
	}
	return known && (p.boundary() || p.opensClause())
}

// bySchedule consumes «по графику педагогических советов»: the days are set by
// another paper, which somebody keeps, so a person will name them in time. (A
// reference to an annex, «согласно приложению 1», points at days that are known
// already: that is refused, so that the controller copies them.)
func (p *parser) bySchedule(*loose) bool {
	if !p.any("по|согласно", "в соответствии с|со") {
		return false
	}
	for range 3 {
		if p.is("график*|план|плану|планом|плана|планам|расписани*|план-график*") {
			return p.freeTail()
		}
		if p.at(0).kind != wordToken {
			return false
		}
		p.pos++
	}
	return false
}

// freeTail consumes the words that remain in the clause.
func (p *parser) freeTail() bool {
	for !p.done() {
		if p.boundary() && !fits(p.at(0), "-|и") && p.restIsClauses() || p.opensClause() {
			return true
		}
		if p.at(0).kind != wordToken && !fits(p.at(0), "-|,|(|)|№|/") && p.at(0).kind != numberToken || p.at(0).month != 0 {
			return false
		}
		p.pos++
	}
	return true
}

// asEvent consumes «по мере реализации проектов», «по окончании конференции»,
// «после заключения контракта».
func (p *parser) asEvent(l *loose) bool {
	p.any("сразу|незамедлительно|немедленно|непосредственно|оперативно")
	switch {
	case p.any("по мере|факту", "в случае"):
	case p.any("в ходе", "во время"):
		// The end of a project is not «в ходе» it.
		return p.eventTail(&l.Event, &l.What) && l.Event != plans.Completed
	case p.any("после дня|даты", "после|при"):
	case p.is("по") && fits(p.at(0), endings+"|запрос*|требовани*|обращени*|заявк*|поручени*|решени*|заявлени*|приглашени*|поступлени*"):
	default:
		return false
	}
	return p.eventTail(&l.Event, &l.What)
}

// beforeEvent consumes «до начала работ», «накануне открытия»: a bound with no
// number of days, which can be kept once somebody names the day.
func (p *parser) beforeEvent(l *loose) bool {
	l.until = fits(p.at(0), "до")
	if !p.any("до|перед дня|даты|момента", "до|перед|накануне", "непосредственно перед") {
		return false
	}
	return p.eventTail(&l.Event, &l.What)
}
