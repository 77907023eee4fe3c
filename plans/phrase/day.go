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
