package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Check opens a database for reading and checks it whole. The error is one of
// opening; a file too damaged to be opened is an [ErrCorrupt].
func Check(path string) (Report, error) {
	db, err := OpenReadOnly(path)
	if err != nil {
		return Report{}, err
	}
	var r Report
	err = db.View(func(tx *Tx) error {
		r = tx.Check()
		return nil
	})
	return r, errors.Join(err, db.Close())
}

// Backup writes a copy of the database, checks the copy and only then gives it
// its name; it may be called while the database is at work. A name already taken
// is an [fs.ErrExist], a copy that turned out unsound an [ErrCorrupt] with the
// report.
func (db *DB) Backup(to string) (Report, error) {
	if _, err := os.Lstat(to); err == nil {
		return Report{}, fmt.Errorf("back up to %s: %w", to, fs.ErrExist)
	}
	aside, r, err := db.copyAside(filepath.Dir(to))
	if err != nil {
		return r, fmt.Errorf("back up: %w", err)
	}
	if err := settle(aside, to); err != nil {
		return r, fmt.Errorf("back up: %w", errors.Join(err, os.Remove(aside)))
	}
	return r, nil
}

// Copy gives a verified copy of the database, without what is not committed yet;
// it may be called inside a transaction. The error is that of [DB.Backup].
func (db *DB) Copy() (image []byte, err error) {
	aside, _, err := db.copyAside(filepath.Dir(db.Path()))
	if err != nil {
		return nil, fmt.Errorf("copy: %w", err)
	}
	image, err = os.ReadFile(aside)
	if err := errors.Join(err, os.Remove(aside)); err != nil {
		return nil, fmt.Errorf("copy: %w", err)
	}
	return image, nil
}

// Restore puts a copy in the place of the database of a folder. The copy must be
// sound, else it is an [ErrCorrupt]; a database that is there already is an
// [fs.ErrExist] unless force is set, and one in use an [ErrHeld] even so, as is a
// service that starts in the folder meanwhile. The
// old file stays beside the new one under its name with the stamp added, which
// is what is given back.
func Restore(from, dir, stamp string, force bool) (kept string, err error) {
	path := filepath.Join(dir, FileName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("restore: make data folder: %w", err)
	}
	_, err = os.Lstat(path)
	old := err == nil
	if old && same(from, path) {
		return "", fmt.Errorf("restore: %s is the database itself: %w", from, fs.ErrExist)
	}
	if old && !force {
		return "", fmt.Errorf("restore to %s: %w", path, fs.ErrExist)
	}
	copied, err := OpenReadOnly(from)
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	aside, _, err := copied.copyAside(dir)
	if err := errors.Join(swept(err), copied.Close()); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	if _, err := os.Lstat(path); err == nil && !old {
		return "", fmt.Errorf("restore: made meanwhile: %w", errors.Join(ErrHeld, os.Remove(aside)))
	}
	if old {
		kept = path + "." + stamp
		if err := keepBeside(path, kept); err != nil {
			return "", fmt.Errorf("restore: %w", errors.Join(err, os.Remove(aside)))
		}
	}
	if err := settle(aside, path); err != nil {
		return kept, fmt.Errorf("restore: %w", swept(errors.Join(err, os.Remove(aside))))
	}
	return kept, nil
}

// swept is an error of the copy set aside. A service that opens the database deletes
// what it takes for left behind by a killed copy ([Open]): when the copy is gone, it is
// not the one to restore that is missing.
func swept(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %v", ErrHeld, err) //nolint:errorlint // it is not the missing copy it looks like
	}
	return err
}

// copyAside writes a copy into a folder under a passing name and checks it.
// There is no file unless the copy is sound.
func (db *DB) copyAside(dir string) (name string, r Report, err error) {
	name, r, err = db.checkedAside(dir)
	if err == nil && !r.Sound() {
		err = errors.Join(fmt.Errorf("check copy: %s: %w", r.Findings()[0], ErrCorrupt), os.Remove(name))
	}
	if err != nil {
		return "", r, err
	}
	return name, r, nil
}

// wholeAside is copyAside that lets records pass which only disagree with each other:
// the service works with such a file and says so.
func (db *DB) wholeAside(dir string) (string, error) {
	name, r, err := db.checkedAside(dir)
	if err == nil && len(r.Damage) > 0 {
		err = errors.Join(fmt.Errorf("check copy: %s: %w", r.Damage[0], ErrCorrupt), os.Remove(name))
	}
	if err != nil {
		return "", err
	}
	return name, nil
}

// checkedAside writes a copy into a folder under a passing name and tells what is
// wrong with it. There is no file after an error.
func (db *DB) checkedAside(dir string) (name string, r Report, err error) {
	f, err := os.CreateTemp(dir, "."+FileName+"-*") // made with mode 0600
	if err != nil {
		return "", r, fmt.Errorf("make copy: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = db.View(func(tx *Tx) error {
		_, err := tx.bolt.WriteTo(f)
		return err
	})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", r, fmt.Errorf("write copy: %w", err)
	}
	if r, err = Check(f.Name()); err != nil {
		return "", r, fmt.Errorf("check copy: %w", err)
	}
	return f.Name(), r, nil
}

// keepBeside copies the old database to another name. It is copied and not moved,
// so that at no moment there is no database: the program would take that for its
// first start. Being held open meanwhile, it cannot be taken into use.
func keepBeside(path, kept string) (err error) {
	held, err := open(path, true)
	switch {
	case errors.Is(err, ErrHeld):
		return err
	case err == nil:
		defer func() { err = errors.Join(err, held.Close()) }()
	}
	if _, err := os.Lstat(kept); err == nil {
		return fmt.Errorf("keep the old database as %s: %w", kept, fs.ErrExist)
	}
	aside, err := duplicate(path)
	if err != nil {
		return fmt.Errorf("keep the old database: %w", err)
	}
	if err := settle(aside, kept); err != nil {
		return fmt.Errorf("keep the old database: %w", errors.Join(err, os.Remove(aside)))
	}
	return nil
}

// duplicate copies a file, sound or not, under a passing name beside it. There is
// no file unless it is whole.
func duplicate(path string) (name string, err error) {
	in, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.CreateTemp(filepath.Dir(path), "."+FileName+"-*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

// settle gives a written file its name and makes the name last.
func settle(aside, name string) error {
	if err := os.Rename(aside, name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	two, err := os.Stat(b)
	return err == nil && os.SameFile(one, two)
}
