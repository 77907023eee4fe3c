package emulator

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
	"slices"
	"testing"
	"time"
)

func field[T any](t *testing.T, r reply, name string) T {
	t.Helper()
	var o map[string]json.RawMessage
	var value T
	if err := json.Unmarshal(r.Result, &o); err != nil {
		t.Fatalf("%s: %v", r.Description, err)
	}
	if raw, ok := o[name]; ok {
		if err := json.Unmarshal(raw, &value); err != nil {
			t.Fatal(err)
		}
	}
	return value
}

func TestGetChat(t *testing.T) {
	w := newWorld(t, Config{})
	w.s.Pin(w.group, w.anna, w.ok("sendMessage", params{"chat_id": w.group, "text": "Правила"}))
	forum := w.s.AddForum("Форум", nil, w.anna)
	w.s.AddBotToChat(forum, w.anna)
	for _, c := range []struct {
		chat       any
		kind, name string
	}{
		{w.anna, "private", ""}, {w.group, "supergroup", "Согласование"}, {"@park", "channel", "Парк"}, {forum, "supergroup", "Форум"},
	} {
		r := w.call("getChat", params{"chat_id": c.chat})
		if kind, name := field[string](t, r, "type"), field[string](t, r, "title"); kind != c.kind || name != c.name {
			t.Errorf("chat %v: %s %q", c.chat, kind, name)
		}
	}
	if pinned := field[shownMessage](t, w.call("getChat", params{"chat_id": w.group}), "pinned_message"); pinned.ID == 0 {
		t.Error("no pinned message")
	}
	if !field[bool](t, w.call("getChat", params{"chat_id": forum}), "is_forum") {
		t.Error("no forum")
	}
	if names := field[[]string](t, w.call("getChat", params{"chat_id": w.post}), "active_usernames"); !slices.Equal(names, []string{"park"}) {
		t.Errorf("got %v", names)
	}
	for chat, want := range map[int64]string{w.group: "3", w.post: "2", w.anna: "2"} {
		if got := w.call("getChatMemberCount", params{"chat_id": chat}); string(got.Result) != want {
			t.Errorf("chat %d has %s members, want %s", chat, got.Result, want)
		}
	}
}

func TestWebhook(t *testing.T) {
	w := newWorld(t, Config{})
	w.ok("setWebhook", params{"url": "https://example.org/hook"})
	r := w.call("getWebhookInfo", nil)
	if field[string](t, r, "url") != "https://example.org/hook" || field[int](t, r, "pending_update_count") != 5 {
		t.Errorf("got %s", r.Result)
	}
	w.ok("deleteWebhook", params{"drop_pending_updates": true})
	if n := w.s.Pending(); n != 0 {
		t.Errorf("%d updates wait", n)
	}
	w.updates(nil)
	w.fails("Bad Request: bad webhook: An HTTPS URL must be provided for webhook", "setWebhook", params{"url": "http://a.ru"})
}

