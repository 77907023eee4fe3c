package schedule

import (
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
	d, err := DistrictOf(tx)
	if err != nil {
		return c, err
	}
	derived, err := d.derive(tx)
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
	for _, t := range derived {
		old, known := byID[t.ID]
		delete(byID, t.ID)
		rec, err := merge(tx, t, old, known, now)
		if err != nil {
			return c, err
		}
		switch {
		case !known:
			c.Added = append(c.Added, rec)
		case old.Due != rec.Due || old.Ended || old.Finished:
			c.Moved = append(c.Moved, rec)
		}
		if err := d.appoint(tx, rec, mark); err != nil {
			return c, err
		}
	}
	for _, k := range kept {
		if _, gone := byID[k.ID]; !gone {
			continue
		}
		if c.Ended, err = d.end(tx, k, c.Ended); err != nil {
			return c, err
		}
	}
	return c, nil
}

// end keeps a task that is not owed any more: the plan no longer asks for it, or the
// plan is finished and the task stays as it stood.
func (d District) end(tx *store.Tx, t store.TaskRecord, ended []store.TaskRecord) ([]store.TaskRecord, error) {
	_, inForce := d.Standing(t.ID.Plan())
	if t.Ended || t.Finished && !inForce {
		return ended, nil
	}
	// A row that a finished plan had and has no more when it is taken up again.
	t.Ended, t.Finished = inForce, !inForce
	if err := tx.PutTask(t); err != nil {
		return ended, err
	}
	return append(ended, t), Drop(tx, t.Number)
}

// merge keeps the derived task under its number and state.
func merge(tx *store.Tx, derived plans.Task, old store.TaskRecord, known bool, now time.Time) (store.TaskRecord, error) {
	rec := old
	rec.Task, rec.Ended, rec.Finished = derived, false, false
	if !known {
		n, err := tx.Number(store.TaskNumber, string(derived.ID))
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
func (d District) appoint(tx *store.Tx, t store.TaskRecord, after time.Time) error {
	if at, ok := d.next(t, after); ok {
		return tx.Appoint(store.Appointment{At: at, Task: t.Number})
	}
	return tx.Cancel(t.Number, 0)
}

func (d District) next(t store.TaskRecord, after time.Time) (time.Time, bool) {
	s, ok := d.Standing(t.ID.Plan())
	if !ok || !t.Open() {
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
	d, err := DistrictOf(tx)
	if err != nil {
		return err
	}
	mark, err := tx.Mark()
	if err != nil {
		return err
	}
	return d.appoint(tx, t, mark)
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
	d, err := DistrictOf(tx)
	if err != nil {
		return Change{}, err
	}
	mark, err := tx.Mark()
	if err != nil {
		return Change{}, err
	}
	today := plans.DateOf(now, d.Zone)
	if plans.DateOf(mark, d.Zone) == today {
		if err := tx.SetMark((today + 1).At(0, d.Zone).Add(-time.Second)); err != nil {
			return Change{}, err
		}
	}
	return Sync(tx, now)
}
