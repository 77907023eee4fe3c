package phrase

import "sdelaemvmeste/plans"

// boundary tells whether a clause may end here.
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

// tailEnds tells whether the name of an event may end here. A dash or a stroke
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

// eventWords tells whether the tokens can be the name of an event: it begins
// with a word that is neither a month nor a unit of time, and none of the words
// that belong to another deadline stands in it.
func (p *parser) eventWords(i, j int) bool {
	if i >= j || p.toks[i].kind != wordToken || p.toks[i].month != 0 {
		return false
	}
	first := p.toks[i]
	if fits(first, "до|по|с|со|не|за|в|и|но|чем|выкл|год|года|квартал|квартала|месяц|месяца|недели|недель|дня|дней|начала|конца") &&
		!(fits(first, "начала|конца") && j > i+1) {
		return false
	}
	if fits(first, "нового|начал*|середин*|конца|концу|окончани*|истечени*|прошестви*|завершени*|итогам|результатам") && p.fork(i).periodName() {
		return false
	}
	if _, ok := cardinals[first.text]; ok {
		return false
	}
	if _, ok := p.fork(i).ordinal(); ok && fits(p.toks[min(i+1, len(p.toks)-1)], "квартал*|кв|полугод*|декад*|числ*|рабоч*|дня|день|месяц*|недел*|половин*") {
		return false
	}
	for k := i; k < j; k++ {
		if fits(p.toks[k], "но|течение|течении|ежемесячно|ежеквартально|ежегодно|еженедельно|ежедневно|позднее|позже|ранее|реже|чаще") {
			return false
		}
	}
	return true
}

func (p *parser) periodName() bool {
	p.is("начал*|середин*|конца|концу|окончани*|истечени*|прошестви*|завершени*|итогам|результатам?")
	return p.partOfTime()
}

// partOfTime tells whether a stretch of the calendar stands here, whose end is
// a date and no event.
func (p *parser) partOfTime() bool {
	p.skip("нового|новому|новым|учебн*|отчетн*|текущ*|каждого|данного|календарн*|финансов*|соответствующ*")
	if p.is("год*|квартал*|месяц*|недел*|полугод*|дня|периода") {
		return true
	}
	if _, ok := p.fork(p.pos).edge(); ok {
		return true
	}
	_, _, ok := p.termLength()
	return ok
}
