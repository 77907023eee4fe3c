package schedule

import (
	"errors"
	"fmt"
	"reflect"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Change is what a new derivation did to the tasks kept: Added are those it has
// made, Moved those with another due date or owed again, Ended those no longer
// owed.
type Change struct {
	Added, Moved, Ended []store.TaskRecord
}

// Sync derives the tasks anew and brings the records and the agenda up to them.
// It is called in the transaction that changed a fact. What people have said of
// a task stays with its identity.
func Sync(tx *store.Tx, now time.Time) (Change, error) {
	var c Change
	s, ok, err := StandingOf(tx)
	if err != nil || !ok {
		return c, err
	}
	derived, err := s.derive(tx)
	if err != nil {
		return c, err
	}
	kept, err := tx.Tasks()
	if err != nil {
		return c, err
	}
	mark, err := tx.Mark()
	if err != nil {
		return c, err
	}
	byID := make(map[plans.TaskID]store.TaskRecord, len(kept))
	for _, k := range kept {
		byID[k.ID] = k
	}
	for _, d := range derived {
		old, known := byID[d.ID]
		delete(byID, d.ID)
		rec, err := s.merge(tx, d, old, known, now)
		if err != nil {
			return c, err
		}
		switch {
		case !known:
			c.Added = append(c.Added, rec)
		case old.Due != rec.Due || old.Ended:
			c.Moved = append(c.Moved, rec)
		}
		if err := s.appoint(tx, rec, mark); err != nil {
			return c, err
		}
	}
	for _, k := range kept {
		if _, gone := byID[k.ID]; !gone || k.Ended {
			continue
		}
		k.Ended = true
		c.Ended = append(c.Ended, k)
		if err := tx.PutTask(k); err != nil {
			return c, err
		}
		if err := Drop(tx, k.Number); err != nil {
			return c, err
		}
	}
	return c, nil
}

// merge keeps the derived task under its number and state.
func (s Standing) merge(tx *store.Tx, d plans.Task, old store.TaskRecord, known bool, now time.Time) (store.TaskRecord, error) {
	rec := old
	rec.Task, rec.Ended = d, false
	if !known {
		n, err := tx.Number(store.TaskNumber, string(d.ID))
		if err != nil {
			return rec, err
		}
		rec.Number, rec.Since, rec.State = n, now.UTC().Truncate(time.Second), store.TaskOpen
	}
	if known && reflect.DeepEqual(rec, old) {
		return rec, nil
	}
	return rec, tx.PutTask(rec)
}

// appoint puts the task's next moment into the agenda, or takes it out.
func (s Standing) appoint(tx *store.Tx, t store.TaskRecord, after time.Time) error {
	if at, ok := s.next(t, after); ok {
		return tx.Appoint(store.Appointment{At: at, Task: t.Number})
	}
	return tx.Cancel(t.Number, 0)
}

func (s Standing) next(t store.TaskRecord, after time.Time) (time.Time, bool) {
	if !t.Open() {
		return time.Time{}, false
	}
	return s.Ladder.Next(t.Task, t.Since, after)
}

// Settle keeps a task whose state changed and gives it its place in the agenda. A
// task no longer open leaves the agenda, and nobody's silence about it stays.
func Settle(tx *store.Tx, t store.TaskRecord) error {
	if err := tx.PutTask(t); err != nil {
		return err
	}
	if !t.Open() {
		return Drop(tx, t.Number)
	}
	s, ok, err := StandingOf(tx)
	if err != nil || !ok {
		return err
	}
	mark, err := tx.Mark()
	if err != nil {
		return err
	}
	return s.appoint(tx, t, mark)
}

// Drop takes everything about a task out of the agenda.
func Drop(tx *store.Tx, task uint64) error {
	silences, err := tx.Silences()
	if err != nil {
		return err
	}
	for _, q := range silences {
		if q.Task != task {
			continue
		}
		if err := tx.Speak(q.Person, q.Task); err != nil {
			return err
		}
	}
	return tx.Cancel(task, 0)
}

// Recast derives everything anew after the ladder or the calendar was changed. On
// a day that has had a tick nothing more is due: what was told today is not told
// again today by the new rules.
func Recast(tx *store.Tx, now time.Time) (Change, error) {
	s, ok, err := StandingOf(tx)
	if err != nil || !ok {
		return Change{}, err
	}
	mark, err := tx.Mark()
	if err != nil {
		return Change{}, err
	}
	today := plans.DateOf(now, s.Ladder.Zone)
	if plans.DateOf(mark, s.Ladder.Zone) == today {
		if err := tx.SetMark((today + 1).At(0, s.Ladder.Zone).Add(-time.Second)); err != nil {
			return Change{}, err
		}
	}
	return Sync(tx, now)
}

// Load puts a plan in force: its version is kept, its projects and people join
// those known, its tasks are derived. What was recorded in chat stays, also with
// rows that have another number now (see [Diff]); decisions made about units in chat
// hold for every version. A zone that does not exist is a [plans.ErrInvalid].
func Load(tx *store.Tx, plan plans.Plan, by plans.PersonID, now time.Time) (Change, error) {
	set, err := tx.Settings()
	if err != nil {
		return Change{}, err
	}
	plan = plan.Decided(set.Units)
	before, after, err := carry(tx, plan, by, now)
	if err != nil {
		return Change{}, fmt.Errorf("carry what was said: %w", err)
	}
	if after.Version, err = tx.LoadPlan(plan, by, now); err != nil {
		return Change{}, err
	}
	for _, p := range plan.Projects {
		if err := loadProject(tx, p); err != nil {
			return Change{}, err
		}
	}
	for _, p := range plan.People {
		if err := loadPerson(tx, p); err != nil {
			return Change{}, err
		}
	}
	if err := tx.Write(now, by, "plan loaded", "plan/"+string(plan.ID), before, after); err != nil {
		return Change{}, err
	}
	c, err := Sync(tx, now)
	if err != nil {
		return c, fmt.Errorf("derive tasks: %w", err)
	}
	return c, nil
}

// loadProject takes a project of the file; an event recorded in chat is newer
// than the file and stays.
func loadProject(tx *store.Tx, p plans.Project) error {
	old, err := tx.Project(p.ID)
	switch {
	case errors.Is(err, plans.ErrNotFound):
		return tx.PutProject(store.ProjectRecord{Project: p})
	case err != nil:
		return err
	}
	old.Project = old.Told(p)
	return tx.PutProject(old)
}

// loadPerson takes a person of the file; one already known keeps the account,
// the roles and the units given in chat.
func loadPerson(tx *store.Tx, p plans.Person) error {
	if _, err := tx.Person(p.ID); !errors.Is(err, plans.ErrNotFound) {
		return err
	}
	return tx.PutPerson(store.PersonRecord{Person: p})
}
