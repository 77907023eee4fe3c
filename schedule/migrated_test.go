package schedule_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// The files were written by the last programs of the schemas under which one plan was
// in force: the plan of 2022, whose place the plan of 2023 took, with an event of a row,
// moved deadlines, a silence and rules set in chat.
const schemasOfOnePlan = 3

// TestFileOfOnePlanIsDerivedAlike: the tasks and the agenda derived from the facts of
// such a file are those it holds.
func TestFileOfOnePlanIsDerivedAlike(t *testing.T) {
	for schema := 1; schema <= schemasOfOnePlan; schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) { derivedAlike(t, lived(t, schema)) })
	}
}

func derivedAlike(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.View(func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		if err != nil {
			return err
		}
		for _, f := range faults {
			t.Error(f)
		}
		d, err := schedule.DistrictOf(tx)
		if err != nil {
			return err
		}
		if len(d.Plans) != 1 || d.Plans[0].Plan.ID != "petrovsky-2023" || d.Plans[0].Version != 3 {
			t.Fatalf("in force: %+v", d.Plans)
		}
		r := d.Plans[0].Ladder.Reminders
		if d.At != 10*60+31 || r.At != d.At || len(r.Before) != 3 || r.Overdue != plans.Weekly || d.Calendar.Working(plans.NewDate(2023, 4, 25)) {
			t.Errorf("rules: %v, %+v", d.At, r)
		}
		set, err := tx.Settings()
		if rules := set.Plans["petrovsky-2023"]; rules.Approval == nil || rules.Approval.Quorum != 2 || rules.Templates["results"] == "" {
			t.Errorf("rules: %+v", rules)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	keptFacts(t, db)
}

// keptFacts holds that what was said before is still said of the same tasks.
func keptFacts(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.View(func(tx *store.Tx) error {
		due := func(id plans.TaskID) plans.Date {
			rec, err := tx.TaskByID(id)
			if err != nil {
				t.Error(err)
			}
			return rec.Due
		}
		for id, want := range map[plans.TaskID]plans.Date{
			"petrovsky-2023/3.1": plans.NewDate(2023, 6, 30), "petrovsky-2023/2.4#2023Q1": plans.NewDate(2023, 4, 7),
			"petrovsky-2023/6.1": plans.NewDate(2023, 3, 20),
		} {
			if got := due(id); got != want {
				t.Errorf("%s is due on %v, want %v", id, got, want)
			}
		}
		e, ok, err1 := tx.Event("petrovsky-2023", "6.1")
		if !ok || e.Day != plans.NewDate(2023, 3, 10) {
			t.Errorf("event %+v", e)
		}
		silences, err2 := tx.Silences()
		if len(silences) != 1 {
			t.Errorf("silences %+v", silences)
		}
		old, err3 := tx.TaskByID("year-2022/1.1")
		if old.Open() {
			t.Errorf("the old plan's task is open: %+v", old)
		}
		return errors.Join(err1, err2, err3)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFileOfOnePlanChangesNothing: derived anew at once, the migrated file has nothing
// to add, to move or to end.
func TestFileOfOnePlanChangesNothing(t *testing.T) {
	for schema := 1; schema <= schemasOfOnePlan; schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) { changesNothing(t, lived(t, schema)) })
	}
}

func changesNothing(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.Update(func(tx *store.Tx) error {
		c, err := schedule.Sync(tx, time.Date(2023, 3, 14, 9, 0, 0, 0, time.UTC))
		if len(c.Added)+len(c.Moved)+len(c.Ended) > 0 {
			t.Errorf("changed: %+v", c)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	keptFacts(t, db)
}

// lived is the file of a schema, brought up to date.
func lived(t *testing.T, schema int) *store.DB {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("schema-%d-lived.db.gz", schema)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, store.FileName)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if c, err := store.Check(path); err != nil || !c.Sound() {
			t.Errorf("check: %v, %q", err, c.Findings())
		}
	})
	return db
}
