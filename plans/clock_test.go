package plans_test

import (
	"encoding/json"
	"errors"
	"testing"

	"sdelaemvmeste/plans"
)

func TestClockTakesEveryMinuteOfTheDayAndNothingElse(t *testing.T) {
	for _, c := range []struct {
		hour, minute int
		want         string // "" where there is no such time
	}{
		{0, 0, "00:00"}, {0, 1, "00:01"}, {1, 0, "01:00"}, {9, 5, "09:05"}, {23, 59, "23:59"},
		{-1, 0, ""}, {24, 0, ""}, {0, -1, ""}, {0, 60, ""}, {23, 60, ""}, {24, 59, ""}, {-1, 60, ""},
	} {
		got, err := plans.NewClock(c.hour, c.minute)
		if c.want == "" {
			if !errors.Is(err, plans.ErrInvalid) || !got.IsZero() {
				t.Errorf("%d:%d: %q, %v", c.hour, c.minute, got, err)
			}
			continue
		}
		if err != nil || got.IsZero() || got.String() != c.want {
			t.Errorf("%d:%d: %q, %v", c.hour, c.minute, got, err)
		}
		if parsed, err := plans.ParseClock(c.want); err != nil || parsed != got {
			t.Errorf("parse %q: %q, %v", c.want, parsed, err)
		}
	}
}

func TestClockRefusesWhatIsNoTime(t *testing.T) {
	for _, s := range []string{"", "9", "24:00", "12:60", "12.30", "12:30:00", " 12:30", "полдень"} {
		if got, err := plans.ParseClock(s); !errors.Is(err, plans.ErrInvalid) || !got.IsZero() {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
}

func TestClockComesBackFromItsText(t *testing.T) {
	type record struct {
		At   plans.Clock `json:"at"`
		Zero plans.Clock `json:"zero"`
	}
	want := record{At: clock(t, "07:45")}
	b, err := json.Marshal(want)
	if err != nil || string(b) != `{"at":"07:45","zero":""}` {
		t.Fatalf("%s, %v", b, err)
	}
	got := record{Zero: clock(t, "12:00")}
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"at":"25:00"}`), &got); !errors.Is(err, plans.ErrInvalid) || got != want {
		t.Errorf("no time: %+v, %v", got, err)
	}
}

func clock(t *testing.T, s string) plans.Clock {
	t.Helper()
	c, err := plans.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHoursContain(t *testing.T) {
	night := plans.Hours{From: clock(t, "21:00"), To: clock(t, "08:00")}
	noon := plans.Hours{From: clock(t, "12:00"), To: clock(t, "13:00")}
	for _, c := range []struct {
		hours plans.Hours
		at    string
		want  bool
	}{
		{night, "20:59", false}, {night, "21:00", true}, {night, "00:00", true}, {night, "07:59", true}, {night, "08:00", false},
		{noon, "11:59", false}, {noon, "12:00", true}, {noon, "13:00", false},
		{plans.Hours{}, "00:00", false}, {plans.Hours{From: clock(t, "12:00"), To: clock(t, "12:00")}, "12:00", false},
	} {
		if got := c.hours.Contains(clock(t, c.at)); got != c.want {
			t.Errorf("%s in %s: %v", c.at, c.hours, got)
		}
	}
	if plans.DefaultQuiet() != night {
		t.Errorf("quiet hours are %s", plans.DefaultQuiet())
	}
}

func TestHoursAreWrittenFromUntil(t *testing.T) {
	if got := plans.DefaultQuiet().String(); got != "21:00–08:00" {
		t.Errorf("quiet hours: %q", got)
	}
	if got := (plans.Hours{}).String(); got != "" {
		t.Errorf("no hours: %q", got)
	}
}
