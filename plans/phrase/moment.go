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

// Day is a day as named: one of [On], [InWorkingDays], [BeforeDue] and [NoDay],
// and nothing else.
type Day interface{ namedDay() }

// On is a day of the calendar: «завтра», «12.08».
type On struct{ Date plans.Date }

// InWorkingDays is the N-th working day after today: «через 3 рабочих дня».
// N is at least 1.
type InWorkingDays struct{ N int }

// BeforeDue is N days, or N working days, before the due date of what is spoken
// of: «за день до срока». N 0 is the due date itself.
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
// understands to the last word; the error is an [plans.ErrInvalid].
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

// sound tells whether the answer is a day that can be written.
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
