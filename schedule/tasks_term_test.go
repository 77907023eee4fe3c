package schedule

import (
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

func TestTerms(t *testing.T) {
	cal := NewCalendar([]LocalDay{{Day: day("2024-05-14"), Why: "Радоница"}})
	for _, tt := range []struct {
		name  string
		event string
		n     int
		unit  plans.TermUnit
		want  string
	}{
		// ГК РФ ст. 191: the day of the event is not counted.
		{"the day after", "2023-03-13", 1, plans.TermDay, "2023-03-14"},
		{"30 days of row 2.5", "2023-08-15", 30, plans.TermDay, "2023-09-14"},
		{"from a day off as from any day", "2023-07-01", 4, plans.TermDay, "2023-07-05"},
		{"no term: the event's own day", "2023-07-01", 0, plans.TermDay, "2023-07-01"},
		{"no term in working days either", "2023-07-01", 0, plans.TermWorkingDay, "2023-07-01"},

		// ст. 193: a term that ends on a day off ends on the next working day.
		{"30 days to a Saturday", "2023-08-17", 30, plans.TermDay, "2023-09-18"},
		{"30 days to a Sunday", "2023-08-18", 30, plans.TermDay, "2023-09-18"},
		{"to a holiday before moved days off", "2023-01-24", 30, plans.TermDay, "2023-02-27"},
		{"to a moved day off before a holiday", "2023-04-08", 30, plans.TermDay, "2023-05-10"},
		{"into the New Year holidays", "2023-12-01", 31, plans.TermDay, "2024-01-09"},
		{"to a worked Saturday", "2024-03-28", 30, plans.TermDay, "2024-04-27"},
		{"to a local day off", "2024-05-01", 13, plans.TermDay, "2024-05-15"},

		// ст. 192: weeks and months end on the same day, or the month's last.
		{"a week", "2023-03-14", 1, plans.TermWeek, "2023-03-21"},
		{"two weeks to a Saturday", "2023-03-11", 2, plans.TermWeek, "2023-03-27"},
		{"a month", "2023-03-14", 1, plans.TermMonth, "2023-04-14"},
		{"a month from the 31st", "2023-01-31", 1, plans.TermMonth, "2023-02-28"},
		{"a month from the 31st in a leap year", "2024-01-31", 1, plans.TermMonth, "2024-02-29"},
		{"a month to a Sunday", "2023-03-30", 1, plans.TermMonth, "2023-05-02"},
		{"six months over the year's end", "2023-08-31", 6, plans.TermMonth, "2024-02-29"},
		{"twelve months", "2023-03-20", 12, plans.TermMonth, "2024-03-20"},

		// Working days by the production calendar.
		{"over the May holidays", "2023-04-28", 5, plans.TermWorkingDay, "2023-05-10"},
		{"10 days over the May holidays", "2023-04-28", 10, plans.TermWorkingDay, "2023-05-17"},
		{"from a day off", "2023-05-06", 1, plans.TermWorkingDay, "2023-05-10"},
		{"over a worked Saturday", "2024-04-26", 1, plans.TermWorkingDay, "2024-04-27"},
		{"over the moved days of April 2024", "2024-04-26", 2, plans.TermWorkingDay, "2024-05-02"},

		// Hours: only the event's day is known.
		{"24 hours", "2023-03-13", 24, plans.TermHour, "2023-03-14"},
		{"one hour", "2023-03-13", 1, plans.TermHour, "2023-03-14"},
		{"36 hours", "2023-03-13", 36, plans.TermHour, "2023-03-15"},
		{"48 hours into a Sunday", "2023-03-17", 48, plans.TermHour, "2023-03-19"},
	} {
		got := term(plans.AfterEvent{N: tt.n, Unit: tt.unit}, day(tt.event), cal)
		if got != day(tt.want) {
			t.Errorf("%s: %d %s from %s: %s, want %s", tt.name, tt.n, tt.unit, tt.event, got, tt.want)
		}
	}
}

func TestTermsCountedBack(t *testing.T) {
	cal := NewCalendar(nil)
	for _, tt := range []struct {
		event string
		n     int
		unit  plans.TermUnit
		want  string
	}{
		{"2023-08-18", 3, plans.TermDay, "2023-08-15"},
		{"2023-08-23", 3, plans.TermDay, "2023-08-18"}, // a Sunday gives way to Friday
		{"2023-05-10", 1, plans.TermDay, "2023-05-05"},
		{"2023-05-10", 1, plans.TermWorkingDay, "2023-05-05"},
		{"2023-05-13", 2, plans.TermWorkingDay, "2023-05-11"},
		{"2023-08-20", 0, plans.TermDay, "2023-08-20"},
		{"2023-08-18", 2, plans.TermWeek, "2023-08-04"},
		{"2023-03-31", 1, plans.TermMonth, "2023-02-28"},
		{"2023-05-31", 3, plans.TermMonth, "2023-02-28"},
		{"2023-08-18", 24, plans.TermHour, "2023-08-17"},
		{"2023-08-21", 25, plans.TermHour, "2023-08-18"},
	} {
		got := term(plans.AfterEvent{N: tt.n, Unit: tt.unit, Before: true}, day(tt.event), cal)
		if got != day(tt.want) {
			t.Errorf("%d %s before %s: %s, want %s", tt.n, tt.unit, tt.event, got, tt.want)
		}
	}
}

func TestTermsEndOnWorkingDaysAndGrow(t *testing.T) {
	cal := NewCalendar(nil)
	rapid.Check(t, func(t *rapid.T) {
		dl := plans.AfterEvent{
			N: rapid.IntRange(1, 120).Draw(t, "n"),
			Unit: rapid.SampledFrom([]plans.TermUnit{
				plans.TermHour, plans.TermDay, plans.TermWorkingDay, plans.TermWeek, plans.TermMonth,
			}).Draw(t, "unit"),
			Before: rapid.Bool().Draw(t, "before"),
		}
		event := day("2022-06-01") + plans.Date(rapid.IntRange(0, 1500).Draw(t, "event"))
		due := term(dl, event, cal)
		if (due < event) != dl.Before || due == event {
			t.Fatalf("%+v of %s ends on %s", dl, event, due)
		}
		if (dl.Unit != plans.TermHour || dl.Before) && !cal.Working(due) {
			t.Fatalf("%+v of %s ends on a day off, %s", dl, event, due)
		}
		longer := dl
		longer.N++
		if next := term(longer, event, cal); dl.Before && next > due || !dl.Before && next < due {
			t.Fatalf("a longer term than %+v ends on %s, not on %s", dl, next, due)
		}
	})
}
