package phrase

import "sdelaemvmeste/plans"

const (
	anyProject = "каждого|каждый|данного|соответствующ*|инициативн*|муниципальн*|государственн*|указанн*|" +
		"всех|готов*|нов*|реализованн*|заверш*|законченн*|конкретн*|общественн*|социальн*|реализуем*"
	theEnd    = "заверш*|окончани*|окончан*"
	projects  = "проект|проекта|проектов|проекту|проекты|проектам"
	contracts = "контракт|контракта|контрактов|контракты|договор|договора|договоров|договоры|контракту|договору"
	objects   = "объект|объекта|объектов|объекты|объектам|объекте|объектах"
	works     = "работ|работы|работам"
	contests  = "отбор|отбора|отборов|отбору"
)

// eventAt reads the tokens from i up to j as the name of an event. A project's own
// event is recognised only when all of the words name it; anything else is
// another event, named as it is written.
func (p *parser) eventAt(i, j int) (plans.Event, string) {
	for _, known := range []struct {
		event plans.Event
		rule  func(*parser) bool
	}{
		{plans.Completed, (*parser).completion},
		{plans.ContractSigned, (*parser).contract},
		{plans.Selection, (*parser).selection},
		{plans.Opening, (*parser).opening},
	} {
		q := &parser{text: p.text, toks: p.toks[:j], pos: i}
		if known.rule(q) && q.done() {
			return known.event, ""
		}
	}
	return plans.OtherEvent, p.source(i, j)
}

// completion is «завершения реализации проекта», «реализации проектов», «ввода
// объекта в эксплуатацию».
func (p *parser) completion() bool {
	if p.try(p.handover) || p.try(p.worksDone) {
		return true
	}
	p.is("фактического?")
	if !p.is(theEnd) && !fits(p.at(0), "реализаци*") {
		return false
	}
	p.is("реализаци*?")
	p.skip(anyProject)
	if !p.is(projects) {
		return false
	}
	p.any("в рамках инициативного бюджетирования", "инициативного бюджетирования", "местных инициатив")
	return true
}

// handover is «ввода объекта в эксплуатацию», «сдачи в эксплуатацию».
func (p *parser) handover() bool {
	if p.is("ввода|ввод|вводу|вводе") {
		p.is(anyProject+"?", objects+"?")
		p.is("в", "эксплуатацию")
	} else if !p.is("сдачи|сдаче", anyProject+"?", objects+"?", "в", "эксплуатацию") {
		return false
	}
	p.is(anyProject+"?", objects+"?")
	return true
}

// worksDone is «выполнения работ», «окончания ремонтных работ по проекту».
func (p *parser) worksDone() bool {
	if !p.is(theEnd, "выполнени*|производств*?") && !p.is("выполнени*") {
		return false
	}
	p.skip("всех|ремонтн*|строительн*|подрядн*|основн*|указанн*")
	if !p.is(works) {
		return false
	}
	p.any("по реализации "+anyProject+"? "+projects, "по|на|в "+anyProject+"? "+projects+"|"+objects+"|"+contracts)
	return true
}

// contract is «заключения муниципального контракта», «подписания договора подряда».
func (p *parser) contract() bool {
	if !p.is("заключени*|подписани*", "сторонами?") {
		return false
	}
	p.skip(anyProject)
	if !p.is(contracts) {
		return false
	}
	p.any("( "+contracts+" )", "подряда", "с подрядчиком|подрядчиками", "с подрядной организацией", "сторонами")
	p.any("на выполнение работ", "на реализацию "+anyProject+"? "+projects, "по "+anyProject+"? "+projects+"|"+objects)
	return true
}

// selection is «подведения итогов конкурсного отбора», «объявления победителей».
func (p *parser) selection() bool {
	const outcome = "итогов|результатов|итоги|результаты|победителей|протокола"
	switch {
	case p.is("объявлени*|оглашени*|определени*|утверждени*", "победител*"):
		if p.done() {
			return true
		}
	case p.any("подведени*|объявлени*|утверждени*|оглашени*|опубликовани* "+outcome, "проведени*", theEnd, "итогам|результатам"):
		p.any("проведения")
	default:
		return false
	}
	p.skip(anyProject)
	if !p.is("конкурсн*", contests) && !p.is(contests) {
		return false
	}
	p.is(anyProject+"?", projects+"?")
	return true
}

// opening is «официального открытия объекта».
func (p *parser) opening() bool {
	p.skip("официальн*|торжественн*")
	if !p.is("открытие|открытия|открытию|открытием|открытии|открытий") {
		return false
	}
	p.skip(anyProject)
	p.is(objects + "?")
	return true
}

// boundary reports whether a clause may end here.
func (p *parser) boundary() bool {
	t := p.at(0)
	return p.done() || t.newline || p.pos > 0 && p.at(-1).dot || fits(t, separators)
}

const separators = ",|;|.|(|)|+|-|/|:|и|но|а|либо|или"

