package schedule

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// drawLadder gives any ladder: any hour, zone, rungs, cadences and local days.
func drawLadder(t *rapid.T) Ladder {
	cadence := rapid.SampledFrom([]plans.Cadence{plans.EveryWorkingDay, plans.Weekly, plans.Never})
	nudge := rapid.SampledFrom([]plans.Cadence{plans.Monthly, plans.Quarterly, plans.Never})
	var local []LocalDay
	for _, n := range rapid.SliceOfN(rapid.IntRange(0, 700), 0, 12).Draw(t, "local") {
		local = append(local, LocalDay{Day: day("2023-01-01") + plans.Date(n), Working: n%3 == 0})
	}
	return Ladder{
		Reminders: plans.Reminders{
			At:         plans.Clock(rapid.IntRange(1, 24*60).Draw(t, "at")),
			Before:     rapid.SliceOfN(rapid.IntRange(0, 40), 0, 6).Draw(t, "before"),
			Overdue:    cadence.Draw(t, "overdue"),
			Controller: rapid.IntRange(0, 9).Draw(t, "controller"),
			Group:      rapid.IntRange(0, 9).Draw(t, "group"),
			Nudge:      nudge.Draw(t, "nudge"),
		},
		Zone: zone(rapid.SampledFrom([]string{
			"Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "UTC", "America/New_York",
		}).Draw(t, "zone")),
		Calendar: NewCalendar(local),
	}
}

func drawTask(t *rapid.T) plans.Task {
	somewhere := func(name string) plans.Date {
		return day("2023-01-01") + plans.Date(rapid.IntRange(0, 500).Draw(t, name))
	}
	switch rapid.IntRange(0, 4).Draw(t, "task") {
	case 0:
		return plans.Task{Kind: plans.Dated, Due: somewhere("due")}
	case 1: // a window
		opens := somewhere("opens")
		due := opens + plans.Date(rapid.IntRange(0, 120).Draw(t, "length"))
		return plans.Task{Kind: plans.Dated, Opens: opens, Due: due, Announced: true}
	case 2: // a term
		opens := somewhere("event")
		due := opens + plans.Date(rapid.IntRange(0, 60).Draw(t, "term"))
		return plans.Task{Kind: plans.Dated, Opens: opens, Due: due}
	case 3:
		opens := somewhere("opens")
		due := opens + plans.Date(rapid.IntRange(0, 400).Draw(t, "length"))
		return plans.Task{Kind: plans.Gathering, Opens: opens, Due: due}
	}
	from := rapid.SampledFrom([]plans.Date{0, day("2023-02-01"), day("2023-09-01")}).Draw(t, "nudge from")
	return plans.Task{Kind: plans.Undated, NudgeFrom: from}
}

// drawInstant gives an instant around the tasks', often that of a moment itself
// or one beside it, sometimes the zero one.
func drawInstant(t *rapid.T, l Ladder, name string) time.Time {
	d := day("2022-11-01") + plans.Date(rapid.IntRange(0, 700).Draw(t, name))
	switch rapid.IntRange(0, 4).Draw(t, name+" of the day") {
	case 0:
		return time.Time{}
	case 1:
		return l.at(d)
	case 2:
		return l.at(d).Add(-time.Nanosecond)
	case 3:
		return l.at(d).Add(time.Nanosecond)
	}
	return l.at(d).Add(time.Duration(rapid.IntRange(0, 86400).Draw(t, name+" seconds")) * time.Second)
}

// byTheBook walks day by day and asks the table of CONTRACT §3 of each of them.
func byTheBook(l Ladder, t plans.Task, since, after, upto time.Time) []Moment {
	var all []Moment
	cal, r := l.Calendar, l.Reminders
	first := day("2022-09-01")
	passed, told := 0, false // working days past due; whether any overdue day could be told
	for d := first; !l.at(d).After(upto); d++ {
		if !cal.Working(d) {
			continue
		}
		late := t.Due != 0 && d > t.Due
		if late {
			passed++
		}
		if !l.at(d).After(since) {
			continue
		}
		catchUp := late && !told
		told = told || late
		if !l.at(d).After(after) {
			continue
		}
		add := func(k Kind, rung string) { all = append(all, Moment{l.at(d), k, rung}) }
		if t.Announced && workingFrom(cal, t.Opens) == d && d <= t.Due {
			add(Opens, "opens")
		}
		near := -1
		for _, n := range r.Before {
			meets := t.Due != 0 && workingTo(cal, t.Due-plans.Date(n)) == d
			if meets && (t.Announced || d >= t.Opens) && (near < 0 || n < near) {
				near = n
			}
		}
		if near >= 0 {
			add(Reminder, fmt.Sprintf("before-%d", near))
		}
		every := r.Overdue == plans.EveryWorkingDay
		if late && (every || r.Overdue == plans.Weekly && (catchUp || passed%5 == 1)) {
			add(Overdue, fmt.Sprintf("overdue-%d", passed))
		}
		for _, e := range []struct {
			n    int
			rung string
		}{{r.Controller, "controller"}, {r.Group, "group"}} {
			if late && e.n > 0 && (passed == e.n || catchUp && passed > e.n) {
				add(Escalation, e.rung)
			}
		}
		if nudgedOn(l, t, d) {
			add(Nudge, "nudge")
		}
	}
	return all
}

