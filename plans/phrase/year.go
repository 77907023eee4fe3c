package phrase

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

// relativeYear consumes a year said from the plan's own: «текущего года», «с.г.».
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
