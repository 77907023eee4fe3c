package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

// TestNobodyElseReadsTheFile: the database, its folder and every copy are their
// owner's alone.
func TestNobodyElseReadsTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := db.NightlyCopy(filepath.Join(dir, CopiesFolder), plans.DateOf(noon, time.UTC), 3); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, FileName)
	closed := reading(t, path)
	if _, err := closed.Backup(copied); err != nil {
		t.Fatal(err)
	}
	modes := map[string]os.FileMode{dir: 0o700, path: 0o600, copied: 0o600, filepath.Join(dir, CopiesFolder): 0o700}
	for _, name := range names(t, filepath.Join(dir, CopiesFolder)) {
		modes[filepath.Join(dir, CopiesFolder, name)] = 0o600
	}
	if len(modes) != 5 {
		t.Errorf("%v: no copy of the night", modes)
	}
	for name, want := range modes {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
		}
	}
}
