package bot

import (
	"cmp"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// urgency sorts a list: the most urgent first.
type urgency int

// The headings of a digest, in their order.
const (
	overdue urgency = iota + 1
	dueToday
	dueSoon
	opened
	ahead
	undated
	controlled
)

// soon is how many days ahead a task is near.
const soon = 14

// slot is a task in a list.
type slot struct {
	*owed
	urgency urgency
	// unattended tells a controller that nobody of the unit is connected.
	unattended bool
}

// workdays is what a list needs of the calendar.
type workdays interface {
	Count(from, to plans.Date) int
}

func urgencyOf(o owed, today plans.Date) urgency {
	switch {
	case o.Due.IsZero():
		return undated
	case o.Due < today:
		return overdue
	case o.Due == today:
		return dueToday
	case o.Due-today <= soon:
		return dueSoon
	case o.Kind == plans.Gathering:
		return undated
	case !o.Opens.IsZero() && o.Opens <= today:
		return opened
	}
	return ahead
}

// urgencyAt is where a rung of the ladder puts its task.
func urgencyAt(o owed, moments []schedule.Moment, today plans.Date) urgency {
	u := urgencyOf(o, today)
	if u >= dueSoon {
		for _, m := range moments {
			switch m.Kind {
			case schedule.Opens:
				return opened
			case schedule.Reminder:
				return dueSoon
			case schedule.Nudge:
				return undated
			}
		}
	}
	return u
}

func sortSlots(slots []slot) {
	slices.SortStableFunc(slots, func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.urgency, b.urgency), cmp.Compare(dueKey(a), dueKey(b)), cmp.Compare(a.Number, b.Number))
	})
}

func dueKey(s slot) plans.Date {
	if s.Due.IsZero() {
		return 1 << 40
	}
	return s.Due
}
