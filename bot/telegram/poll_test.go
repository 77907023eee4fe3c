package telegram

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestUpdatesComeOnce: however Telegram gives the updates, each comes into the
// inbox once.
func TestUpdatesComeOnce(t *testing.T) {
	for _, fault := range []emulator.Fault{
		{Method: "getUpdates", Do: emulator.DuplicateUpdates, Times: 2},
		{Method: "getUpdates", Do: emulator.DropAfter, Times: 3},
		{Method: "getUpdates", Do: emulator.TruncatedJSON, Times: 3},
		{Method: "getUpdates", Do: emulator.WrongContentType},
		{Method: "getUpdates", Do: emulator.BadGatewayPage, Times: 5},
		{Method: "getUpdates", Do: emulator.InternalError},
		{Method: "getUpdates", Do: emulator.TooMany, RetryAfter: 30},
		{Method: "getUpdates", Do: emulator.Hang},
		{Method: "getUpdates", Do: emulator.DropBefore, Times: 3},
	} {
		t.Run(string(fault.Do), func(t *testing.T) {
			play(t, func(w *world) {
				for i := range 120 {
					w.tg.Say(w.anna, w.anna, fmt.Sprint("say ", i))
				}
				w.tg.Fault(fault)
				w.poll(time.Hour)
				w.checkInbox("", "say ", 120)
			})
		})
	}
}

// TestUpdatesOutOfOrder: what comes last first is kept whole and confirmed.
func TestUpdatesOutOfOrder(t *testing.T) {
	play(t, func(w *world) {
		w.poll(time.Minute)
		for i := range 3 {
			w.tg.Say(w.anna, w.anna, fmt.Sprint("say ", i))
		}
		w.tg.Fault(emulator.Fault{Method: "getUpdates", Do: emulator.ReorderUpdates})
		w.poll(time.Hour)
		var got []string
		for _, in := range w.inbox() {
			if strings.HasPrefix(in.Text, "say ") {
				got = append(got, in.Text)
			}
		}
		same(t, "inbox", got, []string{"say 2", "say 1", "say 0"})
		same(t, "pending", w.tg.Pending(), 0)
	})
}

// TestUpdateIDsBeginAgainLower: after a quiet week the ids start anywhere, also
// below those seen before, while the poll goes on all the time.
func TestUpdateIDsBeginAgainLower(t *testing.T) {
	playWith(t, emulator.Config{LongPollMax: time.Hour}, func(w *world) {
		w.cfg.PollTimeout = time.Hour
		ctx, cancel := context.WithCancel(w.t.Context())
		wire := w.wire()
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := wire.Poll(ctx); err != nil {
				t.Error(err)
			}
		})
		said := 0
		for _, start := range []int{0, 5, 100_000, 3} {
			pause(ctx, 8*24*time.Hour)
			if start > 0 {
				w.tg.RestartUpdateIDs(start)
			}
			for range 3 {
				w.tg.Say(w.anna, w.anna, fmt.Sprint("say ", said))
				said++
			}
			synctest.Wait()
		}
		pause(ctx, time.Hour)
		cancel()
		wg.Wait()
		w.checkInbox("", "say ", said)
	})
}

// script is a Telegram that answers each getUpdates with the next of its bodies,
// then with nothing new.
type script struct {
	mu     sync.Mutex
	bodies []string
	asked  []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.asked = append(s.asked, fmt.Sprintf("offset=%s limit=%s", r.PostForm.Get("offset"), r.PostForm.Get("limit")))
	body, wait := `{"ok":true,"result":[]}`, true
	if len(s.bodies) > 0 {
		body, s.bodies, wait = s.bodies[0], s.bodies[1:], false
	}
	s.mu.Unlock()
	if wait {
		pause(r.Context(), 50*time.Second)
	}
	return &http.Response{
		StatusCode: 200, Header: http.Header{"Content-Type": {"application/json; charset=utf-8"}},
		Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}, nil
}

