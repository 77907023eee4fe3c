package phrase

// refusedClause consumes what is understood well enough to say what it lacks.
func (p *parser) refusedClause() (clause, bool) {
	for _, rule := range []func() string{p.bareTerm, p.lostNumber, p.vagueStretch, p.vagueRepeat, p.season, p.schoolTime, p.fixedWords, p.reference} {
		var why string
		if p.try(func() bool { why = rule(); return why != "" }) {
			return refused{why}, true
		}
	}
	return nil, false
}

// bareTerm is a term without its event: «в течение 15 рабочих дней», «продлится 3 месяца».
func (p *parser) bareTerm() string {
	if p.try(func() bool {
		if !p.any("не позднее|ранее|менее ,? чем? за", "за") {
			return false
		}
		_, _, ok := p.termLength()
		if p.any("до|перед") {
			return ok && p.freeTail()
		}
		return ok
	}) {
		return whyUntilWhen
	}
	if p.any("не позднее следующего рабочего? дня", "на следующий рабочий? день") {
		return whyFromWhen
	}
	if p.any("не ранее|раньше чем? через|за?", "по истечении|истечению", "по прошествии") {
		if _, _, ok := p.termLength(); ok && p.freeTail() {
			return whyAfterIt
		}
		return ""
	}
	if !p.within() {
		p.is("продлится|продолжительность*|длительность*|сроком|срок", ":|-?", "на?")
	}
	if _, _, ok := p.termLength(); ok {
		return whyFromWhen
	}
	if p.is("полутора|полтора", "месяц*|недел*|год*|лет|суток|час*") {
		p.freeTail()
		return whyFraction
	}
	if _, ok := p.cardinal(); ok && p.is("банковск*", "дн*|день") {
		p.freeTail()
		return whyBanking
	}
	return ""
}

// lostNumber is a term that has lost its number in copying: «дней с даты
// заключения муниципального контракта», «со дня подписания».
func (p *parser) lostNumber() string {
	p.within()
	p.skip("рабочих|календарных")
	p.is("дней|дня|дни|суток|недель|месяцев?")
	if !p.any("с|со дня|даты|момента", "после|от дня|даты", "дней до") && !(fits(p.at(-1), "дней|суток") && p.is("после|от")) {
		return ""
	}
	if !p.freeTail() {
		return ""
	}
	return whyHowMany
}

// vagueStretch is a stretch of which no day can be told to be the last.
func (p *parser) vagueStretch() string {
	why := ""
	switch {
	case p.any("за", "по итогам|результатам"):
		why = whyReporting
	case p.any("по окончании|окончанию|завершении|завершению|истечении", "после окончания|завершения?"):
		why = whyAfterIt
	case p.any("в начале|середине|конце", "к|до началу|середине|начала|середины", "начало|середина|конец", "около|примерно"):
		why = whyAbout
	case !fits(p.at(1), "новому|нового") && p.any("до|к|ко|перед"):
		why = whyBeforeIt
	case p.any("до нового года", "к новому году", "под новый год"):
		return whyBeforeIt
	case p.any("по состоянию на", "на"):
		why = whyAsOf
	default:
		return ""
	}
	if p.is("отчетн*|текущ*|календарн*?", "года|год|году|квартала|квартале|кварталу|квартал|месяца|месяце|месяц|периода|периоду|недели|полугодия|полугодию") {
		return why
	}
	if e, ok := p.edge(); !ok || why == whyBeforeIt && e.unit == dayEdge {
		return ""
	}
	return why
}

// vagueRepeat is a repetition that cannot be counted out.
func (p *parser) vagueRepeat() string {
	if p.any("не чаще|более|больше чем?") {
		var r repeat
		if p.rate(&r) {
			return whyAtMost
		}
		return ""
	}
	for _, v := range []struct {
		rule func() bool
		why  string
	}{{p.oddPart, whyPart}, {p.weekdayOfMonth, whyWeekday}, {p.lastWorkday, whyLastWork}, {p.onceOnly, whyOnce}} {
		if p.try(v.rule) {
			return v.why
		}
	}
	return ""
}

