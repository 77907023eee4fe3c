package phrase

// Reasons why a deadline is unclear: what is missing, and how to write it.
const (
	whyEmpty      = "Срок не указан. Напишите его, например «до 20.03.2023» или «ежеквартально»."
	whyUnknown    = "Срок не понят. Напишите его иначе, например «до 20.03.2023», «ежеквартально до 10 числа месяца, следующего за отчётным кварталом» или «в течение 10 рабочих дней со дня заключения контракта»."
	whyTooLong    = "Слишком длинный текст для срока. Напишите только срок, например «до 20.03.2023»."
	whyFromWhen   = "Не указано, с какого дня считать. Напишите, например, «в течение 15 рабочих дней со дня заключения контракта»."
	whyUntilWhen  = "Не указано, до какого события считать. Напишите, например, «за 3 дня до открытия объекта»."
	whyHowMany    = "Не указано число дней. Напишите, например, «в течение 10 рабочих дней с даты заключения контракта»."
	whyBanking    = "Банковские дни закон не определяет. Напишите рабочие или календарные дни, например «5 рабочих дней со дня подписания контракта»."
	whyFraction   = "Дробный срок точно не отсчитать. Напишите целое число, например «в течение 45 календарных дней со дня заключения контракта»."
	whyOnlyStart  = "Указано только начало. Напишите, до какого дня, например «с 03.03.2023 по 31.12.2023»."
	whyAtOnce     = "Нет дня, к которому можно напомнить. Напишите число дней, например «в течение 1 рабочего дня со дня заключения контракта»."
	whySeason     = "Время года не имеет точных границ. Напишите месяцы или даты, например «с 1 сентября по 30 ноября»."
	whySchool     = "Границы учебного времени не указаны. Напишите даты, например «с 01.09.2023 по 31.05.2024»."
	whyReporting  = "Указано, за какое время, но не к какому дню. Напишите, например, «до 10 мая»."
	whyAsOf       = "Указано, на какое число данные, но не к какому дню их дать. Напишите, например, «до 10 апреля»."
	whyBeforeIt   = "Неясно, входит ли названное время в срок. Напишите день, например «до 1 мая» или «до 31 мая»."
	whyAbout      = "Срок назван приблизительно. Напишите день, например «до 10 мая», или промежуток, например «с 1 по 10 мая»."
	whyAfterIt    = "Указано, после чего, но не к какому дню. Напишите, например, «до 15 апреля»."
	whyAtMost     = "Указано, как часто можно, но не как часто нужно. Напишите, например, «не реже 1 раза в месяц»."
	whyOnce       = "Указано, сколько раз, но не когда. Напишите день или промежуток, например «до 1 декабря» или «ежеквартально»."
	whyReference  = "Срок указан в другом документе. Напишите его, например «до 20.03.2023»."
	whyNoDates    = "Даты не названы. Напишите их, например «с 1 по 15 октября»."
	whyWeekday    = "День недели внутри месяца программа не отслеживает. Напишите число, например «ежемесячно до 10 числа»."
	whyLastWork   = "Последний рабочий день считается только у месяца, квартала, полугодия и года. Напишите, например, «последний рабочий день месяца» или дату: «31.03.2023»."
	whyWhatMonth  = "Не указано, какого месяца. Напишите, например, «до 10 числа месяца, следующего за отчётным кварталом» или «до 10 мая»."
	whyEachOrOnce = "Неясно, один это срок или несколько. Напишите «III квартал, IV квартал» или «III-IV кварталы»."
	whyWhatYear   = "Неясно, какого года. Напишите год, например «15 апреля 2024 года»."
	whyNoSuchDay  = "Такого дня в календаре нет. Проверьте дату."
	whyTurned     = "Начало позже конца. Проверьте даты."
	whyWeekdayNo  = "День недели не сходится с датой. Проверьте и напишите одну дату, например «15.05.2023»."
	whyLineBreak  = "Неясно, один это срок или несколько: в ячейке есть перенос строки. Напишите срок одной строкой."
	whyTwo        = "Названо несколько сроков, и неясно, какой из них главный. Напишите один."
	whyPart       = "Нет такого отчётного отрезка. Напишите, например, «ежемесячно», «ежеквартально» или «не реже 1 раза в 2 недели»."
	whyPlanYear   = "Очередной и предшествующий годы можно понять по-разному. Напишите дату с годом, например «до 31.03.2023»."
)

