package chat

import (
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/store"
)

// QuietHours are those of the settings, or the program's own.
func QuietHours(s store.Settings) plans.Hours {
	if s.Quiet == nil {
		return plans.DefaultQuiet()
	}
	return *s.Quiet
}

// Quiet reports whether few read at that time of day.
func (t *Turn) Quiet(at time.Time) bool {
	return QuietHours(t.Settings).Contains(plans.ClockOf(at.In(t.Zone)))
}

// Monday is the first day of a day's week.
func Monday(d plans.Date) plans.Date { return d - plans.Date((d.Weekday()+6)%7) }

// Future reads a day (and perhaps an hour) that lies ahead; due is the task's
// own due date, for «за день до срока».
func (t *Turn) Future(words string, due plans.Date) (plans.Date, plans.Clock, bool) {
	m, err := phrase.When(words, t.Today(), phrase.Future)
	if err != nil {
		return 0, 0, false
	}
	if soon, ok := m.Day.(phrase.InMinutes); ok && m.Time.IsZero() {
		at := t.Now.Add(time.Duration(soon.N) * time.Minute).In(t.Zone)
		return plans.DateOf(at, t.Zone), plans.ClockOf(at), true
	}
	day, ok := t.resolve(m, due)
	return day, m.Time, ok && day >= t.Today()
}

// Past reads a day that has been, or is today; an hour makes no sense there.
func (t *Turn) Past(words string) (plans.Date, bool) {
	m, err := phrase.When(words, t.Today(), phrase.Past)
	if err != nil || !m.Time.IsZero() {
		return 0, false
	}
	return t.resolve(m, 0)
}

// resolve finds the day of a moment by the calendar and the due date.
func (t *Turn) resolve(m phrase.Moment, due plans.Date) (plans.Date, bool) {
	cal := t.Calendar()
	switch d := m.Day.(type) {
	case phrase.On:
		return d.Date, true
	case phrase.InWorkingDays:
		return cal.Add(t.Today(), d.N), true
	case phrase.BeforeDue:
		if due.IsZero() {
			return 0, false
		}
		if d.Working {
			return cal.Add(due, -d.N), true
		}
		return due - plans.Date(d.N), true
	case phrase.AfterDaysOff:
		return cal.AfterDaysOff(t.Today(), d.Holiday, d.Month)
	case phrase.NoDay:
		if t.Today().At(m.Time, t.Zone).After(t.Now) {
			return t.Today(), true
		}
		return t.Today() + 1, true
	}
	return 0, false
}
