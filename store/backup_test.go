package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// reading opens a folder's database for reading until the test ends.
func reading(t *testing.T, path string) *DB {
	t.Helper()
	db, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// backedUp makes a sound copy and gives its path.
func backedUp(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	if _, err := reading(t, filepath.Join(filled(t), FileName)).Backup(to); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestFileThatCannotTakeItsNameIsReported: without its name a copy is none.
func TestFileThatCannotTakeItsNameIsReported(t *testing.T) {
	dir := t.TempDir()
	aside, inTheWay := filepath.Join(dir, "aside"), filepath.Join(dir, "folder")
	write(t, aside, nil)
	if err := os.Mkdir(inTheWay, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := settle(aside, inTheWay); err == nil {
		t.Error("a folder in the way was passed over")
	}
}

func TestEverythingThatKilledCopiesLeftIsSwept(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"." + FileName + "-1", "." + FileName + "-2", "other"} {
		write(t, filepath.Join(dir, name), nil)
	}
	if err := sweep(dir); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"other"}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestBackupIsTheSameDatabase(t *testing.T) {
	to := backedUp(t)
	info, err := os.Stat(to)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("copy has mode %v", info.Mode().Perm())
	}
	if got := names(t, filepath.Dir(to)); !slices.Equal(got, []string{"copy.db"}) {
		t.Errorf("the folder holds %v", got)
	}
	err = reading(t, to).View(func(tx *Tx) error {
		p, err := tx.PersonOf(101)
		if err == nil && p.Name != "Специалист" {
			t.Errorf("person in the copy is %q", p.Name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBackupWhileAtWork(t *testing.T) {
	dir := filled(t)
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "copy.db")
	if _, err := db.Backup(to); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := Check(to); err != nil || !r.Sound() {
		t.Errorf("copy: %v %q", err, r.Findings())
	}
}

func TestBackupTakesNoNameThatIsTaken(t *testing.T) {
	to := backedUp(t)
	before := contents(t, to)
	_, err := reading(t, filepath.Join(filled(t), FileName)).Backup(to)
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	if !slices.Equal(before, contents(t, to)) {
		t.Error("the file that had the name was changed")
	}
}

func TestBackupOfAnUnsoundDatabaseLeavesNoFile(t *testing.T) {
	dir := filled(t)
	change(t, dir, func(tx *Tx) error { return moments.delete(tx, num(1, 0)) })
	into := t.TempDir()
	r, err := reading(t, filepath.Join(dir, FileName)).Backup(filepath.Join(into, "copy.db"))
	if !errors.Is(err, ErrCorrupt) || r.Sound() {
		t.Errorf("got %v, %q", err, r.Findings())
	}
	if got := names(t, into); len(got) != 0 {
		t.Errorf("left %v behind", got)
	}
}

func TestRestoreWhereThereIsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	kept, err := Restore(backedUp(t), dir, "now", false)
	if err != nil || kept != "" {
		t.Fatalf("kept %q: %v", kept, err)
	}
	if r, err := Check(filepath.Join(dir, FileName)); err != nil || !r.Sound() {
		t.Errorf("restored: %v %q", err, r.Findings())
	}
	if got := names(t, dir); !slices.Equal(got, []string{FileName}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestRestoreOverADatabase(t *testing.T) {
	from, dir := backedUp(t), filled(t)
	change(t, dir, func(tx *Tx) error { return tx.PutGuesses(5, Guesses{Count: 3, Last: noon}) })
	path := filepath.Join(dir, FileName)
	before := contents(t, path)

	if _, err := Restore(from, dir, "now", false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("without force: %v", err)
	}
	if !slices.Equal(before, contents(t, path)) {
		t.Fatal("a refused restore has changed the database")
	}
	kept, err := Restore(from, dir, "now", true)
	if err != nil || kept != path+".now" {
		t.Fatalf("kept %q: %v", kept, err)
	}
	if !slices.Equal(before, contents(t, kept)) {
		t.Error("the old database is not what was kept")
	}
	if r, err := Check(path); err != nil || !r.Sound() {
		t.Errorf("restored: %v %q", err, r.Findings())
	}
}

func TestRestoreOverADamagedDatabase(t *testing.T) {
	from, dir := backedUp(t), filled(t)
	write(t, filepath.Join(dir, FileName), []byte("not a database at all"))
	if _, err := Restore(from, dir, "now", true); err != nil {
		t.Fatal(err)
	}
	if got := string(contents(t, filepath.Join(dir, FileName+".now"))); got != "not a database at all" {
		t.Errorf("kept %q", got)
	}
}

func TestRestoreOverADatabaseInUse(t *testing.T) {
	from, dir := backedUp(t), filled(t)
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(from, dir, "now", true); !errors.Is(err, ErrHeld) {
		t.Errorf("got %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{FileName}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestRestoreOfTheDatabaseItself(t *testing.T) {
	dir := filled(t)
	if _, err := Restore(filepath.Join(dir, FileName), dir, "now", true); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
}

func TestRestoreRefusesWhatIsNoSoundCopy(t *testing.T) {
	sound := contents(t, backedUp(t))
	page := os.Getpagesize()
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":      func([]byte) []byte { return nil },
		"text":       func([]byte) []byte { return []byte("plan: petrovsky-2023\n") },
		"cut":        func(b []byte) []byte { return b[:len(b)-page] },
		"cut to two": func(b []byte) []byte { return b[:2*page] },
		"all zero":   func(b []byte) []byte { return make([]byte, len(b)) },
		"page zeroed": func(b []byte) []byte {
			clear(b[len(b)-page:])
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			from, dir := filepath.Join(t.TempDir(), "copy.db"), filled(t)
			write(t, from, spoil(slices.Clone(sound)))
			before := contents(t, filepath.Join(dir, FileName))
			if _, err := Restore(from, dir, "now", true); !errors.Is(err, ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			if !slices.Equal(before, contents(t, filepath.Join(dir, FileName))) {
				t.Error("the database has changed")
			}
			if got := names(t, dir); !slices.Equal(got, []string{FileName}) {
				t.Errorf("the folder holds %v", got)
			}
		})
	}
}

// TestAKilledCopyIsSweptAway: what a copy leaves when it is killed is gone after
// the next start, and nothing else is.
func TestAKilledCopyIsSweptAway(t *testing.T) {
	dir := filled(t)
	write(t, filepath.Join(dir, "."+FileName+"-123"), []byte("half"))
	write(t, filepath.Join(dir, FileName+".20230313T090000Z"), []byte("kept"))
	change(t, dir, func(*Tx) error { return nil })
	if got := names(t, dir); !slices.Equal(got, []string{FileName, FileName + ".20230313T090000Z"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// TestRestoreMetByAStartingService says that the database is held: the service sweeps
// away what restoring has set aside, which must not pass for a missing copy.
func TestRestoreMetByAStartingService(t *testing.T) {
	copied := filepath.Join(filled(t), FileName)
	held := false
	for range 100 {
		dir := t.TempDir()
		var sweeping sync.WaitGroup
		stop := make(chan struct{})
		sweeping.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					if err := sweep(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
						t.Error(err)
					}
				}
			}
		})
		_, err := Restore(copied, dir, "stamp", false)
		close(stop)
		sweeping.Wait()
		if err != nil && !errors.Is(err, ErrHeld) || errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if held = err != nil; held {
			break
		}
	}
	if !held {
		t.Error("never met")
	}
}
