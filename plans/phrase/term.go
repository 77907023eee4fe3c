package phrase

import (
	"strings"

	"sdelaemvmeste/plans"
)

// termUnit consumes «рабочих дней», «суток», «месяца». Banking days are no unit
// here: the production calendar does not know them.
func (p *parser) termUnit() (u plans.TermUnit, times int, ok bool) {
	ok = p.try(func() bool {
		working := p.is("рабоч*|раб")
		if !working {
			p.is("календарн*|календ|кален|последующ*|полных?")
		}
		times = 1
		switch {
		case p.is("к", "д"):
			u = plans.TermDay
			return true
		case p.is("р", "д"):
			u = plans.TermWorkingDay
			return true
		case p.is("дн|день|дня|дней|дню|днями|дни"):
			u = plans.TermDay
			if p.try(func() bool { return p.is("(", "рабоч*", ")") }) {
				working = true
			} else {
				p.any("( календарн* )")
			}
			if working {
				u = plans.TermWorkingDay
			}
			return true
		case working:
			return false
		case p.is("сутки|суток|сут"):
			u = plans.TermDay
		case p.is("час|часа|часов|ч|часы"):
			u = plans.TermHour
		case p.is("недель|недели|неделю|нед|неделя|неделе"):
			u = plans.TermWeek
		case p.is("месяц|месяца|месяцев|мес"):
			u = plans.TermMonth
		case p.is("полугода|полгода"):
			u, times = plans.TermMonth, 6
		case p.is("год|года|лет"):
			u, times = plans.TermMonth, 12
		default:
			return false
		}
		return true
	})
	return u, times, ok
}

// termLength consumes a number with its unit: «30 (тридцати) календарных дней»,
// «месяца» for one month, «3-дневный срок».
func (p *parser) termLength() (n int, u plans.TermUnit, ok bool) {
	ok = p.try(func() bool {
		if p.adjectiveTerm(&n, &u) {
			return true
		}
		p.is("первых|последующих|ближайших|ближайшей|одних?")
		count, counted := p.cardinal()
		if !counted {
			count = 1
			if !fits(p.at(0), "месяца|месяц|недели|неделю|суток|сутки|часа|час|года|год|полугода|полгода|дня|день") &&
				!(fits(p.at(0), "рабоч*|календарн*") && fits(p.at(1), "дня|день")) {
				return false
			}
		}
		unit, times, ok := p.termUnit()
		n, u = count*times, unit
		return ok && n <= largestCount
	})
	return n, u, ok
}

// adjectiveTerm consumes «3-дневный срок», «десятидневный срок», «месячный
// срок», «5-ти дневный срок».
func (p *parser) adjectiveTerm(n *int, u *plans.TermUnit) bool {
	return p.try(func() bool {
		count, ok := p.cardinal()
		if ok {
			p.is("-?")
			*u, ok = adjectiveUnits[p.at(0).text]
		} else {
			count, *u, ok = compound(p.at(0).text)
		}
		p.pos++
		*n = count
		return ok && p.is("срок|срока")
	})
}

var adjectiveUnits = map[string]plans.TermUnit{
	"дневный": plans.TermDay, "дневного": plans.TermDay, "суточный": plans.TermDay, "суточного": plans.TermDay,
	"часовой": plans.TermHour, "часового": plans.TermHour, "недельный": plans.TermWeek, "недельного": plans.TermWeek,
	"месячный": plans.TermMonth, "месячного": plans.TermMonth,
}

// adjectiveCounts are the numbers as they begin an adjective.
var adjectiveCounts = forms(map[int]string{
	1: "одно", 2: "двух", 3: "трех", 4: "четырех", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 9: "девяти",
	10: "десяти", 12: "двенадцати", 14: "четырнадцати", 15: "пятнадцати", 20: "двадцати", 30: "тридцати",
	45: "сорокапяти", 60: "шестидесяти", 90: "девяносто",
})

// compound splits «десятидневный» into a number and a unit; «месячный» is one month.
func compound(word string) (int, plans.TermUnit, bool) {
	for end, u := range adjectiveUnits {
		stem, ok := strings.CutSuffix(word, end)
		if !ok {
			continue
		}
		if n := adjectiveCounts[stem]; n > 0 {
			return n, u, true
		}
		if stem == "" && end != "дневный" && end != "дневного" {
			return 1, u, true
		}
	}
	return 0, "", false
}

// within consumes the words before a term: «в течение», «не позднее», «через».
func (p *parser) within() bool {
	p.termWord()
	return p.inCourseOf() || p.any("не позднее|позже|поздее чем? через|спустя|в?", "непозднее чем?", "не более чем? через?",
		"не более", "в срок , не превышающий", "в срок не более|позднее|превышающий", "не превышающий",
		"до|через|спустя|в|за", "в срок до?", "максимум")
}

