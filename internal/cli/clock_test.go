package cli

import (
	"testing"
	"time"
)

func TestRehearsalClock(t *testing.T) {
	began := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for given, after := range map[string]map[time.Duration]string{
		"2023-03-13T08:55:00+03:00": {
			0:               "2023-03-13T08:55:00+03:00",
			5 * time.Minute: "2023-03-13T09:00:00+03:00",
		},
		"2023-03-13T08:55:00+03:00*600": {
			500 * time.Millisecond: "2023-03-13T09:00:00+03:00",
			144 * time.Second:      "2023-03-14T08:55:00+03:00",
		},
		// Four hundred years of the program's time are more than one Duration.
		"2023-01-01T00:00:00Z*86400": {146097 * time.Second: "2423-01-01T00:00:00Z"},
	} {
		now := began
		c, err := Environment{Clock: given}.clock(func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		if c.note == "" {
			t.Errorf("%s: nobody is told that it is a rehearsal", given)
		}
		for passed, want := range after {
			now = began.Add(passed)
			if got := c.now().Format(time.RFC3339); got != want {
				t.Errorf("%s after %v: %s, want %s", given, passed, got, want)
			}
		}
	}
}

func TestRealClock(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	c, err := Environment{}.clock(func() time.Time { return now })
	if err != nil || c.note != "" || c.speed != 1 || !c.now().Equal(now) {
		t.Errorf("%+v, %v", c, err)
	}
}
