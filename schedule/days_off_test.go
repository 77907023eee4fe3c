package schedule

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestAfterDaysOff(t *testing.T) {
	cal := CalendarOf(store.Settings{})
	for _, c := range []struct {
		from    plans.Date
		holiday bool
		month   time.Month
		want    plans.Date
	}{
		{plans.NewDate(2023, 4, 19), false, 0, plans.NewDate(2023, 4, 24)},
		{plans.NewDate(2023, 4, 19), true, 0, plans.NewDate(2023, 5, 2)},
		{plans.NewDate(2023, 5, 2), true, 0, plans.NewDate(2023, 5, 10)},
		{plans.NewDate(2023, 4, 19), true, time.May, plans.NewDate(2023, 5, 10)},
		{plans.NewDate(2023, 5, 9), true, time.May, plans.NewDate(2023, 5, 10)},
		{plans.NewDate(2023, 4, 19), true, time.June, plans.NewDate(2023, 6, 13)},
		{plans.NewDate(2023, 12, 20), true, time.January, plans.NewDate(2024, 1, 9)},
	} {
		if got, ok := cal.AfterDaysOff(c.from, c.holiday, c.month); !ok || got != c.want {
			t.Errorf("from %s, holiday %t, month %d: %s, %t; want %s", c.from, c.holiday, c.month, got, ok, c.want)
		}
	}
	if got, ok := cal.AfterDaysOff(plans.NewDate(2023, 4, 19), true, time.August); ok {
		t.Errorf("holidays in August end on %s", got)
	}
}

// TestAfterDaysOffIsAWorkingDay draws days: the answer lies ahead, is a working day and
// the day before it is not.
func TestAfterDaysOffIsAWorkingDay(t *testing.T) {
	cal := CalendarOf(store.Settings{})
	rapid.Check(t, func(t *rapid.T) {
		from := plans.NewDate(2023, 1, 1) + plans.Date(rapid.IntRange(0, 4*365).Draw(t, "day"))
		got, ok := cal.AfterDaysOff(from, rapid.Bool().Draw(t, "holiday"), 0)
		if !ok || got <= from || !cal.Working(got) || cal.Working(got-1) {
			t.Fatalf("from %s: %s, %t", from, got, ok)
		}
	})
}
