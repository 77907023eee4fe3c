package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// deliverAmid runs the delivery for so long while Boris gets a message every half
// an hour, as a sign that Telegram works.
func (w *world) deliverAmid(d time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	wire := w.wire()
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := wire.Deliver(ctx); err != nil {
			w.t.Error(err)
		}
	})
	for end := time.Now().Add(d); time.Now().Before(end); pause(ctx, 30*time.Minute) {
		w.send(text(fmt.Sprint("sign ", time.Now().Unix()), w.boris))
	}
	cancel()
	wg.Wait()
}

// ended is what was settled but for the signs.
func (w *world) ended() []string {
	return slices.DeleteFunc(w.settled(), func(s string) bool { return strings.HasPrefix(s, "sign ") })
}

// TestRecordThatFailsForEverIsGivenUp: what Telegram answers with a 500 holds its
// chat for a day, not for ever, and is refused, not dropped.
func TestRecordThatFailsForEverIsGivenUp(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Method: "sendPhoto", Do: emulator.InternalError, Times: -1})
		photo := w.photos(2)[:1]
		w.send(
			store.Outgoing{Key: "m", Chat: w.anna, Do: store.SendMedia, Media: photo, Text: "отчёт"}, text("next", w.anna),
			store.Outgoing{Key: "p", Chat: w.channel, Do: store.SendMedia, Media: photo, Once: true}, text("later", w.channel),
		)
		w.deliverAmid(23 * time.Hour)
		same(t, "settled", w.ended(), []string(nil))
		w.deliverAmid(2 * time.Hour)
		same(t, "settled", sorted(w.ended()), []string{"later accepted", "m refused failed", "next accepted", "p refused failed"})
		same(t, "texts", w.texts(w.anna), []string{"next"})
		same(t, "posts", w.texts(w.channel), []string{"later"})
		if n := len(w.tg.Requests("sendPhoto")); n < 2*failingAttempts || n > 1200 {
			t.Errorf("%d attempts", n)
		}
	})
}

// TestEditThatFailsForEverIsGivenUp: an edit is repeated after an unknown
// outcome, but not for ever either.
func TestEditThatFailsForEverIsGivenUp(t *testing.T) {
	play(t, func(w *world) {
		w.send(text("card", w.anna))
		w.deliver(time.Minute)
		w.tg.Fault(emulator.Fault{Method: "editMessageText", Do: emulator.BadGatewayPage, Times: -1})
		w.send(
			store.Outgoing{Key: "edit", Chat: w.anna, Do: store.EditText, Message: w.botMessages(w.anna)[0], Text: "новый"},
			text("next", w.anna),
		)
		w.deliverAmid(26 * time.Hour)
		same(t, "settled", w.ended(), []string{"card accepted", "edit refused failed", "next accepted"})
	})
}

// TestNothingIsGivenUpInAnOutage: while Telegram fails at everything, records
// wait, however long it lasts; so they do while the program does not run.
func TestNothingIsGivenUpInAnOutage(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Do: emulator.InternalError, Times: -1})
		w.send(text("one", w.anna), store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: "post", Once: true})
		w.deliver(26 * time.Hour)
		same(t, "settled", w.settled(), []string(nil))
		w.tg.ClearFaults()
		w.deliver(time.Hour)
		same(t, "settled", sorted(w.settled()), []string{"one accepted", "post accepted"})
	})
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.InternalError, Times: 20})
		w.send(text("one", w.anna))
		w.deliverAmid(30 * time.Minute)
		w.reopen()
		pause(w.t.Context(), 3*24*time.Hour)
		w.deliverAmid(2 * time.Hour)
		same(t, "settled", w.ended(), []string{"one accepted"})
	})
}

// TestFailingAfterAnUnknownOutcome: a message that may be there is not called
// refused when Telegram fails at its repetition.
func TestFailingAfterAnUnknownOutcome(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.DropAfter})
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.InternalError, Times: -1})
		w.send(text("one", w.anna))
		w.deliverAmid(26 * time.Hour)
		same(t, "settled", w.ended(), []string{"one unknown"})
		same(t, "texts", w.texts(w.anna), []string{"one"})
	})
}

// TestFloodIsNoFailure: a 429 says that Telegram would do it.
func TestFloodIsNoFailure(t *testing.T) {
	play(t, func(w *world) {
		for range 40 {
			w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.InternalError, Times: 10})
			w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 60})
		}
		w.send(text("one", w.anna))
		w.deliverAmid(30 * time.Hour)
		same(t, "settled", w.ended(), []string{"one accepted"})
	})
}
