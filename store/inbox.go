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
	if in.Update != 0 {
		key := signed(in.Update)
		at, ok, err := updates.get(tx, key)
		if err != nil {
			return err
		}
		if ok && in.At.Sub(time.Unix(at, 0)) < updateMemory {
			return nil
		}
		if err := updates.put(tx, key, in.At.Unix()); err != nil {
			return err
		}
	}
	n, err := inbox.next(tx)
	if err != nil {
		return err
	}
	tx.received = true
	return inbox.put(tx, num(n), in)
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
// transaction.
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
