package plans_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

func day(t *testing.T, s string) plans.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := plans.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDateAgreesWithTheStandardCalendar compares a day with [time.Time] at
// midnight UTC, for any day a plan may name.
func TestDateAgreesWithTheStandardCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3_652_059).Draw(t, "day") // to 9999-12-31
		d := plans.Date(n)
		want := time.Date(0, 12, 31+n, 0, 0, 0, 0, time.UTC)
		year, month, dd := d.Split()
		if year != want.Year() || month != want.Month() || dd != want.Day() {
			t.Fatalf("split %d: %d-%d-%d, want %s", n, year, month, dd, want)
		}
		if d.Year() != year || d.Month() != month || d.Day() != dd || d.Weekday() != want.Weekday() {
			t.Fatalf("parts of %s: %d, %s, %d, %s", want, d.Year(), d.Month(), d.Day(), d.Weekday())
		}
		if got := plans.NewDate(year, month, dd); got != d {
			t.Fatalf("%s made anew is %s", d, got)
		}
		if got, ok := plans.ValidDate(year, month, dd); !ok || got != d {
			t.Fatalf("%s is not valid: %s", d, got)
		}
		if got, err := plans.ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("%s read back: %s, %v", d, got, err)
		}
		if next := d + 1; next.Weekday() != (d.Weekday()+1)%7 {
			t.Fatalf("%s is a %s, the day after a %s", d, d.Weekday(), next.Weekday())
		}
		if end := d.MonthEnd(); end.Month() != month || (end+1).Day() != 1 || end < d {
			t.Fatalf("the month of %s ends on %s", d, end)
		}
	})
}

func TestOnlyDaysOfTheCalendarAreValid(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             bool
	}{
		{2023, 2, 28, true}, {2023, 2, 29, false}, {2024, 2, 29, true}, {2023, 4, 31, false}, {2023, 13, 1, false},
		{2023, 0, 1, false}, {2023, 1, 0, false}, {1, 1, 1, true}, {0, 12, 31, false}, {9999, 12, 31, true}, {10000, 1, 1, false},
		{2023, 14, 20, false}, {2023, 1, 366, false},
	} {
		if _, ok := plans.ValidDate(c.year, time.Month(c.month), c.day); ok != c.want {
			t.Errorf("%d-%d-%d: %v", c.year, c.month, c.day, ok)
		}
	}
}

func TestDateRefusesWhatIsNoDay(t *testing.T) {
	for _, s := range []string{"", "2023Q2", "2023-02-30", "20.03.2023", "2023-3-20", "2023-03-2x", "2023-03-200"} {
		if got, err := plans.ParseDate(s); !errors.Is(err, plans.ErrInvalid) || !got.IsZero() {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
}

func TestMonthsAreAddedByTheCivilCode(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2023-01-31", 1, "2023-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2023-01-31", 3, "2023-04-30"},
		{"2023-01-15", 1, "2023-02-15"}, {"2023-11-30", 3, "2024-02-29"}, {"2023-03-31", -1, "2023-02-28"},
		{"2023-01-01", -1, "2022-12-01"}, {"2023-05-20", 0, "2023-05-20"}, {"2023-12-31", 12, "2024-12-31"},
	} {
		if got := day(t, c.from).AddMonths(c.months); got.String() != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestInstantAndDayDependOnTheZone(t *testing.T) {
	zone := time.FixedZone("Камчатка", 12*60*60)
	at := day(t, "2023-03-20").At(clock(t, "09:30"), zone)
	if want := time.Date(2023, 3, 19, 21, 30, 0, 0, time.UTC); !at.Equal(want) {
		t.Errorf("instant %s, want %s", at, want)
	}
	if got := plans.DateOf(at, zone); got != day(t, "2023-03-20") {
		t.Errorf("day in the zone: %s", got)
	}
	if got := plans.DateOf(at, time.UTC); got != day(t, "2023-03-19") {
		t.Errorf("day in UTC: %s", got)
	}
	if got := day(t, "2023-03-20").At(0, time.UTC); !got.Equal(time.Date(2023, 3, 20, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("no clock time is not midnight: %s", got)
	}
}

func TestDateComesBackFromItsText(t *testing.T) {
	type record struct {
		Day  plans.Date `json:"day"`
		Zero plans.Date `json:"zero"`
	}
	want := record{Day: day(t, "2023-03-20")}
	if want.Day.IsZero() || !want.Zero.IsZero() {
		t.Errorf("%+v: which is zero", want)
	}
	b, err := json.Marshal(want)
	if err != nil || string(b) != `{"day":"2023-03-20","zero":""}` {
		t.Fatalf("%s, %v", b, err)
	}
	got := record{Zero: want.Day}
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"2023-02-30"}`), &got); !errors.Is(err, plans.ErrInvalid) || got != want {
		t.Errorf("no day: %+v, %v", got, err)
	}
}

func TestSpansIncludeBothEnds(t *testing.T) {
	march := plans.Span{From: day(t, "2023-03-01"), To: day(t, "2023-03-31")}
	for s, want := range map[string]bool{
		"2023-02-28": false, "2023-03-01": true, "2023-03-15": true, "2023-03-31": true, "2023-04-01": false,
	} {
		if got := march.Contains(day(t, s)); got != want {
			t.Errorf("%s in March: %v", s, got)
		}
	}
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"2023-02-01", "2023-02-28", false}, {"2023-02-01", "2023-03-01", true}, {"2023-03-10", "2023-03-12", true},
		{"2023-01-01", "2023-12-31", true}, {"2023-03-31", "2023-04-30", true}, {"2023-04-01", "2023-04-30", false},
	} {
		o := plans.Span{From: day(t, c.from), To: day(t, c.to)}
		if march.Overlaps(o) != c.want || o.Overlaps(march) != c.want {
			t.Errorf("March and %s to %s: %v, %v", c.from, c.to, march.Overlaps(o), o.Overlaps(march))
		}
	}
}
