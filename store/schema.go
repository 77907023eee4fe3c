package store

import (
	"errors"
	"fmt"
	"strconv"
)

var meta = table[string]{"meta"}

// Schema is the number of the schema this program writes. It grows with every new
// bucket and every new field of a record: a program that does not know a field
// would call the file damaged.
const Schema = 4

// buckets are all those of the map in the package comment.
var buckets = []string{
	"meta", "plans", "projects", "events", "moves", "tasks", "numbers", "identities",
	"agenda", "moments", "silences", "people", "accounts", "invites", "guesses",
	"confirmations", "givens", "weeklies", "posts", "postwakes", "dialogs", "albums", "settings", "cards", "shown",
	"inbox", "updates", "outbox", "outkeys", "journal", "digests", "channels", "planloads", "planfiles",
	"alarms", "said", "kept", "untold", "planstates", "originals", "reports", "asks",
}

// since says in which schema a bucket came to the map; the first had all others.
func since(bucket string) int {
	switch bucket {
	case "planfiles", "said", "kept", "untold":
		return 3
	case "planstates", "originals", "reports", "asks":
		return 4
	}
	return 1
}

// missing gives the buckets that a file of its schema should have and has not.
func (tx *Tx) missing() ([]string, error) {
	schema, err := tx.schema()
	var names []string
	for _, name := range buckets {
		if since(name) <= schema && tx.bolt.Bucket([]byte(name)) == nil {
			names = append(names, name)
		}
	}
	return names, err
}

// migrations[n] brings a file of schema n+1 to schema n+2.
func migrations() []func(*Tx) error {
	asItIs := func(*Tx) error { return nil }
	return []func(*Tx) error{
		asItIs,     // settings and posts have new fields, menus their own queue
		asItIs,     // messages are remembered; people, units, posts and confirmations have new fields
		planByPlan, // several plans are in force side by side
	}
}

// upToDate keeps a copy of a file of an earlier schema and migrates it.
func (db *DB) upToDate(steps []func(*Tx) error) error {
	if err := db.keepEarlier(steps); err != nil {
		return err
	}
	return db.migrate(steps)
}

// migrate makes a new file, or brings one of an older schema up to the one that the
// steps lead to, in one transaction.
func (db *DB) migrate(steps []func(*Tx) error) error {
	to := len(steps) + 1
	return db.Update(func(tx *Tx) error {
		from, err := tx.schema()
		if err != nil {
			return err
		}
		if from > to {
			return fmt.Errorf("schema %d, this program knows %d: %w", from, to, ErrNewer)
		}
		if from == to {
			return tx.complete()
		}
		// A file without the schema's number is new only if it is empty: making
		// buckets in another one would hide that ours were lost.
		if name, _ := tx.bolt.Cursor().First(); from == 0 && name != nil {
			return fmt.Errorf("no schema number beside bucket %q: %w", name, ErrCorrupt)
		}
		for _, name := range buckets {
			if _, err := tx.bolt.CreateBucketIfNotExists([]byte(name)); err != nil {
				return fmt.Errorf("create bucket %s: %w", name, err)
			}
		}
		if from > 0 {
			for i, step := range steps[from-1:] {
				if err := step(tx); err != nil {
					return fmt.Errorf("migrate from schema %d: %w", from+i, err)
				}
			}
		}
		return meta.put(tx, []byte("schema"), strconv.Itoa(to))
	})
}

// readable refuses a file opened for reading that this program did not write; the error wraps
// [ErrCorrupt] or [ErrNewer].
func (db *DB) readable() error {
	return db.View(func(tx *Tx) error {
		n, err := tx.schema()
		switch {
		case err != nil:
			return err
		case n == 0:
			return fmt.Errorf("no schema number: %w", ErrCorrupt)
		case n > Schema:
			return fmt.Errorf("schema %d, this program knows %d: %w", n, Schema, ErrNewer)
		}
		return tx.complete()
	})
}

// Current reports whether the file is of the present schema; one opened only to be
// read may be older. What cannot be read shows elsewhere.
func (tx *Tx) Current() bool {
	n, err := tx.schema()
	return err == nil && n == Schema
}

// complete refuses, with an [ErrCorrupt], a file that lacks a bucket of the map.
func (tx *Tx) complete() error {
	missing, err := tx.missing()
	if err != nil || len(missing) == 0 {
		return err
	}
	return fmt.Errorf("bucket %s is missing: %w", missing[0], ErrCorrupt)
}

// schema is the file's number, 0 for a file just made.
func (tx *Tx) schema() (int, error) {
	if tx.bolt.Bucket([]byte(meta.name)) == nil {
		return 0, nil
	}
	s, ok, err := meta.get(tx, []byte("schema"))
	switch {
	case err != nil:
		return 0, fmt.Errorf("schema number: %w: %w", err, ErrCorrupt)
	case !ok:
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("schema number %q: %w", s, errors.Join(err, ErrCorrupt))
	}
	return n, nil
}
