package plans_test

import (
	"testing"

	"sdelaemvmeste/plans"
)

func TestHoursContain(t *testing.T) {
	clock := func(s string) plans.Clock {
		c, err := plans.ParseClock(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	night := plans.Hours{From: clock("21:00"), To: clock("08:00")}
	noon := plans.Hours{From: clock("12:00"), To: clock("13:00")}
	for _, c := range []struct {
		hours plans.Hours
		at    string
		want  bool
	}{
		{night, "20:59", false}, {night, "21:00", true}, {night, "00:00", true}, {night, "07:59", true}, {night, "08:00", false},
		{noon, "11:59", false}, {noon, "12:00", true}, {noon, "13:00", false}, {plans.Hours{}, "00:00", false},
	} {
		if got := c.hours.Contains(clock(c.at)); got != c.want {
			t.Errorf("%s in %s: %v", c.at, c.hours, got)
		}
	}
	if plans.DefaultQuiet() != night {
		t.Errorf("quiet hours are %s", plans.DefaultQuiet())
	}
}
