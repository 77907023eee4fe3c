package schedule

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// What was said of a row is found with the row after any amendments, also when
// its number changed; the indexes stay sound.
func TestAmendmentsKeepConfirmations(t *testing.T) {
	db := database(t)
	now := time.Date(2023, 3, 1, 9, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		old, next := twoVersions(rt)
		// Each pair of versions meets an empty database: nothing is committed.
		errUndo := errors.New("undo")
		err := db.Update(func(tx *store.Tx) error {
			if err := amendOnce(rt, tx, old, next, now); err != nil {
				return err
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			rt.Fatal(err)
		}
	})
}

func amendOnce(t *rapid.T, tx *store.Tx, old, next plans.Plan, now time.Time) error {
	if _, err := Load(tx, old, "", now); err != nil {
		return err
	}
	said := map[plans.ItemNo]uint64{}
	for i, item := range old.Items() {
		task, err := tx.TaskByID(plans.MakeTaskID(old.ID, item.No, "", ""))
		if err != nil {
			return err
		}
		if i%2 == 1 {
			if err := tx.MoveTask(store.Move{Task: task.ID, Due: plans.NewDate(2023, 7, 3), At: now}); err != nil {
				return err
			}
		}
		c, err := tx.Confirm(task.Number, plans.Confirmation{Task: task.ID, By: "p", At: now, State: plans.Given})
		if err != nil {
			return err
		}
		task.State = store.TaskDone
		if err := Settle(tx, task); err != nil {
			return err
		}
		said[item.No] = c.Number
	}
	d := Diff(old, next)
	if _, err := Load(tx, next, "", now); err != nil {
		return err
	}
	for _, p := range d.Kept {
		task, err := tx.TaskByID(plans.MakeTaskID(next.ID, p.Now.No, "", ""))
		if err != nil {
			return err
		}
		if _, err := tx.Confirmation(task.Number, said[p.Was.No]); err != nil || task.State != store.TaskDone || task.Ended {
			t.Fatalf("row %s, now %s: %+v, %v", p.Was.No, p.Now.No, task, err)
		}
	}
	for _, i := range d.Added {
		task, err := tx.TaskByID(plans.MakeTaskID(next.ID, i.No, "", ""))
		if err != nil {
			return err
		}
		if all, err := tx.Confirmations(task.Number); err != nil || task.State != store.TaskOpen || len(all) > 0 {
			t.Fatalf("new row %s inherits: %+v, %v, %v", i.No, task, all, err)
		}
	}
	faults, err := Verify(tx)
	if err != nil {
		return err
	}
	if faults = append(faults, tx.Check().Findings()...); len(faults) > 0 {
		t.Fatalf("unsound after the amendment: %v", faults)
	}
	return nil
}

// A plan may be amended any number of times: the name of the version in force
// must survive the store.
func TestManyVersions(t *testing.T) {
	err := database(t).Update(func(tx *store.Tx) error {
		for n := uint64(1); n <= 300; n++ {
			if _, err := Load(tx, versionOf([]string{"семинар"}), "", time.Unix(0, 0)); err != nil {
				return err
			}
			v, err := tx.Plan("p")
			if err != nil {
				return err
			}
			if v.Version != n {
				t.Errorf("version %d in force instead of %d", v.Version, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
