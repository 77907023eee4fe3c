package store

import (
	"bytes"
	"fmt"
	"time"
)

var untold = table[Outgoing]{"untold"}

// PutUntold keeps a private message of which nobody knows whether it ever arrived,
// after the last of its repetitions.
func (tx *Tx) PutUntold(o Outgoing) error { return untold.put(tx, outboxKey(o), o) }

// TellAgain queues what is untold in a chat once more, marked as a repetition, and
// lets go at once what waits there to be repeated: its reader is there.
func (tx *Tx) TellAgain(chat int64) error {
	var keys [][]byte
	var waiting []Outgoing
	err := untold.each(tx, signed(chat), func(k []byte, o Outgoing) (bool, error) {
		keys, waiting = append(keys, bytes.Clone(k)), append(waiting, o)
		return true, nil
	})
	if err != nil {
		return err
	}
	if err := tx.cutPauses(chat); err != nil {
		return err
	}
	for i, o := range waiting {
		if err := untold.delete(tx, keys[i]); err != nil {
			return err
		}
		o.Repeat, o.Repeats, o.Attempts = true, 0, 0
		o.NotBefore, o.Failing = time.Time{}, time.Time{}
		if err := tx.Send(o); err != nil {
			return err
		}
	}
	return nil
}

// pausingMark stands in the JSON of a record that waits to be repeated.
var pausingMark = []byte(`"pausing":true`)

// cutPauses ends the pauses before repetitions in a chat.
func (tx *Tx) cutPauses(chat int64) error {
	var pausing []Outgoing
	prefix, c := signed(chat), outbox.bucket(tx).Cursor()
	for k, b := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, b = c.Next() {
		// Most are not, and this is asked at every word and press.
		if !bytes.Contains(b, pausingMark) {
			continue
		}
		o, err := decode[Outgoing](b)
		if err != nil {
			return fmt.Errorf("read %s %x: %w", outbox.name, k, err)
		}
		pausing = append(pausing, o)
	}
	for _, o := range pausing {
		if !o.Pausing {
			continue // its text says so
		}
		o.NotBefore, o.Pausing = time.Time{}, false
		if err := tx.Keep(o); err != nil {
			return err
		}
	}
	return nil
}
