package schedule

import (
	"errors"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

func TestNext(t *testing.T) {
	l := ladderWith(nil)
	row := dated("", "2023-03-20")
	for _, tt := range []struct{ since, after, want string }{
		{"", "", "2023-03-06 09:00"},
		{"", "2023-03-06 08:59", "2023-03-06 09:00"},
		{"", "2023-03-06 09:00", "2023-03-13 09:00"},
		{"", "2023-03-17 09:00", "2023-03-20 09:00"},
		{"", "2023-03-24 09:00", "2023-03-27 09:00"},
		{"", "2031-12-31 09:00", "2032-01-09 09:00"},
		{"2023-03-13 09:00", "", "2023-03-17 09:00"},
		{"2023-03-13 09:00", "2023-03-01 09:00", "2023-03-17 09:00"},
		{"2023-06-10 09:00", "2023-03-01 09:00", "2023-06-13 09:00"},
	} {
		got, ok := l.Next(row, moscow(tt.since), moscow(tt.after))
		if !ok || !got.Equal(moscow(tt.want)) {
			t.Errorf("known %q, after %q: %s, want %s", tt.since, tt.after, got, tt.want)
		}
	}
	silent := ladderWith(func(r *plans.Reminders) { r.Overdue = plans.Never })
	if at, ok := silent.Next(row, time.Time{}, moscow("2023-03-27 09:00")); ok {
		t.Errorf("after the last rung comes %s", at)
	}
	for name, task := range map[string]plans.Task{
		"an undated task not nudged yet": {Kind: plans.Undated},
		"an undated task with a date":    {Kind: plans.Undated, Due: day("2023-03-20")},
		"a dated task without one":       {Kind: plans.Dated},
	} {
		if at, ok := l.Next(task, time.Time{}, time.Time{}); ok {
			t.Errorf("%s comes at %s", name, at)
		}
	}
}

// TestNudgesOfAMonthWithoutWorkingDays: local days can empty a month, whose
// nudge is then left out and not sent twice in the next one.
func TestNudgesOfAMonthWithoutWorkingDays(t *testing.T) {
	var local []LocalDay
	for d := day("2023-06-01"); d <= day("2023-06-30"); d++ {
		local = append(local, LocalDay{Day: d})
	}
	for d := day("2023-09-01"); d < day("2023-09-29"); d++ {
		local = append(local, LocalDay{Day: d})
	}
	local = append(local, LocalDay{Day: day("2023-09-30"), Working: true}, LocalDay{Day: day("2023-09-29")})
	l := ladderWith(nil)
	l.Calendar = NewCalendar(local)
	task := plans.Task{Kind: plans.Undated, NudgeFrom: day("2023-05-01")}
	got := rungs(t, l, l.Between(task, time.Time{}, moscow("2023-01-01 00:00"), moscow("2023-10-01 00:00")))
	if want := "02.05 nudge, 03.07 nudge, 01.08 nudge, 30.09 nudge"; got != want {
		t.Errorf("nudged %s", got)
	}
	if at, ok := l.Next(task, time.Time{}, moscow("2023-05-02 09:00")); !ok || !at.Equal(moscow("2023-07-03 09:00")) {
		t.Errorf("after May comes %s", at)
	}
}

func TestLadderStandsInThePlansZone(t *testing.T) {
	plan := planOf()
	plan.Zone = "Asia/Vladivostok"
	l, err := NewLadder(plan, NewCalendar(nil))
	if err != nil {
		t.Fatal(err)
	}
	at, ok := l.Next(dated("", "2023-03-20"), time.Time{}, time.Time{})
	if want := time.Date(2023, 3, 5, 23, 0, 0, 0, utc); !ok || !at.Equal(want) {
		t.Errorf("first rung at %s, want %s", at.UTC(), want)
	}
	plan.Zone = "Europe/Petrovskoye"
	if _, err := NewLadder(plan, NewCalendar(nil)); !errors.Is(err, plans.ErrInvalid) {
		t.Errorf("a zone that does not exist: %v", err)
	}
}

func BenchmarkNext(b *testing.B) {
	l := ladderWith(nil)
	for _, bb := range []struct {
		name  string
		task  plans.Task
		after string
	}{
		{"before", dated("", "2023-12-20"), "2023-01-01 09:00"},
		{"overdue", dated("", "2023-03-20"), "2031-01-15 09:00"},
		{"gathering", plans.Task{Kind: plans.Gathering, Opens: day("2023-01-01"), Due: day("2023-12-31")}, "2023-05-10 09:00"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			after := moscow(bb.after)
			since := moscow("2023-01-10 12:00")
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := l.Next(bb.task, since, after); !ok {
					b.Fatal("no moment")
				}
			}
		})
	}
}
