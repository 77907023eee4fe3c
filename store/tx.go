package store

import (
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// View runs fn on a consistent reading of the database. An error wraps [ErrFatal]
// when the file cannot be read any more.
func (db *DB) View(fn func(*Tx) error) error {
	return db.mapped(func() error {
		return db.bolt.View(func(t *bbolt.Tx) error { return fn(&Tx{bolt: t, db: db}) })
	})
}

// Update runs fn in a transaction that is kept whole or not at all. An error or
// a panic of fn rolls it back; an error of the commit itself wraps [ErrFatal].
func (db *DB) Update(fn func(*Tx) error) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	var wake Tx
	var refused error
	err := db.mapped(func() error {
		return db.bolt.Update(func(t *bbolt.Tx) error {
			tx := Tx{bolt: t, db: db}
			refused = fn(&tx)
			wake = tx
			return refused
		})
	})
	switch {
	case errors.Is(err, ErrFatal):
		return err
	case refused != nil:
		return refused
	case err != nil:
		return fmt.Errorf("%w: %w", ErrFatal, err)
	}
	if wake.received {
		signal(db.inbox)
	}
	if wake.sent {
		signal(db.outbox)
	}
	if wake.drafted {
		signal(db.drafts)
	}
	return nil
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Received signals, once for any number of commits, that the inbox has grown.
func (db *DB) Received() <-chan struct{} { return db.inbox }

// Queued signals, once for any number of commits, that the outbox has grown or its
// records have changed.
func (db *DB) Queued() <-chan struct{} { return db.outbox }

// Drafted signals, once for any number of commits, that a post has changed, or the
// settings by which posts are handled.
func (db *DB) Drafted() <-chan struct{} { return db.drafts }

// Tx is a transaction. Nothing taken from it may be used after it ends but the
// values returned, which are copies.
type Tx struct {
	bolt                    *bbolt.Tx
	db                      *DB
	received, sent, drafted bool
	// decoded is what [once] has read, by bucket.
	decoded map[string]map[string]any
}
