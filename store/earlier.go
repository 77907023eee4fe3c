package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// ErrUncopied says that a file of an earlier schema could not be copied, so that it
// was left as it is: without the copy there would be no way back.
var ErrUncopied = errors.New("database was not copied before it is brought up to date")

// earlierName is how copies made before a migration are called: by the schema of the
// file, and by a number where there are several.
var earlierName = regexp.MustCompile(`^sdelaem-schema-(\d+)(?:-(\d+))?\.db$`)

// EarlierCopy gives the newest copy in the folder of the database that this program
// can open and that was made before a later program migrated the file; "" for none.
func EarlierCopy(dir string) (string, error) {
	folder := filepath.Join(dir, CopiesFolder)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for a copy of an earlier schema: %w", err)
	}
	newest, bestSchema, bestNumber := "", 0, 0
	for _, e := range entries {
		name := earlierName.FindStringSubmatch(e.Name())
		if name == nil || !e.Type().IsRegular() {
			continue
		}
		schema, err := strconv.Atoi(name[1])
		number, _ := strconv.Atoi(name[2]) // the first has none
		if err != nil || schema > Schema || schema < bestSchema || schema == bestSchema && number < bestNumber {
			continue
		}
		newest, bestSchema, bestNumber = filepath.Join(folder, e.Name()), schema, number
	}
	return newest, nil
}

// keepEarlier copies a file of an earlier schema into the folder of copies before it
// is migrated. An error wraps [ErrUncopied] and says why.
func (db *DB) keepEarlier(steps []func(*Tx) error) error {
	from := 0
	err := db.View(func(tx *Tx) (err error) {
		from, err = tx.schema()
		return err
	})
	if err != nil || from == 0 || from > len(steps) {
		return err
	}
	dir := filepath.Join(filepath.Dir(db.Path()), CopiesFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("%w: make folder: %w", ErrUncopied, err)
	}
	if err := sweep(dir); err != nil {
		return fmt.Errorf("%w: %w", ErrUncopied, err)
	}
	to, err := freeName(dir, from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUncopied, err)
	}
	aside, err := db.wholeAside(dir)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUncopied, err)
	}
	if err := settle(aside, to); err != nil {
		return fmt.Errorf("%w: %w", ErrUncopied, errors.Join(err, os.Remove(aside)))
	}
	return nil
}

// freeName is the name of the next copy of a schema.
func freeName(dir string, schema int) (string, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("sdelaem-schema-%d.db", schema)
		if n > 1 {
			name = fmt.Sprintf("sdelaem-schema-%d-%d.db", schema, n)
		}
		_, err := os.Lstat(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			return filepath.Join(dir, name), nil
		}
		if err != nil {
			return "", err
		}
	}
}
