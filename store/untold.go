package store

import (
	"bytes"
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

// cutPauses ends the pause before a repetition in a chat. Only what stands first there
// is ever tried: the rest, which may be long, is not looked at.
func (tx *Tx) cutPauses(chat int64) error {
	var paused []Outgoing
	err := outbox.each(tx, signed(chat), func(_ []byte, o Outgoing) (bool, error) {
		if o.Pausing {
			paused = append(paused, o)
		}
		return o.Pausing, nil
	})
	if err != nil {
		return err
	}
	for _, o := range paused {
		o.NotBefore, o.Pausing = time.Time{}, false
		if err := tx.Keep(o); err != nil {
			return err
		}
	}
	return nil
}
