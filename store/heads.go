package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Delivery asks only for the chats in which something has changed since it last
// asked: what merely waits costs it nothing.

// ofMax is how the record of another wire than Telegram's begins, as it is kept: its
// wire is the first of its fields.
var ofMax = []byte(`{"wire":"` + string(Max) + `"`)

// wireOf tells the wire of a record of the outbox without decoding it.
func wireOf(record []byte) Wire {
	if bytes.HasPrefix(record, ofMax) {
		return Max
	}
	return Telegram
}

// touch notes that a record was put or taken out: what stays decoded of its bucket, what
// people see on cards for [DB.OnChange], and one of the outbox for delivery.
func (tx *Tx) touch(bucket string, key []byte) {
	delete(tx.decoded, bucket)
	if lasting(bucket) {
		if tx.changed == nil {
			tx.changed = map[string]bool{}
		}
		tx.changed[bucket] = true
	}
	tx.changes.note(bucket, key)
	if bucket != outbox.name || len(key) < 8 {
		return
	}
	if tx.chats == nil {
		tx.chats = map[int64]bool{}
	}
	tx.chats[unsigned(key)] = true
}

// Touched gives the chats whose records this transaction has changed.
func (tx *Tx) Touched() []int64 { return slices.Collect(maps.Keys(tx.chats)) }

// note keeps the chats of a commit for delivery.
func (db *DB) note(chats map[int64]bool) {
	if len(chats) == 0 {
		return
	}
	db.changing.Lock()
	defer db.changing.Unlock()
	if db.changed == nil {
		db.changed = map[int64]bool{}
	}
	maps.Copy(db.changed, chats)
}

// Changed gives the chats in whose outbox something was changed by a commit since it
// was last asked.
func (db *DB) Changed() []int64 {
	db.changing.Lock()
	defer db.changing.Unlock()
	changed := slices.Collect(maps.Keys(db.changed))
	db.changed = nil
	return changed
}

// lookBehind is how many records behind a chat's first are looked at for an answer
// that somebody waits for.
const lookBehind = 8

// Head gives the first record of a chat for Telegram; ok is false when none waits. Urgent says that
// it, or one soon behind it, is not bulk.
func (tx *Tx) Head(chat int64) (head Outgoing, urgent, ok bool, err error) {
	prefix, c := signed(chat), outbox.bucket(tx).Cursor()
	seen := 0
	for k, b := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix) && !urgent && seen <= lookBehind; k, b = c.Next() {
		if wireOf(b) != Telegram {
			continue
		}
		var o Outgoing
		if err := json.Unmarshal(b, &o); err != nil {
			return head, false, false, fmt.Errorf("read %s %x: %w", outbox.name, k, err)
		}
		if !ok {
			head, ok = o, true
		}
		urgent = urgent || !o.Bulk
		seen++
	}
	return head, urgent, ok, nil
}

// WaitingAt gives the record of a chat under its sequence number; ok is false when it
// does not wait any more.
func (tx *Tx) WaitingAt(chat int64, seq uint64) (Outgoing, bool, error) {
	return outbox.get(tx, outboxKey(Outgoing{Chat: chat, Seq: seq}))
}

// EachWaiting walks over all that waits for a wire, keeping none of it; what waits for
// another is not decoded.
func (tx *Tx) EachWaiting(w Wire, do func(Outgoing)) error {
	c := outbox.bucket(tx).Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		if wireOf(b) != w {
			continue
		}
		var o Outgoing
		if err := read(b, &o); err != nil {
			return fmt.Errorf("read %s %x: %w", outbox.name, k, err)
		}
		do(o)
	}
	return nil
}

// WaitingKeys gives the keys of what waits that begin with a prefix; no record is read.
func (tx *Tx) WaitingKeys(prefix string) []string {
	var keys []string
	c := outkeys.bucket(tx).Cursor()
	for k, _ := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, _ = c.Next() {
		keys = append(keys, string(k))
	}
	return keys
}
