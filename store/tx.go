package store

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

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
	var serial int
	var refused error
	err := db.mapped(func() error {
		return db.bolt.Update(func(t *bbolt.Tx) error {
			tx := Tx{bolt: t, db: db}
			if refused = fn(&tx); refused == nil {
				refused = tx.follow()
			}
			if refused == nil {
				db.decoded.forget(&tx)
			}
			wake, serial = tx, t.ID()
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
	db.open.committed(serial, wake.opened)
	db.note(wake.chats)
	if wake.received {
		signal(db.inbox)
	}
	if wake.sent {
		signal(db.outbox)
		signal(db.maxbox)
	}
	if wake.drafted {
		signal(db.drafts)
	}
	if wake.reported {
		signal(db.asked)
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

// Queued signals to a wire, once for any number of commits, that the outbox has grown
// or its records have changed.
func (db *DB) Queued(w Wire) <-chan struct{} {
	if w == Max {
		return db.maxbox
	}
	return db.outbox
}

// Drafted signals, once for any number of commits, that a post has changed, or the
// settings by which posts are handled.
func (db *DB) Drafted() <-chan struct{} { return db.drafts }

// Asked signals, once for any number of commits, that reports were asked for.
func (db *DB) Asked() <-chan struct{} { return db.asked }

// Tx is a transaction. Nothing taken from it may be used after it ends but the
// values returned, which are copies.
type Tx struct {
	bolt                    *bbolt.Tx
	db                      *DB
	received, sent, drafted bool
	reported                bool
	// chats are those whose outbox the transaction has changed.
	chats map[int64]bool
	// decoded is what [once] has read, by bucket.
	decoded map[string]map[string]any
	// changed are the buckets of which something stays decoded that the transaction has
	// changed.
	changed map[string]bool
	// opened is by how many the open tasks of each set of units have changed.
	opened map[string]int
	// changes are the tasks and projects that the transaction has changed.
	changes Changes
}

// bbolt reads its file as mapped memory: when a disk gives a page no more, or
// somebody has cut the file short under the running program, there is no error but
// a fault of memory, which would end the process with a trace of goroutines. Here
// it becomes an [ErrFatal] that wraps [ErrCorrupt].

// Torn reports whether a recovered panic is a fault of mapped memory, or bbolt's own
// over a page that is not the one it looked for: a file cut short and lengthened again
// holds zeros there. After either the file cannot be read any more. Whoever recovers
// panics inside a transaction must let it pass by panicking again.
func Torn(p any) bool {
	if said, ok := p.(string); ok {
		return slices.ContainsFunc([]string{"assertion failed: ", "invalid page type: ", "pgid ("}, func(head string) bool {
			return strings.HasPrefix(said, head)
		})
	}
	// Of runtime errors only faults under SetPanicOnFault have an address.
	_, ok := p.(interface{ Addr() uintptr })
	return ok
}

// mapped runs what reads mapped memory. After a fault nothing more is read or
// written: bbolt may have been left in the middle of anything.
func (db *DB) mapped(run func() error) (err error) {
	if db.torn.Load() {
		return fmt.Errorf("%w: %w", ErrFatal, ErrCorrupt)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		p := recover()
		switch {
		case p == nil:
		case Torn(p):
			db.torn.Store(true)
			err = fmt.Errorf("%w: %v: %w", ErrFatal, p, ErrCorrupt)
		default:
			panic(p)
		}
	}()
	return run()
}
