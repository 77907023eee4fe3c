package telegram

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

// TestPercentInTheAddress: the address of the API server is a format for the
// client library, and the files lie under it too, not under Telegram's own.
func TestPercentInTheAddress(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL.EscapedPath())
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":true,"result":{"id":7,"is_bot":true,"first_name":"Бот","file_path":"documents/a b%.txt"}}`))
	}))
	defer server.Close()
	var logs printed.Text
	w := socketWire(t, server.URL+"/api%20of%25d/", &logs)
	if _, err := w.Me(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, _ := w.fetch(t.Context(), store.Outgoing{Do: store.Fetch, File: "f"}); r.verdict != accepted {
		t.Fatalf("fetch: %+v", r)
	}
	mu.Lock()
	defer mu.Unlock()
	want := []string{
		"/api%20of%25d/bot" + testToken + "/getMe", "/api%20of%25d/bot" + testToken + "/getFile",
		"/api%20of%25d/file/bot" + testToken + "/documents/a%20b%25.txt",
	}
	if d := cmp.Diff(want, asked); d != "" {
		t.Errorf("asked (-want +got):\n%s", d)
	}
}

// TestRefusedUploads: the client library loses the code of a refused upload, and
// a repeated one must not be empty.
func TestRefusedUploads(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "sendDocument", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 7200})
		w.tg.Block(w.boris)
		copyOf := func(key string, chat int64) store.Outgoing {
			return store.Outgoing{Key: key, Chat: chat, Do: store.SendUpload, Upload: &store.Upload{Name: "копия.age", Data: []byte("данные")}}
		}
		w.send(copyOf("later", w.anna), copyOf("blocked", w.boris), copyOf("nowhere", -1001))
		w.deliver(3 * time.Hour)
		same(t, "settled", sorted(w.settled()), []string{"blocked refused unreachable", "later accepted", "nowhere refused unreachable"})
		m := w.tg.Last(w.anna)
		if wait := m.Date.Sub(start); wait < 2*time.Hour || m.Files[0].Size != int64(len("данные")) {
			t.Errorf("after %v, %d bytes", wait, m.Files[0].Size)
		}
	})
}

// headers keeps the headers of every request.
type headers struct {
	http.RoundTripper
	mu   sync.Mutex
	seen []http.Header
}

func (h *headers) RoundTrip(r *http.Request) (*http.Response, error) {
	h.mu.Lock()
	h.seen = append(h.seen, r.Header.Clone())
	h.mu.Unlock()
	return h.RoundTripper.RoundTrip(r)
}

// TestNothingInvitesToRepeat: net/http sends a POST again by itself when it
// carries an idempotency key.
func TestNothingInvitesToRepeat(t *testing.T) {
	play(t, func(w *world) {
		h := &headers{RoundTripper: w.tg.Transport()}
		w.cfg.HTTP = &http.Client{Transport: h}
		w.send(
			text("text", w.anna), store.Outgoing{Key: "menu", Do: store.SetCommands},
			store.Outgoing{Key: "up", Chat: w.boris, Do: store.SendUpload, Upload: &store.Upload{Name: "f", Data: []byte("x")}},
		)
		w.deliver(time.Minute)
		w.poll(time.Minute)
		if len(h.seen) < 4 {
			t.Errorf("%d requests", len(h.seen))
		}
		for _, header := range h.seen {
			for name := range header {
				if strings.Contains(strings.ToLower(name), "idempotency-key") {
					t.Errorf("header %s", name)
				}
			}
		}
	})
}

// TestEveryFormattingComesBack: what a person marked is published so, the kinds
// that the client library does not know among them; what Telegram finds by itself
// is left to it.
func TestEveryFormattingComesBack(t *testing.T) {
	play(t, func(w *world) {
		const words = "👍 жирный курсив код блок цитата спойлер зачёркнутый подчёркнутый"
		w.tg.Send(w.anna, w.anna, emulator.Draft{Text: words, Entities: []emulator.Entity{
			{Type: "custom_emoji", Offset: 0, Length: 2, CustomEmojiID: "5368324170671202286"},
			{Type: "bold", Offset: 3, Length: 6}, {Type: "italic", Offset: 10, Length: 6},
			{Type: "code", Offset: 17, Length: 3}, {Type: "pre", Offset: 21, Length: 4, Language: "go"},
			{Type: "expandable_blockquote", Offset: 26, Length: 6}, {Type: "spoiler", Offset: 33, Length: 7},
			{Type: "strikethrough", Offset: 41, Length: 11}, {Type: "underline", Offset: 53, Length: 12},
		}})
		w.tg.Say(w.anna, w.anna, "#СДЕЛАЕМВМЕСТЕ @park https://petrgosk.ru/park a@b.ru /plan")
		w.poll(time.Minute)
		for _, in := range w.inbox() {
			if in.Text != "" && in.Message != 0 {
				w.send(store.Outgoing{Key: in.Text, Chat: w.channel, Do: store.SendText, Text: in.Text, Entities: in.Entities})
			}
		}
		w.deliver(time.Minute)
		posts := map[string][]emulator.Entity{}
		for _, m := range w.tg.Messages(w.channel) {
			posts[m.Text] = m.Entities
		}
		for _, m := range w.tg.Messages(w.anna) {
			if d := cmp.Diff(m.Entities, posts[m.Text]); m.From == w.anna && d != "" {
				t.Errorf("%s (-asked +posted):\n%s", m.Text, d)
			}
		}
	})
}

// TestCardsOfAGroupThatMoved: messages follow the group to its new id, cards that
// stand in the old chat are still edited there.
func TestCardsOfAGroupThatMoved(t *testing.T) {
	play(t, func(w *world) {
		w.send(text("card", w.group))
		w.deliver(time.Minute)
		card := w.botMessages(w.group)[0]
		super := w.tg.Migrate(w.group)
		w.send(
			text("message", w.group),
			store.Outgoing{Key: "edit", Chat: w.group, Do: store.EditText, Message: card, Text: "Утверждён"},
			store.Outgoing{Key: "delete", Chat: w.group, Do: store.Delete, Message: card},
		)
		w.deliver(time.Hour)
		same(t, "old", w.texts(w.group), []string{"Утверждён"})
		same(t, "new", w.texts(super), []string{"message"})
		same(t, "settled", sorted(w.settled()), []string{
			"card accepted", "delete refused gone", "edit accepted", "message accepted",
		})
	})
}

// TestTooOldToDelete: after 48 hours a message cannot be deleted, and is told to
// be left standing; it can still be edited.
func TestTooOldToDelete(t *testing.T) {
	play(t, func(w *world) {
		w.send(text("card", w.anna))
		w.deliver(time.Minute)
		card := w.botMessages(w.anna)[0]
		pause(w.t.Context(), 48*time.Hour)
		w.send(
			store.Outgoing{Key: "delete", Chat: w.anna, Do: store.Delete, Message: card},
			store.Outgoing{Key: "edit", Chat: w.anna, Do: store.EditText, Message: card, Text: "снято"},
		)
		w.deliver(time.Minute)
		same(t, "settled", w.settled(), []string{"card accepted", "delete refused no_rights", "edit accepted"})
		same(t, "texts", w.texts(w.anna), []string{"снято"})
	})
}
