package telegram

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestTroublesAreSaid: what is wrong is logged clearly, once a minute at most,
// and told to Status; when it is over the poll goes on.
func TestTroublesAreSaid(t *testing.T) {
	for name, c := range map[string]struct {
		begin  func(*world)
		status Status
		words  string
	}{
		"down": {func(w *world) {
			w.tg.Fault(emulator.Fault{Method: "getUpdates", Do: emulator.DropBefore, Times: 40})
		}, Down, "telegram does not answer"},
		"token": {func(w *world) { w.tg.RevokeToken() }, BadToken, "telegram does not know this token"},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(w *world) {
				var seen []Status
				w.cfg.Status = func(s Status) { seen = append(seen, s) }
				c.begin(w)
				w.poll(10 * time.Minute)
				same(t, "status", seen[0], c.status)
				said := strings.Count(w.logs.String(), c.words)
				if said < 8 || said > 11 {
					t.Errorf("said %d times in ten minutes:\n%s", said, w.logs.String())
				}
				if name == "down" {
					w.poll(time.Hour)
					same(t, "status in the end", seen[len(seen)-1], Up)
				}
			})
		})
	}
}

// TestSecondPoller: a conflict is said loudly, and the poll goes on when the
// other has gone.
func TestSecondPoller(t *testing.T) {
	play(t, func(w *world) {
		ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Minute)
		defer cancel()
		other := w.wire()
		w.cfg.Status = func(Status) {}
		mine := w.wire()
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := mine.Poll(ctx); err != nil {
				t.Error(err)
			}
		})
		short, stop := context.WithTimeout(ctx, 3*time.Minute)
		defer stop()
		wg.Go(func() {
			if err := other.Poll(short); err != nil {
				t.Error(err)
			}
		})
		pause(ctx, 5*time.Minute)
		w.tg.Say(w.anna, w.anna, "say 0")
		wg.Wait()
		w.checkInbox("", "say ", 1)
		if !strings.Contains(w.logs.String(), "another program takes this bot's updates") {
			t.Errorf("nothing said of the conflict:\n%s", w.logs.String())
		}
	})
}

// TestWebhookIsRemoved: a bot that polls cannot have one.
func TestWebhookIsRemoved(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Say(w.anna, w.anna, "say 0")
		r := w.wire().call(w.t.Context(), request{
			method: "setWebhook", params: map[string]string{"url": "https://example.org/hook"}, timeout: sendTime,
		})
		if r.verdict != accepted {
			t.Fatalf("the emulator refused the webhook: %+v", r)
		}
		w.poll(10 * time.Minute)
		w.checkInbox("", "say ", 1)
		if !strings.Contains(w.logs.String(), "webhook removed") {
			t.Errorf("nothing said of the webhook:\n%s", w.logs.String())
		}
	})
}

// TestRevokedTokenLosesNothing: what was queued waits for a good token as if it
// had never been tried, and Telegram is not asked more than once a minute.
func TestRevokedTokenLosesNothing(t *testing.T) {
	play(t, func(w *world) {
		w.tg.RevokeToken()
		var calls atomic.Int64
		w.cfg.Observe.Call = func(_, class string) {
			calls.Add(1)
			if class != "bad_token" && class != "stopped" {
				t.Errorf("a call came to %s", class)
			}
		}
		w.send(text("one", w.anna), store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: "post", Once: true})
		w.deliver(time.Hour)
		for _, o := range w.outbox() {
			if o.Trying || o.Attempts != 0 || o.Repeat {
				t.Errorf("tried: %+v", o)
			}
		}
		same(t, "left", len(w.outbox()), 2)
		if n := calls.Load(); n > 62 {
			t.Errorf("asked %d times in an hour", n)
		}
	})
}

// TestObserver counts what is delivered and polled.
func TestObserver(t *testing.T) {
	play(t, func(w *world) {
		var mu sync.Mutex
		outcomes, classes, polled := map[string]int{}, map[string]int{}, 0
		w.cfg.Observe = Observer{
			Call: func(method, class string) {
				mu.Lock()
				defer mu.Unlock()
				if method == "sendMessage" {
					classes[class]++
				}
			},
			Outcome: func(d store.Deed, class store.OutcomeClass, refusal store.Refusal) {
				outcomes[strings.TrimSpace(strings.Join([]string{string(d), []string{"", "accepted", "refused", "unknown"}[class], string(refusal)}, " "))]++
			},
			Polled: func(n int) { polled += n },
		}
		w.tg.Block(w.boris)
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.channel, Do: emulator.DropAfter})
		w.send(text("one", w.anna), text("two", w.boris), store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: "post", Once: true})
		w.deliver(time.Hour)
		w.poll(time.Minute)
		same(t, "outcomes", outcomes, map[string]int{"text accepted": 1, "text refused unreachable": 1, "text unknown": 1})
		same(t, "classes", classes, map[string]int{"ok": 1, "unreachable": 1, "no_answer": 1})
		same(t, "polled", polled, len(w.inbox())-3)
	})
}
