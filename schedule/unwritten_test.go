package schedule

import (
	"errors"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestDatabaseThatCannotBeWrittenIsReported prepares a state and then works on it
// in a transaction for reading, where the first thing to be written fails.
func TestDatabaseThatCannotBeWrittenIsReported(t *testing.T) {
	load := func(p plans.Plan) func(tx *store.Tx) error {
		return func(tx *store.Tx) error { _, err := Load(tx, p, "", amendedAt); return err }
	}
	sync := func(tx *store.Tx) error { _, err := Sync(tx, amendedAt); return err }
	take := func(at string) func(tx *store.Tx) error {
		return func(tx *store.Tx) error { _, _, err := Take(tx, instant(at)); return err }
	}
	silence := func(tx *store.Tx) error {
		return tx.Silence(store.Silence{Person: 5, Task: 1, Until: instant("02.03 09:00")})
	}
	closed := func(tx *store.Tx) error {
		rec, err := tx.Task(1)
		rec.State = store.TaskDone
		return errors.Join(err, tx.PutTask(rec))
	}
	dropped := func(tx *store.Tx) error { return tx.Cancel(1, 0) }
	gathering := rowsOwing(plans.Throughout{})
	gathering.Period.To = day("2023-03-31")
	for name, c := range map[string]struct {
		plan    plans.Plan
		prepare []func(tx *store.Tx) error
		work    func(tx *store.Tx) error
	}{
		"a new version":  {rowsOwing(by20March), nil, load(rowsOwing(by20March))},
		"a changed date": {rowsOwing(by20March), []func(*store.Tx) error{func(tx *store.Tx) error { return tx.MoveTask(store.Move{Task: "p/1.1", Due: 9}) }}, sync},
		"a new task": {rowsOwing(plans.AfterEvent{Event: plans.OtherEvent}), []func(*store.Tx) error{func(tx *store.Tx) error {
			return tx.RecordEvent(store.EventRecord{Plan: "p", Item: "1.1", Day: day("2023-04-03")})
		}}, sync},
		"a moment to appoint":     {rowsOwing(by20March), []func(*store.Tx) error{dropped}, sync},
		"a moment to cancel":      {rowsOwing(by20March), []func(*store.Tx) error{closed}, sync},
		"everything of a task":    {rowsOwing(by20March), nil, func(tx *store.Tx) error { return Drop(tx, 1) }},
		"silences of a task":      {rowsOwing(by20March), []func(*store.Tx) error{silence, dropped}, func(tx *store.Tx) error { return Drop(tx, 1) }},
		"the next moment":         {rowsOwing(by20March), nil, take("06.03 09:00")},
		"the end of a silence":    {rowsOwing(by20March), []func(*store.Tx) error{silence}, take("02.03 09:00")},
		"a closed task's moment":  {rowsOwing(by20March), []func(*store.Tx) error{closed}, take("06.03 09:00")},
		"the rules of a new day":  {rowsOwing(by20March), []func(*store.Tx) error{func(tx *store.Tx) error { return tx.SetMark(amendedAt) }}, func(tx *store.Tx) error { _, err := Recast(tx, amendedAt); return err }},
		"a gathering that closes": {gathering, []func(*store.Tx) error{func(tx *store.Tx) error { return confirmed(tx, 1) }}, take("03.04 09:00")},
	} {
		db := database(t)
		for _, prepare := range append([]func(*store.Tx) error{load(c.plan)}, c.prepare...) {
			if err := db.Update(prepare); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if err := db.View(c.work); err == nil {
			t.Errorf("%s: nobody says that it was not kept", name)
		}
	}
}

// confirmed keeps a confirmation of a task that stays open.
func confirmed(tx *store.Tx, task uint64) error {
	rec, err := tx.Task(task)
	if err != nil {
		return err
	}
	_, err = tx.Confirm(task, plans.Confirmation{Task: rec.ID, By: "a", At: amendedAt, State: plans.Given})
	return err
}
