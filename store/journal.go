package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

var journal = table[Entry]{"journal"}

// Entry is one change of state: who, when, what, before and after. Entries are
// never changed or deleted.
type Entry struct {
	N  uint64         `json:"n"`
	At time.Time      `json:"at"`
	By plans.PersonID `json:"by,omitempty"` // empty: the program itself
	// Did names the change, Of what was changed ("task/12").
	Did    string          `json:"did"`
	Of     string          `json:"of"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	// Prev is the hash of the entry before, "" for the first: a later change of any
	// entry shows in the one after it (see [Tx.JournalHash]).
	Prev string `json:"prev,omitempty"`
}

// Write appends an entry; before and after may be nil.
func (tx *Tx) Write(at time.Time, by plans.PersonID, did, of string, before, after any) error {
	n, err := journal.next(tx)
	if err != nil {
		return err
	}
	e := Entry{N: n, At: at.UTC(), By: by, Did: did, Of: of}
	if e.Before, err = raw(before); err != nil {
		return err
	}
	if e.After, err = raw(after); err != nil {
		return err
	}
	e.Prev = tx.JournalHash()
	return journal.put(tx, num(n), e)
}

func raw(v any) (json.RawMessage, error) {
	if v == nil {
		return nil, nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return b, nil
}

// Journal gives the entries about one thing, oldest first; "" is everything, a
// name ending in a slash everything of that sort.
func (tx *Tx) Journal(of string) ([]Entry, error) {
	var found []Entry
	err := journal.each(tx, nil, func(_ []byte, e Entry) (bool, error) {
		if of == "" || e.Of == of || strings.HasSuffix(of, "/") && strings.HasPrefix(e.Of, of) {
			found = append(found, e)
		}
		return true, nil
	})
	return found, err
}
