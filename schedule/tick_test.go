package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// instant is an instant of a test table in 2023, "20.03 09:00".
func instant(s string) time.Time {
	t, err := time.Parse("2006.02.01 15:04", "2023."+s)
	if err != nil {
		panic(err)
	}
	return t
}

// rowsOwing is a plan of 2023 in UTC with a row for each deadline.
func rowsOwing(deadlines ...plans.Deadline) plans.Plan {
	p := versionOf(make([]string, len(deadlines)))
	for i, d := range deadlines {
		p.Sections[0].Items[i].Form, p.Sections[0].Items[i].Deadline = fmt.Sprintf("строка %d", i+1), d
	}
	return p
}

var by20March = plans.ByDate{To: plans.NewDate(2023, 3, 20)}

// heard writes what was taken from the agenda, "1.1 before-14, 1.2 person 5".
func heard(due []Due) string {
	var all []string
	for _, d := range due {
		var line strings.Builder
		line.WriteString(string(d.Task.Item))
		if d.Person != 0 {
			line.WriteString(fmt.Sprintf(" person %d", d.Person))
		}
		for _, m := range d.Moments {
			line.WriteString(" " + m.Rung)
		}
		all = append(all, line.String())
	}
	return strings.Join(all, ", ")
}

// next writes when the agenda's first appointment is, "20.03 09:00".
func next(t *testing.T, tx *store.Tx) string {
	t.Helper()
	at, ok, err := tx.FirstDue()
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return ""
	}
	return at.Format("02.01 15:04")
}

// TestTickTellsWhatIsDue takes from the agenda of a task due on Monday 20 March,
// known since the first, at each instant in turn.
func TestTickTellsWhatIsDue(t *testing.T) {
	for name, steps := range map[string][][3]string{
		"each rung at its time": {
			{"05.03 12:00", "", "06.03 09:00"}, // a Sunday
			{"06.03 08:59", "", "06.03 09:00"},
			{"06.03 09:00", "1.1 before-14", "13.03 09:00"},
			{"06.03 09:01", "", "13.03 09:00"},
			{"13.03 09:01", "1.1 before-7", "17.03 09:00"},
			{"17.03 23:59", "1.1 before-1", "20.03 09:00"}, // Friday for Sunday's too
			{"20.03 09:00", "1.1 before-0", "21.03 09:00"},
			{"21.03 09:00", "1.1 overdue-1", "22.03 09:00"},
		},
		"all at once after a stop": {
			{"21.03 09:00", "1.1 before-14 before-7 before-1 before-0 overdue-1", "22.03 09:00"},
		},
		"what was missed waits for the morning of a working day": {
			{"11.03 12:00", "", "06.03 09:00"}, // a Saturday
			{"13.03 08:30", "", "06.03 09:00"},
			{"13.03 09:00", "1.1 before-14 before-7", "17.03 09:00"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			kept(t, func(tx *store.Tx) error {
				if _, err := Load(tx, rowsOwing(by20March), "", amendedAt); err != nil {
					return err
				}
				mark := time.Time{}
				for _, s := range steps {
					if s[1] != "" {
						mark = instant(s[0])
					}
					waiting, err := Pending(tx, instant(s[0]))
					if at, _, _ := tx.FirstDue(); err != nil || waiting == at.After(instant(s[0])) {
						t.Errorf("at %s: pending %v, %v; the first is due at %s", s[0], waiting, err, at)
					}
					due, _, err := Take(tx, instant(s[0]))
					if err != nil || heard(due) != s[1] || next(t, tx) != s[2] {
						t.Errorf("at %s: %q, %v, next %s; want %q, next %s", s[0], heard(due), err, next(t, tx), s[1], s[2])
					}
					if got, err := tx.Mark(); err != nil || !got.Equal(mark) {
						t.Errorf("at %s: handled up to %s, %v; want %s", s[0], got, err, mark)
					}
				}
				return nil
			})
		})
	}
}

func TestNothingIsDueWithoutAPlan(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		waiting, err := Pending(tx, amendedAt)
		due, _, err2 := Take(tx, amendedAt)
		if waiting || len(due) > 0 || err != nil || err2 != nil {
			t.Errorf("%v, %v, %v, %v", waiting, due, err, err2)
		}
		return nil
	})
}

