package phrase

import (
	"time"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// monthForms are the names of the months in their cases, and their short forms.
var monthForms = forms(map[int]string{
	1:  "январь января январе январю январем янв",
	2:  "февраль февраля феврале февралю февралем фев февр",
	3:  "март марта марте марту мартом мар",
	4:  "апрель апреля апреле апрелю апрелем апр",
	5:  "май мая мае маю маем",
	6:  "июнь июня июне июню июнем июн",
	7:  "июль июля июле июлю июлем июл",
	8:  "август августа августе августу августом авг",
	9:  "сентябрь сентября сентябре сентябрю сентябрем сент сен",
	10: "октябрь октября октябре октябрю октябрем окт",
	11: "ноябрь ноября ноябре ноябрю ноябрем ноя нояб",
	12: "декабрь декабря декабре декабрю декабрем дек",
})

// month consumes the name of a month.
func (p *parser) month() (time.Month, bool) {
	m := p.at(0).month
	if m == 0 {
		return 0, false
	}
	p.pos++
	return m, true
}

// monthOf gives the month that the word names, in any case, else 0. In a long
// name one wrong letter is allowed, because no two long names are that close.
func monthOf(word string) time.Month {
	if n, ok := monthForms[word]; ok {
		return time.Month(n)
	}
	return time.Month(misspeltMonth(word))
}

// shortestLongName is the length, in bytes, from which a month's name may have
// a wrong letter: «апрель» and longer.
const shortestLongName = len("апрель")

// longMonthForms are the forms of at least that length.
var longMonthForms = longForms(monthForms)

func longForms(all map[string]int) map[string]int {
	long := map[string]int{}
	for form, n := range all {
		if len(form) >= shortestLongName {
			long[form] = n
		}
	}
	return long
}

func misspeltMonth(word string) int {
	if len(word) < shortestLongName || len(word) > 2*shortestLongName {
		return 0
	}
	found := 0
	for form, n := range longMonthForms {
		if !oneSlip(word, form) {
			continue
		}
		if found != 0 && found != n {
			return 0
		}
		found = n
	}
	return found
}

// oneSlip reports whether a and b differ by at most one letter added, lost or
// changed.
func oneSlip(a, b string) bool {
	if len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && i < len(a) && !utf8.RuneStart(a[i]) {
		i--
	}
	a, b = a[i:], b[i:]
	_, first := utf8.DecodeRuneInString(a)
	_, second := utf8.DecodeRuneInString(b)
	return a[first:] == b[second:] || a[first:] == b || a == b[second:]
}

var weekdayForms = forms(map[int]string{
	1: "понедельник понедельника понедельнику понедельникам пн",
	2: "вторник вторника вторнику вторникам вт",
	3: "среда среду среды среде средам ср",
	4: "четверг четверга четвергу четвергам чт",
	5: "пятница пятницу пятницы пятнице пятницам пт",
	6: "суббота субботу субботы субботе субботам сб",
	7: "воскресенье воскресенья воскресенью воскресеньям вс",
})

// weekday consumes the name of a day of the week.
func (p *parser) weekday() (time.Weekday, bool) {
	n, ok := weekdayForms[p.at(0).text]
	if !ok {
		return 0, false
	}
	p.pos++
	return time.Weekday(n % 7), true
}

// yearRef is the year as written beside a day.
type yearRef struct {
	said yearSaid
	// year is the number for yearGiven; for yearRelative the distance from the
	// plan's year, for yearReporting from the reporting one.
	year int
}

type yearSaid int

const (
	yearUnsaid    yearSaid = iota // «15 апреля»
	yearGiven                     // «15 апреля 2023 года»
	yearRelative                  // «15 апреля следующего года»
	yearReporting                 // «15 апреля года, следующего за отчетным»
	yearDoubtful                  // «15 апреля очередного финансового года»
)

// The years that a plan may name.
const (
	firstYear = 1990
	finalYear = 2100
)

// fullYear consumes four digits of a year.
func (p *parser) fullYear() (int, bool) {
	if len(p.at(0).text) != 4 {
		return 0, false
	}
	return p.digits(firstYear, finalYear)
}

// yearWord consumes «года», «г.», «гг.» after the digits of a year.
func (p *parser) yearWord() bool {
	return p.is("г|гг|год|года|году|годом|годы|годов|годах|годам")
}

// shortYear consumes two digits of a year: «04» is 2004, «99» is 1999, and from
// 70 to 89 they are no year of a plan.
func (p *parser) shortYear() (int, bool) {
	if len(p.at(0).text) != 2 {
		return 0, false
	}
	n, ok := p.digits(0, 99)
	if n < 70 {
		return 2000 + n, ok
	}
	return 1900 + n, ok && 1900+n >= firstYear
}

// year consumes the year after a day, a month or a quarter: «2023 г.», «23 г.»,
// «текущего года», «года, следующего за отчетным». A year may be unsaid,
// so the rule never fails.
func (p *parser) year() yearRef {
	for _, rule := range []func(*yearRef) bool{p.reportingYear, p.relativeYear, p.givenYear, p.yearInBrackets} {
		var y yearRef
		if p.try(func() bool { return rule(&y) }) {
			return y
		}
	}
	return yearRef{}
}

// givenYear consumes «2023 года», «в 2023 г.», «23 г.».
func (p *parser) givenYear(y *yearRef) bool {
	p.is("в|во?")
	n, ok := p.fullYear()
	if ok {
		p.is("финансового|календарного?")
		p.yearWord()
	} else if n, ok = p.shortYear(); ok {
		ok = p.yearWord()
	}
	*y = yearRef{yearGiven, n}
	return ok
}

// yearInBrackets consumes «(2023 год)».
func (p *parser) yearInBrackets(y *yearRef) bool {
	if !p.is("(") {
		return false
	}
	n, ok := p.fullYear()
	p.yearWord()
	*y = yearRef{yearGiven, n}
	return ok && p.is(")")
}

const kindOfYear = "финансового|календарного|планового|бюджетного?"

// relativeYear consumes a year counted from the plan's own: «текущего года», «с.г.».
func (p *parser) relativeYear(y *yearRef) bool {
	const (
		this = "текущего|этого|сего|настоящего|данного|нынешнего|текущем|этом|нынешнем"
		next = "следующего|будущего|последующего|следующем|будущем"
	)
	switch {
	case p.is(this, kindOfYear, "года|г|году"), p.is("с|т", "г"):
		*y = yearRef{yearRelative, 0}
	case p.is(next, kindOfYear, "года|г|году"), p.is("года|году", ",?", "следующ*", "за", "текущим", "годом?"):
		*y = yearRef{yearRelative, 1}
	default:
		return false
	}
	return !fits(p.at(0), ",") || !fits(p.at(1), "следующ*|предшеств*")
}

// reportingYear consumes a year counted from the one reported on, so that the day
// returns each year: «года, следующего за отчетным».
func (p *parser) reportingYear(y *yearRef) bool {
	switch {
	case p.is("отчетного", "финансового|календарного?", "года|г"):
		*y = yearRef{yearReporting, 0}
	case p.any("года|году ,? следующ* за|после отчетн* финансов*|календарн*? годом|периодом|года?",
		"следующего за отчетным финансовым|календарным? годом|периодом? года",
		"следующего за отчетным года", "года ,? следующ* за годом отчета|реализации|отчетности",
		"года ,? следующ* за истекшим|прошедшим годом?", "года после отчетного года|периода?",
		"года ,? следующ* за отчетным"):
		*y = yearRef{yearReporting, 1}
	case p.any("года|году ,? предшеств* отчетному году|периоду?"):
		*y = yearRef{yearReporting, -1}
	case p.any("очередного финансового|планового? года", "планируемого|планового года", "прошлого|предыдущего|предшествующего года",
		"года|году ,? предшеств*|следующ* за? очередн*|планируем*|планов* финансов*? год*|период*?"):
		*y = yearRef{said: yearDoubtful}
	case p.is("года|году", ",?", "предшеств*", "году"):
		*y = yearRef{yearReporting, -1}
		return p.freeWords()
	default:
		return false
	}
	return true
}

// freeWords consumes words of any kind («проведения плановых проверок») up to the
// end or a mark, with no number among them.
func (p *parser) freeWords() bool {
	n := 0
	for p.at(0).kind == wordToken && p.at(0).month == 0 && !fits(p.at(0), "но|не|и|а|до|по|с|за") {
		p.pos++
		n++
	}
	return n > 0
}

// clock consumes a time of day, or an interval, «с 11-00 до 13-00», whose
// beginning is kept. A number alone is no time: it needs minutes or «часов».
func (p *parser) clock() (c plans.Clock, ok bool) {
	ok = p.try(func() bool {
		p.any("начало в", "начало :?", "время :?")
		if p.is("с") {
			if c, ok = p.bareHours(); ok {
				return true
			}
			c, ok = p.clockTime(false)
		} else {
			named := p.is("в|к")
			p.is("до?")
			c, ok = p.clockTime(named)
		}
		if !ok {
			return false
		}
		p.try(func() bool {
			if !p.is("-|до|по") {
				return false
			}
			end, ok := p.clockTime(false)
			return ok && end > c
		})
		p.any("мск", "( мск )", "по московскому времени", "московского времени")
		return true
	})
	return c, ok
}

// bareHours consumes «10 до 12 часов» after «с».
func (p *parser) bareHours() (c plans.Clock, ok bool) {
	ok = p.try(func() bool {
		from, ok := p.digits(0, 23)
		if !ok || !p.is("до|-|по") {
			return false
		}
		to, ok := p.digits(0, 23)
		return ok && to > from && p.hourWord() && setClock(&c, from, 0)
	})
	return c, ok
}

func (p *parser) hourWord() bool { return p.is("ч|час|часа|часов|часам") }

// clockTime consumes «16:00», «16.00», «16-00 ч.», «16 часов 30 минут». Unless
// something names it a time («в 10.12»), figures that could as well be a day and
// a month («15.05») or a range of hours («10-12») are refused.
func (p *parser) clockTime(named bool) (c plans.Clock, ok bool) {
	ok = p.try(func() bool {
		hour, ok := p.digits(0, 23)
		if !ok || len(p.at(-1).text) > 2 {
			return false
		}
		if p.hourWord() {
			minute := 0
			p.try(func() bool {
				minute, ok = p.digits(0, 59)
				return ok && p.is("м|мин|минут|минуты|минута")
			})
			return setClock(&c, hour, minute)
		}
		joint := p.at(0)
		if !fits(joint, ":|.|-") || !joint.glued {
			return false
		}
		p.pos++
		minute, ok := p.digits(0, 59)
		if !ok || len(p.at(-1).text) != 2 || !p.at(-1).glued {
			return false
		}
		sure := p.hourWord() || named || joint.text == ":" || minute == 0
		day := joint.text == "." && (minute <= 12 || minute%5 != 0)
		hours := joint.text == "-" && minute <= 24 && minute > hour
		if !sure && (day || hours) {
			return false
		}
		return setClock(&c, hour, minute)
	})
	return c, ok
}

// setClock sets the time of day and reports whether it exists.
func setClock(c *plans.Clock, hour, minute int) bool {
	made, err := plans.NewClock(hour, minute)
	*c = made
	return err == nil
}
