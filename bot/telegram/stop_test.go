package telegram

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// stopDuring ends the delivery while a request of it is at Telegram's.
// The fault is for the chat of the first record.
func stopDuring(w *world, fault emulator.FaultKind, outs ...store.Outgoing) (took time.Duration) {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	var asked time.Time
	w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: outs[0].Chat, Do: fault, After: func() {
		asked = time.Now()
		cancel()
	}})
	w.send(outs...)
	if err := w.wire().Deliver(ctx); err != nil {
		w.t.Fatal(err)
	}
	return time.Since(asked)
}

// TestStopRecordsWhatWasAtHand: a stop in the middle of a request waits for its
// answer, and records it.
func TestStopRecordsWhatWasAtHand(t *testing.T) {
	play(t, func(w *world) {
		if took := stopDuring(w, emulator.TooMany, text("one", w.anna), text("two", w.anna)); took > 0 {
			t.Errorf("the stop took %v", took)
		}
		left := w.outbox()
		if len(left) != 2 || left[0].Trying || left[0].NotBefore.IsZero() {
			t.Errorf("left: %+v", left)
		}
	})
}

// TestStopBreaksOffAHang: an answer that does not come is waited for only so
// long, and then counts as unknown.
func TestStopBreaksOffAHang(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.channel, Do: emulator.HangAfter})
		took := stopDuring(w, emulator.HangAfter,
			text("one", w.anna), store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: "post", Once: true})
		if took != 4*time.Second {
			t.Errorf("the stop took %v", took)
		}
		left := w.outbox()
		if len(left) != 1 || !left[0].Repeat || left[0].Trying {
			t.Errorf("left: %+v", left)
		}
		same(t, "settled", w.settled(), []string{"post unknown"})
		w.deliver(time.Hour)
		same(t, "texts", w.texts(w.anna), []string{"one", "🔁 повтор\none"})
		same(t, "posts", w.texts(w.channel), []string{"post"})
	})
}

// TestStopTwice: to run again after a stop, or to be stopped before the start,
// is harmless.
func TestStopTwice(t *testing.T) {
	play(t, func(w *world) {
		ctx, cancel := context.WithCancel(w.t.Context())
		cancel()
		wire := w.wire()
		for range 2 {
			for _, run := range []func(context.Context) error{wire.Deliver, wire.Poll, wire.Introduce} {
				if err := run(ctx); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// TestIntroduceKeepsTrying: Telegram may be down when the program starts.
func TestIntroduceKeepsTrying(t *testing.T) {
	play(t, func(w *world) {
		var met store.User
		w.cfg.Introduced = func(u store.User) error {
			met = u
			return nil
		}
		w.tg.Fault(emulator.Fault{Method: "getMe", Do: emulator.DropBefore, Times: 7})
		if err := w.wire().Introduce(w.t.Context()); err != nil {
			t.Fatal(err)
		}
		same(t, "username", met.Username, w.tg.Bot().Username)
	})
}

// TestOutage: an outage of hours costs no message and no mark; newer
// digests take the place of older ones; questions are asked, not messages risked.
func TestOutage(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Do: emulator.DropBefore, Times: -1})
		ctx, cancel := context.WithCancel(w.t.Context())
		var wg sync.WaitGroup
		wire := w.wire()
		wg.Go(func() {
			if err := wire.Deliver(ctx); err != nil {
				t.Error(err)
			}
		})
		for part := range 3 {
			w.send(
				store.Outgoing{Key: fmt.Sprint("digest ", part), Chat: w.anna, Do: store.SendText, Text: fmt.Sprint("digest ", part), Replaces: "digest/anna"},
				text(fmt.Sprint("news ", part), w.boris),
			)
			pause(ctx, 3*time.Hour)
		}
		w.tg.ClearFaults()
		pause(ctx, time.Hour)
		cancel()
		wg.Wait()
		same(t, "digests", w.texts(w.anna), []string{"digest 2"})
		same(t, "news", w.texts(w.boris), []string{"news 0", "news 1", "news 2"})
	})
}

// TestGatewayOutage: a gateway that answers for Telegram with pages for an hour
// does not use up the one repetition of every message.
func TestGatewayOutage(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Do: emulator.BadGatewayPage, Times: -1})
		w.send(text("one", w.anna), text("two", w.anna), text("three", w.boris))
		w.deliver(time.Hour)
		same(t, "settled", w.settled(), []string(nil))
		w.tg.ClearFaults()
		w.deliver(time.Hour)
		same(t, "settled", sorted(w.settled()), []string{"one accepted", "three accepted", "two accepted"})
		same(t, "unmarked", w.texts(w.anna)[1], "two")
	})
}
