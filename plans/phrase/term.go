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

// compound takes «десятидневный» apart; «месячный» is of one month.
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
