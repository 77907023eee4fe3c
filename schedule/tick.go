package schedule

import (
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Due is a task of which somebody must hear now.
type Due struct {
	Task store.TaskRecord
	// Moments are the rungs reached, in order; none when a silence ended.
	Moments []Moment
	// Person is whose silence ended, 0 for the task's own ladder.
	Person uint64
}

// Pending reports whether anything is due by now, whatever the hour; it costs one
// look at the agenda's head.
func Pending(tx *store.Tx, now time.Time) (bool, error) {
	at, ok, err := tx.FirstDue()
	return ok && !at.After(now), err
}

// Skipped is a task of which nobody hears because something of it cannot be read.
type Skipped struct {
	Task uint64
	Err  error
}

// Take takes everything due up to now out of the agenda and puts each task's
// next moment back. Outside working hours (see [District.Awake]) it takes
// nothing: what was missed comes together at the next morning. A task that cannot be
// read holds up no other: it is skipped, and tried again the next working morning.
func Take(tx *store.Tx, now time.Time) ([]Due, []Skipped, error) {
	district, err := DistrictOf(tx)
	if err != nil || !district.Awake(now) {
		return nil, nil, err
	}
	appointments, err := tx.Due(now)
	if err != nil || len(appointments) == 0 {
		return nil, nil, err
	}
	due := make([]Due, 0, len(appointments))
	var skipped []Skipped
	for _, a := range appointments {
		d, heard, err := district.take(tx, a, now)
		switch {
		case err != nil:
			skipped = append(skipped, Skipped{a.Task, err})
			a.At = district.NextMorning(now)
			if err := tx.Appoint(a); err != nil {
				return nil, nil, err
			}
		case heard:
			due = append(due, d)
		}
	}
	return due, skipped, tx.SetMark(now)
}

// NextMorning is when reminders go out next: on the working day after, or on this one
// while its hour is still to come.
func (d District) NextMorning(now time.Time) time.Time {
	day := plans.DateOf(now, d.Zone)
	if !now.Before(day.At(d.At, d.Zone)) {
		day++
	}
	return d.Calendar.OnOrAfter(day).At(d.At, d.Zone).UTC()
}

func (d District) take(tx *store.Tx, a store.Appointment, now time.Time) (Due, bool, error) {
	t, err := tx.Task(a.Task)
	if err != nil {
		return Due{}, false, err
	}
	if a.Person != 0 {
		return Due{Task: t, Person: a.Person}, t.Open(), tx.Speak(a.Person, a.Task)
	}
	s, ok := d.Standing(t.ID.Plan())
	if !ok || !t.Open() {
		return Due{}, false, tx.Cancel(a.Task, 0)
	}
	moments := s.Ladder.Between(t.Task, t.Since, a.At.Add(-time.Second), now)
	if t.Kind == plans.Gathering {
		facts, err := s.facts(tx, t.Number)
		if err != nil {
			return Due{}, false, err
		}
		if len(facts) > 0 && plans.DateOf(now, s.Ladder.Zone) > t.Due {
			t.State = store.TaskDone
			return Due{}, false, Settle(tx, t)
		}
		moments = s.needed(moments, facts)
	}
	if err := d.appoint(tx, t, now); err != nil {
		return Due{}, false, err
	}
	return Due{Task: t, Moments: moments}, len(moments) > 0, nil
}

// facts gives the days on which a gathering task got something that stands.
func (s Standing) facts(tx *store.Tx, task uint64) ([]plans.Date, error) {
	all, err := tx.Confirmations(task)
	if err != nil {
		return nil, err
	}
	var days []plans.Date
	for _, c := range all {
		if c.Stands() {
			days = append(days, c.On(s.Ladder.Zone))
		}
	}
	return days, nil
}

// needed drops what the facts have made needless: the ladder once there is any
// fact, a nudge when the part before it brought one.
func (s Standing) needed(moments []Moment, facts []plans.Date) []Moment {
	var kept []Moment
	for _, m := range moments {
		switch {
		case len(facts) == 0:
			kept = append(kept, m)
		case m.Kind == Nudge && !s.fed(m, facts):
			kept = append(kept, m)
		}
	}
	return kept
}

// fed reports whether a fact came in the month (or quarter) before the nudge.
func (s Standing) fed(m Moment, facts []plans.Date) bool {
	y, month, _ := plans.DateOf(m.At, s.Ladder.Zone).Split()
	first := plans.NewDate(y, month, 1)
	back := -1
	if s.Ladder.Reminders.Nudge == plans.Quarterly {
		back = -3
	}
	before := plans.Span{From: first.AddMonths(back), To: first - 1}
	return slices.ContainsFunc(facts, before.Contains)
}