func TestRemindersGoOutInWorkingHours(t *testing.T) {
	d := District{
		Plans: make([]Standing, 1), Zone: time.FixedZone("Чита", 9*60*60), At: plans.DefaultReminders().At, Calendar: NewCalendar(nil),
	}
	for at, want := range map[string]bool{
		"12.03 23:59": false,                                           // a Monday there, before nine
		"13.03 00:00": true, "13.03 14:59": true, "13.03 15:00": false, // Tuesday, midnight there
		"10.03 14:59": true, "10.03 15:01": false, // Saturday there
		"08.03 05:00": false, // a holiday
	} {
		if d.Awake(instant(at)) != want {
			t.Errorf("at %s UTC: want %v", at, want)
		}
	}
}

func TestSilenceEndsWithOneReminderToItsPerson(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, rowsOwing(by20March), "", amendedAt); err != nil {
			return err
		}
		task, err := tx.TaskByID("p/1.1")
		if err != nil {
			return err
		}
		if err := tx.Silence(store.Silence{Person: 5, Task: task.Number, Until: instant("02.03 09:00")}); err != nil {
			return err
		}
		for _, s := range [][2]string{{"01.03 10:00", ""}, {"02.03 09:00", "1.1 person 5"}, {"02.03 09:01", ""}} {
			if due, _, err := Take(tx, instant(s[0])); err != nil || heard(due) != s[1] {
				t.Errorf("at %s: %q, %v; want %q", s[0], heard(due), err, s[1])
			}
		}
		if _, silent, err := tx.Silenced(5, task.Number); silent || err != nil {
			t.Errorf("still silent: %v", err)
		}
		if next(t, tx) != "06.03 09:00" {
			t.Errorf("the task's own ladder goes on at %s", next(t, tx))
		}
		return nil
	})
}

// TestTaskThatIsClosedIsNotHeardOf: its places in the agenda are cleared when they
// come, should they be left there.
func TestTaskThatIsClosedIsNotHeardOf(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, rowsOwing(by20March), "", amendedAt); err != nil {
			return err
		}
		task, err := tx.TaskByID("p/1.1")
		if err != nil {
			return err
		}
		task.State = store.TaskDone
		if err := tx.PutTask(task); err != nil {
			return err
		}
		if err := tx.Silence(store.Silence{Person: 5, Task: task.Number, Until: instant("02.03 09:00")}); err != nil {
			return err
		}
		if due, _, err := Take(tx, instant("06.03 09:00")); err != nil || len(due) > 0 || next(t, tx) != "" {
			t.Errorf("%q, %v, next %q", heard(due), err, next(t, tx))
		}
		return nil
	})
}

