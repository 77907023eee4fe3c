package phrase

import "sdelaemvmeste/plans"

// clock consumes a time of day; of an interval, «с 11-00 до 13-00», its
// beginning is kept. A number alone is no time: it needs minutes or «часов».
func (p *parser) clock() (c plans.Clock, ok bool) {
	ok = p.try(func() bool {
		p.any("начало в", "начало :?", "время :?")
		lead := p.is("в|к|с|до|около")
		if lead && p.at(-1).text == "около" {
			return false
		}
		if c, ok = p.clockTime(lead); !ok {
			if !lead || p.at(-1).text != "с" {
				return false
			}
			c, ok = p.bareHours()
			return ok
		}
		p.try(func() bool {
			if !p.is("-|до|по") {
				return false
			}
			end, ok := p.clockTime(true)
			return ok && end > c
		})
		p.any("мск", "( мск )", "по московскому времени", "московского времени")
		return true
	})
	return c, ok
}

// bareHours consumes «10 до 12 часов» after «с».
func (p *parser) bareHours() (plans.Clock, bool) {
	from, ok := p.digits(0, 23)
	if !ok || !p.is("до|-|по") {
		return 0, false
	}
	to, ok := p.digits(0, 23)
	if !ok || to <= from || !p.hourWord() {
		return 0, false
	}
	var c plans.Clock
	ok = setClock(&c, from, 0)
	return c, ok
}

func (p *parser) hourWord() bool { return p.is("ч|час|часа|часов|часам") }

// clockTime consumes «16:00», «16.00», «16-00 ч.», «16 часов 30 минут». Where
// no preposition leads, digits that could as well be a day and a month or a
// range of hours («10-12») are not taken for a time.
func (p *parser) clockTime(lead bool) (c plans.Clock, ok bool) {
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
		sure := p.hourWord() || lead || joint.text == ":" || minute == 0
		if !sure && (joint.text == "." && minute%5 != 0 || joint.text == "-" && minute <= 24 && minute > hour) {
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