func said(id int, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7},"text":%q}}`, id, id, text)
}

// TestUnreadableUpdatesAreSkipped: one bad update keeps nobody waiting.
func TestUnreadableUpdatesAreSkipped(t *testing.T) {
	play(t, func(w *world) {
		s := &script{bodies: []string{
			`{"ok":true,"result":[` + said(1, "one") + `,{"update_id":2,"message":{"message_id":"two"}},{"update_id":3,"poll":{}},` + said(4, "four") + `]}`,
			`{"ok":true,"result":{"not":"a list"}}`,
			`{"ok":true,"result":[{"no":"id"}]}`,
			`{"ok":true,"result":[` + said(5, "five") + `]}`,
		}}
		w.cfg.HTTP = &http.Client{Transport: s}
		w.poll(10 * time.Minute)
		var got []string
		for _, in := range w.inbox() {
			got = append(got, in.Text)
		}
		same(t, "inbox", got, []string{"one", "four", "five"})
		same(t, "polls", s.asked[:5], []string{
			"offset= limit=100", "offset=5 limit=100", "offset=5 limit=100", "offset=5 limit=100", "offset=6 limit=100",
		})
		if !strings.Contains(w.logs.String(), "update=2") {
			t.Error("the skipped update is not named in the log")
		}
	})
}

// TestHugeUpdateIsSkipped: an update longer than any that can be is confirmed by
// its id without being read.
func TestHugeUpdateIsSkipped(t *testing.T) {
	play(t, func(w *world) {
		huge := said(12, strings.Repeat("x", pollLimit))
		s := &script{bodies: []string{
			`{"ok":true,"result":[` + said(11, "before") + "," + huge + `]}`,
			`{"ok":true,"result":[` + said(11, "before") + "," + huge + `]}`,
			`{"ok":true,"result":[` + said(11, "before") + `]}`,
			`{"ok":true,"result":[` + huge + `]}`,
			`{"ok":true,"result":[` + huge + `]}`,
			`{"ok":true,"result":[` + huge + `]}`,
			`{"ok":true,"result":[` + said(13, "after") + `]}`,
		}}
		w.cfg.HTTP = &http.Client{Transport: s}
		w.poll(10 * time.Minute)
		var got []string
		for _, in := range w.inbox() {
			got = append(got, in.Text)
		}
		same(t, "inbox", got, []string{"before", "after"})
		same(t, "polls", s.asked[:7], []string{
			"offset= limit=100", "offset= limit=10", "offset= limit=1", "offset=12 limit=100",
			"offset=12 limit=10", "offset=12 limit=1", "offset=13 limit=100",
		})
	})
}

// TestPollDoesNotSpin: a proxy that answers at once, or a server that ignores
// confirmations, must not be asked thousands of times a second.
func TestPollDoesNotSpin(t *testing.T) {
	for name, body := range map[string]string{
		"empty":       `{"ok":true,"result":[]}`,
		"unconfirmed": `{"ok":true,"result":[` + said(1, "again") + `]}`,
		"no ids":      `{"ok":true,"result":[{}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(w *world) {
				s := &script{}
				for range 10_000 {
					s.bodies = append(s.bodies, body)
				}
				w.cfg.HTTP = &http.Client{Transport: s}
				w.poll(10 * time.Minute)
				if n := len(s.asked); n > 10*60+2 {
					t.Errorf("asked %d times in ten minutes", n)
				}
				if n := len(w.inbox()); n > 1 {
					t.Errorf("%d in the inbox", n)
				}
			})
		})
	}
}

// TestAllowedUpdatesAreAlwaysSent: Telegram would keep an older program's list.
func TestAllowedUpdatesAreAlwaysSent(t *testing.T) {
	play(t, func(w *world) {
		w.poll(5 * time.Minute)
		polls := w.tg.Requests("getUpdates")
		if len(polls) == 0 {
			t.Fatal("no polls")
		}
		for _, r := range polls {
			same(t, "allowed_updates", r.Params["allowed_updates"], allowedUpdates)
		}
		if _, sent := polls[0].Params["offset"]; sent {
			t.Error("the first poll confirms something")
		}
		var kinds []store.InKind
		for _, in := range w.inbox() {
			kinds = append(kinds, in.Kind)
		}
		same(t, "kinds", kinds, []store.InKind{
			store.InMessage, store.InMessage, store.InMember, store.InService, store.InMember,
		})
	})
}