// fromWhen consumes what joins a term to its event.
func (p *parser) fromWhen() bool {
	p.is(",?")
	return p.any(
		"со|с дня , следующего за днем|датой", "с даты , следующей за днем|датой", "с момента , следующего за моментом",
		"считая|начиная? с|со дня|даты|момента|времени|числа|часа", "от|после дня|даты|момента",
		"следующих|следующего|следующим за днем|датой", "с|со|от|после")
}

// endings are events themselves: «по окончании конкурса».
const endings = "окончани*|завершени*|истечени*|результат*|итог*"

// termClause consumes a term from an event: «в течение 10 рабочих дней со дня
// подписания контракта», «20 дней после КС-2», «в день открытия объекта».
func (p *parser) termClause() (clause, bool) {
	for _, rule := range []func(*term) bool{p.termThenEvent, p.eventThenTerm, p.onTheDay, p.nextDay, p.backwards} {
		var out term
		if p.try(func() bool { return rule(&out) }) {
			return out, true
		}
	}
	return nil, false
}

func (p *parser) termThenEvent(t *term) bool {
	if !p.within() && fits(p.at(0), "дня|суток") {
		return false // «дня со дня подписания» has lost its number
	}
	p.lowerBound()
	n, u, ok := p.termLength()
	if !ok {
		return false
	}
	t.N, t.Unit = n, u
	if fits(p.at(-1), "года|год") && p.at(-2).kind != numberToken && fits(p.at(0), ",") {
		return false // «в течение года, после открытия» are two clauses
	}
	if !p.fromWhen() {
		p.is(",?")
		if !p.is("по") || !fits(p.at(0), endings) {
			return false
		}
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// lowerBound consumes the lower end of «в течение 1–3 рабочих дней»: the upper
// one is the deadline.
func (p *parser) lowerBound() {
	p.try(func() bool {
		low, ok := p.digits(1, largestCount)
		if !ok || !p.is("-") {
			return false
		}
		high := p.at(0)
		return high.kind == numberToken && high.value > low
	})
}

// eventThenTerm consumes the same the other way round: «после открытия в
// течение 5 дней».
func (p *parser) eventThenTerm(t *term) bool {
	if !p.fromWhen() && !(p.is("по") && fits(p.at(0), endings)) {
		return false
	}
	for end := p.pos + 1; end < len(p.toks); end++ {
		q := p.fork(end)
		q.is(",|-?")
		if !q.within() {
			continue
		}
		year := fits(q.at(0), "года|год")
		n, u, ok := q.termLength()
		if !ok || year || !q.boundary() {
			continue
		}
		if !p.eventWords(p.pos, end) {
			return false
		}
		t.AfterEvent.Event, t.What = p.eventAt(p.pos, end)
		t.N, t.Unit = n, u
		p.pos = q.pos
		return true
	}
	return false
}

// onTheDay consumes «в день открытия объекта», «в день, предшествующий дню
// голосования».
func (p *parser) onTheDay(t *term) bool {
	t.Unit = plans.TermDay
	switch {
	case p.is("в|во", "день", ",?", "предшествующий", "дню|дате"):
		t.N, t.Before = 1, true
	case p.any("в|во день|дату|момент", "не позднее дня|даты"):
	default:
		return false
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// nextDay consumes «на следующий рабочий день после …», «не позднее рабочего
// дня, следующего за днем …».
func (p *parser) nextDay(t *term) bool {
	t.N, t.Unit = 1, plans.TermDay
	p.any("не позднее", "в|на|до")
	first := fits(p.at(0), "первый|первого")
	next := p.is("следующий|следующего|другой|первый|первого")
	if p.is("рабоч*") {
		t.Unit = plans.TermWorkingDay
	} else if first {
		return false
	}
	if !p.is("день|дня") || !next && !p.is(",", "следующий|следующего") {
		return false
	}
	if !p.any("после|за дня|днем|даты|датой", "после|за") {
		return false
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// backwards consumes a term counted back: «не позднее чем за 45 дней до дня
// голосования». Of two bounds, «не ранее чем за 82 дня и не позднее чем за 78
// дней до …», the later one binds.
func (p *parser) backwards(t *term) bool {
	start := p.pos
	var earliest term
	if p.try(func() bool {
		return p.is("не", "ранее|раньше", ",?", "чем?", "за") && p.length(&earliest) && p.is(",?", "и|но?")
	}) {
		t.note = "«" + strings.TrimRight(p.source(start, p.pos-1), ",") + "» — самое раннее начало, оно не отслеживается"
	}
	bound := p.any("не позднее|позже|менее|поздее ,? чем?", "минимум", "как минимум")
	if !p.is("за") && !bound || t.note != "" && !bound || !p.length(t) {
		return false
	}
	t.Before = true
	return p.any("до|перед дня|даты|момента|днем|датой", "до|перед") && p.eventTail(&t.AfterEvent.Event, &t.What)
}

func (p *parser) length(t *term) (ok bool) {
	t.N, t.Unit, ok = p.termLength()
	return ok
}
