package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// future reads a day (and perhaps an hour) that lies ahead; due is the task's
// own due date, for «за день до срока».
func (t *turn) future(words string, due plans.Date) (plans.Date, plans.Clock, bool) {
	m, err := phrase.When(words, t.today(), phrase.Future)
	if err != nil {
		return 0, 0, false
	}
	day, ok := t.resolve(m, due)
	return day, m.Time, ok && day >= t.today()
}

// past reads a day that has been, or is today; an hour makes no sense there.
func (t *turn) past(words string) (plans.Date, bool) {
	m, err := phrase.When(words, t.today(), phrase.Past)
	if err != nil || !m.Time.IsZero() {
		return 0, false
	}
	return t.resolve(m, 0)
}

// resolve finds the day of a moment by the calendar and the due date.
func (t *turn) resolve(m phrase.Moment, due plans.Date) (plans.Date, bool) {
	cal := t.calendar()
	switch d := m.Day.(type) {
	case phrase.On:
		return d.Date, true
	case phrase.InWorkingDays:
		return cal.Add(t.today(), d.N), true
	case phrase.BeforeDue:
		if due.IsZero() {
			return 0, false
		}
		if d.Working {
			return cal.Add(due, -d.N), true
		}
		return due - plans.Date(d.N), true
	case phrase.NoDay:
		if t.today().At(m.Time, t.zone).After(t.now) {
			return t.today(), true
		}
		return t.today() + 1, true
	}
	return 0, false
}
