package phrase

import "sdelaemvmeste/plans"

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
		p.is("первых|последующих|ближайших?")
		count, counted := p.cardinal()
		if !counted {
			count = 1
			p.is("одного|одной|ближайших?")
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

var adjectiveCounts = forms(map[int]string{
	1: "одно", 2: "двух", 3: "трех", 4: "четырех", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 9: "девяти",
	10: "десяти", 12: "двенадцати", 14: "четырнадцати", 15: "пятнадцати", 20: "двадцати", 30: "тридцати",
	45: "сорокапяти", 60: "шестидесяти", 90: "девяноста",
})

// adjectiveTerm consumes «3-дневный срок», «десятидневный срок», «месячный
// срок», «5-ти дневный срок».
func (p *parser) adjectiveTerm(n *int, u *plans.TermUnit) bool {
	return p.try(func() bool {
		count, ok := p.cardinal()
		if ok {
			p.is("-?")
		}
		word := p.at(0).text
		if !ok {
			count = 1
			for stem, value := range adjectiveCounts {
				if rest, found := cutStem(word, stem); found {
					count, word, ok = value, rest, true
					break
				}
			}
		}
		t := token{kind: wordToken, text: word}
		switch {
		case ok && fits(t, "дневный|дневного|дневной"):
			*u = plans.TermDay
		case fits(t, "суточный|суточного"):
			*u = plans.TermDay
		case ok && fits(t, "часовой|часового"):
			*u = plans.TermHour
		case fits(t, "недельный|недельного"):
			*u = plans.TermWeek
		case fits(t, "месячный|месячного"):
			*u = plans.TermMonth
		default:
			return false
		}
		p.pos++
		*n = count
		return p.is("срок|срока")
	})
}

// cutStem cuts a number that is written in one with what it counts.
func cutStem(word, stem string) (string, bool) {
	if len(word) <= len(stem) || word[:len(stem)] != stem {
		return "", false
	}
	return word[len(stem):], true
}

// within consumes what leads to a term: «в течение», «не позднее», «через».
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

// noun ends of something are events themselves and stay in the event's name.
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
	p.within()
	p.lowerBound()
	n, u, ok := p.termLength()
	if !ok {
		return false
	}
	t.N, t.Unit = n, u
	if bare := p.at(-2).kind != numberToken && fits(p.at(0), ","); bare && fits(p.at(-1), "года|год") {
		return false
	}
	if !p.fromWhen() {
		p.is(",?")
		if !p.is("по") || !fits(p.at(0), endings) {
			return false
		}
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// lowerBound consumes the lower end of «в течение 1–3 рабочих дней», of which
// the upper is the deadline.
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

// onTheDay consumes «в день открытия объекта».
func (p *parser) onTheDay(t *term) bool {
	if p.is("в|во", "день", ",?", "предшествующий", "дню|дате") {
		t.N, t.Unit, t.Before = 1, plans.TermDay, true
		return p.eventTail(&t.AfterEvent.Event, &t.What)
	}
	if !p.any("в|во день|дату|момент", "не позднее дня|даты", "до дня") || p.at(-1).text == "" {
		return false
	}
	t.N, t.Unit = 0, plans.TermDay
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// nextDay consumes «на следующий рабочий день после …».
func (p *parser) nextDay(t *term) bool {
	t.N, t.Unit = 1, plans.TermDay
	p.any("не позднее", "в|на|до")
	if p.is("рабоч*|календарн*?", "дня|день", ",", "следующего|следующий", "за", "днем|датой") {
		if fits(p.toks[p.pos-6], "рабоч*") {
			t.Unit = plans.TermWorkingDay
		}
		return p.eventTail(&t.AfterEvent.Event, &t.What)
	}
	if !p.is("следующий|следующего|первый|другой") {
		return false
	}
	first := p.at(-1).text == "первый"
	if p.is("рабоч*") {
		t.Unit = plans.TermWorkingDay
	} else if first {
		return false
	}
	if !p.is("день|дня") || !p.any("после|за дня|днем|даты|датой", "после|за") {
		return false
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

// backwards consumes a term counted back: «не позднее чем за 45 дней до дня
// голосования». Of two bounds the later one binds.
func (p *parser) backwards(t *term) bool {
	start := p.pos
	if p.try(func() bool {
		return p.any("не ранее|раньше ,? чем?", "не более чем?") && p.is("за") && p.length(t) && p.is(",?", "и|но?")
	}) {
		t.note = "«" + p.source(start, p.pos-1) + "» — самое раннее начало, оно не отслеживается"
		if !p.any("не позднее|позже ,? чем?") {
			return false
		}
	} else {
		bound := p.any("не позднее|позже|менее|поздее ,? чем?", "минимум", "как минимум")
		if !p.is("за") && !bound {
			return false
		}
		if !p.length(t) {
			return false
		}
		return p.beforeWhat(t)
	}
	if !p.is("за") || !p.length(t) {
		return false
	}
	return p.beforeWhat(t)
}

func (p *parser) beforeWhat(t *term) bool {
	t.Before = true
	if !p.any("до|перед дня|даты|момента|днем|датой", "до|перед") {
		return false
	}
	return p.eventTail(&t.AfterEvent.Event, &t.What)
}

func (p *parser) length(t *term) (ok bool) {
	t.N, t.Unit, ok = p.termLength()
	return ok
}
