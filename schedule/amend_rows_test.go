package schedule

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// database is a new one, open until the test ends.
func database(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// kept is a database with one transaction of a test in it, checked at its end.
func kept(t *testing.T, do func(tx *store.Tx) error) {
	t.Helper()
	err := database(t).Update(func(tx *store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		faults, err := Verify(tx)
		if err != nil {
			return err
		}
		for _, f := range append(faults, tx.Check().Findings()...) {
			t.Error(f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// confirm has somebody confirm the only task of a row.
func confirm(tx *store.Tx, plan plans.PlanID, no plans.ItemNo, at time.Time) error {
	task, err := tx.TaskByID(plans.MakeTaskID(plan, no, "", ""))
	if err != nil {
		return err
	}
	if _, err := tx.Confirm(task.Number, plans.Confirmation{Task: task.ID, By: "p", At: at, State: plans.Given}); err != nil {
		return err
	}
	task.State = store.TaskDone
	return Settle(tx, task)
}

var amendedAt = time.Date(2023, 3, 1, 9, 0, 0, 0, time.UTC)

// Two rows change places: everything kept about each goes with it.
func TestAmendmentSwapsRows(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, versionOf([]string{"пресс-тур", "семинар"}), "", amendedAt); err != nil {
			return err
		}
		if err := confirm(tx, "p", "1.1", amendedAt); err != nil {
			return err
		}
		post, err := tx.NewPost(plans.Post{Author: "p", Task: "p/1.1", State: plans.Drafting, Created: amendedAt})
		if err != nil {
			return err
		}
		button, err := tx.Number(store.ItemNumber, "p/1.1")
		if err != nil {
			return err
		}
		other, err := tx.Number(store.ItemNumber, "p/1.2")
		if err != nil {
			return err
		}
		day := plans.NewDate(2023, 5, 5)
		if err := tx.RecordEvent(store.EventRecord{Plan: "p", Item: "1.1", Day: day, At: amendedAt}); err != nil {
			return err
		}
		if err := tx.MoveTask(store.Move{Task: "p/1.2", Due: day, At: amendedAt}); err != nil {
			return err
		}
		if _, err := Load(tx, versionOf([]string{"семинар", "пресс-тур"}), "", amendedAt); err != nil {
			return err
		}
		done, err := tx.TaskByID("p/1.2")
		if err != nil || done.State != store.TaskDone {
			t.Errorf("the row confirmed is %+v, %v", done, err)
		}
		open, err := tx.TaskByID("p/1.1")
		if err != nil || open.State != store.TaskOpen || open.Due != day {
			t.Errorf("the row moved in time is %+v, %v", open, err)
		}
		if p, err := tx.Post(post.Number); err != nil || p.Task != "p/1.2" {
			t.Errorf("the post is about %s, %v", p.Task, err)
		}
		for n, want := range map[uint64]string{button: "p/1.2", other: "p/1.1"} {
			if got, err := tx.Identity(store.ItemNumber, n); err != nil || got != want {
				t.Errorf("button %d leads to %q, %v", n, got, err)
			}
		}
		if e, ok, err := tx.Event("p", "1.2"); err != nil || !ok || e.Day != day {
			t.Errorf("the event is %+v, %v, %v", e, ok, err)
		}
		return nil
	})
}

// A deadline moved by a controller gives way where the plan itself names another
// one, and stays where it does not.
func TestAmendmentOverridesMovedDeadline(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		old := versionOf([]string{"пресс-тур", "семинар"})
		if _, err := Load(tx, old, "", amendedAt); err != nil {
			return err
		}
		moved := plans.NewDate(2023, 8, 1)
		for _, id := range []plans.TaskID{"p/1.1", "p/1.2"} {
			if err := tx.MoveTask(store.Move{Task: id, Due: moved, At: amendedAt}); err != nil {
				return err
			}
		}
		next := versionOf([]string{"пресс-тур", "семинар"})
		named := plans.NewDate(2023, 9, 1)
		next.Sections[0].Items[0].Deadline = plans.ByDate{To: named}
		if _, err := Load(tx, next, "", amendedAt); err != nil {
			return err
		}
		for id, want := range map[plans.TaskID]plans.Date{"p/1.1": named, "p/1.2": moved} {
			if task, err := tx.TaskByID(id); err != nil || task.Due != want {
				t.Errorf("%s is due %s instead of %s, %v", id, task.Due, want, err)
			}
		}
		return nil
	})
}

// The plan of the next year inherits nothing, even under the same name and with
// the same rows; and a plan that comes back finds what was said of its rows.
func TestAnotherPeriodInheritsNothing(t *testing.T) {
	for _, name := range []plans.PlanID{"p", "q"} {
		t.Run(string(name), func(t *testing.T) {
			kept(t, func(tx *store.Tx) error {
				old := versionOf([]string{"семинар"})
				if _, err := Load(tx, old, "", amendedAt); err != nil {
					return err
				}
				if err := confirm(tx, "p", "1.1", amendedAt); err != nil {
					return err
				}
				next := versionOf([]string{"семинар"})
				next.ID = name
				next.Period = plans.Span{From: plans.NewDate(2024, 1, 1), To: plans.NewDate(2024, 12, 31)}
				if _, err := Load(tx, next, "", amendedAt); err != nil {
					return err
				}
				task, err := tx.TaskByID(plans.MakeTaskID(name, "1.1", "", ""))
				if err != nil || task.State != store.TaskOpen {
					t.Errorf("the next year's row is %+v, %v", task, err)
				}
				if name == "p" {
					return nil
				}
				if _, err := Load(tx, versionOf([]string{"выставка", "семинар"}), "", amendedAt); err != nil {
					return err
				}
				back, err := tx.TaskByID("p/1.2")
				if err != nil || back.State != store.TaskDone || back.Ended {
					t.Errorf("the row that came back is %+v, %v", back, err)
				}
				return nil
			})
		})
	}
}
