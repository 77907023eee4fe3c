package schedule

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// moscow is an instant of a test table, "2023-03-20 09:00"; "" is the zero one.
func moscow(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone("Europe/Moscow"))
	if err != nil {
		panic(err)
	}
	return t
}

// ladderWith is the ladder of CONTRACT §2's defaults, changed.
func ladderWith(change func(*plans.Reminders)) Ladder {
	r := plans.DefaultReminders()
	if change != nil {
		change(&r)
	}
	return Ladder{Reminders: r, Zone: zone("Europe/Moscow"), Calendar: NewCalendar(nil)}
}

// rungs are moments as a line, "06.03 before-14, 13.03 before-7"; the hour is
// checked on the way.
func rungs(t *testing.T, l Ladder, moments []Moment) string {
	t.Helper()
	kinds := map[string]Kind{
		"opens": Opens, "before": Reminder, "overdue": Overdue,
		"controller": Escalation, "group": Escalation, "nudge": Nudge,
	}
	var all []string
	for _, m := range moments {
		if m.At.In(l.Zone).Format("15:04:05") != l.Reminders.At.String()+":00" {
			t.Errorf("%s comes at %s", m.Rung, m.At)
		}
		if name, _, _ := strings.Cut(m.Rung, "-"); kinds[name] != m.Kind {
			t.Errorf("%s is of kind %q", m.Rung, m.Kind)
		}
		all = append(all, m.At.In(l.Zone).Format("02.01")+" "+m.Rung)
	}
	return strings.Join(all, ", ")
}

func dated(opens, due string) plans.Task {
	return plans.Task{Kind: plans.Dated, Opens: day(opens), Due: day(due)}
}

func announced(opens, due string) plans.Task {
	t := dated(opens, due)
	t.Announced = true
	return t
}

