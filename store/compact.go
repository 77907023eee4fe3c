package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// compactFrom is the size below which a file is left as it is: there is nothing
// to be won.
const compactFrom = 4 << 20

// compactStep is how much of the file one transaction of the compaction holds.
const compactStep = 16 << 20

// Compaction is what compacting did to the file, in bytes; both are zero when it
// was left as it is.
type Compaction struct{ Before, After int64 }

// Compact rewrites the closed database of a folder when more than half of its
// file is free: bbolt never gives space back, so a file once large stays large.
// The old file is checked before, the new one before it takes the old one's name,
// and the old one is locked until then, where the system lets an open file be
// replaced. Without a database nothing happens. Errors are those of
// [Open]; after any error the old file is in its place.
func Compact(dir string) (c Compaction, err error) {
	path := filepath.Join(dir, FileName)
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() < compactFrom {
		return c, nil
	}
	if err != nil {
		return c, fmt.Errorf("compact: %w", err)
	}
	db, err := open(path, false)
	if err != nil {
		return c, fmt.Errorf("compact: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	free := int64(db.bolt.Stats().FreePageN) * int64(db.bolt.Info().PageSize)
	if free*2 <= info.Size() || db.warning != "" {
		return c, nil // a damaged head must stay, to be reported
	}
	if err := db.undamaged(path); err != nil {
		return c, fmt.Errorf("compact: %w", err)
	}
	aside, err := db.compactAside(dir)
	if err != nil {
		return c, fmt.Errorf("compact: %w", err)
	}
	after, err := os.Stat(aside)
	if err == nil && !replaceOpen {
		err = db.Close()
	}
	if err == nil {
		err = settle(aside, path)
	}
	if err != nil {
		return c, fmt.Errorf("compact: %w", errors.Join(err, os.Remove(aside)))
	}
	return Compaction{Before: info.Size(), After: after.Size()}, nil
}

// undamaged refuses, with an [ErrCorrupt], a file in which something cannot be
// read: bbolt copies what a damaged page leads to, and ends the process where that
// lies outside the file.
func (db *DB) undamaged(path string) error {
	if err := examine(path); err != nil {
		return err
	}
	return db.View(func(tx *Tx) error {
		if r := tx.Check(); len(r.Damage) > 0 {
			return fmt.Errorf("%s: %w", r.Damage[0], ErrCorrupt)
		}
		return nil
	})
}

// compactAside writes the compacted database under a passing name and checks it.
// There is no file unless it is sound.
func (db *DB) compactAside(dir string) (name string, err error) {
	if err := sweep(dir); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "."+FileName+"-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := f.Close(); err != nil {
		return "", err
	}
	small, err := bbolt.Open(f.Name(), 0o600, &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return "", err
	}
	if err := errors.Join(bbolt.Compact(small, db.bolt, compactStep), small.Sync(), small.Close()); err != nil {
		return "", err
	}
	r, err := Check(f.Name())
	if err != nil {
		return "", err
	}
	if len(r.Damage) > 0 {
		return "", fmt.Errorf("%s: %w", r.Damage[0], ErrCorrupt)
	}
	return f.Name(), nil
}
