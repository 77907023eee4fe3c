package store

import (
	"bytes"
	"time"
)

// OutboxState gives the number of records that wait for a wire to deliver them and when
// the first of them was queued, by the real clock; zero when none waits.
func (tx *Tx) OutboxState(w Wire) (waiting int, oldest time.Time, err error) {
	var first []byte
	c := outbox.bucket(tx).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if wireOf(v) != w {
			continue
		}
		waiting++
		// Sequence numbers rise with time: one record is decoded, not all of them.
		if first == nil || bytes.Compare(k[8:], first[8:]) < 0 {
			first = k
		}
	}
	if first == nil {
		return 0, oldest, nil
	}
	o, _, err := outbox.get(tx, first)
	return waiting, o.Queued, err
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
