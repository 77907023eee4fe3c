package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

// TestNightlyCopies makes one copy a day, keeps the newest ones and touches no
// other file.
func TestNightlyCopies(t *testing.T) {
	dir := filled(t)
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	folder := filepath.Join(dir, CopiesFolder)
	first := plans.NewDate(2023, 3, 1)
	for day := range plans.Date(5) {
		for _, want := range []bool{true, false} {
			if made, err := db.NightlyCopy(folder, first+day, 3); err != nil || made != want {
				t.Fatalf("day %d: made %v, %v", day, made, err)
			}
		}
		if day == 0 {
			for _, name := range []string{"sdelaem-old.db", "notes.txt"} {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			torn := filepath.Join(folder, "."+FileName+"-1")
			if err := os.WriteFile(torn, []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := []string{"notes.txt", "sdelaem-2023-03-03.db", "sdelaem-2023-03-04.db", "sdelaem-2023-03-05.db", "sdelaem-old.db"}
	if !slices.Equal(names, want) {
		t.Errorf("copies %q, want %q", names, want)
	}
	records(t, filepath.Join(folder, want[1]))
}

// TestNightlyCopyThatFails deletes none of those that are there.
func TestNightlyCopyThatFails(t *testing.T) {
	dir := filled(t)
	change(t, dir, func(tx *Tx) error { return tx.bolt.Bucket([]byte("people")).Put([]byte("x"), []byte("{")) })
	folder := filepath.Join(dir, CopiesFolder)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for day := range 3 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("sdelaem-2023-03-0%d.db", day+1)), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if made, err := db.NightlyCopy(folder, plans.NewDate(2023, 3, 9), 1); err == nil || made {
		t.Errorf("an unsound database was copied: %v, %v", made, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if names, err := copies(folder); err != nil || len(names) != 3 {
		t.Errorf("left %q, %v", names, err)
	}
}
