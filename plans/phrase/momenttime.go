package phrase

import "sdelaemvmeste/plans"

// quietHours are those which a bare number does not mean: «в 3» is three in
// the afternoon to some and at night to others.
const quietHours = 7

// hour consumes a time of day: «в 14:30», «в 10», «в 9 утра», «в 3 часа дня».
func (w *when) hour() (c plans.Clock, ok bool) {
	ok = w.try(func() bool {
		if w.is("в", "полдень") {
			return setClock(&c, 12, 0)
		}
		if w.try(func() bool { return w.partOfDay(&c) }) {
			return true
		}
		lead := w.is("в|к|во")
		byMinutes := fits(w.at(1), ":|.|-")
		if c, ok = w.clockTime(lead); ok {
			return byMinutes || hourOf(c) >= quietHours
		}
		n, ok := w.digits(quietHours, 23)
		return ok && lead && setClock(&c, n, 0)
	})
	return c, ok
}

func hourOf(c plans.Clock) int { return int(c-1) / 60 }

// partOfDay consumes «в 9 утра», «в 3 часа дня», «в 7:30 вечера».
func (w *when) partOfDay(c *plans.Clock) bool {
	w.is("в|к|во")
	h, ok := w.digits(1, 12)
	if !ok {
		return false
	}
	m := 0
	if w.is(":|.") {
		if m, ok = w.digits(0, 59); !ok || len(w.at(-1).text) != 2 {
			return false
		}
	}
	w.hourWord()
	switch {
	case w.is("утра") && h >= 4 && h < 12:
		return setClock(c, h, m)
	case w.is("дня") && (h == 12 || h <= 5):
		return setClock(c, h%12+12, m)
	case w.is("вечера") && h >= 4 && h < 12:
		return setClock(c, h+12, m)
	}
	return false
}
