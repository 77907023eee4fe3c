package task

import (
	"cmp"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// Urgency sorts a list: the most urgent first.
type Urgency int

// The headings of a list, in their order. Digests that were sent keep their numbers.
const (
	Overdue Urgency = iota + 1
	DueToday
	DueSoon
	Opened
	Ahead
	Undated
	Controlled
)

// soon is how many days ahead a task is near.
const soon = 14

// Line is a task in a list.
type Line struct {
	*View
	Urgency Urgency
	// Unattended tells a controller that nobody of the unit is connected.
	Unattended bool
}

// workdays is what a list needs of the calendar.
type workdays interface {
	Count(from, to plans.Date) int
}

// UrgencyOf is the heading under which a task stands on a day.
func UrgencyOf(o View, today plans.Date) Urgency {
	switch {
	case o.Due.IsZero():
		return Undated
	case o.Due < today:
		return Overdue
	case o.Due == today:
		return DueToday
	case o.Due-today <= soon:
		return DueSoon
	case o.Kind == plans.Gathering:
		return Undated
	case !o.Opens.IsZero() && o.Opens <= today:
		return Opened
	}
	return Ahead
}

// UrgencyAt is where a rung of the ladder puts its task.
func UrgencyAt(o View, moments []schedule.Moment, today plans.Date) Urgency {
	u := UrgencyOf(o, today)
	if u >= DueSoon {
		for _, m := range moments {
			switch m.Kind {
			case schedule.Opens:
				return Opened
			case schedule.Reminder:
				return DueSoon
			case schedule.Nudge:
				return Undated
			}
		}
	}
	return u
}

// SortLines puts the most urgent first, and of those the earliest due.
func SortLines(lines []Line) {
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Urgency, b.Urgency), cmp.Compare(dueKey(a), dueKey(b)), cmp.Compare(a.Number, b.Number))
	})
}

func dueKey(s Line) plans.Date {
	if s.Due.IsZero() {
		return 1 << 40
	}
	return s.Due
}
