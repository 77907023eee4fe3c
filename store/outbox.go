package store

import (
	"bytes"
	"fmt"
	"time"
)

var (
	outbox  = table[Outgoing]{"outbox"}
	outkeys = table[[]byte]{"outkeys"}
)

func outboxKey(o Outgoing) []byte { return join(signed(o.Chat), num(o.Seq)) }

// Send puts a record into the outbox, behind all others of its chat. A record still
// waiting under the same Key stays as it is, and nothing is put; a waiting, never
// tried one of the same series (Replaces) is dropped.
func (tx *Tx) Send(o Outgoing) error {
	if o.Key == "" {
		return fmt.Errorf("send: record without a key")
	}
	if at, ok, err := outkeys.get(tx, []byte(o.Key)); err != nil || ok && at != nil {
		return err
	}
	if o.Replaces != "" {
		old, ok, err := tx.waiting(o)
		if err != nil {
			return err
		}
		if ok {
			if err := tx.Drop(old); err != nil {
				return err
			}
		}
	}
	n, err := outbox.next(tx)
	if err != nil {
		return err
	}
	o.Seq = n
	tx.sent = true
	if err := outkeys.put(tx, []byte(o.Key), outboxKey(o)); err != nil {
		return err
	}
	return outbox.put(tx, outboxKey(o), o)
}

// waiting finds the never tried record of a newer one's series.
func (tx *Tx) waiting(newer Outgoing) (found Outgoing, ok bool, err error) {
	err = outbox.each(tx, signed(newer.Chat), func(_ []byte, o Outgoing) (bool, error) {
		if o.Wire == newer.Wire && o.Replaces == newer.Replaces && o.Attempts == 0 && !o.Trying {
			found, ok = o, true
		}
		return !ok, nil
	})
	return found, ok, err
}

// Heads gives the first record of every chat of a wire, in the order of queueing:
// within a chat nothing overtakes. Where two wires have a chat of the same number,
// neither waits for the other.
func (tx *Tx) Heads(w Wire) ([]Outgoing, error) {
	var heads []Outgoing
	c := outbox.bucket(tx).Cursor()
	for k, v := c.First(); k != nil; {
		if wireOf(v) != w {
			k, v = c.Next()
			continue
		}
		o, ok, err := outbox.get(tx, k)
		if err != nil {
			return nil, err
		}
		if ok {
			heads = append(heads, o)
		}
		after := bytes.Clone(k[:8])
		k, v = c.Seek(join(after, bytes.Repeat([]byte{0xff}, 9)))
	}
	return heads, nil
}

// Keep writes back a record's state of delivery; one that was taken out stays out.
func (tx *Tx) Keep(o Outgoing) error {
	if _, ok, err := outbox.get(tx, outboxKey(o)); err != nil || !ok {
		return err
	}
	tx.sent = true
	return outbox.put(tx, outboxKey(o), o)
}

// Drop takes a record out of the outbox.
func (tx *Tx) Drop(o Outgoing) error {
	if err := outkeys.delete(tx, []byte(o.Key)); err != nil {
		return err
	}
	return outbox.delete(tx, outboxKey(o))
}

// Waiting gives the record of a key; ok is false when none waits any more.
func (tx *Tx) Waiting(key string) (Outgoing, bool, error) {
	at, ok, err := outkeys.get(tx, []byte(key))
	if err != nil || !ok {
		return Outgoing{}, false, err
	}
	return outbox.get(tx, at)
}

// Outbox gives every waiting record.
func (tx *Tx) Outbox() ([]Outgoing, error) { return outbox.all(tx, nil) }

// Redirect moves what waits for one chat to another, when a group became a
// supergroup. Edits stay: they still work in the old chat (Bot API
// «ResponseParameters.migrate_to_chat_id» concerns writing).
func (tx *Tx) Redirect(from, to int64) error {
	waiting, err := outbox.all(tx, signed(from))
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if !o.Do.Sends() || o.Wire != Telegram {
			continue
		}
		if err := outbox.delete(tx, outboxKey(o)); err != nil {
			return err
		}
		o.Chat, o.ReplyTo, o.Thread = to, 0, 0
		if err := outkeys.put(tx, []byte(o.Key), outboxKey(o)); err != nil {
			return err
		}
		if err := outbox.put(tx, outboxKey(o), o); err != nil {
			return err
		}
	}
	tx.sent = true
	return nil
}

// Hold keeps all records of a wire back until an instant of the real clock, because
// the messenger asked the bot to pause.
func (tx *Tx) Hold(w Wire, until time.Time) error {
	return meta.put(tx, holdKey(w), until.UTC().Format(time.RFC3339Nano))
}

func holdKey(w Wire) []byte { return []byte("hold" + string(w)) }

// HeldUntil is the end of the pause that a messenger asked for, zero for none.
func (tx *Tx) HeldUntil(w Wire) (time.Time, error) {
	s, ok, err := meta.get(tx, holdKey(w))
	if err != nil || !ok {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read hold: %w", err)
	}
	return at, nil
}
