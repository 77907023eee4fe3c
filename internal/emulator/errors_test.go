package emulator

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// matches compares a description with one of the table, whose changing parts
// are written N, <detail> and <server error>.
func matches(pattern, got string) bool {
	for _, blank := range []string{"retry after N", "<detail>", "<server error>"} {
		before, after, ok := strings.Cut(pattern, blank)
		if ok {
			return strings.HasPrefix(got, before) && strings.HasSuffix(got, after) && len(got) > len(before)+len(after)
		}
	}
	return pattern == got
}

// Every error text of the table is produced at least once, with its code.
func TestEveryErrorText(t *testing.T) {
	data, err := os.ReadFile("testdata/errors.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []struct {
		HTTP        int    `json:"http"`
		Description string `json:"description"`
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	codes, seen := map[string]int{}, map[string]bool{}
	for _, e := range table {
		codes[e.Description] = e.HTTP
	}
	for _, list := range [][]errorCase{pathErrors, chatErrors, textErrors, editErrors, markupErrors, mediaErrors} {
		for _, c := range list {
			t.Run(c.want, func(t *testing.T) {
				r := c.call(newWorld(t, Config{}))
				if r.OK || !matches(c.want, r.Description) {
					t.Fatalf("got %q", r.Description)
				}
				if code, listed := codes[c.want]; listed && code != r.status {
					t.Errorf("status %d, want %d", r.status, code)
				}
			})
			seen[c.want] = true
		}
	}
	for _, text := range conflictTexts {
		seen[text] = true
	}
	for _, e := range table {
		if !seen[e.Description] {
			t.Errorf("nothing produces %d %s", e.HTTP, e.Description)
		}
	}
}

// conflictTexts are what a pending poll is ended with; see TestConflicts.
var conflictTexts = []string{
	"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
	"Conflict: terminated by setWebhook request",
}

func TestConflicts(t *testing.T) {
	for i, want := range conflictTexts {
		t.Run(want, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, Config{})
				w.drain()
				older := make(chan reply)
				go func() { older <- w.call("getUpdates", params{"offset": 5, "timeout": 50}) }()
				synctest.Wait()
				if i == 1 {
					w.ok("setWebhook", params{"url": "https://example.org/hook"})
				} else {
					go func() { older <- w.call("getUpdates", params{"offset": 6, "timeout": 10}) }()
				}
				if r := <-older; r.Description != want || r.status != 409 {
					t.Errorf("the older poll got %d %q", r.status, r.Description)
				}
				if i == 0 {
					if r := <-older; !r.OK {
						t.Errorf("the newer poll got %q", r.Description)
					}
				}
			})
		})
	}
}

// A query is too old late, twice, and before it has left the server.
func TestQueryIsTooOld(t *testing.T) {
	const want = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	said := w.ok("sendMessage", params{"chat_id": w.anna, "text": "x", "reply_markup": keyboard([]Button{{Text: "Да", Data: "y"}})})
	press := func() *Press {
		p, err := w.s.Press(w.anna, w.anna, said, "Да")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := press()
	w.fails(want, "answerCallbackQuery", params{"callback_query_id": p.ID})
	w.drain()
	w.ok("answerCallbackQuery", params{"callback_query_id": p.ID})
	w.fails(want, "answerCallbackQuery", params{"callback_query_id": p.ID})
	late := press()
	w.drain()
	hand.move(16 * time.Second)
	w.fails(want, "answerCallbackQuery", params{"callback_query_id": late.ID})
	press()
	hand.move(151 * time.Second)
	if n := w.s.Pending(); n != 0 {
		t.Errorf("%d updates wait, the press of 151 seconds ago among them", n)
	}
}
