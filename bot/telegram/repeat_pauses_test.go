package telegram

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestPrivateMessageIsRepeatedWithGrowingPauses lets Telegram leave it open whether
// it took a message, as often as the program asks; some of the times the program is
// started again in between.
func TestPrivateMessageIsRepeatedWithGrowingPauses(t *testing.T) {
	least := []time.Duration{2 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute}
	for _, restarts := range []bool{false, true} {
		t.Run(fmt.Sprint("restarts ", restarts), func(t *testing.T) {
			play(t, func(w *world) {
				w.tg.Fault(emulator.Fault{Do: emulator.BadGatewayPage, Method: "sendMessage", Chat: w.anna, Times: -1})
				w.send(store.Outgoing{Key: "m", Chat: w.anna, Do: store.SendText, Text: "отчёт"}, text("other", w.boris))
				for range 60 {
					w.deliver(time.Minute)
					if restarts {
						w.reopen()
					}
				}
				var at []time.Time
				for i, r := range slices.DeleteFunc(w.tg.Requests("sendMessage"), func(r emulator.Record) bool { return r.Chat != w.anna }) {
					at = append(at, r.Time)
					if marked := strings.HasPrefix(r.Params["text"], "🔁 повтор\n"); marked != (i > 0) {
						t.Errorf("attempt %d is marked: %v", i+1, marked)
					}
				}
				if len(at) != 1+len(least) {
					t.Errorf("%d attempts, want %d", len(at), 1+len(least))
					return
				}
				for i, p := range least {
					if d := at[i+1].Sub(at[i]); d < p || d > p+p/2+time.Minute {
						t.Errorf("pause %d is %s, want about %s", i+1, d, p)
					}
				}
				same(t, "settled", sorted(w.settled()), []string{"m unknown", "other accepted"})
			})
		})
	}
}

// TestRepetitionEndsWithTheFirstAnswer: nothing is sent again that was answered.
func TestRepetitionEndsWithTheFirstAnswer(t *testing.T) {
	for times := 1; times <= len(repeatPauses); times++ {
		play(t, func(w *world) {
			w.tg.Fault(emulator.Fault{Do: emulator.DropAfter, Method: "sendMessage", Times: times})
			w.send(store.Outgoing{Key: "m", Chat: w.anna, Do: store.SendText, Text: "отчёт"})
			w.deliver(2 * time.Hour)
			same(t, fmt.Sprint("texts after ", times), len(w.texts(w.anna)), times+1)
			same(t, "settled", w.settled(), []string{"m accepted"})
		})
	}
}
