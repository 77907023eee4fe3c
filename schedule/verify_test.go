package schedule

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestVerifyNamesEveryDifference breaks a sound database in one way each.
func TestVerifyNamesEveryDifference(t *testing.T) {
	task := func(tx *store.Tx, change func(*store.TaskRecord)) error {
		rec, err := tx.Task(1)
		if err != nil {
			return err
		}
		change(&rec)
		return tx.PutTask(rec)
	}
	for name, c := range map[string]struct {
		spoil func(tx *store.Tx) error
		want  string // the only finding; "" for none
	}{
		"sound": {func(*store.Tx) error { return nil }, ""},
		"a task not derived yet": {func(tx *store.Tx) error {
			return tx.PutProject(store.ProjectRecord{Project: plans.Project{ID: "park", Completed: plans.NewDate(2023, 5, 10)}})
		}, "task p/1.2@park is not kept"},
		"a date of old": {func(tx *store.Tx) error {
			return task(tx, func(t *store.TaskRecord) { t.Announced = true })
		}, "task p/1.1 is kept otherwise than derived"},
		"a task ended by mistake": {func(tx *store.Tx) error {
			if err := tx.Cancel(1, 0); err != nil {
				return err
			}
			return task(tx, func(t *store.TaskRecord) { t.Ended = true })
		}, "task p/1.1 is kept otherwise than derived"},
		"units where nobody answers": {func(tx *store.Tx) error {
			rec, err := tx.TaskByID("p/1.3")
			rec.Units = []plans.UnitID{"u"}
			return errors.Join(err, tx.PutTask(rec))
		}, "task p/1.3 is kept otherwise than derived"},
		"units of nobody": {func(tx *store.Tx) error {
			return task(tx, func(t *store.TaskRecord) { t.Units = nil })
		}, "task p/1.1 is kept otherwise than derived"},
		"a task nobody owes": {func(tx *store.Tx) error {
			return tx.PutTask(store.TaskRecord{Number: 7, Task: plans.Task{ID: "p/9"}, State: store.TaskOpen})
		}, "task p/9 is kept but not derived"},
		"a task that ended": {func(tx *store.Tx) error {
			return tx.PutTask(store.TaskRecord{Number: 7, Task: plans.Task{ID: "p/9"}, State: store.TaskOpen, Ended: true})
		}, ""},
		"a moment lost":     {func(tx *store.Tx) error { return tx.Cancel(1, 0) }, "agenda lacks task 1, person 0 at 2023-03-06T09:00:00Z"},
		"a silence lost":    {func(tx *store.Tx) error { return tx.Cancel(1, 5) }, "agenda lacks task 1, person 5 at 2023-03-02T09:00:00Z"},
		"a moment too many": {func(tx *store.Tx) error { return tx.Appoint(store.Appointment{At: amendedAt, Task: 7}) }, "agenda has task 7, person 0 at 2023-03-01T09:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			err := database(t).Update(func(tx *store.Tx) error {
				p := rowsOwing(by20March, plans.AfterEvent{Event: plans.Completed, N: 1, Unit: plans.TermDay}, by20March)
				p.Sections[0].Items[2].Responsible = nil
				if _, err := Load(tx, p, "", amendedAt); err != nil {
					return err
				}
				if err := tx.Silence(store.Silence{Person: 5, Task: 1, Until: instant("02.03 09:00").Add(400 * time.Millisecond)}); err != nil {
					return err
				}
				if err := c.spoil(tx); err != nil {
					return err
				}
				found, err := Verify(tx)
				if all := strings.Join(found, "; "); (c.want == "") != (all == "") || len(found) > 1 || !strings.Contains(all, c.want) {
					t.Errorf("found %q, want %q", found, c.want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestNobodyAnswersInTwoWays: a list of no units comes back from the database as
// none at all, and means the same.
func TestNobodyAnswersInTwoWays(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		p := rowsOwing(by20March)
		p.Sections[0].Items[0].Responsible = nil
		if _, err := Load(tx, p, "", amendedAt); err != nil {
			return err
		}
		rec, err := tx.Task(1)
		if err != nil {
			return err
		}
		rec.Units = nil
		return tx.PutTask(rec)
	})
}

// TestVerifyWithoutAPlanFindsWhatNothingAsksFor: no plan in force, nothing to remind of.
func TestVerifyWithoutAPlanFindsWhatNothingAsksFor(t *testing.T) {
	err := database(t).Update(func(tx *store.Tx) error {
		if err := tx.Appoint(store.Appointment{At: amendedAt, Task: 7}); err != nil {
			return err
		}
		found, err := Verify(tx)
		if len(found) != 1 || !strings.HasPrefix(found[0], "agenda has task 7") {
			t.Errorf("found %q", found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
