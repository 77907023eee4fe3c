package telegram

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestAnswersGoBeforeBulk: who asks something amid the morning's messages to everybody
// does not wait for all of them, but within their own chat nothing overtakes.
func TestAnswersGoBeforeBulk(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		const people = 300 // ten seconds' worth
		for i := range people {
			id := w.tg.AddUser(emulator.User{FirstName: "Сотрудник"}).ID
			w.tg.Start(id)
			w.send(bulk(fmt.Sprintf("digest %d", i), id))
		}
		w.send(bulk("digest of Anna", w.anna), bulk("digest of Boris", w.boris))
		time.AfterFunc(2*time.Second, func() { w.send(text("answer", w.anna)) })
		w.deliver(time.Minute)
		same(t, "Anna's", w.texts(w.anna), []string{"digest of Anna", "answer"})
		// Thirty go out a second: the answer is among the next of them, or those after.
		if got := w.after(start, w.anna); got[0] > 2 || got[1] > 3 {
			t.Errorf("Anna's came after %d seconds", got)
		}
		if got := w.after(start, w.boris); got[0] < 9 {
			t.Errorf("Boris's came after %d seconds", got)
		}
	})
}

// TestChatTouchedByARolledBackFollowUp is read anew: what a failed follow-up put into it
// is not sent, what was there before is.
func TestChatTouchedByARolledBackFollowUp(t *testing.T) {
	play(t, func(w *world) {
		w.cfg.Settle = func(tx *store.Tx, o store.Outgoing, _ store.Outcome) error {
			if o.Key != "first" {
				return nil
			}
			if err := tx.Send(text("never", w.boris)); err != nil {
				return err
			}
			return fmt.Errorf("refused")
		}
		w.send(text("first", w.anna), text("second", w.anna))
		w.deliver(time.Minute)
		same(t, "Anna's", w.texts(w.anna), []string{"first", "second"})
		same(t, "Boris's", w.texts(w.boris), []string{})
	})
}

// TestCommitAmidATurnIsNotMissed: what is queued while a turn reads is found by the next
// one, though this one could not see it.
func TestCommitAmidATurnIsNotMissed(t *testing.T) {
	play(t, func(w *world) {
		d := &delivery{w: w.wire(), pace: newPacer(w.cfg.Pace), queue: newQueue(), flying: map[uint64]store.Outgoing{}}
		if _, err := d.interrupted(); err != nil {
			t.Fatal(err)
		}
		err := w.db.View(func(tx *store.Tx) error {
			var other sync.WaitGroup
			other.Go(func() { w.send(text("amid the turn", w.anna)) })
			other.Wait()
			_, err := d.choose(tx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.turn(nil)
		if err != nil || len(p.next) != 1 || p.next[0].out.Text != "amid the turn" {
			t.Errorf("the next turn sends %+v, %v", p.next, err)
		}
	})
}

func bulk(key string, chat int64) store.Outgoing {
	o := text(key, chat)
	o.Bulk = true
	return o
}
