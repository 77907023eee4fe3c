package store

import (
	"errors"
	"testing"
)

// TestPageThatIsAnotherIsDamage: bbolt panics over a page that is not the one it looked
// for, as in a file that was cut short and has grown again with zeros in it.
func TestPageThatIsAnotherIsDamage(t *testing.T) {
	for _, said := range []string{
		"assertion failed: Page expected to be: 11, but self identifies as 0", "invalid page type: 3: 10", "pgid (9) above high water mark (8)",
	} {
		db, err := Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		err = db.View(func(*Tx) error { panic(said) })
		if !errors.Is(err, ErrFatal) || !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %v", said, err)
		}
		if err := db.View(func(*Tx) error { return nil }); !errors.Is(err, ErrFatal) {
			t.Errorf("read on after %s: %v", said, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
