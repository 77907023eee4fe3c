package max

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/store"
)

// TestCrashBetweenAnyTwoSteps stops the program at the first step, at the second, and
// so on, starts it again, and looks at the channel: nothing is lost, nothing stands
// there twice, and what has an unknown outcome is settled by what the channel shows.
func TestCrashBetweenAnyTwoSteps(t *testing.T) {
	met := map[string]bool{}
	for n, crashed := 1, true; crashed; n++ {
		play(t, maxemulator.Limits{}, func(w *world) {
			w.send(w.post("first"))
			w.deliver(time.Minute)
			first := w.mx.Messages(w.channel)[0].ID
			w.send(
				w.album("second", "a", "b"), w.post("third"),
				store.Outgoing{Key: "edit", Chat: w.channel, Do: store.EditText, Mid: first, Text: "edited", Entities: []store.Entity{}},
			)
			steps, at := 0, ""
			w.cfg.Step = func(step string) {
				if steps++; steps == n {
					at = step
					panic(errCrash)
				}
			}
			if crashed = crashing(func() { w.deliver(time.Minute) }); crashed {
				met[at] = true
				w.reopen()
			}
			w.cfg.Step = nil
			w.deliver(time.Hour)
			when := fmt.Sprintf("crash %d, %s", n, at)
			settled := w.settled()
			slices.Sort(settled)
			// A publication marked and never written is not in the channel: people are asked.
			if at == "max: before writing" || at == "max: committed" || at == "max: before commit" {
				for _, key := range []string{"second", "third"} {
					if i := slices.Index(settled, key+" unknown"); i >= 0 && !slices.Contains(w.texts(), key) {
						settled[i] = key + " accepted"
						w.mx.Post(w.channel, key)
					}
				}
			}
			equal(t, when, settled, []string{"edit accepted", "first accepted", "second accepted", "third accepted"})
			shown := w.texts()
			slices.Sort(shown)
			equal(t, when, shown, []string{"edited", "second", "third"})
			equal(t, when, len(w.outbox()), 0)
		})
		if n > 100 {
			t.Fatal("the steps never end")
		}
	}
	for _, step := range []string{"max: before commit", "max: committed", "max: before writing", "max: answered"} {
		if !met[step] {
			t.Errorf("no crash at %q; met %v", step, met)
		}
	}
}

// TestStopLetsTheRequestAtHandFinish: told to stop in the middle of a request, the
// wire ends within its grace, and no second message is sent afterwards.
func TestStopLetsTheRequestAtHandFinish(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Do: maxemulator.HangAfter})
		w.send(w.post("post"))
		began := time.Now()
		w.deliver(10 * time.Second)
		if took := time.Since(began); took != 14*time.Second {
			t.Errorf("stopped after %s", took)
		}
		w.deliver(time.Hour)
		equal(t, "settled", w.settled(), []string{"post accepted"})
		equal(t, "sent", len(w.mx.All(w.channel)), 1)
	})
}

// TestFollowUpThatFails does not bring the record back.
func TestFollowUpThatFails(t *testing.T) {
	for name, settle := range map[string]func(*store.Tx, store.Outgoing, store.Outcome) error{
		"error": func(*store.Tx, store.Outgoing, store.Outcome) error { return fmt.Errorf("no") },
		"panic": func(*store.Tx, store.Outgoing, store.Outcome) error { panic("no") },
	} {
		play(t, maxemulator.Limits{}, func(w *world) {
			w.cfg.Settle = settle
			w.send(w.post("post"))
			w.deliver(time.Hour)
			equal(t, name, w.texts(), []string{"post"})
			equal(t, name, len(w.outbox()), 0)
		})
	}
}
