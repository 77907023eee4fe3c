package store

import "time"

// OutboxState tells how many records wait to be delivered and since when the
// oldest of them does, by the real clock; zero when none waits.
func (tx *Tx) OutboxState() (waiting int, oldest time.Time, err error) {
	err = outbox.each(tx, nil, func(_ []byte, o Outgoing) (bool, error) {
		waiting++
		if !o.Queued.IsZero() && (oldest.IsZero() || o.Queued.Before(oldest)) {
			oldest = o.Queued
		}
		return true, nil
	})
	return waiting, oldest, err
}

// AgendaSize tells how many tasks, and people with a task put off, have a next
// moment.
func (tx *Tx) AgendaSize() int { return agenda.bucket(tx).Stats().KeyN }

// InboxSize tells how many updates are not handled yet.
func (tx *Tx) InboxSize() int { return inbox.bucket(tx).Stats().KeyN }

// Size is the length of the database's file in bytes.
func (tx *Tx) Size() int64 { return tx.bolt.Size() }
