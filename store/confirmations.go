package store

import (
	"bytes"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

var (
	confirmations = table[plans.Confirmation]{"confirmations"}
	givens        = table[flag]{"givens"}
)

func givenKey(task uint64, c plans.Confirmation) []byte {
	return join(num(uint64(c.At.Unix())), num(task), num(c.Number))
}

// Confirm keeps a confirmation of a task under the next number and gives it back
// with that number.
func (tx *Tx) Confirm(task uint64, c plans.Confirmation) (plans.Confirmation, error) {
	n, err := confirmations.next(tx)
	if err != nil {
		return c, err
	}
	c.Number = n
	return c, tx.PutConfirmation(task, c)
}

// PutConfirmation keeps a confirmation whose number is known, and its place among
// those nobody has looked at.
func (tx *Tx) PutConfirmation(task uint64, c plans.Confirmation) error {
	key := num(task, c.Number)
	old, ok, err := confirmations.get(tx, key)
	if err != nil {
		return err
	}
	if ok && old.State == plans.Given {
		if err := givens.delete(tx, givenKey(task, old)); err != nil {
			return err
		}
	}
	if c.State == plans.Given {
		if err := givens.put(tx, givenKey(task, c), flag{}); err != nil {
			return err
		}
	}
	return confirmations.put(tx, key, c)
}

// Unjudged is a confirmation nobody has looked at, with its task's number.
type Unjudged struct {
	Task uint64
	plans.Confirmation
}

// OldestUnjudged is when the longest waiting confirmation was given; ok is false
// when none waits.
func (tx *Tx) OldestUnjudged() (at time.Time, ok bool) {
	k, _ := givens.bucket(tx).Cursor().First()
	if k == nil {
		return at, false
	}
	return time.Unix(int64(unnum(k)), 0).UTC(), true
}

// Unjudged gives the waiting confirmations given before an instant, oldest first.
func (tx *Tx) Unjudged(before time.Time) ([]Unjudged, error) {
	var keys [][]byte
	limit := num(uint64(before.Unix()))
	c := givens.bucket(tx).Cursor()
	for k, _ := c.First(); k != nil && bytes.Compare(k, limit) < 0; k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	found := make([]Unjudged, 0, len(keys))
	for _, k := range keys {
		given, err := tx.Confirmation(unnum(k[8:]), unnum(k[16:]))
		if err != nil {
			return nil, err
		}
		found = append(found, Unjudged{unnum(k[8:]), given})
	}
	return found, nil
}

// Confirmation gives one confirmation of a task; an unknown one is a
// [plans.ErrNotFound].
func (tx *Tx) Confirmation(task, n uint64) (plans.Confirmation, error) {
	c, ok, err := confirmations.get(tx, num(task, n))
	if err == nil && !ok {
		err = fmt.Errorf("confirmation %d of task %d: %w", n, task, errNotFound)
	}
	return c, err
}

// Confirmations gives the confirmations of a task, oldest first.
func (tx *Tx) Confirmations(task uint64) ([]plans.Confirmation, error) {
	return confirmations.all(tx, num(task))
}

// AllConfirmations gives every confirmation.
func (tx *Tx) AllConfirmations() ([]plans.Confirmation, error) { return confirmations.all(tx, nil) }