func TestLadder(t *testing.T) {
	weekly := func(r *plans.Reminders) { r.Overdue = plans.Weekly }
	for _, tt := range []struct {
		name   string
		change func(*plans.Reminders)
		task   plans.Task
		since  string
		from   string // after the start of this day, "" from the beginning of time
		to     string // up to the end of this day
		want   string
	}{
		{
			name: "row 1.1: the 19th is a Sunday, rungs 3 and 1 meet",
			task: dated("", "2023-03-20"), from: "2023-01-01", to: "2023-03-28",
			want: "06.03 before-14, 13.03 before-7, 17.03 before-1, 20.03 before-0, 21.03 overdue-1, 22.03 overdue-2, " +
				"23.03 overdue-3, 23.03 controller, 24.03 overdue-4, 27.03 overdue-5, 27.03 group, 28.03 overdue-6",
		},
		{
			name:   "rungs in any order: the nearer of two that meet",
			change: func(r *plans.Reminders) { r.Before = []int{0, 1, 3} },
			task:   dated("", "2023-03-19"), from: "2023-01-01", to: "2023-03-19",
			want: "16.03 before-3, 17.03 before-0",
		},
		{
			name: "a window of one day is announced on it",
			task: announced("2023-03-20", "2023-03-20"), from: "2023-03-18", to: "2023-03-20",
			want: "20.03 opens, 20.03 before-0",
		},
		{
			name: "a window without a first day is not announced",
			task: announced("", "2023-03-20"), to: "2023-03-06",
			want: "06.03 before-14",
		},
		{
			name: "a window that closes in days off, from the beginning of time",
			task: announced("2023-01-02", "2023-01-08"), to: "2022-12-23",
			want: "23.12 before-14",
		},
		{
			name: "a task without a date has no ladder",
			task: dated("", ""), from: "2023-01-01", to: "2023-12-31",
		},
		{
			name: "a date does not give an undated task a ladder",
			task: plans.Task{Kind: plans.Undated, Due: day("2023-03-20"), NudgeFrom: day("2023-03-01")}, from: "2023-02-28", to: "2023-04-03",
			want: "01.03 nudge, 03.04 nudge",
		},
		{
			name:   "a task nudged from the middle of a quarter waits for the next one",
			change: func(r *plans.Reminders) { r.Nudge = plans.Quarterly },
			task:   plans.Task{Kind: plans.Undated, NudgeFrom: day("2023-02-01")}, from: "2022-12-31", to: "2023-07-31",
			want: "03.04 nudge, 03.07 nudge",
		},
		{
			name: "gathering ends on the first of a month: it is nudged that day",
			task: plans.Task{Kind: plans.Gathering, Opens: day("2023-04-01"), Due: day("2023-06-01")}, from: "2023-05-26", to: "2023-06-01",
			want: "29.05 before-3, 31.05 before-1, 01.06 before-0, 01.06 nudge",
		},
		{
			name: "row 2.1: due on a Saturday",
			task: dated("", "2023-07-01"), from: "2023-01-01", to: "2023-07-04",
			want: "16.06 before-14, 23.06 before-7, 28.06 before-3, 30.06 before-0, 03.07 overdue-1, 04.07 overdue-2",
		},
		{
			name: "row 5.3: opens on a Friday, due on a Saturday before the holidays",
			task: announced("2023-12-01", "2023-12-30"), from: "2023-11-01", to: "2024-01-10",
			want: "01.12 opens, 15.12 before-14, 22.12 before-7, 27.12 before-3, 29.12 before-0, 09.01 overdue-1, 10.01 overdue-2",
		},
		{
			name: "row 1.2: opens on a Saturday; the ladder of a Wednesday",
			task: announced("2023-04-01", "2023-05-31"), from: "2023-03-01", to: "2023-05-31",
			want: "03.04 opens, 17.05 before-14, 24.05 before-7, 26.05 before-3, 30.05 before-1, 31.05 before-0",
		},
		{
			name: "the fourth quarter ends on a Sunday",
			task: announced("2023-10-01", "2023-12-31"), from: "2023-09-01", to: "2024-01-09",
			want: "02.10 opens, 15.12 before-14, 22.12 before-7, 28.12 before-3, 29.12 before-0, 09.01 overdue-1",
		},
		{
			name: "over moved days off and the May holidays",
			task: dated("", "2023-05-09"), from: "2023-04-01", to: "2023-05-12",
			want: "25.04 before-14, 02.05 before-7, 05.05 before-0, 10.05 overdue-1, 11.05 overdue-2, 12.05 overdue-3, 12.05 controller",
		},
		{
			name: "a worked Saturday is a day like any other",
			task: dated("", "2024-04-26"), from: "2024-04-20", to: "2024-05-02",
			want: "23.04 before-3, 25.04 before-1, 26.04 before-0, 27.04 overdue-1, 02.05 overdue-2",
		},
		{
			name: "a window in one stretch of days off is not announced after it has closed",
			task: announced("2023-01-02", "2023-01-08"), from: "2022-12-01", to: "2023-01-09",
			want: "23.12 before-14, 30.12 before-0, 09.01 overdue-1",
		},
		{
			name: "rungs before an announced window are told all the same",
			task: announced("2023-11-13", "2023-11-20"), from: "2023-11-01", to: "2023-11-20",
			want: "03.11 before-14, 13.11 opens, 13.11 before-7, 17.11 before-1, 20.11 before-0",
		},
		{
			name: "no rung before the event from which a term runs",
			task: dated("2023-04-10", "2023-04-24"), from: "2023-01-01", to: "2023-04-25",
			want: "10.04 before-14, 17.04 before-7, 21.04 before-1, 24.04 before-0, 25.04 overdue-1",
		},
		{
			name: "none moved by days off to a day before the event either",
			task: dated("2023-05-06", "2023-05-09"), from: "2023-01-01", to: "2023-05-10",
			want: "10.05 overdue-1",
		},
		{
			name: "two rungs given twice and out of order", change: func(r *plans.Reminders) { r.Before = []int{0, 7, 0, 7} },
			task: dated("", "2023-03-20"), from: "2023-01-01", to: "2023-03-20",
			want: "13.03 before-7, 20.03 before-0",
		},
		{
			name: "no rungs before", change: func(r *plans.Reminders) { r.Before = nil },
			task: dated("", "2023-03-20"), from: "2023-01-01", to: "2023-03-21", want: "21.03 overdue-1",
		},
		{
			name: "overdue weekly: the first, then each fifth working day", change: weekly,
			task: dated("", "2023-04-21"), from: "2023-04-22", to: "2023-05-20",
			want: "24.04 overdue-1, 26.04 controller, 28.04 group, 02.05 overdue-6, 11.05 overdue-11, 18.05 overdue-16",
		},
		{
			name: "overdue never, escalated still", change: func(r *plans.Reminders) { r.Overdue = plans.Never },
			task: dated("", "2023-03-20"), from: "2023-03-21", to: "2024-03-31", want: "23.03 controller, 27.03 group",
		},
		{
			name: "never escalated", change: func(r *plans.Reminders) { r.Controller, r.Group, r.Overdue = 0, 0, plans.Never },
			task: dated("", "2023-03-20"), from: "2023-03-21", to: "2024-03-31",
		},

		{
			name: "known late: the next rung still ahead",
			task: dated("", "2023-03-20"), since: "2023-03-13 09:00", from: "2023-01-01", to: "2023-03-21",
			want: "17.03 before-1, 20.03 before-0, 21.03 overdue-1",
		},
		{
			name: "known just before a rung",
			task: dated("", "2023-03-20"), since: "2023-03-13 08:59", from: "2023-01-01", to: "2023-03-17",
			want: "13.03 before-7, 17.03 before-1",
		},
		{
			name: "known after the opening: not announced any more",
			task: announced("2023-04-01", "2023-05-31"), since: "2023-04-03 12:00", from: "2023-01-01", to: "2023-05-18",
			want: "17.05 before-14",
		},
		{
			name: "known on the due date after the hour",
			task: dated("", "2023-03-20"), since: "2023-03-20 10:00", from: "2023-01-01", to: "2023-03-22",
			want: "21.03 overdue-1, 22.03 overdue-2",
		},
		{
			name: "overdue when known: told at once, then by the ladder",
			task: dated("", "2023-03-20"), since: "2023-03-24 12:00", from: "2023-01-01", to: "2023-03-28",
			want: "27.03 overdue-5, 27.03 controller, 27.03 group, 28.03 overdue-6",
		},
		{
			name: "overdue when known, the group's day still ahead",
			task: dated("", "2023-03-20"), since: "2023-03-23 09:00", from: "2023-01-01", to: "2023-03-27",
			want: "24.03 overdue-4, 24.03 controller, 27.03 overdue-5, 27.03 group",
		},
		{
			name: "overdue when known on a long weekend", change: weekly,
			task: dated("", "2023-03-20"), since: "2023-05-05 20:00", from: "2023-01-01", to: "2023-05-19",
			want: "10.05 overdue-34, 10.05 controller, 10.05 group, 12.05 overdue-36, 19.05 overdue-41",
		},
		{
			name: "overdue when known, without overdue rungs", change: func(r *plans.Reminders) { r.Overdue = plans.Never },
			task: dated("", "2023-03-20"), since: "2023-05-05 20:00", from: "2023-01-01", to: "2023-05-19",
			want: "10.05 controller, 10.05 group",
		},
		{
			name: "what was told is not told again",
			task: dated("", "2023-03-20"), since: "2023-03-24 12:00", from: "2023-03-28", to: "2023-03-29",
			want: "28.03 overdue-6, 29.03 overdue-7",
		},

		{
			name: "gathering: nudged from the second month to the last, with the ladder to the end",
			task: plans.Task{Kind: plans.Gathering, Opens: day("2023-01-01"), Due: day("2023-12-31")},
			from: "2022-01-01", to: "2024-01-09",
			want: "01.02 nudge, 01.03 nudge, 03.04 nudge, 02.05 nudge, 01.06 nudge, 03.07 nudge, 01.08 nudge, 01.09 nudge, " +
				"02.10 nudge, 01.11 nudge, 01.12 nudge, 15.12 before-14, 22.12 before-7, 28.12 before-3, 29.12 before-0, 09.01 overdue-1",
		},
		{
			name: "gathering quarterly", change: func(r *plans.Reminders) { r.Nudge, r.Before = plans.Quarterly, []int{0} },
			task: plans.Task{Kind: plans.Gathering, Opens: day("2023-01-01"), Due: day("2023-12-31")},
			from: "2022-01-01", to: "2023-12-31", want: "03.04 nudge, 03.07 nudge, 02.10 nudge, 29.12 before-0",
		},
		{
			name: "gathering from the middle of a month",
			task: plans.Task{Kind: plans.Gathering, Opens: day("2023-03-15"), Due: day("2023-05-10")},
			from: "2022-01-01", to: "2023-05-10",
			want: "03.04 nudge, 26.04 before-14, 02.05 nudge, 03.05 before-7, 05.05 before-1, 10.05 before-0",
		},
		{
			name: "gathering without nudges", change: func(r *plans.Reminders) { r.Nudge, r.Before = plans.Never, nil },
			task: plans.Task{Kind: plans.Gathering, Opens: day("2023-01-01"), Due: day("2023-12-31")},
			from: "2022-01-01", to: "2023-12-31",
		},
		{
			name: "undated: nudged without end",
			task: plans.Task{Kind: plans.Undated, NudgeFrom: day("2023-09-01")}, from: "2023-01-01", to: "2024-02-29",
			want: "01.09 nudge, 02.10 nudge, 01.11 nudge, 01.12 nudge, 09.01 nudge, 01.02 nudge",
		},
		{
			name: "undated known in the middle of a month",
			task: plans.Task{Kind: plans.Undated, NudgeFrom: day("2023-09-01")}, since: "2023-10-02 09:00",
			from: "2023-01-01", to: "2023-12-31", want: "01.11 nudge, 01.12 nudge",
		},
		{
			name: "undated quarterly", change: func(r *plans.Reminders) { r.Nudge = plans.Quarterly },
			task: plans.Task{Kind: plans.Undated, NudgeFrom: day("2023-09-01")}, from: "2023-01-01", to: "2024-04-30",
			want: "02.10 nudge, 09.01 nudge, 01.04 nudge",
		},
		{name: "undated, not to be nudged yet", task: plans.Task{Kind: plans.Undated}, from: "2023-01-01", to: "2024-12-31"},
		{name: "without kind and date", task: plans.Task{}, from: "2023-01-01", to: "2024-12-31"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := ladderWith(tt.change)
			upto := moscow(tt.to + " 23:59")
			var after time.Time
			if tt.from != "" {
				after = moscow(tt.from + " 00:00")
			}
			got := rungs(t, l, l.Between(tt.task, moscow(tt.since), after, upto))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
