package phrase

import "sdelaemvmeste/plans"

// clock consumes a time of day; of an interval, «с 11-00 до 13-00», its
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
// it is named a time («в 10.12»), figures that could as well be a day and a
// month («15.05») or a range of hours («10-12») are not taken for one.
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

// setClock sets the time of day, if there is such a one.
func setClock(c *plans.Clock, hour, minute int) bool {
	made, err := plans.NewClock(hour, minute)
	*c = made
	return err == nil
}
