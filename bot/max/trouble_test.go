package max

import (
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/store"
)

// TestWhatASpoiltChannelComesTo says how a publication ends there.
func TestWhatASpoiltChannelComesTo(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*world)
		post  func(*world) store.Outgoing
		want  string
	}{
		"no administrator":   {func(w *world) { w.mx.Allow(w.channel) }, nil, "post refused no_rights"},
		"may not write":      {func(w *world) { w.mx.Allow(w.channel, maxemulator.Edit) }, nil, "post refused no_rights"},
		"expelled":           {func(w *world) { w.mx.Expel(w.channel) }, nil, "post refused no_rights"},
		"dissolved":          {func(w *world) { w.mx.Dissolve(w.channel) }, nil, "post refused unreachable"},
		"photo that is lost": {func(w *world) { w.lost["a"] = true }, func(w *world) store.Outgoing { return w.album("post", "a") }, "post refused gone"},
		"photo too large":    {func(*world) {}, func(w *world) store.Outgoing { return w.album("post", strings.Repeat("a", 101)) }, "post refused malformed"},
		"text of 4001": {func(*world) {}, func(w *world) store.Outgoing {
			o := w.post("post")
			o.Text = strings.Repeat("ж", 4001)
			return o
		}, "post refused malformed"},
		"thirteen photos": {func(*world) {}, func(w *world) store.Outgoing {
			return w.album("post", strings.Split("a b c d e f g h i j k l m", " ")...)
		}, "post refused malformed"},
		"a sticker": {func(*world) {}, func(w *world) store.Outgoing {
			o := w.album("post", "a")
			o.Media[0].Kind = store.Voice
			return o
		}, "post refused malformed"},
		"of a deed that MAX has not": {func(*world) {}, func(w *world) store.Outgoing {
			o := w.post("post")
			o.Do = store.Leave
			return o
		}, "post refused malformed"},
	} {
		play(t, maxemulator.Limits{ImageBytes: 100}, func(w *world) {
			c.spoil(w)
			o := w.post("post")
			if c.post != nil {
				o = c.post(w)
			}
			w.send(o)
			w.deliver(time.Hour)
			equal(t, name, w.settled(), []string{c.want})
			equal(t, name, len(w.texts()), 0)
		})
	}
}

// TestAlbumOfTenWithAVideo fits into one message of MAX.
func TestAlbumOfTenWithAVideo(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		w.send(w.album("десять", "a", "b", "c", "d", "video e", "f", "g", "h", "i", "j"))
		w.deliver(time.Hour)
		got := w.mx.Messages(w.channel)
		if len(got) != 1 || len(got[0].Media) != 10 || got[0].Media[4].Kind != "video" {
			t.Errorf("%+v", got)
		}
	})
}

// TestTokenRevoked: nothing is lost, what waits says why, and once the token is good
// again it goes out.
func TestTokenRevoked(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		var states []Status
		w.cfg.Status = func(s Status) { states = append(states, s) }
		w.mx.Revoke()
		w.send(w.post("post"), store.Outgoing{Key: "find", Chat: 1, Do: store.FindChannel, Text: "okrug"})
		w.deliver(time.Hour)
		equal(t, "settled", w.settled(), []string{"find refused bad_token"})
		left := w.outbox()
		if len(left) != 1 || left[0].Trouble != store.BadToken || left[0].Attempts != 0 {
			t.Errorf("left: %+v", left)
		}
		w.mx.Restore()
		w.deliver(time.Hour)
		equal(t, "channel", w.texts(), []string{"post"})
		equal(t, "states", states, []Status{BadToken, Up})
	})
}

// TestDownForADay: nothing is written into a MAX that does not answer, so nothing is
// in doubt when it does again.
func TestDownForADay(t *testing.T) {
	for name, c := range map[string]struct {
		lasts    time.Duration
		down, up func(*world)
	}{
		"out of reach": {25 * time.Hour, func(w *world) { w.mx.Down(true) }, func(w *world) { w.mx.Down(false) }},
		"answers 502": {2 * time.Hour, func(w *world) { w.mx.Fault(maxemulator.Fault{Times: -1, Do: maxemulator.BadGatewayPage}) },
			func(w *world) { w.mx.ClearFaults() }},
		"answers 503": {2 * time.Hour, func(w *world) { w.mx.Fault(maxemulator.Fault{Times: -1, Do: maxemulator.Unavailable}) },
			func(w *world) { w.mx.ClearFaults() }},
		"asked too much": {2 * time.Hour, func(w *world) { w.mx.Fault(maxemulator.Fault{Times: -1, Do: maxemulator.TooMany}) },
			func(w *world) { w.mx.ClearFaults() }},
		"hangs": {2 * time.Hour, func(w *world) { w.mx.Fault(maxemulator.Fault{Times: -1, Do: maxemulator.Hang}) },
			func(w *world) { w.mx.ClearFaults() }},
		"Telegram does not give the photo": {2 * time.Hour, func(w *world) { w.silent = true }, func(w *world) { w.silent = false }},
	} {
		play(t, maxemulator.Limits{}, func(w *world) {
			w.send(w.album("post", "a", "b"), w.post("second"))
			c.down(w)
			w.deliver(c.lasts)
			if len(w.settled()) > 0 || len(w.mx.Requests("sendMessage")) > 0 {
				t.Errorf("%s: settled %q, sent %d", name, w.settled(), len(w.mx.Requests("sendMessage")))
			}
			if n := len(w.mx.Requests("")); n > 700 {
				t.Errorf("%s: asked %d times", name, n)
			}
			first := w.outbox()[0]
			if want := store.Failed; !w.silent && first.Trouble != want {
				t.Errorf("%s: trouble %q", name, first.Trouble)
			}
			c.up(w)
			w.deliver(time.Hour)
			equal(t, name, w.texts(), []string{"post", "second"})
			equal(t, name, w.settled(), []string{"post accepted", "second accepted"})
		})
	}
}

// TestRecordThatMaxFailsAt is given up after a day, and its channel goes on.
func TestRecordThatMaxFailsAt(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Times: -1, Do: maxemulator.InternalError})
		ill := w.post("ill")
		ill.Failing, ill.Attempts = time.Now().Add(-failingTime+time.Hour), failingAttempts
		w.send(ill)
		w.deliver(50 * time.Minute)
		equal(t, "within a day", len(w.settled()), 0)
		w.deliver(time.Hour)
		w.mx.ClearFaults()
		w.send(w.post("well"))
		w.deliver(time.Hour)
		got := strings.Join(w.settled(), ", ")
		if got != "ill refused failed, well accepted" {
			t.Errorf("%s", got)
		}
	})
}
