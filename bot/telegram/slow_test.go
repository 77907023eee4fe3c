package telegram

import (
	"net/http"
	"testing"
	"time"
)

// slowly answers every request only after a time, which a request must outlast.
type slowly struct {
	through http.RoundTripper
	by      time.Duration
}

func (s slowly) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := s.through.RoundTrip(r)
	select {
	case <-time.After(s.by):
		return answer, err
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// TestSlowAnswersStopNothing: where every answer takes longer than the wire waits at
// first, it learns to wait longer; messages get their outcome, and polls bring updates.
func TestSlowAnswersStopNothing(t *testing.T) {
	for _, by := range []time.Duration{40 * time.Second, 100 * time.Second} {
		play(t, func(w *world) {
			w.cfg.HTTP = &http.Client{Transport: slowly{w.tg.Transport(), by}}
			w.send(text("first", w.anna), text("second", w.anna), text("third", w.boris))
			w.deliver(time.Hour)
			same(t, "waiting", len(w.outbox()), 0)
			if n := len(w.texts(w.anna)) + len(w.texts(w.boris)); n > 7 {
				t.Errorf("%d messages arrived for three", n)
			}
			w.tg.Say(w.anna, w.anna, "привет")
			w.poll(20 * time.Minute)
			got := w.inbox()
			same(t, "inbox", got[len(got)-1].Text, "привет")
		})
	}
}
