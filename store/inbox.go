package store

import (
	"bytes"
	"time"
)

var (
	inbox   = table[Incoming]{"inbox"}
	updates = table[int64]{"updates"}
)

// updateMemory is how long an update's id is remembered: Telegram keeps
// unconfirmed updates for 24 hours, so a repetition cannot come later.
const updateMemory = 48 * time.Hour

// Receive puts an update into the inbox, unless one of that id came within the
// last two days. Id 0 is an update of the program's own and always new.
func (tx *Tx) Receive(in Incoming) error {
	n, err := tx.arrive(in)
	if err != nil || n == 0 {
		return err
	}
	return inbox.put(tx, num(n), in)
}

// Accept is [Tx.Receive] of updates that are handled in this same transaction, so that
// they need not lie in the inbox; it gives those that are new.
func (tx *Tx) Accept(ins []Incoming) ([]Received, error) {
	var got []Received
	for _, in := range ins {
		n, err := tx.arrive(in)
		if err != nil {
			return nil, err
		}
		if n != 0 {
			got = append(got, Received{n, in})
		}
	}
	return got, nil
}

// arrive remembers an update's id and gives its arrival number, 0 for one that came
// before.
func (tx *Tx) arrive(in Incoming) (uint64, error) {
	if in.Update != 0 {
		key := signed(in.Update)
		at, ok, err := updates.get(tx, key)
		if err != nil {
			return 0, err
		}
		if ok && in.At.Sub(time.Unix(at, 0)) < updateMemory {
			return 0, nil
		}
		if err := updates.put(tx, key, in.At.Unix()); err != nil {
			return 0, err
		}
	}
	// Whoever handles the inbox is woken even by what is handled at once: it may have
	// begun an album.
	tx.received = true
	return inbox.next(tx)
}

// ReceiveAll puts updates into the inbox, in their order.
func (tx *Tx) ReceiveAll(ins []Incoming) error {
	for _, in := range ins {
		if err := tx.Receive(in); err != nil {
			return err
		}
	}
	return nil
}

// Received is an inbox record with its arrival number.
type Received struct {
	N uint64
	Incoming
}

// Inbox gives the oldest records, at most limit.
func (tx *Tx) Inbox(limit int) ([]Received, error) {
	var got []Received
	err := inbox.each(tx, nil, func(k []byte, in Incoming) (bool, error) {
		got = append(got, Received{unnum(k), in})
		return len(got) < limit, nil
	})
	return got, err
}

// Handled takes a record out of the inbox; its effect stands in the same
// transaction. One that was accepted was never in it.
func (tx *Tx) Handled(n uint64) error { return inbox.delete(tx, num(n)) }

// ForgetUpdates drops remembered ids older than Telegram could repeat.
func (tx *Tx) ForgetUpdates(now time.Time) error {
	var old [][]byte
	err := updates.each(tx, nil, func(k []byte, at int64) (bool, error) {
		if now.Sub(time.Unix(at, 0)) >= updateMemory {
			old = append(old, bytes.Clone(k))
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, k := range old {
		if err := updates.delete(tx, k); err != nil {
			return err
		}
	}
	return nil
}