// TestTickSkipsATaskThatIsNotThere: the others are heard, and that one is tried again
// the next working morning.
func TestTickSkipsATaskThatIsNotThere(t *testing.T) {
	db := database(t)
	err := db.Update(func(tx *store.Tx) error {
		if _, err := Load(tx, rowsOwing(by20March), "", amendedAt); err != nil {
			return err
		}
		if err := tx.Appoint(store.Appointment{At: amendedAt, Task: 99}); err != nil {
			return err
		}
		due, skipped, err := Take(tx, instant("06.03 09:00"))
		if err != nil {
			return err
		}
		if heard(due) != "1.1 before-14" || len(skipped) != 1 || skipped[0].Task != 99 || !errors.Is(skipped[0].Err, plans.ErrNotFound) {
			t.Errorf("heard %q, skipped %v", heard(due), skipped)
		}
		all, err := tx.Agenda()
		if !slices.Contains(all, store.Appointment{At: instant("07.03 09:00").UTC(), Task: 99}) {
			t.Errorf("agenda %v", all)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fact is something confirmed of the only task, on a day and in a state.
type fact struct {
	day   string
	state plans.ConfirmationState
}

// gather has a row gather facts through the first half of 2023, known since the
// first of March, and takes from the agenda at an instant.
func gather(t *testing.T, tx *store.Tx, nudge plans.Cadence, facts []fact, at string) (string, store.TaskRecord) {
	t.Helper()
	p := rowsOwing(plans.Throughout{})
	p.Period.To, p.Reminders.Nudge = plans.NewDate(2023, 6, 30), nudge
	if _, err := Load(tx, p, "", amendedAt); err != nil {
		t.Fatal(err)
	}
	task, err := tx.TaskByID("p/1.1")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		c := plans.Confirmation{Task: task.ID, By: "a", At: amendedAt, State: f.state, Day: day(f.day)}
		if _, err := tx.Confirm(task.Number, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.SetMark(instant(at).AddDate(0, 0, -1)); err != nil {
		t.Fatal(err)
	}
	if _, err := Sync(tx, instant(at)); err != nil {
		t.Fatal(err)
	}
	due, _, err := Take(tx, instant(at))
	if err != nil {
		t.Fatal(err)
	}
	if task, err = tx.Task(task.Number); err != nil {
		t.Fatal(err)
	}
	return heard(due), task
}

// TestGatheringIsNudgedWhileAPartBringsNothing: the part is the month or quarter
// before the nudge.
func TestGatheringIsNudgedWhileAPartBringsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		nudge plans.Cadence
		facts []fact
		at    string
		want  string
	}{
		"no fact":                          {plans.Monthly, nil, "03.04 09:00", "1.1 nudge"},
		"a fact in that month":             {plans.Monthly, []fact{{"2023-03-15", plans.Given}}, "03.04 09:00", ""},
		"on its first day":                 {plans.Monthly, []fact{{"2023-03-01", plans.Accepted}}, "03.04 09:00", ""},
		"on its last day":                  {plans.Monthly, []fact{{"2023-03-31", plans.Given}}, "03.04 09:00", ""},
		"a fact returned":                  {plans.Monthly, []fact{{"2023-03-15", plans.Returned}}, "03.04 09:00", "1.1 nudge"},
		"a fact in the month before":       {plans.Monthly, []fact{{"2023-02-28", plans.Given}}, "03.04 09:00", "1.1 nudge"},
		"a fact in the month of the nudge": {plans.Monthly, []fact{{"2023-04-01", plans.Given}}, "03.04 09:00", "1.1 nudge"},
		"a fact in the quarter":            {plans.Quarterly, []fact{{"2023-01-01", plans.Given}}, "03.04 09:00", ""},
		"a fact before the quarter":        {plans.Quarterly, []fact{{"2022-12-31", plans.Given}}, "03.04 09:00", "1.1 nudge"},
		"two facts, one of them in time":   {plans.Monthly, []fact{{"2023-01-10", plans.Given}, {"2023-03-10", plans.Given}}, "03.04 09:00", ""},

		"ladder without a fact": {plans.Monthly, nil, "23.06 09:00", "1.1 before-7"},
		"ladder with any fact":  {plans.Monthly, []fact{{"2023-01-10", plans.Given}}, "23.06 09:00", ""},
	} {
		kept(t, func(tx *store.Tx) error {
			if got, task := gather(t, tx, c.nudge, c.facts, c.at); got != c.want || task.State != store.TaskOpen {
				t.Errorf("%s: %q, %s; want %q", name, got, task.State, c.want)
			}
			return nil
		})
	}
}

func TestGatheringClosesAfterItsLastDayIfItHasAnything(t *testing.T) {
	one := []fact{{"2023-01-10", plans.Given}}
	for name, c := range map[string]struct {
		facts []fact
		at    string
		want  string
		state store.TaskState
	}{
		"the last day":              {one, "30.06 09:00", "", store.TaskOpen},
		"the day after":             {one, "03.07 09:00", "", store.TaskDone},
		"the day after, no fact":    {nil, "03.07 09:00", "1.1 overdue-1", store.TaskOpen},
		"the day after, a returned": {[]fact{{"2023-01-10", plans.Returned}}, "03.07 09:00", "1.1 overdue-1", store.TaskOpen},
	} {
		kept(t, func(tx *store.Tx) error {
			got, task := gather(t, tx, plans.Monthly, c.facts, c.at)
			if got != c.want || task.State != c.state || (next(t, tx) == "") != (c.state == store.TaskDone) {
				t.Errorf("%s: %q, %s, next %q; want %q, %s", name, got, task.State, next(t, tx), c.want, c.state)
			}
			return nil
		})
	}
}

// TestTickTakesWhatIsDueAndNothingElse: of three tasks two are due.
func TestTickTakesWhatIsDueAndNothingElse(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		later := plans.ByDate{To: plans.NewDate(2023, 6, 1)}
		if _, err := Load(tx, rowsOwing(by20March, later, by20March), "", amendedAt); err != nil {
			return err
		}
		due, _, err := Take(tx, instant("06.03 09:00"))
		if want := "1.1 before-14, 1.3 before-14"; heard(due) != want {
			t.Errorf("%q, want %q", heard(due), want)
		}
		agenda, err2 := tx.Agenda()
		if n := len(agenda); n != 3 || !slices.ContainsFunc(agenda, func(a store.Appointment) bool { return a.At.Equal(instant("18.05 09:00")) }) {
			t.Errorf("agenda %v", agenda)
		}
		if err == nil {
			err = err2
		}
		return err
	})
}
