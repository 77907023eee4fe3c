package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"sdelaemvmeste/plans"
)

// CopiesFolder is the name of the folder of nightly copies, beside the database.
const CopiesFolder = "copies"

// copyName is how nightly copies are called; by the day in it they sort.
var copyName = regexp.MustCompile(`^sdelaem-\d{4}-\d{2}-\d{2}\.db$`)

// NightlyCopy writes the verified copy of a day into a folder, made when it is
// missing, and then deletes all but the newest keep copies. Made is false for a day
// that has a copy already. Nothing is deleted unless the new copy is sound, so that
// a run of failures never eats up the good ones.
func (db *DB) NightlyCopy(dir string, day plans.Date, keep int) (made bool, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, fmt.Errorf("nightly copy: make folder: %w", err)
	}
	if err := sweep(dir); err != nil {
		return false, fmt.Errorf("nightly copy: %w", err)
	}
	_, err = db.Backup(filepath.Join(dir, "sdelaem-"+day.String()+".db"))
	switch {
	case errors.Is(err, fs.ErrExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("nightly copy: %w", err)
	}
	names, err := copies(dir)
	if err != nil {
		return true, fmt.Errorf("nightly copy: %w", err)
	}
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return true, fmt.Errorf("nightly copy: delete an old one: %w", err)
		}
	}
	return true, nil
}

// copies are the names of the copies in a folder, the oldest first.
func copies(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && copyName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

// sweep deletes what a copy leaves behind when the process dies in the middle of
// it. The caller holds the database, so that nobody else is at such a file.
func sweep(dir string) error {
	left, err := filepath.Glob(filepath.Join(dir, "."+FileName+"-*"))
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}
