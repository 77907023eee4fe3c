package phrase

import "time"

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
	if roman := p.at(0).roman; !ok && roman > 0 {
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
		if p.at(0).roman > 0 || p.at(0).kind == numberToken && len(p.at(0).text) > 2 {
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

// edge is what may stand at either end of a range: a day, or a stretch with a
// name of its own («май», «II квартал», «2023 год»).
type edge struct {
	from, to calendarDay
	unit     edgeUnit
}

type edgeUnit int

const (
	dayEdge edgeUnit = iota + 1
	decadeEdge
	halfMonthEdge
	monthEdge
	quarterEdge
	halfYearEdge
	yearEdge
)

func (e edge) year() yearRef { return e.to.year }

func (e edge) withYear(y yearRef) edge {
	e.from.year, e.to.year = y, y
	return e
}

// months gives the stretch from the first day of one month to the last of another.
func months(first, last time.Month, y yearRef, unit edgeUnit) edge {
	return edge{
		from: calendarDay{month: first, day: 1, year: y},
		to:   calendarDay{month: last, day: lastDay, year: y},
		unit: unit,
	}
}

// edge consumes a day or a named stretch.
func (p *parser) edge() (e edge, ok bool) {
	for _, rule := range []func(*edge) bool{p.dayEdge, p.partOfMonth, p.quarter, p.halfYear, p.monthEdge, p.someMonths, p.wholeYear} {
		if p.try(func() bool { return rule(&e) }) {
			return e, true
		}
	}
	return edge{}, false
}

func (p *parser) dayEdge(e *edge) bool {
	d, ok := p.day()
	*e = edge{from: d, to: d, unit: dayEdge}
	return ok
}

// partOfMonth consumes «первой половине октября», «2-я декада мая».
func (p *parser) partOfMonth(e *edge) bool {
	n, ok := p.ordinal()
	if !ok {
		return false
	}
	unit, length := decadeEdge, 10
	switch {
	case n <= 3 && p.is("декад*"):
	case n <= 2 && p.is("половин*"):
		unit, length = halfMonthEdge, 15
	default:
		return false
	}
	p.is("месяца?")
	m, ok := p.month()
	if !ok {
		return false
	}
	*e = partOf(m, n, unit, length, p.year())
	return true
}

func partOf(m time.Month, n int, unit edgeUnit, length int, y yearRef) edge {
	last := n * length
	if last == 30 {
		last = lastDay
	}
	return edge{
		from: calendarDay{month: m, day: (n-1)*length + 1, year: y},
		to:   calendarDay{month: m, day: last, year: y},
		unit: unit,
	}
}

// quarter consumes «4 кв. 2023 г.», «II квартал», «третьего квартала».
func (p *parser) quarter(e *edge) bool {
	n, ok := p.partNumber(4)
	if !ok {
		return false
	}
	p.is("-?")
	if !p.is("кв|к", "-", "л") && !p.is("квартал|квартала|квартале|кварталу|кварталом|кварталы|кварталов|кварталах|кв") {
		return false
	}
	*e = quarterOf(n, p.year())
	return true
}

func quarterOf(n int, y yearRef) edge {
	last := time.Month(3 * n)
	return months(last-2, last, y, quarterEdge)
}

// halfYear consumes «2-е полугодие», «I полугодия 2023 года», «первой половине года».
func (p *parser) halfYear(e *edge) bool {
	n, ok := p.partNumber(2)
	if !ok {
		return false
	}
	switch {
	case p.is("-?", "полугодие|полугодия|полугодии|полугодию|полуг"), p.is("п", "/", "г|годие|годия|годии"):
		*e = halfYearOf(n, p.year())
	case p.is("половин*"):
		at := p.pos
		y := p.year()
		if y.said == yearUnsaid && !p.is("года") || p.pos == at {
			return false
		}
		*e = halfYearOf(n, y)
	default:
		return false
	}
	return true
}

func halfYearOf(n int, y yearRef) edge {
	last := time.Month(6 * n)
	return months(last-5, last, y, halfYearEdge)
}

// monthEdge consumes «декабрь 2023 года», «май-месяц», «03.2023».
func (p *parser) monthEdge(e *edge) bool {
	m, ok := p.month()
	if ok {
		p.try(func() bool { return p.is("-?", "месяц|месяца|месяце") })
		p.try(func() bool {
			return p.is("-") && p.at(-1).glued && p.at(0).glued && len(p.at(0).text) == 4 && !fits(p.at(1), "-|год*|гг")
		})
		*e = months(m, m, p.year(), monthEdge)
		return true
	}
	n, ok := p.digits(1, 12)
	if !ok || len(p.at(-1).text) != 2 || !p.is(".|/") || !p.at(-1).glued || !p.at(0).glued {
		return false
	}
	y, ok := p.fullYear()
	p.yearWord()
	*e = months(time.Month(n), time.Month(n), yearRef{yearGiven, y}, monthEdge)
	return ok
}

// someMonths consumes «9 месяцев 2023 года», which needs its year: without one
// it would be a length, not a stretch.
func (p *parser) someMonths(e *edge) bool {
	n, ok := p.cardinal()
	if !ok || n != 3 && n != 6 && n != 9 && n != 12 || !p.is("месяц*|мес") {
		return false
	}
	y := p.year()
	*e = months(time.January, time.Month(n), y, monthEdge)
	return y.said == yearGiven || y.said == yearRelative
}

// wholeYear consumes «2024 год», «текущего года»; bare digits are a year too.
func (p *parser) wholeYear(e *edge) bool {
	y := yearRef{}
	if n, ok := p.fullYear(); ok {
		p.is("финансов*|календарн*?")
		p.yearWord()
		y = yearRef{yearGiven, n}
	} else if !p.relativeYear(&y) {
		return false
	}
	*e = months(time.January, time.December, y, yearEdge)
	return true
}
