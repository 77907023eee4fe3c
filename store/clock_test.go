package store

import (
	"errors"
	"path/filepath"
	"testing"
)

// TestFileThatHasTickedIsTakenForARealOne, since nothing tells a rehearsal apart; one
// that never ticked takes the clock of whoever opens it.
func TestFileThatHasTickedIsTakenForARealOne(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := clockOf(tx); err != nil {
			return err
		}
		if k, err := tx.Clock(); k != "" || err != nil {
			t.Errorf("before the first tick: %q, %v", k, err)
		}
		if err := firstOf(tx.SetMark(noon), clockOf(tx)); err != nil {
			return err
		}
		if k, err := tx.Clock(); k != RealClock || err != nil {
			t.Errorf("after a tick: %q, %v", k, err)
		}
		return nil
	})
}

// TestPostThatIsNotThereIsMissedInEverySchema: before schema 4 posts had another form.
func TestPostThatIsNotThereIsMissedInEverySchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	write(t, path, unpacked(t, schemaFile(1)))
	err := reading(t, path).View(func(tx *Tx) error {
		if _, err := postAt(tx, 999); !errors.Is(err, errNotFound) {
			t.Errorf("post 999: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
