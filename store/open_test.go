package store

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// TestOpenOfCountsAsTheRecordsDo opens and closes tasks, gives some of it up, and asks
// within and between the transactions: the number is that of the records.
func TestOpenOfCountsAsTheRecordsDo(t *testing.T) {
	db := opened(t)
	givenUp := errors.New("given up")
	unit := rapid.SampledFrom([]plans.UnitID{"a", "b", "ab", "c"})
	rapid.Check(t, func(t *rapid.T) {
		ask := func(tx *Tx) error {
			units := rapid.SliceOfN(unit, 1, 2).Draw(t, "asked")
			got := tx.OpenOf(units)
			all, err := tx.Tasks()
			want := 0
			for _, rec := range all {
				if rec.Open() && slices.ContainsFunc(rec.Units, func(u plans.UnitID) bool { return slices.Contains(units, u) }) {
					want++
				}
			}
			if got != want {
				t.Fatalf("%d tasks of %v are open, want %d", got, units, want)
			}
			return err
		}
		change := func(tx *Tx) error {
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				rec := TaskRecord{Number: rapid.Uint64Range(1, 6).Draw(t, "task"), State: rapid.SampledFrom([]TaskState{TaskOpen, TaskDone}).Draw(t, "state")}
				rec.Units = rapid.SliceOfN(unit, 0, 2).Draw(t, "units")
				if err := tx.PutTask(rec); err != nil {
					return err
				}
				if rapid.Bool().Draw(t, "ask at once") {
					if err := ask(tx); err != nil {
						return err
					}
				}
			}
			return nil
		}
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			var err error
			switch rapid.IntRange(0, 2).Draw(t, "step") {
			case 0:
				err = db.View(ask)
			case 1:
				err = db.Update(change)
			default:
				err = db.Update(func(tx *Tx) error { return errors.Join(change(tx), givenUp) })
				if !errors.Is(err, givenUp) {
					t.Fatal(err)
				}
				err = nil
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
