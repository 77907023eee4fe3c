package phrase

import "time"

// yearRef is how a year is said beside a day.
type yearRef struct {
	said yearSaid
	// year is the number for yearGiven, else the distance from the plan's year
	// or from the reporting one.
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

// lastDay stands for the last day of the month in a calendarDay.
const lastDay = -1

// calendarDay is a day as written: its year may be unsaid.
type calendarDay struct {
	month time.Month
	day   int
	year  yearRef
	// weekday is the day of the week written beside; it must agree.
	weekday    time.Weekday
	hasWeekday bool
	// figures: the month is a number, not a word.
	figures bool
}

// The years which a plan may speak of.
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
// 70 to 89 they are no year of which a plan would speak.
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
// «текущего года», «года, следующего за отчетным». Nothing written is a year
// unsaid, so the rule never fails.
func (p *parser) year() (y yearRef) {
	rules := []func() bool{
		func() bool { return p.reportingYear(&y) },
		func() bool { return p.relativeYear(&y) },
		func() bool {
			p.is("в|во")
			n, ok := p.fullYear()
			y = yearRef{yearGiven, n}
			p.is("финансового|календарного?")
			p.yearWord()
			return ok
		},
		func() bool {
			n, ok := p.shortYear()
			y = yearRef{yearGiven, n}
			return ok && p.yearWord()
		},
		func() bool { y = yearRef{}; return p.yearInBrackets(&y) },
	}
	for _, rule := range rules {
		if p.try(rule) {
			return y
		}
	}
	return yearRef{}
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

// relativeYear consumes a year said from the plan's own: «текущего года», «с.г.».
func (p *parser) relativeYear(y *yearRef) bool {
	for _, r := range []struct {
		words string
		shift int
	}{
		{"текущего|этого|сего|настоящего|данного|нынешнего|текущем|этом|нынешнем", 0},
		{"следующего|будущего|последующего|следующем|будущем", 1},
	} {
		if p.is(r.words, kindOfYear, "года|г|году") {
			if fits(p.at(0), ",") && fits(p.at(1), "следующ*|предшеств*") {
				return false
			}
			*y = yearRef{yearRelative, r.shift}
			return true
		}
	}
	if p.is("с|т", "г") {
		*y = yearRef{yearRelative, 0}
		return true
	}
	if p.is("года|году", ",?", "следующ*", "за", "текущим", "годом?") {
		*y = yearRef{yearRelative, 1}
		return true
	}
	return false
}

// reportingYear consumes a year said from the one reported on, so that the day
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

// freeWords consumes what is said of a year in words of its own («проведения
// плановых проверок»): words up to the end or a mark, no number among them.
func (p *parser) freeWords() bool {
	n := 0
	for p.at(0).kind == wordToken && p.at(0).month == 0 && !fits(p.at(0), "но|не|и|а|до|по|с|за") {
		p.pos++
		n++
	}
	return n > 0
}

// numericDay consumes «20.03.2023», «07.05.04», «1.09», «2023-08-12»,
// «12/08/2023», «15.IX.2023».
func (p *parser) numericDay() (d calendarDay, ok bool) {
	ok = p.try(func() bool { return p.isoDay(&d) }) || p.try(func() bool { return p.pointedDay(&d) })
	return d, ok
}

func (p *parser) isoDay(d *calendarDay) bool {
	year, ok := p.fullYear()
	if !ok || !p.is("-") {
		return false
	}
	month, ok := p.digits(1, 12)
	if !ok || !p.is("-") {
		return false
	}
	day, ok := p.digits(1, 31)
	if !ok || !p.at(-1).glued || len(p.at(-1).text) != 2 {
		return false
	}
	*d = calendarDay{month: time.Month(month), day: day, year: yearRef{yearGiven, year}}
	return true
}

func (p *parser) pointedDay(d *calendarDay) bool {
	day, ok := p.digits(1, 31)
	joint := p.at(0)
	if !ok || len(p.at(-1).text) > 2 || !fits(joint, ".|/|-") {
		return false
	}
	p.pos++
	month, ok := p.digits(1, 12)
	if roman, is := romanNumeral(p.at(0).text); !ok && is {
		month, ok = roman, true
		joint.text = "."
		p.pos++
	}
	if !ok || len(p.at(-1).text) > 2 && p.at(-1).kind == numberToken {
		return false
	}
	tight := joint.glued && p.at(-1).glued
	*d = calendarDay{month: time.Month(month), day: day, figures: true}
	full := p.try(func() bool {
		if !p.at(-1).dot && !p.is(joint.text) {
			return false
		}
		year, ok := p.fullYear()
		if !ok && tight && p.at(0).glued {
			year, ok = p.shortYear()
		}
		d.year = yearRef{yearGiven, year}
		return ok
	})
	if full {
		p.yearWord()
		return true
	}
	if !tight || joint.text == "-" || joint.text == "/" && d.month != 0 && p.at(0).kind == numberToken {
		return false
	}
	if fits(p.at(0), ".") && p.at(0).glued && !(p.at(1).kind == numberToken && p.at(1).glued) {
		p.pos++
	}
	d.year = p.year()
	return true
}

// wordedDay consumes «15 апреля», «1-го мая 2023 г.», «первого марта».
func (p *parser) wordedDay() (d calendarDay, ok bool) {
	ok = p.try(func() bool {
		day, ok := p.dayNumber()
		if !ok {
			return false
		}
		m, ok := p.month()
		d = calendarDay{month: m, day: day}
		if ok {
			d.year = p.year()
		}
		return ok
	})
	return d, ok
}

// dayNumber consumes the number of a day of the month.
func (p *parser) dayNumber() (n int, ok bool) {
	ok = p.try(func() bool {
		if _, roman := romanNumeral(p.at(0).text); roman {
			return false
		}
		if p.at(0).kind == numberToken && len(p.at(0).text) > 2 {
			return false
		}
		n, ok = p.ordinal()
		return ok && n <= 31
	})
	return n, ok
}

// day consumes one day, with a day of the week before or after it.
func (p *parser) day() (d calendarDay, ok bool) {
	ok = p.try(func() bool {
		w, before := p.weekday()
		if before {
			p.is(",")
		}
		if d, ok = p.numericDay(); !ok {
			if d, ok = p.wordedDay(); !ok {
				return false
			}
		}
		after := false
		if !before {
			after = p.try(func() bool {
				open := p.is("(")
				if !open {
					p.is(",")
				}
				w, ok = p.weekday()
				return ok && (!open || p.is(")"))
			})
		}
		d.weekday, d.hasWeekday = w, before || after
		return true
	})
	return d, ok
}
