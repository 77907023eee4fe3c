package phrase

import (
	"fmt"

	"sdelaemvmeste/plans"
)

// Moment is a day and perhaps a time of day, as a person names them in chat. It
// is resolved as far as words and today's date allow; what needs the calendar
// of days off or a due date is left to the caller in Day.
type Moment struct {
	Day Day
	// Time is zero when no time of day was named.
	Time plans.Clock
}

// Day is a day as named: one of [On], [InWorkingDays], [BeforeDue], [AfterDaysOff],
// [InMinutes] and [NoDay], and nothing else.
type Day interface{ namedDay() }

// On is a day of the calendar: «завтра», «12.08».
type On struct{ Date plans.Date }

// InWorkingDays is the N-th working day after today: «через 3 рабочих дня».
// N is at least 1.
type InWorkingDays struct{ N int }

// BeforeDue is N days, or N working days, before the due date of the task in
// question: «за день до срока». N 0 is the due date itself.
type BeforeDue struct {
	N       int
	Working bool
}

// NoDay says that only a time of day was named: «в 10». The caller, who knows
// what time it is, takes today or the next day on which that time is still ahead.
type NoDay struct{}

func (On) namedDay()            {}
func (InWorkingDays) namedDay() {}
func (BeforeDue) namedDay()     {}
func (NoDay) namedDay()         {}

// Lean says to which side of today a day without a year is taken.
type Lean int

const (
	// Past is for what has happened: the nearest such date not after today; a
	// day of the week is the last one before today.
	Past Lean = iota + 1
	// Future is for what is to come: the nearest such date not before today; a
	// day of the week is the next one after today.
	Future
)

// When reads a day and a time of day named in chat. It takes only what it
// understands to the last word; the error is a [plans.ErrInvalid].
func When(text string, today plans.Date, lean Lean) (Moment, error) {
	w := &when{parser: newParser(text), today: today, lean: lean}
	if m, ok := w.moment(); ok && w.sound(m) {
		return m, nil
	}
	return Moment{}, fmt.Errorf("moment: %w", plans.ErrInvalid)
}

// when is the grammar of moments.
type when struct {
	*parser
	today plans.Date
	lean  Lean
}

// sound reports whether the answer is a day within the years of a plan.
func (w *when) sound(m Moment) bool {
	if w.lean != Past && w.lean != Future || len(w.toks) > maxMomentTokens {
		return false
	}
	on, ok := m.Day.(On)
	return !ok || on.Date > 0 && on.Date.Year() <= finalYear && on.Date.Year() >= firstYear
}

// maxMomentTokens is more than any moment takes.
const maxMomentTokens = 24

func (w *when) moment() (Moment, bool) {
	for _, order := range []func() (Moment, bool){w.dayThenTime, w.timeThenDay} {
		w.pos = 0
		m, ok := order()
		w.is(".?")
		if ok && w.done() {
			return m, true
		}
	}
	return Moment{}, false
}

func (w *when) dayThenTime() (Moment, bool) {
	d, ok := w.namedDay()
	if !ok {
		return Moment{}, false
	}
	w.is(",?")
	c, _ := w.hour()
	return Moment{d, c}, true
}

func (w *when) timeThenDay() (Moment, bool) {
	c, ok := w.hour()
	if !ok {
		return Moment{}, false
	}
	w.is(",?")
	if w.done() {
		return Moment{NoDay{}, c}, true
	}
	d, ok := w.namedDay()
	return Moment{d, c}, ok
}

// farthest is how many years away a day without a year may be: 29 February may be
// eight years away.
const farthest = 8

// namedDay consumes the day.
func (w *when) namedDay() (d Day, ok bool) {
	for _, rule := range []func() (Day, bool){
		w.near, w.beforeDue, w.soon, w.later, w.ago, w.week, w.endOfCalendarPart, w.afterDaysOff, w.onDate, w.onWeekday,
	} {
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
	if !ok || !w.any("до срока исполнения", "до срока|дедлайна") {
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

// quietHours is the hour from which a bare number is a time: «в 3» is three in the
// afternoon to some and at night to others.
const quietHours = 7

// hour consumes a time of day: «в 14:30», «в 10», «в 9 утра», «в 3 часа дня».
func (w *when) hour() (c plans.Clock, ok bool) {
	ok = w.try(func() bool {
		if w.is("в", "полдень") {
			return setClock(&c, 12, 0)
		}
		if w.try(func() bool { return w.dayPart(&c) }) {
			return true
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
