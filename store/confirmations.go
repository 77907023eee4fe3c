package store

import (
	"fmt"

	"sdelaemvmeste/plans"
)

var confirmations = table[plans.Confirmation]{"confirmations"}

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

// PutConfirmation keeps a confirmation whose number is known.
func (tx *Tx) PutConfirmation(task uint64, c plans.Confirmation) error {
	return confirmations.put(tx, join(num(task), num(c.Number)), c)
}

// Confirmation gives one confirmation of a task; an unknown one is a
// [plans.ErrNotFound].
func (tx *Tx) Confirmation(task, n uint64) (plans.Confirmation, error) {
	c, ok, err := confirmations.get(tx, join(num(task), num(n)))
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
