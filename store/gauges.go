package store

import "time"

// OutboxState gives the number of records that wait for a wire to deliver them and the
// instant since when the oldest of them has waited, by the real clock; zero when none
// waits.
func (tx *Tx) OutboxState(w Wire) (waiting int, oldest time.Time, err error) {
	err = outbox.each(tx, nil, func(_ []byte, o Outgoing) (bool, error) {
		if o.Wire != w {
			return true, nil
		}
		waiting++
		if !o.Queued.IsZero() && (oldest.IsZero() || o.Queued.Before(oldest)) {
			oldest = o.Queued
		}
		return true, nil
	})
	return waiting, oldest, err
}

// AgendaSize is the number of moments in the agenda: of tasks, and of people who
// have put a task off. What the transaction itself has changed does not count yet.
func (tx *Tx) AgendaSize() int { return agenda.bucket(tx).Stats().KeyN }

// InboxSize is the number of updates not handled yet. What the transaction itself
// has changed does not count yet.
func (tx *Tx) InboxSize() int { return inbox.bucket(tx).Stats().KeyN }

// Size is the length of the database in bytes, which is that of a copy. The file
// is longer while bbolt has room in it that was never used.
func (tx *Tx) Size() int64 { return tx.bolt.Size() }

// EachTask walks over all tasks in the order of their numbers, ended ones too, keeping
// none of them.
func (tx *Tx) EachTask(do func(TaskRecord)) error {
	return tasks.each(tx, nil, func(_ []byte, t TaskRecord) (bool, error) {
		do(t)
		return true, nil
	})
}