func TestGetMyCommands(t *testing.T) {
	w := newWorld(t, Config{})
	scope := object{"type": "chat_member", "chat_id": w.group, "user_id": w.anna}
	w.ok("setMyCommands", params{"commands": []any{object{"command": "a", "description": "b"}}, "scope": scope, "language_code": "ru"})
	if r := w.call("getMyCommands", params{"scope": scope, "language_code": "ru"}); string(r.Result) != `[{"command":"a","description":"b"}]` {
		t.Errorf("got %s", r.Result)
	}
	if got := w.s.Commands("chat_member:" + itoa(w.group) + ":" + itoa(w.anna) + "/ru"); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestChatAction(t *testing.T) {
	w := newWorld(t, Config{})
	w.ok("sendChatAction", params{"chat_id": w.anna, "action": "typing"})
	w.fails("Forbidden: bot can't initiate conversation with a user", "sendChatAction", params{"chat_id": w.boris, "action": "typing"})
	w.fails("Bad Request: message thread not found", "sendChatAction",
		params{"chat_id": w.anna, "action": "typing", "message_thread_id": 7})
}

// A photo of a person without content of its own is a picture all the same.
func TestMadeUpPhoto(t *testing.T) {
	w := newWorld(t, Config{})
	sent := w.s.Send(w.anna, w.anna, Draft{Photo: &Upload{Width: 300, Height: 200}})
	path := field[string](t, w.call("getFile", params{"file_id": sent.Files[1].ID}), "file_path")
	response, err := w.client.Get("http://telegram/file/bot" + w.s.Token() + "/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(response.Body); err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(&b); err != nil || c.Width != 300 || c.Height != 200 {
		t.Errorf("got %+v %v", c, err)
	}
}

func TestReplyParameters(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	asked := w.s.Say(w.anna, w.anna, "Где отчёт?")
	w.ok("sendMessage", params{"chat_id": w.anna, "text": "x", "reply_parameters": object{"message_id": asked.ID, "quote": "отчёт"}})
	if m := w.s.Last(w.anna); m.ReplyTo != asked.ID {
		t.Errorf("got %+v", m)
	}
	for raw, want := range map[string]string{
		"{":               "Bad Request: can't parse reply parameters JSON object",
		"[]":              "Bad Request: object expected as reply parameters",
		`{"chat_id":"5"}`: `Bad Request: can't find field "message_id"`,
		`{"message_id":999,"quote":"сводка"}`:                           "Bad Request: message to be replied not found",
		`{"message_id":` + itoa(int64(asked.ID)) + `,"quote":"сводка"}`: "Bad Request: QUOTE_TEXT_INVALID",
	} {
		w.fails(want, "sendMessage", params{"chat_id": w.anna, "text": "x", "reply_parameters": raw})
	}
	w.ok("sendMessage", params{"chat_id": w.anna, "text": "x", "reply_parameters": "{}"})
}

// panics reports whether the test may not do this.
func panics(do func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	do()
	return false
}

// What no client would let a person do is a fault of the test.
func TestPeopleCannot(t *testing.T) {
	w := newWorld(t, Config{})
	old := w.s.AddGroup("Отдел", w.anna)
	theirs := w.s.Say(w.anna, w.group, "моё").ID
	w.s.Migrate(old)
	for name, do := range map[string]func(){
		"write to another's private chat": func() { w.s.Say(w.boris, w.anna, "x") },
		"write to a group from outside":   func() { w.s.Say(w.carol, w.group, "x") },
		"post to another's channel":       func() { w.s.Say(w.boris, w.post, "x") },
		"write where there is nothing":    func() { w.s.Say(w.anna, 12345, "x") },
		"write nothing":                   func() { w.s.Say(w.anna, w.anna, "  ") },
		"write to a group that is gone":   func() { w.s.Say(w.anna, old, "x") },
		"edit another's message":          func() { w.s.Edit(w.boris, w.group, theirs, "x") },
		"send an album of one":            func() { w.s.Album(w.anna, w.anna, Draft{Photo: &Upload{}}) },
		"delete nothing":                  func() { w.s.Delete(w.anna, w.anna, 999) },
		"order a fault of no method":      func() { w.s.Fault(Fault{Method: "sendLetter", Do: Hang}) },
	} {
		if !panics(do) {
			t.Errorf("it is possible to %s", name)
		}
	}
	w.s.Delete(w.anna, w.group, theirs)
	if m, _ := w.s.Message(w.group, theirs); !m.Deleted {
		t.Errorf("got %+v", m)
	}
	if got := w.s.Members(w.group); !slices.Equal(got, []int64{w.anna, w.boris, w.s.Bot().ID}) {
		t.Errorf("members: %v", got)
	}
	w.s.Promote(w.group, w.boris, AllRights(), w.anna)
	w.s.Demote(w.group, w.boris, w.anna)
}

func TestAnsweredAt(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	p, err := w.s.PressData(w.anna, w.anna, said(w), "x")
	if err != nil {
		t.Fatal(err)
	}
	w.drain()
	hand.move(2 * time.Second)
	w.ok("answerCallbackQuery", params{"callback_query_id": p.ID, "text": "Нет", "show_alert": true})
	if text, alert, _ := p.Answered(); text != "Нет" || !alert || !p.AnsweredAt().Equal(hand.now()) {
		t.Errorf("%q %v at %s", text, alert, p.AnsweredAt())
	}
}