func workingFrom(cal *Calendar, d plans.Date) plans.Date {
	for !cal.Working(d) {
		d++
	}
	return d
}

func workingTo(cal *Calendar, d plans.Date) plans.Date {
	for !cal.Working(d) {
		d--
	}
	return d
}

// nudgedOn reports whether the working day is the first of a month in which the
// task is nudged.
func nudgedOn(l Ladder, t plans.Task, d plans.Date) bool {
	y, m, _ := d.Split()
	first := plans.NewDate(y, m, 1)
	if workingFrom(l.Calendar, first) != d {
		return false
	}
	switch l.Reminders.Nudge {
	case plans.Monthly:
	case plans.Quarterly:
		if m%3 != 1 {
			return false
		}
	default:
		return false
	}
	switch t.Kind {
	case plans.Gathering:
		return first > t.Opens && first <= t.Due
	case plans.Undated:
		return t.NudgeFrom != 0 && first >= t.NudgeFrom
	}
	return false
}

func TestLadderFollowsTheBook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, task := drawLadder(t), drawTask(t)
		since, after, upto := drawInstant(t, l, "since"), drawInstant(t, l, "after"), drawInstant(t, l, "upto")
		got, want := l.Between(task, since, after, upto), byTheBook(l, task, since, after, upto)
		if !sameMoments(got, want) {
			t.Fatalf("%+v\n got %v\nwant %v", task, got, want)
		}
	})
}

func TestLadderProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, task := drawLadder(t), drawTask(t)
		since, after := drawInstant(t, l, "since"), drawInstant(t, l, "after")
		upto := after.Add(time.Duration(rapid.IntRange(0, 500).Draw(t, "days")) * 24 * time.Hour)
		if after.IsZero() {
			upto = drawInstant(t, l, "upto")
		}
		all := l.Between(task, since, after, upto)

		next, ok := l.Next(task, since, after)
		switch {
		case len(all) > 0 && (!ok || !next.Equal(all[0].At)):
			t.Fatalf("next is %s, between begins with %v", next, all[0])
		case len(all) == 0 && ok && !next.After(upto):
			t.Fatalf("next is %s, between has nothing", next)
		}
		if ok && (!next.After(after) || !next.After(since)) {
			t.Fatalf("next %s is not later than %s and %s", next, after, since)
		}

		for i, m := range all {
			d := plans.DateOf(m.At, l.Zone)
			if !l.Calendar.Working(d) || !m.At.Equal(d.At(l.Reminders.At, l.Zone)) {
				t.Fatalf("%v is on a day off or at another hour", m)
			}
			if !m.At.After(after) || !m.At.After(since) || m.At.After(upto) {
				t.Fatalf("%v lies outside", m)
			}
			if i > 0 && m.At.Before(all[i-1].At) {
				t.Fatalf("%v comes after %v", m, all[i-1])
			}
			if !task.Announced && d < task.Opens {
				t.Fatalf("%v comes before the event on %s", m, task.Opens)
			}
			for _, o := range all[:i] {
				if m.Kind != Nudge && m.Rung == o.Rung {
					t.Fatalf("%v comes twice", m)
				}
			}
		}

		middle := after.Add(upto.Sub(after) / 2)
		halves := append(l.Between(task, since, after, middle), l.Between(task, since, middle, upto)...)
		if upto.After(after) && !after.IsZero() && !sameMoments(all, halves) {
			t.Fatalf("in two halves %v\nat once %v", halves, all)
		}
	})
}

// TestWalkingByNextMeetsEveryMoment: the agenda keeps only the next instant, so
// stepping from one to the next must lose nothing.
func TestWalkingByNextMeetsEveryMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, task := drawLadder(t), drawTask(t)
		since := drawInstant(t, l, "since")
		upto := day("2024-12-31").At(l.Reminders.At, l.Zone)
		var walked []Moment
		at, ok := l.Next(task, since, time.Time{})
		for ok && !at.After(upto) {
			walked = append(walked, l.Between(task, since, at.Add(-time.Nanosecond), at)...)
			at, ok = l.Next(task, since, at)
		}
		if all := l.Between(task, since, time.Time{}, upto); !sameMoments(all, walked) {
			t.Fatalf("walked %v\nat once %v", walked, all)
		}
	})
}

// sameMoments compares moments by instant, kind and rung.
func sameMoments(a, b []Moment) bool {
	return slices.EqualFunc(a, b, func(a, b Moment) bool {
		return a.At.Equal(b.At) && a.Kind == b.Kind && a.Rung == b.Rung
	})
}

func (m Moment) String() string { return fmt.Sprintf("%s %s", m.At.Format("2006-01-02 15:04"), m.Rung) }
