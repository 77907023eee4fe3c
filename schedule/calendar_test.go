package schedule

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// day reads an ISO day of a test table; "" is no day.
func day(s string) plans.Date {
	var d plans.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return d
}

func days(ss ...string) []plans.Date {
	var all []plans.Date
	for _, s := range ss {
		all = append(all, day(s))
	}
	return all
}

func TestWorkingDaysOfTheYearsAgreeWithTheDecrees(t *testing.T) {
	years, err := readDecrees(productionCalendar)
	if err != nil {
		t.Fatal(err)
	}
	if len(years) != 6 {
		t.Fatalf("%d years embedded, want 2022–2027", len(years))
	}
	// The norms of the published calendars for a five-day week.
	published := map[int]int{2022: 247, 2023: 247, 2024: 248, 2025: 247, 2026: 247, 2027: 247}
	cal := NewCalendar(nil)
	for year, y := range years {
		from, to := plans.NewDate(year, time.January, 1), plans.NewDate(year, time.December, 31)
		if got := cal.Count(from, to); got != y.WorkingDays || got != published[year] {
			t.Errorf("%d: %d working days, want %d (published %d)", year, got, y.WorkingDays, published[year])
		}
		if cal.Preliminary(year) {
			t.Errorf("%d has a decree but is preliminary", year)
		}
		for moved := range y.DaysOffMoved {
			if cal.Working(moved) {
				t.Errorf("%s is a moved day off but worked", moved)
			}
		}
		for _, d := range y.WorkingWeekends {
			if !cal.Working(d) || !weekend(d) {
				t.Errorf("%s should be a worked weekend", d)
			}
		}
		for d, name := range y.Holidays {
			if cal.Working(d) || cal.Name(d) != name {
				t.Errorf("%s: worked %v, name %q, want the holiday %q", d, cal.Working(d), cal.Name(d), name)
			}
			if code := holidayByCode(d); code != name {
				t.Errorf("%s: ТК РФ ст. 112 gives %q, the data %q", d, code, name)
			}
		}
	}
}

func TestCalendarFacts(t *testing.T) {
	cal := NewCalendar(nil)
	for _, tt := range []struct {
		day     string
		working bool
		name    string
	}{
		{"2022-03-05", true, ""}, // worked for Monday 07.03
		{"2022-03-07", false, ""},
		{"2022-05-03", false, ""},
		{"2023-01-07", false, "Рождество Христово"},
		{"2023-01-08", false, "Новогодние каникулы"},
		{"2023-01-09", true, ""},
		{"2023-02-22", true, ""},
		{"2023-02-23", false, "День защитника Отечества"},
		{"2023-02-24", false, ""}, // moved from Sunday 01.01
		{"2023-05-01", false, "Праздник Весны и Труда"},
		{"2023-05-02", true, ""},
		{"2023-05-08", false, ""}, // moved from Sunday 08.01
		{"2023-05-09", false, "День Победы"},
		{"2023-05-10", true, ""},
		{"2023-11-04", false, "День народного единства"},
		{"2023-11-06", false, ""},
		{"2024-04-27", true, ""},
		{"2024-04-29", false, ""},
		{"2024-11-02", true, ""},
		{"2024-12-28", true, ""},
		{"2024-12-30", false, ""},
		{"2024-12-31", false, ""},
		{"2025-11-01", true, ""},
		{"2025-12-31", false, ""},
		{"2026-01-09", false, ""},
		{"2026-01-12", true, ""},
		{"2027-02-20", true, ""},
		{"2027-02-22", false, ""},
		// Without a decree: the five-day week and the fixed holidays.
		{"2028-01-08", false, "Новогодние каникулы"},
		{"2028-01-10", true, ""},
		{"2028-06-12", false, "День России"},
		{"2028-11-04", false, "День народного единства"},
		{"2028-11-06", true, ""},
		{"2021-05-03", true, ""},
		// Outside the table.
		{"1999-06-14", true, ""},
		{"2100-01-04", false, "Новогодние каникулы"},
		{"2100-01-11", true, ""},
	} {
		if d := day(tt.day); cal.Working(d) != tt.working || cal.Name(d) != tt.name {
			t.Errorf("%s: working %v, name %q; want %v, %q", tt.day, cal.Working(d), cal.Name(d), tt.working, tt.name)
		}
	}
	for year, want := range map[int]bool{2021: true, 2022: false, 2027: false, 2028: true, 1500: true} {
		if got := cal.Preliminary(year); got != want {
			t.Errorf("Preliminary(%d) = %v", year, got)
		}
	}
}

