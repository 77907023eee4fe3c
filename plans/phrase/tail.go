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

// opensName tells whether an event's name may begin at i: with a word which is
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
	if q.partOfTime() {
		return false
	}
	q = p.fork(i)
	_, numbered := q.ordinal()
	return !numbered || !q.is("квартал*|кв|полугод*|декад*|числ*|рабоч*|дня|день|месяц*|недел*|половин*")
}

// otherDeadline are words of which no event's name is made.
const otherDeadline = "но|течение|течении|ежемесячно|ежеквартально|ежегодно|еженедельно|ежедневно|позднее|позже|ранее|реже|чаще|раз|раза"

// foreign tells whether the token at k, inside an event's name, belongs to
// another deadline: a bound, a date, a part of the calendar. («Отчет за май»,
// «приказ от 15 мая» and «бюджет на 2024 год» only name what they are about.)
func (p *parser) foreign(k, j int) bool {
	t := p.toks[k]
	_, roman := romanNumeral(t.text)
	switch {
	case fits(t, otherDeadline), fits(t, "до|после|перед|:"):
		return k+1 < j
	case t.month != 0, weekdayForms[t.text] > 0:
		return true
	case t.kind != numberToken && ordinals[t.text] == 0 && !roman:
		return false
	case p.fork(k).isTerm():
		return true
	}
	q := p.fork(k)
	e, ok := q.edge()
	return ok && (e.unit != yearEdge || fits(q.at(-1), "г|гг|год|года|году"))
}

// isTerm tells whether a number of days, months, … stands here.
func (p *parser) isTerm() bool {
	_, _, ok := p.termLength()
	return ok
}

// partOfTime tells whether a stretch of the calendar stands here, whose end is
// a date and no event.
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
