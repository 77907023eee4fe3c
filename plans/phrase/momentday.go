package phrase

import "sdelaemvmeste/plans"

// farthest is how many years a day without a year is looked for: a 29 February
// may be eight years away.
const farthest = 8

// namedDay consumes the day.
func (w *when) namedDay() (d Day, ok bool) {
	for _, rule := range []func() (Day, bool){w.near, w.beforeDue, w.later, w.ago, w.onDate, w.onWeekday} {
		if w.try(func() bool { d, ok = rule(); return ok }) {
			return d, true
		}
	}
	return nil, false
}

// near consumes «сегодня», «позавчера».
func (w *when) near() (Day, bool) {
	for _, n := range []struct {
		word string
		days plans.Date
	}{{"позавчера", -2}, {"вчера", -1}, {"сегодня", 0}, {"завтра", 1}, {"послезавтра", 2}} {
		if w.is("на?", n.word) || w.is("до", n.word) {
			return On{w.today + n.days}, true
		}
	}
	return nil, false
}

// beforeDue consumes «за 2 рабочих дня до срока».
func (w *when) beforeDue() (Day, bool) {
	if w.any("в день срока") {
		return BeforeDue{}, true
	}
	if !w.is("за") {
		return nil, false
	}
	n, u, ok := w.termLength()
	if !ok || !w.any("до срока|дедлайна", "до срока исполнения") {
		return nil, false
	}
	switch u {
	case plans.TermDay:
		return BeforeDue{N: n}, true
	case plans.TermWorkingDay:
		return BeforeDue{N: n, Working: true}, true
	case plans.TermWeek:
		return BeforeDue{N: 7 * n}, true
	}
	return nil, false
}

// later consumes «через 3 дня», «через неделю», «через 3 рабочих дня».
func (w *when) later() (Day, bool) {
	if !w.is("через") {
		return nil, false
	}
	n, u, ok := w.termLength()
	if ok && u == plans.TermWorkingDay && n >= 1 {
		return InWorkingDays{n}, true
	}
	return w.distant(n, u, ok && u != plans.TermWorkingDay)
}

// ago consumes «3 дня назад», «неделю назад».
func (w *when) ago() (Day, bool) {
	n, u, ok := w.termLength()
	return w.distant(-n, u, ok && u != plans.TermWorkingDay && w.is("назад"))
}

func (w *when) distant(n int, u plans.TermUnit, ok bool) (Day, bool) {
	switch {
	case !ok:
		return nil, false
	case u == plans.TermDay:
		return On{w.today + plans.Date(n)}, true
	case u == plans.TermWeek:
		return On{w.today + plans.Date(7*n)}, true
	case u == plans.TermMonth:
		return On{w.today.AddMonths(n)}, true
	}
	return nil, false
}

// onWeekday consumes «в пятницу», «в следующий вторник» (the one of the week
// after this), «в прошлую пятницу» (the last one before today), «в эту среду»
// (the one of this week), «в ближайшую пятницу».
func (w *when) onWeekday() (Day, bool) {
	w.is("в|во|на?")
	const (
		next    = "следующий|следующую|следующее"
		last    = "прошлый|прошлую|прошлое|прошедший|прошедшую|прошедшее"
		this    = "этот|эту|это"
		nearest = "ближайший|ближайшую|ближайшее"
	)
	said := w.at(0)
	w.is(next + "|" + last + "|" + this + "|" + nearest + "?")
	day, ok := w.weekday()
	if !ok {
		return nil, false
	}
	// Days of the week are counted from Monday; before and after are at least
	// one day away from today and at most seven.
	number, now := plans.Date(day+6)%7, plans.Date(w.today.Weekday()+6)%7
	monday := w.today - now
	after := (number-now+6)%7 + 1
	before := (now-number+6)%7 + 1
	switch {
	case fits(said, next):
		return On{monday + 7 + number}, true
	case fits(said, last):
		return On{w.today - before}, true
	case fits(said, this):
		return On{monday + number}, true
	case fits(said, nearest) || w.lean == Future:
		return On{w.today + after}, true
	}
	return On{w.today - before}, true
}

// onDate consumes a date of the calendar, with a year or without.
func (w *when) onDate() (Day, bool) {
	w.is("до|к|на?")
	c, ok := w.day()
	if !ok {
		return nil, false
	}
	date, ok := w.dated(c)
	if !ok || c.hasWeekday && date.Weekday() != c.weekday {
		return nil, false
	}
	return On{date}, true
}

func (w *when) dated(c calendarDay) (plans.Date, bool) {
	year := w.today.Year()
	switch c.year.said {
	case yearGiven:
		return c.on(c.year.year)
	case yearRelative:
		return c.on(year + c.year.year)
	case yearUnsaid:
		for n := range farthest + 1 {
			if w.lean == Past {
				n = -n
			}
			d, ok := c.on(year + n)
			if ok && (w.lean == Future && d >= w.today || w.lean == Past && d <= w.today) {
				return d, true
			}
		}
	}
	return 0, false
}