// eventTail consumes the name of an event. A name has no end of its own, so it
// stops at the first place after which the rest is a deadline by itself, else
// it takes everything that is left.
func (p *parser) eventTail(event *plans.Event, what *string) bool {
	start := p.pos
	for end := start + 1; end <= len(p.toks); end++ {
		q := p.fork(end)
		if end < len(p.toks) && (!q.tailEnds() || !q.restIsClauses()) {
			continue
		}
		if !p.eventWords(start, end) {
			return false
		}
		*event, *what = p.eventAt(start, p.trimEnd(start, end))
		p.pos = end
		return true
	}
	return false
}

// tailEnds reports whether the name of an event may end here. A dash or a stroke
// is part of it: «КС-2».
func (p *parser) tailEnds() bool {
	return p.opensClause() || p.boundary() && !fits(p.at(0), "-|/|:|.")
}

// trimEnd leaves out the marks at the end of an event's name.
func (p *parser) trimEnd(i, j int) int {
	for j > i && p.toks[j-1].kind == markToken && p.toks[j-1].text != ")" {
		j--
	}
	return j
}

// eventWords reports whether the tokens can be the name of an event: it begins
// as a name does, and nothing in it belongs to another deadline.
func (p *parser) eventWords(i, j int) bool {
	if i >= j || !p.opensName(i, j) {
		return false
	}
	for k := i + 1; k < j; k++ {
		if fits(p.toks[k-1], "за|от|на") {
			q := p.fork(k)
			if _, ok := q.edge(); ok {
				k = q.pos - 1
				continue
			}
		}
		if p.foreign(k, j) {
			return false
		}
	}
	return true
}

const turningPoints = "начал*|середин*|конца|концу|концом|окончани*|истечени*|прошестви*|завершени*|итогам|результатам"

// opensName reports whether an event's name may begin at i: with a word that is
// neither a part of the calendar nor a number.
func (p *parser) opensName(i, j int) bool {
	first := p.toks[i]
	if first.kind != wordToken || first.month != 0 || cardinals[first.text] > 0 {
		return false
	}
	if fits(first, "до|по|с|со|не|за|в|и|но|чем|выкл|"+otherDeadline) || fits(first, turningPoints) && i+1 == j {
		return false
	}
	q := p.fork(i)
	q.is(turningPoints + "?")
	if q.partOfTime() || p.fork(i).lastWorkday() {
		return false
	}
	q = p.fork(i)
	_, numbered := q.ordinal()
	return !numbered || !q.is("квартал*|кв|полугод*|декад*|числ*|рабоч*|дня|день|месяц*|недел*|половин*")
}

// otherDeadline are words that no event's name contains.
const otherDeadline = "но|течение|течении|ежемесячно|ежеквартально|ежегодно|еженедельно|ежедневно|позднее|позже|ранее|реже|чаще|раз|раза"

// foreign reports whether the token at k, inside an event's name, belongs to
// another deadline: a bound, a date, a part of the calendar. («Отчет за май»,
// «приказ от 15 мая» and «бюджет на 2024 год» only name what they are about.)
func (p *parser) foreign(k, j int) bool {
	t := p.toks[k]
	switch {
	case fits(t, otherDeadline), fits(t, "до|после|перед|:"):
		return k+1 < j
	case t.month != 0, weekdayForms[t.text] > 0:
		return true
	case t.kind != numberToken && ordinals[t.text] == 0 && t.roman == 0:
		return false
	case p.fork(k).isTerm():
		return true
	}
	q := p.fork(k)
	e, ok := q.edge()
	return ok && (e.unit != yearEdge || fits(q.at(-1), "г|гг|год|года|году"))
}

// isTerm reports whether a number of days, months, … stands here.
func (p *parser) isTerm() bool {
	_, _, ok := p.termLength()
	return ok
}

// partOfTime reports whether a stretch of the calendar stands here: its end is a
// date and no event.
func (p *parser) partOfTime() bool {
	p.skip("нового|новому|новым|учебн*|отчетн*|текущ*|каждого|данного|календарн*|финансов*|соответствующ*")
	if p.is("год*|квартал*|месяц*|недел*|полугод*|дня|дней|периода") {
		return true
	}
	if _, ok := p.fork(p.pos).edge(); ok {
		return true
	}
	return p.isTerm()
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

// needed consumes words that name no event at all.
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

// bySchedule consumes «по графику педагогических советов»: the days are set in a
// schedule that somebody keeps, so a person will name them in time. (An annex,
// «согласно приложению 1», holds days that are known already: such a reference is
// refused, so that the controller copies them.)
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

// beforeEvent consumes «до начала работ», «накануне открытия»: a bound without a
// number of days, which gets its date when somebody names the day.
func (p *parser) beforeEvent(l *loose) bool {
	l.until = fits(p.at(0), "до")
	if !p.any("до|перед дня|даты|момента|днем|датой", "до|перед|накануне", "непосредственно перед") {
		return false
	}
	return p.eventTail(&l.Event, &l.What)
}