// oddPart is «1 раз в четверть», «ежедекадно»: a part which no calendar has.
func (p *parser) oddPart() bool {
	if p.any("ежедекадно", "ежечасно", "ежесменно", "каждую|каждый декаду|час|смену|четверть|семестр|триместр|сезон") {
		return true
	}
	p.atLeast()
	_, _, counted := p.countOfTimes()
	if !p.is("раз", "(", "а|у", ")") && !p.is("раз|раза|разу") && !(counted && p.is(repeatNouns)) {
		return false
	}
	return p.is("в|за") && p.any("учебный год", "учебную|школьную? четверть", "декаду|семестр|триместр|смену|сезон|час|полмесяца",
		"полтора|полутора месяца|года|недели")
}

// weekdayOfMonth is «каждый первый понедельник месяца», «вторая неделя мая».
func (p *parser) weekdayOfMonth() bool {
	p.any("в|каждый|каждую|каждое|каждая")
	if _, ok := p.ordinal(); !ok && !p.is("последн*") {
		return false
	}
	if _, ok := p.weekday(); !ok && !p.is("недел*") {
		return false
	}
	p.is("каждого|следующего|отчетного?", "месяца|квартала?")
	p.month()
	return true
}

func (p *parser) lastWorkday() bool {
	p.by()
	p.is("в|во?")
	return p.is("последн*", "рабоч*", "день|дня|дню") && p.freeTail()
}

func (p *parser) onceOnly() bool {
	if _, ok := p.timesWord(); ok {
		return true
	}
	return p.any("один раз", "разово", "единовременно", "единоразово")
}

// season is a time of the year, which every office begins on its own day.
func (p *parser) season() string {
	named := p.is("лето|летом|зима|зимой|весна|весной|осень|осенью") || p.try(func() bool {
		p.is("в|на|весь|за?")
		n := 0
		for p.is("летн*|зимн*|весен*|осен*") {
			p.is("-|,|и?")
			n++
		}
		return n > 0 && p.is("период*|сезон*|врем*|месяц*")
	})
	if !named {
		return ""
	}
	p.stretch()
	return whySeason
}

// schoolTime is «2011/2012 учебный год», «I четверть», «осенние каникулы».
func (p *parser) schoolTime() string {
	if !p.inCourseOf() {
		p.is("в|на|за|весь|до|к|с|перед|по?")
	}
	p.is("начал*|конец|конц*|окончани*?")
	if _, ok := p.fullYear(); ok {
		if p.is("/|-") {
			if _, ok := p.digits(0, finalYear); !ok {
				return ""
			}
		}
		p.yearWord()
	} else if _, ok := p.ordinal(); !ok {
		p.skip("всего|всей")
	}
	if !p.is("учебн*|школьн*|летн*|зимн*|весенн*|осенн*?", "год*|каникул*|четверт*|семестр*|триместр*|уч") {
		return ""
	}
	p.is("год*?")
	p.stretch()
	return whySchool
}

// fixedWords are set phrases.
func (p *parser) fixedWords() string {
	switch {
	case p.any("незамедлительно", "немедленно", "срочно", "безотлагательно", "сразу", "оперативно", "своевременно", "день в день",
		"по возможности", "в кратчайшие сроки|срок", "в возможно короткий срок", "в тот же день"):
		p.is("же?")
		return whyAtOnce
	case p.any("в установленн* срок*|порядке", "в установленн* законом|законодательством срок*|порядке", "в плановом порядке", "в срок*",
		"в сроки , установленн*", "в соответствующие сроки", "согласно срок*", "сроки не определены|установлены"):
		p.freeTail()
		return whyReference
	case p.any("в дни|период|время", "на период", "на время", "в|во время"):
		if p.freeTail() {
			return whyNoDates
		}
	}
	return ""
}

// reference points at another paper: «согласно приложению 1».
func (p *parser) reference() string {
	if !p.any("согласно", "в соответствии с|со", "см", "смотри", "по приложению|приказу|приложениям|положению|распоряжению|постановлению|регламенту", "приложение") {
		return ""
	}
	for !p.done() {
		p.pos++
	}
	return whyReference
}
