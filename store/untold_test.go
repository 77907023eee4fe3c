package store

import (
	"testing"
	"time"
)

// TestTellAgain lets a person who is there again hear at once what waits to be
// repeated and what may never have arrived, and leaves alone what Telegram asked to
// hold back and what is for others.
func TestTellAgain(t *testing.T) {
	later := noon.Add(time.Hour)
	change(t, filled(t), func(tx *Tx) error {
		for _, o := range []Outgoing{
			{Key: "pausing", Chat: 7, Do: SendText, NotBefore: later, Repeat: true, Repeats: 3, Pausing: true},
			{Key: "pausing too", Chat: 7, Do: SendText, NotBefore: later, Repeat: true, Repeats: 1, Pausing: true},
			{Key: "banned", Chat: 7, Do: SendText, NotBefore: later, Repeat: true, Repeats: 1},
			{Key: "other", Chat: 8, Do: SendText, NotBefore: later, Repeat: true, Repeats: 1, Pausing: true},
		} {
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		for chat := range int64(3) {
			o := Outgoing{Key: "untold", Chat: 6 + chat, Do: SendText, Seq: 90, Attempts: 6, Repeat: true, Repeats: 6, NotBefore: later}
			if err := tx.PutUntold(o); err != nil {
				return err
			}
		}
		o := Outgoing{Key: "untold too", Chat: 7, Do: SendText, Seq: 91, Attempts: 6, Repeat: true, Repeats: 6, NotBefore: later}
		if err := tx.PutUntold(o); err != nil {
			return err
		}
		if err := tx.TellAgain(7); err != nil {
			return err
		}
		for key, want := range map[string]bool{"pausing": true, "pausing too": true, "banned": false, "other": false, "untold": true, "untold too": true} {
			o, ok, err := tx.Waiting(key)
			if err != nil {
				return err
			}
			if !ok || o.NotBefore.IsZero() != want || !o.Repeat {
				t.Errorf("%s: %+v, %v", key, o, ok)
			}
		}
		left, err := untold.all(tx, nil)
		if len(left) != 3 { // one of them is that of the filled file
			t.Errorf("untold: %+v", left)
		}
		return err
	})
}
