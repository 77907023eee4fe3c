package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

// TestReadAnewAfterAChange: what a transaction remembers of the people and the plan
// ends with a change of them, and with a transaction rolled back.
func TestReadAnewAfterAChange(t *testing.T) {
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	forget := func(tx *Tx, id plans.PersonID) error { return people.delete(tx, []byte(id)) }
	people := func(tx *Tx, want ...string) {
		t.Helper()
		all, err := tx.People()
		var names []string
		for _, p := range all {
			names = append(names, p.Name)
		}
		if err != nil || !slices.Equal(names, want) {
			t.Errorf("people are %q, want %q: %v", names, want, err)
		}
		clear(all) // the caller's own
	}
	put := func(tx *Tx, id plans.PersonID, name string) {
		t.Helper()
		if err := tx.PutPerson(PersonRecord{Person: plans.Person{ID: id, Name: name}}); err != nil {
			t.Fatal(err)
		}
	}
	load := func(tx *Tx, title string) {
		t.Helper()
		if _, err := tx.LoadPlan(plans.Plan{ID: "plan", Title: title}, "", time.Unix(0, 0)); err != nil {
			t.Fatal(err)
		}
		if v, err := tx.Plan("plan"); err != nil || v.Plan.Title != title {
			t.Errorf("the plan is %q, want %q: %v", v.Plan.Title, title, err)
		}
	}
	change := func(tx *Tx) error {
		people(tx)
		put(tx, "a", "Анна")
		people(tx, "Анна")
		put(tx, "a", "Алла")
		put(tx, "b", "Борис")
		people(tx, "Алла", "Борис")
		people(tx, "Алла", "Борис")
		if err := forget(tx, "b"); err != nil {
			t.Fatal(err)
		}
		people(tx, "Алла")
		load(tx, "первый")
		load(tx, "второй")
		return plans.ErrInvalid
	}
	for range 2 {
		if err := db.Update(change); !errors.Is(err, plans.ErrInvalid) {
			t.Fatal(err)
		}
	}
}

// TestPlanOfATransactionRolledBack: a version of a plan that was never committed is
// not taken for the one that got its number later.
func TestPlanOfATransactionRolledBack(t *testing.T) {
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	load := func(title string) error {
		return db.Update(func(tx *Tx) error {
			_, err := tx.LoadPlan(plans.Plan{ID: "plan", Title: title}, "", time.Unix(0, 0))
			if err == nil {
				_, err = tx.Plan("plan")
			}
			if title == "never" {
				err = errors.Join(err, plans.ErrInvalid)
			}
			return err
		})
	}
	if err := load("never"); !errors.Is(err, plans.ErrInvalid) {
		t.Fatal(err)
	}
	if err := load("kept"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		err := db.View(func(tx *Tx) error {
			v, err := tx.Plan("plan")
			if v.Version != 1 || v.Plan.Title != "kept" {
				t.Errorf("version %d is %q", v.Version, v.Plan.Title)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
