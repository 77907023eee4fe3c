package phrase

import "sdelaemvmeste/plans"

const (
	anyProject = "каждого|каждый|данного|соответствующ*|инициативн*|муниципальн*|государственн*|указанн*|" +
		"всех|готов*|нов*|реализованн*|заверш*|законченн*|конкретн*|общественн*|социальн*|реализуем*"
	theEnd    = "заверш*|окончани*|окончан*"
	projects  = "проект|проекта|проектов|проекту|проекты|проектам"
	contracts = "контракт|контракта|контрактов|контракты|договор|договора|договоров|договоры|контракту|договору"
	objects   = "объект|объекта|объектов|объекты|объектам"
	works     = "работ|работы|работам"
	contests  = "отбор|отбора|отборов|отбору"
)

// eventAt reads the tokens from i up to j as the name of an event. One of a
// project's own events is known by all of its words and nothing beside them;
// anything else is another event, named as it is written.
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
