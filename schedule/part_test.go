package schedule

import (
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

var everyPart = []plans.Part{
	plans.EachDay, plans.EachWeek, plans.EachMonth, plans.EachQuarter, plans.EachHalf, plans.EachYear,
}

func TestParts(t *testing.T) {
	for _, tt := range []struct {
		each           plans.Part
		day            string
		name, from, to string
	}{
		{plans.EachDay, "2023-05-17", "2023-05-17", "2023-05-17", "2023-05-17"},
		{plans.EachWeek, "2023-05-17", "2023-W20", "2023-05-15", "2023-05-21"},
		{plans.EachWeek, "2023-01-01", "2022-W52", "2022-12-26", "2023-01-01"},
		{plans.EachWeek, "2023-01-02", "2023-W01", "2023-01-02", "2023-01-08"},
		{plans.EachWeek, "2024-12-31", "2025-W01", "2024-12-30", "2025-01-05"},
		{plans.EachWeek, "2021-01-03", "2020-W53", "2020-12-28", "2021-01-03"},
		{plans.EachMonth, "2023-05-17", "2023-05", "2023-05-01", "2023-05-31"},
		{plans.EachMonth, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"},
		{plans.EachMonth, "2023-12-31", "2023-12", "2023-12-01", "2023-12-31"},
		{plans.EachQuarter, "2023-05-17", "2023Q2", "2023-04-01", "2023-06-30"},
		{plans.EachQuarter, "2023-12-31", "2023Q4", "2023-10-01", "2023-12-31"},
		{plans.EachHalf, "2023-06-30", "2023H1", "2023-01-01", "2023-06-30"},
		{plans.EachHalf, "2023-07-01", "2023H2", "2023-07-01", "2023-12-31"},
		{plans.EachYear, "2024-02-29", "2024", "2024-01-01", "2024-12-31"},
	} {
		p, ok := partOf(tt.each, day(tt.day))
		if s := p.span(); !ok || p.name() != tt.name || s.From != day(tt.from) || s.To != day(tt.to) {
			t.Errorf("%s of %s: %s, %s–%s; want %s, %s–%s", tt.each, tt.day, p.name(), s.From, s.To, tt.name, tt.from, tt.to)
		}
	}
	if _, ok := partOf("fortnight", day("2023-05-17")); ok {
		t.Error("a part that does not exist is found")
	}
}

func TestPartsFollowOneAnotherWithoutGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		each := rapid.SampledFrom(everyPart).Draw(t, "each")
		d := day("1900-01-01") + plans.Date(rapid.IntRange(0, 150000).Draw(t, "day"))
		p, _ := partOf(each, d)
		if !p.span().Contains(d) {
			t.Fatalf("%s is not in its own %s", d, each)
		}
		if got := p.plus(1).span().From; got != p.span().To+1 {
			t.Fatalf("after %s comes %s", p.span().To, got)
		}
		if p.name() >= p.plus(1).name() {
			t.Fatalf("%s is not before %s", p.name(), p.plus(1).name())
		}
		if y, w := d.At(1, utc).ISOWeek(); each == plans.EachWeek && p.name() != weekName(y, w) {
			t.Fatalf("%s: %s, want week %d of %d", d, p.name(), w, y)
		}
		for n := range max(months(each), 1) {
			if m := p.month(n + 1); !p.span().Contains(m.From) || !p.span().Contains(m.To) {
				t.Fatalf("month %d of %s is %s–%s", n+1, p.name(), m.From, m.To)
			}
		}
	})
}