// refusedClause consumes what is no deadline but is understood well enough to say
// what is missing.
func (p *parser) refusedClause() (clause, bool) {
	for _, rule := range []func() string{p.lostNumber, p.bareTerm, p.vagueStretch, p.vagueRepeat, p.season, p.schoolTime, p.fixedWords, p.reference} {
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
	if p.any("не позднее|позже следующего рабочего? дня", "на следующий рабочий? день") {
		return whyFromWhen
	}
	if p.any("не ранее|раньше чем? через|за?", "по истечении|истечению", "по прошествии") {
		if _, _, ok := p.termLength(); ok && p.freeTail() {
			return whyAfterIt
		}
		return ""
	}
	if !p.within() {
		p.is("продлится|продолжительность*|длительность*?")
		p.is(":|-?", "на?")
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

// lostNumber is a term whose number was lost in copying: «дней с даты
// заключения муниципального контракта», «со дня подписания».
func (p *parser) lostNumber() string {
	p.within()
	p.skip("рабочих|календарных")
	p.is("дней|дня|дни|суток|недель|месяцев?")
	if !p.any("с|со дня|даты|момента", "после|от дня|даты") && !(fits(p.at(-1), "дней|суток") && p.is("после|от|до")) {
		return ""
	}
	if !p.freeTail() {
		return ""
	}
	return whyHowMany
}

// vagueStretch is a stretch whose last day is not clear.
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

// vagueRepeat is a repetition whose parts cannot be counted.
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
	}{{p.oddPart, whyPart}, {p.weekdayOfMonth, whyWeekday}, {p.otherLastWorkday, whyLastWork}, {p.onceOnly, whyOnce}} {
		if p.try(v.rule) {
			return v.why
		}
	}
	return ""
}

// oddPart is «1 раз в четверть», «ежедекадно»: a part that the calendar has not.
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
		"полтора|полутора|полторы месяца|года|недели")
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

// otherLastWorkday is the last working day of what is no reporting part: «последний
// рабочий день недели», «последний рабочий день марта».
func (p *parser) otherLastWorkday() bool {
	p.by()
	p.is("в|во?")
	if !p.lastWorkday() {
		return false
	}
	_, named := p.stretch()
	return named || p.freeTail()
}

func (p *parser) onceOnly() bool {
	if _, ok := p.timesWord(); ok {
		return true
	}
	return p.any("один раз", "разово", "единовременно", "единоразово")
}

// season is a time of the year, whose first and last day every office sets itself.
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

// fixedWords are set phrases that name no day.
func (p *parser) fixedWords() string {
	switch {
	case p.any("незамедлительно", "немедленно", "срочно", "безотлагательно", "сразу", "оперативно", "своевременно",
		"в кратчайшие|кратчайший сроки|срок", "в возможно короткий срок", "в тот же день"):
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

// noteClause consumes a remark that changes no date.
func (p *parser) noteClause() (clause, bool) {
	start := p.pos
	switch {
	case p.any("ориентировочно", "предварительно", "предположительно"):
		return note{"Срок назван предварительным: «" + p.source(start, p.pos) + "»"}, true
	case p.any("затем|далее|потом выкл|выключить|выключается|прекратить"):
		return note{"«" + p.source(start, p.pos) + "» понято как конец повторения"}, true
	case p.remark():
		return note{"Не понято и не учтено: «" + p.source(start, p.pos) + "»"}, true
	}
	return nil, false
}

// notRemarks are the words by which a remark in brackets may change the
// deadline, so that it cannot be ignored.
const notRemarks = "перенес*|перенос*|отмен*|снят*|продл*|продлен*|кроме|исключ*|искл|не|нет|или|либо|если|до|после|по|с|со|за|" +
	"раз|раза|кажд*|год|года|году|годы|лет|квартал*|кв|полугод*|месяц*|недел*|дней|дня|дни|сутки|суток|час*|декад*|" +
	"еже*|постоянн*|период*|срок*|дата|даты|начал*|конец|конца|середин*|рабоч*|календарн*|числ*|вместо|ранее|позднее|позже|течени*|" +
	"перв*|втор*|трет*|последн*|лет*|зим*|весн*|весен*|осен*|утр*|вечер*|половин*|далее|затем|уточн*|соглас*|график*|план*"

// remark consumes plain words in brackets, «9 мая (День Победы)».
func (p *parser) remark() bool {
	return p.at(-1).text == "(" && p.try(func() bool {
		n := 0
		for ; p.at(0).text != ")"; p.pos++ {
			t := p.at(0)
			_, day := weekdayForms[t.text]
			_, number := cardinals[t.text]
			if t.kind != wordToken || t.month != 0 || day || number || fits(t, notRemarks) {
				return false
			}
			n++
		}
		return n > 0
	})
}
