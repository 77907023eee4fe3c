package telegram

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sdelaemvmeste/store"
)

// crashAt makes a Step that stops the program at its n-th call.
func crashAt(n int64, at *string) func(string) {
	var steps atomic.Int64
	return func(step string) {
		if steps.Add(1) == n {
			*at = step
			panic(errCrash)
		}
	}
}

// TestCrashBetweenAnyTwoStepsOfADelivery stops the program at the first step, at
// the second, and so on, starts it again, and counts what people see: nothing is
// lost, an ordinary message stands there at most twice and says so, and a
// publication at most once.
func TestCrashBetweenAnyTwoStepsOfADelivery(t *testing.T) {
	met := map[string]bool{}
	for n, crashed := int64(1), true; crashed; n++ {
		play(t, func(w *world) {
			w.send(text("card", w.group))
			w.deliver(time.Minute)
			card := w.botMessages(w.group)[0]
			w.send(
				text("first", w.anna), text("second", w.anna), text("third", w.boris),
				store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: "post", Once: true, Card: "post/1"},
				store.Outgoing{Key: "edit", Chat: w.group, Do: store.EditText, Message: card, Text: "edited"},
			)
			var at string
			w.cfg.Step = crashAt(n, &at)
			if crashed = crashing(func() { w.deliver(time.Minute) }); crashed {
				met[at] = true
				w.reopen()
			}
			w.cfg.Step = nil
			w.deliver(time.Hour)
			w.checkAfterCrash(fmt.Sprintf("crash %d, %s", n, at))
		})
		if n > 200 {
			t.Fatal("the steps never end")
		}
	}
	for _, step := range []string{
		"deliver: before commit", "deliver: committed", "deliver: before writing", "deliver: answered",
	} {
		if !met[step] {
			t.Errorf("no crash at %q; met %v", step, met)
		}
	}
}

func (w *world) checkAfterCrash(when string) {
	w.t.Helper()
	counts := map[string]int{}
	for _, chat := range []int64{w.anna, w.boris, w.channel, w.group} {
		for _, s := range w.texts(chat) {
			counts[s]++
		}
	}
	settled := map[string]string{}
	for _, line := range w.settled() {
		key, class, _ := strings.Cut(line, " ")
		if settled[key] != "" {
			w.t.Errorf("%s: %s settled twice", when, key)
		}
		settled[key] = class
	}
	for _, key := range []string{"first", "second", "third"} {
		repeats := counts["🔁 повтор\n"+key]
		if counts[key] > 1 || repeats > 1 || counts[key]+repeats == 0 || settled[key] != "accepted" {
			w.t.Errorf("%s: %s stands there %d times and %d repeated, settled %q", when, key, counts[key], repeats, settled[key])
		}
	}
	card, err := w.card("post/1")
	switch {
	case err != nil:
		w.t.Error(err)
	case settled["post"] == "accepted" && (counts["post"] != 1 || len(card) != 1),
		settled["post"] == "unknown" && (counts["post"] > 1 || len(card) != 0),
		settled["post"] != "accepted" && settled["post"] != "unknown", counts["🔁 повтор\npost"] > 0:
		w.t.Errorf("%s: the publication stands there %d times, settled %q, card %v", when, counts["post"], settled["post"], card)
	}
	if counts["edited"] != 1 || settled["edit"] != "accepted" {
		w.t.Errorf("%s: the edit was not made", when)
	}
	if left := w.outbox(); len(left) > 0 {
		w.t.Errorf("%s: left in the outbox: %v", when, left)
	}
}

func (w *world) card(name string) (shown []store.Shown, err error) {
	err = w.db.View(func(tx *store.Tx) (err error) {
		shown, err = tx.Card(name)
		return err
	})
	return shown, err
}

// TestCrashBetweenAnyTwoStepsOfAPoll does the same to the updates: each comes
// into the inbox once.
func TestCrashBetweenAnyTwoStepsOfAPoll(t *testing.T) {
	for n, crashed := int64(1), true; crashed; n++ {
		play(t, func(w *world) {
			for i := range 150 { // more than one batch
				w.tg.Say(w.boris, w.boris, fmt.Sprint("say ", i))
			}
			var at string
			w.cfg.Step = crashAt(n, &at)
			if crashed = crashing(func() { w.poll(time.Hour) }); crashed {
				w.reopen()
			}
			w.cfg.Step = nil
			w.poll(time.Hour)
			w.checkInbox(fmt.Sprintf("crash %d, %s", n, at), "say ", 150)
		})
		if n > 50 {
			t.Fatal("the steps never end")
		}
	}
}

// checkInbox wants each of the numbered texts once and in order.
func (w *world) checkInbox(when, prefix string, n int) {
	w.t.Helper()
	var got []string
	for _, in := range w.inbox() {
		if strings.HasPrefix(in.Text, prefix) {
			got = append(got, in.Text)
		}
	}
	var want []string
	for i := range n {
		want = append(want, fmt.Sprint(prefix, i))
	}
	same(w.t, when, got, want)
	if p := w.tg.Pending(); p != 0 {
		w.t.Errorf("%s: %d updates were not confirmed", when, p)
	}
}

// TestFailedFollowUpDoesNotSendAgain: a fault of the conversation's is no reason
// to send twice, nor to stop other deliveries.
func TestFailedFollowUpDoesNotSendAgain(t *testing.T) {
	for name, fail := range map[string]func() error{
		"error": func() error { return fmt.Errorf("no such post") },
		"panic": func() error { panic("nil map") },
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(w *world) {
				w.cfg.Settle = func(tx *store.Tx, o store.Outgoing, got store.Outcome) error {
					if err := ledger(tx, o, got); err != nil {
						return err
					}
					if o.Key == "bad" {
						return fail()
					}
					return nil
				}
				w.send(text("bad", w.anna), text("good", w.boris), text("next", w.anna))
				w.deliver(time.Minute)
				same(t, "texts", w.texts(w.anna), []string{"bad", "next"})
				same(t, "settled", sorted(w.settled()), []string{"good accepted", "next accepted"})
				same(t, "outbox", len(w.outbox()), 0)
				if !strings.Contains(w.logs.String(), "follow-up of a delivery failed") {
					t.Error("nothing is said of the failed follow-up")
				}
			})
		})
	}
}