func TestTableBounds(t *testing.T) {
	if got := plans.NewDate(firstYear, time.January, 1); got != firstDay {
		t.Errorf("the table begins on %s", firstDay)
	}
	if got := plans.NewDate(lastYear, time.December, 31); got != lastDay {
		t.Errorf("the table ends on %s", lastDay)
	}
	if got := plans.NewDate(9999, time.December, 31); got != endOfDays {
		t.Errorf("the days end on %s", endOfDays)
	}
}

func TestCalendarSteps(t *testing.T) {
	cal := NewCalendar(nil)
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2023-05-05", 0, "2023-05-05"},
		{"2023-05-06", 0, "2023-05-06"},
		{"2023-05-05", 1, "2023-05-10"},
		{"2023-04-28", 1, "2023-05-02"},
		{"2023-04-28", 10, "2023-05-17"},
		{"2023-05-10", -1, "2023-05-05"},
		{"2023-05-07", -1, "2023-05-05"},
		{"2023-05-07", 1, "2023-05-10"},
		{"2023-12-29", 1, "2024-01-09"},
		{"2024-01-09", -1, "2023-12-29"},
		{"2023-12-29", 249, "2025-01-09"},
		{"1999-12-31", 1, "2000-01-10"},
		{"2099-12-31", 1, "2100-01-11"},
		{"2100-01-11", -1, "2099-12-31"},
		{"2000-01-10", -1, "1999-12-31"},
		{"2023-03-20", 1_000_000_000, "9999-12-31"},
		{"2023-03-20", -1_000_000_000, "0001-01-01"},
		{"9999-12-31", 1, "9999-12-31"},
	} {
		if got := cal.Add(day(tt.from), tt.n); got != day(tt.want) {
			t.Errorf("Add(%s, %d) = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
	if got := cal.OnOrAfter(day("2023-07-01")); got != day("2023-07-03") {
		t.Errorf("OnOrAfter gives %s", got)
	}
	if got := cal.OnOrBefore(day("2023-07-01")); got != day("2023-06-30") {
		t.Errorf("OnOrBefore gives %s", got)
	}
	if got := cal.Count(day("2023-05-01"), day("2023-05-31")); got != 20 {
		t.Errorf("May 2023 has %d working days", got)
	}
	if got := cal.Count(day("2023-05-31"), day("2023-05-01")); got != 0 {
		t.Errorf("an empty span has %d working days", got)
	}
}

func TestLocalDays(t *testing.T) {
	cal := NewCalendar([]LocalDay{
		{Day: day("2023-04-25"), Working: true, Why: "ошибка"},
		{Day: day("2023-04-25"), Why: "Радоница"},
		{Day: day("2023-04-29"), Working: true, Why: "отработка за Радоницу"},
		{Day: day("2023-11-04"), Working: true, Why: "новое постановление"},
		{Day: day("2150-06-01"), Why: "далеко"},
	})
	for s, want := range map[string]bool{
		"2023-04-25": false, "2023-04-26": true, "2023-04-29": true, "2023-11-04": true,
		"2150-06-01": false, "2150-06-02": true,
	} {
		if got := cal.Working(day(s)); got != want {
			t.Errorf("%s: working %v", s, got)
		}
	}
	if got := cal.Add(day("2023-04-24"), 1); got != day("2023-04-26") {
		t.Errorf("Радоница is not stepped over: %s", got)
	}
	if got := cal.Count(day("2023-04-24"), day("2023-04-30")); got != 5 {
		t.Errorf("the week of Радоница has %d working days", got)
	}
	for s, want := range map[string]string{
		"2023-04-25": "Радоница", "2023-04-29": "отработка за Радоницу", "2023-11-04": "новое постановление",
		"2023-06-12": "День России",
	} {
		if got := cal.Name(day(s)); got != want {
			t.Errorf("%s is named %q", s, got)
		}
	}
	if other := NewCalendar(nil); !other.Working(day("2023-04-25")) || other.Name(day("2023-04-25")) != "" {
		t.Error("a local day leaks into another calendar")
	}
}

func TestFaultyDecreesAreRefused(t *testing.T) {
	for _, data := range []string{
		`[]`,
		`{"1999":{"working_days":261}}`, // the norm of its weeks alone
		`{"2100":{"working_days":261}}`,
		`{"2023":{"working_weekends":["2024-04-27"]}}`,
		`{"2023":{"holidays":{"2022-01-01":"Новый год"}}}`,
		`{"2023":{"days_off_moved":{"2023-02-30":""}}}`,
		`{"2023":{"holidays":{"2023-06-12":"День России"},"working_days":247}}`,
	} {
		if _, err := readDecrees([]byte(data)); !errors.Is(err, plans.ErrInvalid) {
			t.Errorf("%s: %v", data, err)
		}
	}
	for _, data := range []string{`{"2000":{"working_days":260}}`, `{"2099":{"working_days":261}}`} {
		if years, err := readDecrees([]byte(data)); err != nil || len(years) != 1 {
			t.Errorf("the first or last year of the table: %s: %v", data, err)
		}
	}
}

// TestHolidaysOfTheLabourCode lists every named day of a year without a decree
// (ТК РФ ст. 112).
func TestHolidaysOfTheLabourCode(t *testing.T) {
	cal := NewCalendar(nil)
	var got []string
	for d := day("2031-01-01"); d <= day("2031-12-31"); d++ {
		name := cal.Name(d)
		if name != "" {
			got = append(got, d.String()[5:]+" "+name)
		}
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if cal.Working(d) != (name == "" && !weekend) {
			t.Errorf("%s, a %s: worked %v", d, d.Weekday(), cal.Working(d))
		}
	}
	want := []string{
		"01-01 Новогодние каникулы", "01-02 Новогодние каникулы", "01-03 Новогодние каникулы", "01-04 Новогодние каникулы",
		"01-05 Новогодние каникулы", "01-06 Новогодние каникулы", "01-07 Рождество Христово", "01-08 Новогодние каникулы",
		"02-23 День защитника Отечества", "03-08 Международный женский день", "05-01 Праздник Весны и Труда", "05-09 День Победы",
		"06-12 День России", "11-04 День народного единства",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("want -, got +\n%s", d)
	}
}

// TestCalendarAgreesWithCounting compares every answer with a walk day by day,
// inside the table, outside it and over its edges.
func TestCalendarAgreesWithCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anyDay := rapid.Custom(func(t *rapid.T) plans.Date {
			around := rapid.SampledFrom([]plans.Date{
				firstDay, lastDay, day("2023-05-01"), day("2027-12-31"), day("1950-01-01"), day("2150-01-01"),
			}).Draw(t, "around")
			return around + plans.Date(rapid.IntRange(-400, 400).Draw(t, "days"))
		})
		var local []LocalDay
		for _, d := range rapid.SliceOfN(anyDay, 0, 8).Draw(t, "local") {
			local = append(local, LocalDay{Day: d, Working: rapid.Bool().Draw(t, "working")})
		}
		cal := NewCalendar(local)
		from := anyDay.Draw(t, "from")
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		got := cal.Add(from, n)
		switch {
		case n == 0 && got != from:
			t.Fatalf("Add(%s, 0) = %s", from, got)
		case n > 0 && (!cal.Working(got) || walk(cal, from+1, got) != n):
			t.Fatalf("Add(%s, %d) = %s", from, n, got)
		case n < 0 && (!cal.Working(got) || walk(cal, got, from-1) != -n):
			t.Fatalf("Add(%s, %d) = %s", from, n, got)
		}
		to := from + plans.Date(rapid.IntRange(-5, 800).Draw(t, "length"))
		if got, want := cal.Count(from, to), walk(cal, from, to); got != want {
			t.Fatalf("Count(%s, %s) = %d, want %d", from, to, got, want)
		}
		for _, l := range local {
			last := slices.IndexFunc(local, func(o LocalDay) bool { return o.Day == l.Day && o != l })
			if last < 0 && cal.Working(l.Day) != l.Working {
				t.Fatalf("local %s is not kept", l.Day)
			}
		}
	})
}

func walk(cal *Calendar, from, to plans.Date) int {
	n := 0
	for d := from; d <= to; d++ {
		if cal.Working(d) {
			n++
		}
	}
	return n
}

func BenchmarkNewCalendar(b *testing.B) {
	local := []LocalDay{{Day: day("2023-04-25"), Why: "Радоница"}}
	b.ReportAllocs()
	for b.Loop() {
		NewCalendar(local)
	}
}
