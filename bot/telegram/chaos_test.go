package telegram

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// TestChaos mixes faults and crashes by chance, and looks for what must hold in
// any mixture: each record is settled once; what is settled as accepted stands in
// its chat, in a group at most twice, and all but the first marked; a publication
// stands there at most once; within a chat nothing overtakes.
func TestChaos(t *testing.T) {
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			play(t, func(w *world) { chaos(w, rand.New(rand.NewPCG(seed, 1))) })
		})
	}
}

func chaos(w *world, r *rand.Rand) {
	chats := []int64{w.anna, w.boris, w.channel, w.group}
	queued := map[int64][]string{}
	once := map[string]bool{}
	faults := []emulator.FaultKind{
		emulator.TooMany, emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.InternalError, emulator.DropBefore,
		emulator.DropAfter, emulator.Hang, emulator.HangAfter, emulator.TruncatedJSON, emulator.WrongContentType,
	}
	for round := range 4 {
		for i := range r.IntN(12) {
			o := text(fmt.Sprintf("m%d-%d", round, i), chats[r.IntN(len(chats))])
			o.Once = o.Chat == w.channel
			once[o.Key] = o.Once
			queued[o.Chat] = append(queued[o.Chat], o.Key)
			w.send(o)
		}
		for range r.IntN(4) {
			w.tg.Fault(emulator.Fault{Do: faults[r.IntN(len(faults))], Skip: r.IntN(8), Times: 1 + r.IntN(2)})
		}
		var at string
		w.cfg.Step = crashAt(int64(1+r.IntN(60)), &at)
		if crashing(func() { w.deliver(time.Duration(r.IntN(200)) * time.Second) }) {
			w.reopen()
		}
	}
	w.tg.ClearFaults()
	w.cfg.Step = nil
	w.deliver(24 * time.Hour)

	settled := map[string]string{}
	for _, line := range w.settled() {
		key, class, _ := strings.Cut(line, " ")
		if settled[key] != "" {
			w.t.Errorf("%s settled twice", key)
		}
		settled[key] = class
	}
	for chat, keys := range queued {
		count := map[string]int{}
		var order []string
		for _, s := range w.texts(chat) {
			key := strings.TrimPrefix(s, "🔁 повтор\n")
			if count[key]++; count[key] == 1 {
				order = append(order, key)
			}
			if key == s && count[key] > 1 {
				w.t.Errorf("%s stands there again, unmarked", key)
			}
		}
		if !slices.IsSortedFunc(order, func(a, b string) int { return slices.Index(keys, a) - slices.Index(keys, b) }) {
			w.t.Errorf("overtaken: %v, queued %v", order, keys)
		}
		for _, key := range keys {
			limit := 2
			switch {
			case once[key]:
				limit = 1
			case chat > 0:
				limit = 1 + len(repeatPauses)
			}
			if n := count[key]; n > limit || n == 0 && settled[key] == "accepted" || settled[key] == "" || settled[key] == "refused" {
				w.t.Errorf("%s stands there %d times, settled %q", key, n, settled[key])
			}
		}
	}
	if left := w.outbox(); len(left) > 0 {
		w.t.Errorf("left: %+v", left)
	}
}
