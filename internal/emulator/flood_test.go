package emulator

import (
	"testing"
	"time"
)

func (w *world) wait(p params) int {
	w.t.Helper()
	r := w.call("sendMessage", p)
	if r.status != 200 && r.status != 429 {
		w.t.Fatal(r.Description)
	}
	return r.Parameters.RetryAfter
}

// A chat takes a small burst, then a message a second.
func TestOneASecondInAChat(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	p := params{"chat_id": w.anna, "text": "x"}
	for i, want := range []int{0, 0, 0, 1, 1} {
		if got := w.wait(p); got != want {
			t.Errorf("message %d: wait %d, want %d", i, got, want)
		}
	}
	hand.move(time.Second)
	if got := w.wait(p); got != 0 {
		t.Errorf("a second later: wait %d", got)
	}
	if got := w.wait(p); got != 1 {
		t.Errorf("at once after it: wait %d", got)
	}
}

func TestTwentyAMinuteInAGroup(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	p := params{"chat_id": w.group, "text": "x"}
	for i := range 20 {
		if got := w.wait(p); got != 0 {
			t.Fatalf("message %d: wait %d", i, got)
		}
		hand.move(2 * time.Second)
	}
	if got := w.wait(p); got != 20 {
		t.Errorf("the 21st: wait %d, want until the first is a minute old", got)
	}
	hand.move(20 * time.Second)
	if got := w.wait(p); got != 0 {
		t.Errorf("20 seconds later: wait %d", got)
	}
}

func TestThirtyASecondInAll(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	for i := range 31 {
		u := w.s.AddUser(User{}).ID
		w.s.Start(u)
		if got := w.wait(params{"chat_id": u, "text": "x"}); got != btoi(i == 30) {
			t.Errorf("message %d: wait %d", i, got)
		}
	}
}

// An album counts as its items and is waited out by what follows it.
func TestAlbumsCount(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	var media []any
	for _, id := range pictures(w, 10) {
		media = append(media, item("photo", id))
	}
	w.ok("sendMediaGroup", params{"chat_id": w.group, "media": media})
	if got := w.wait(params{"chat_id": w.group, "text": "x"}); got != 8 {
		t.Errorf("after ten photos: wait %d", got)
	}
	hand.move(20 * time.Second)
	w.ok("sendMediaGroup", params{"chat_id": w.group, "media": media})
	hand.move(20 * time.Second)
	if got := w.wait(params{"chat_id": w.group, "text": "x"}); got != 20 {
		t.Errorf("after twenty photos: wait %d", got)
	}
}

func TestNoLimits(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	for range 100 {
		w.ok("sendMessage", params{"chat_id": w.group, "text": "x"})
	}
}
