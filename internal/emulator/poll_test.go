package emulator

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestLongPollWaitsForAnUpdate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{})
		w.drain()
		began := time.Now()
		answers := make(chan []gotUpdate)
		go func() { answers <- w.updates(params{"offset": 1, "timeout": 50}) }()
		synctest.Wait()
		timer := time.AfterFunc(20*time.Second, func() { w.s.Say(w.anna, w.anna, "наконец") })
		defer timer.Stop()
		if got := <-answers; len(got) != 1 || time.Since(began) != 20*time.Second {
			t.Errorf("%d updates after %s", len(got), time.Since(began))
		}
	})
}

// The server holds a poll no longer than 50 seconds, whatever is asked; the cap
// can be raised for a virtual year.
func TestLongPollTimeout(t *testing.T) {
	for _, c := range []struct{ top, ask, want time.Duration }{
		{0, 7 * time.Second, 7 * time.Second},
		{0, time.Hour, 50 * time.Second},
		{24 * time.Hour, 6 * time.Hour, 6 * time.Hour},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, Config{LongPollMax: c.top})
			w.drain()
			began := time.Now()
			if got := w.updates(params{"timeout": int(c.ask / time.Second)}); len(got) != 0 || time.Since(began) != c.want {
				t.Errorf("%d updates after %s, want none after %s", len(got), time.Since(began), c.want)
			}
		})
	}
}

// A year of polling through the real client code takes no real time and leaves
// nothing behind.
func TestAYearOfPolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{LongPollMax: time.Hour})
		ctx, stop := context.WithTimeout(t.Context(), 365*24*time.Hour)
		defer stop()
		daily := time.NewTicker(24 * time.Hour)
		defer daily.Stop()
		go func() {
			for {
				select {
				case <-daily.C:
					w.s.Say(w.anna, w.anna, "ещё день")
				case <-ctx.Done():
					return
				}
			}
		}()
		heard, offset := 0, 0
		for ctx.Err() == nil {
			for _, u := range w.updates(params{"offset": offset, "timeout": 3600}) {
				offset = u.ID + 1
				heard++
			}
		}
		if heard != 5+365 && heard != 5+364 {
			t.Errorf("heard %d updates in a year", heard)
		}
		stop()
		synctest.Wait()
	})
}

// A poll whose client goes away leaves the update for the next one.
func TestPollGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{})
		w.drain()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://x/bot"+w.s.Token()+"/getupdates?timeout=30", nil)
		if err != nil {
			t.Fatal(err)
		}
		if response, err := w.client.Do(r); err == nil {
			response.Body.Close()
			t.Error("an answer after the client had gone")
		}
		w.s.Say(w.anna, w.anna, "есть кто?")
		if got := w.updates(params{"offset": 2, "timeout": 30}); len(got) != 1 {
			t.Errorf("got %d updates", len(got))
		}
	})
}

func TestOffsets(t *testing.T) {
	for _, c := range []struct {
		name          string
		offset, limit int
		first, count  int // of the ids from firstID on, five of them
		left          int
	}{
		{"no offset confirms nothing", 0, 0, 0, 5, 5},
		{"an offset confirms all below", firstID + 2, 0, 2, 3, 3},
		{"a limit cuts the answer", firstID + 1, 2, 1, 2, 4},
		{"a limit of over 100 is 100", 0, 1000, 0, 5, 5},
		{"a negative offset keeps the last ones", -2, 0, 3, 2, 2},
		{"an offset next to the end confirms all", firstID + 5, 0, 0, 0, 0},
		{"an offset far ahead is none", firstID + 500, 0, 0, 5, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, Config{})
				p := params{"offset": c.offset}
				if c.limit != 0 {
					p["limit"] = c.limit
				}
				got := w.updates(p)
				if len(got) != c.count || c.count > 0 && got[0].ID != firstID+c.first {
					t.Errorf("got %+v", got)
				}
				if left := w.s.Pending(); left != c.left {
					t.Errorf("%d left, want %d", left, c.left)
				}
			})
		})
	}
}

// The second of two hasty polls with one offset is held for three seconds, and
// brings one update only: so the server treats bots that spin.
func TestHastyPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{})
		w.updates(nil)
		if got := w.updates(nil); len(got) != 1 {
			t.Errorf("got %d updates at once", len(got))
		}
		began := time.Now()
		w.updates(params{"offset": firstID + 5})
		w.updates(params{"offset": firstID + 5})
		if d := time.Since(began); d != repeatedPoll {
			t.Errorf("two empty polls took %s", d)
		}
	})
}

func TestUpdatesExpire(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	hand.move(24*time.Hour - time.Second)
	if n := w.s.Pending(); n != 5 {
		t.Fatalf("%d updates after a day but a second", n)
	}
	hand.move(time.Second)
	if n := w.s.Pending(); n != 0 {
		t.Errorf("%d updates after a day", n)
	}
}

// After a week without updates their ids begin anew.
func TestIDsAfterAQuietWeek(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	w.drain()
	hand.move(6 * 24 * time.Hour)
	w.s.Say(w.anna, w.anna, "раз")
	if got := w.drain(); got[0].ID != firstID+5 {
		t.Errorf("id %d after six days", got[0].ID)
	}
	hand.move(7 * 24 * time.Hour)
	w.s.Say(w.anna, w.anna, "два")
	if got := w.drain(); got[0].ID == firstID+6 {
		t.Errorf("id %d after a week", got[0].ID)
	}
}

// The kinds asked for once stay in force, apply to what happens later, and a
// misspelt one is refused.
func TestAllowedUpdates(t *testing.T) {
	w := newWorld(t, Config{})
	w.updates(params{"allowed_updates": []string{"callback_query", "chat_member"}})
	before := w.s.Pending()
	w.s.Say(w.anna, w.anna, "не слышно")
	if n := w.s.Pending(); n != before {
		t.Errorf("%d updates more", n-before)
	}
	w.s.PromoteBot(w.group, AllRights(), w.anna)
	w.s.Join(w.group, w.carol)
	if n := w.s.Pending(); n != before+1 {
		t.Errorf("%d updates more, want the chat_member", n-before)
	}
	w.updates(params{"offset": firstID + 1, "allowed_updates": []string{}})
	w.s.Say(w.anna, w.anna, "слышно")
	if n := w.s.Pending(); n != before+1 {
		t.Errorf("an empty list does not bring the default back: %d waiting", n)
	}
	w.fails(`Bad Request: emulator: there are no updates of the kind "mesage"`, "getUpdates",
		params{"allowed_updates": []string{"mesage"}})
}
