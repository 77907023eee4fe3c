package emulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestPressByWords(t *testing.T) {
	w := newWorld(t, Config{})
	w.s.Join(w.group, w.carol)
	id := w.ok("sendMessage", params{"chat_id": w.group, "text": "Пост", "reply_markup": keyboard(
		[]Button{{Text: "👍 Утвердить (1)", Data: "ok"}, {Text: "Отклонить", Data: "no"}},
		[]Button{{Text: "Отклонить всё", Data: "all"}, {Text: "1. Смета", Data: "1"}, {Text: "2. Смета", Data: "2"}},
		[]Button{{Text: "Пост на сайте", URL: "a.ru"}})})
	for _, c := range []struct {
		caption, data string
	}{
		{"Утвердить", "ok"}, {"Отклонить", "no"}, {"Отклонить всё", "all"}, {"всё", "all"}, {"2. Смета", "2"},
		{"Смета", "several such buttons"}, {"Вернуть", "no such button"}, {"Пост на сайте", "opens http://a.ru/"},
	} {
		p, err := w.s.Press(w.boris, w.group, id, c.caption)
		var got string
		if err != nil {
			got = err.Error()
		} else {
			got = p.Data
		}
		if !strings.Contains(got, c.data) {
			t.Errorf("%s: got %s, want %s", c.caption, got, c.data)
		}
	}
	w.s.Leave(w.group, w.carol)
	if _, err := w.s.Press(w.carol, w.group, id, "Утвердить"); err == nil {
		t.Error("a person pressed a button in a chat that they had left")
	}
	if _, err := w.s.PressData(w.boris, w.group, id+100, "x"); err == nil {
		t.Error("a person pressed a button of no message")
	}
}

// A press of a deleted message comes with what the server still knows of it.
func TestPressOfADeletedMessage(t *testing.T) {
	w := newWorld(t, Config{})
	id := said(w)
	w.ok("deleteMessage", params{"chat_id": w.anna, "message_id": id})
	w.drain()
	if _, err := w.s.PressData(w.anna, w.anna, id, "v1:old"); err != nil {
		t.Fatal(err)
	}
	if got := string(w.drain()[0].Callback.Message); !strings.Contains(got, `"date":0`) || strings.Contains(got, "Слово") {
		t.Errorf("got %s", got)
	}
}

func TestJournalTellsWhatHappened(t *testing.T) {
	w := newWorld(t, Config{})
	w.s.Fault(Fault{Method: "sendMessage", Skip: 1, Do: DropAfter})
	id := said(w)
	w.attempt("http://telegram", patience)
	w.fails("Bad Request: chat not found", "sendMessage", params{"chat_id": 5, "text": "x"})
	w.updates(nil)
	w.updates(params{"offset": firstID + 5})
	var got []string
	for i, r := range w.s.Journal() {
		if r.Seq != i+1 || r.Time.IsZero() {
			t.Errorf("record %d: %+v", i, r)
		}
		if r.Kind == Request {
			got = append(got, fmt.Sprintf("%s %d %d %s %s %v", r.Method, r.Chat, r.Status, r.Error, r.Fault, r.Messages))
		}
	}
	want := []string{
		fmt.Sprintf("sendMessage %d 200   [%d]", w.anna, id),
		fmt.Sprintf("sendMessage %d 0  drop after [%d]", w.anna, id+1),
		"sendMessage 5 400 Bad Request: chat not found  []",
		"getUpdates 0 200   []",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if n := w.s.Polls(); n != 2 {
		t.Errorf("%d polls", n)
	}
}

// OnEvent tells of everything visible, in order, and may call the server back.
func TestEvents(t *testing.T) {
	var s *Server
	var got []string
	s = New(Config{OnEvent: func(e Event) {
		got = append(got, fmt.Sprintf("%s %s%s", e.Kind, e.Message.Text, e.Text))
		if e.Message.Text == "эхо" && e.Kind == Sent {
			s.Say(e.Actor, e.Message.Chat, "откликнулось")
		}
	}})
	w := &world{t: t, s: s, client: s.Client()}
	w.anna = s.AddUser(User{}).ID
	s.Say(w.anna, w.anna, "эхо")
	id := w.ok("sendMessage", params{"chat_id": w.anna, "text": "Да?", "reply_markup": keyboard([]Button{{Text: "Да", Data: "y"}})})
	p, err := s.Press(w.anna, w.anna, id, "Да")
	if err != nil {
		t.Fatal(err)
	}
	w.drain()
	w.ok("answerCallbackQuery", params{"callback_query_id": p.ID, "text": "Ок"})
	w.ok("editMessageText", params{"chat_id": w.anna, "message_id": id, "text": "Да!"})
	w.ok("deleteMessage", params{"chat_id": w.anna, "message_id": id})
	want := []string{"sent эхо", "sent откликнулось", "sent Да?", "pressed Да?Да", "answered Да?Ок", "edited Да!", "deleted Да!"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{})
		timer := time.AfterFunc(time.Hour, func() { said(w) })
		defer timer.Stop()
		came := func() bool { return w.s.Last(w.anna).FromBot }
		if err := w.s.Wait(t.Context(), came); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := w.s.Wait(ctx, func() bool { return false }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

// Everything may be called at once.
func TestConcurrency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{Limits: Limits{Off: true}, OnEvent: func(Event) {}})
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				for range 25 {
					w.s.Say(w.anna, w.anna, "раз")
					w.ok("sendMessage", params{"chat_id": w.anna, "text": "два"})
					w.s.Messages(w.anna)
					w.s.Journal()
					w.call("getUpdates", params{"timeout": 1, "offset": firstID + i})
				}
			})
		}
		all.Wait()
		if n := len(w.s.Messages(w.anna)); n != 201 {
			t.Errorf("%d messages", n)
		}
	})
}

func TestRevokedToken(t *testing.T) {
	w := newWorld(t, Config{})
	w.s.RevokeToken()
	w.fails("Unauthorized", "getMe", nil)
}
