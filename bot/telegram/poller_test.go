package telegram

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"sdelaemvmeste/store"
)

// polling is a poller that asks nobody.
func polling(t *testing.T) *poller {
	t.Helper()
	w, err := bare(Config{
		Token: "123456:abcdefghijklmnopqrstuvwxyz012345678", Rand: func() float64 { return 0.5 },
		Receive: func(context.Context, []store.Incoming) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &poller{w: w, limit: pollBatch}
}

// TestTooLongABatchIsAskedForInParts until the one update is found that is too long.
func TestTooLongABatchIsAskedForInParts(t *testing.T) {
	p := polling(t)
	huge := reply{class: "too_long", partial: []byte(`{"ok":true,"result":[{"update_id":77,"message":{`)}
	for _, limit := range []int{10, 1} {
		if p.tooLong(huge); p.limit != limit || p.offset != 0 {
			t.Errorf("asks for %d from %d, want %d", p.limit, p.offset, limit)
		}
	}
	if p.tooLong(huge); p.limit != pollBatch || p.offset != 78 {
		t.Errorf("after the update 77: asks for %d from %d", p.limit, p.offset)
	}
}

func TestRefusedPollWaitsAsLongAsItWasTold(t *testing.T) {
	for v, long := range map[verdict]bool{later: true, unknown: false} {
		r := reply{verdict: v, class: "flood", status: 429, retryAfter: 10 * time.Minute}
		if wait := polling(t).failed(t.Context(), r); (wait >= r.retryAfter) != long {
			t.Errorf("%v: %s", v, wait)
		}
	}
}

// TestPolledSinceTheFirstAnswer: it says since when polls are answered, not when the
// last was.
func TestPolledSinceTheFirstAnswer(t *testing.T) {
	p := polling(t)
	if _, ok := p.w.Polled(); ok {
		t.Error("polled before the first answer")
	}
	p.caughtUp()
	first, ok := p.w.Polled()
	if !ok {
		t.Error("not polled after an answer")
	}
	p.caughtUp()
	if again, _ := p.w.Polled(); !again.Equal(first) {
		t.Errorf("polled since %s, then since %s", first, again)
	}
	p.failed(t.Context(), reply{verdict: unknown, class: "network"})
	if _, ok := p.w.Polled(); ok {
		t.Error("polled while polls fail")
	}
}

// TestSameUpdatesAgainAreWaitedOver: a server that never takes the offset must not be
// asked without a pause.
func TestSameUpdatesAgainAreWaitedOver(t *testing.T) {
	p := polling(t)
	for i, c := range []struct {
		id     string
		paused bool
	}{{"5", false}, {"5", true}, {"6", false}, {"7", false}} {
		wait, err := p.take(t.Context(), []json.RawMessage{json.RawMessage(`{"update_id":` + c.id + `,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":1}}}`)})
		if err != nil || (wait > 0) != c.paused {
			t.Errorf("batch %d: waits %s, %v", i, wait, err)
		}
	}
}

// TestLineThatStaysBrokenIsTriedLessAndLess by messages without an outcome.
func TestLineThatStaysBrokenIsTriedLessAndLess(t *testing.T) {
	w, now := polling(t).w, time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC)
	for _, v := range []verdict{unwritten, unknown, badToken} {
		var k link
		for n := 1; n <= 3; n++ {
			k.learn(w, landing{reply: reply{verdict: v, class: "network"}}, now)
			if !k.broken || k.failures != n {
				t.Errorf("%v: broken %t after %d failures, want %d", v, k.broken, k.failures, n)
			}
		}
		k.learn(w, landing{reply: reply{verdict: accepted, status: 200}}, now)
		if k.broken || k.failures != 0 {
			t.Errorf("%v: broken %t, %d failures after an answer", v, k.broken, k.failures)
		}
	}
}

// TestWindowEndsWithItsSpan to the instant.
func TestWindowEndsWithItsSpan(t *testing.T) {
	at := time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC)
	w := window{max: 1, span: time.Second, took: []time.Time{at}}
	if n := len(w.within(at.Add(time.Second - 1))); n != 1 {
		t.Errorf("within the second: %d", n)
	}
	if n := len(w.within(at.Add(time.Second))); n != 0 {
		t.Errorf("after the second: %d", n)
	}
}
