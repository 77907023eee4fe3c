package emulator

import (
	"encoding/json"
	"testing"
)

// change is the heart of a my_chat_member or chat_member update.
type change struct {
	Chat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	} `json:"chat"`
	From struct {
		ID int64 `json:"id"`
	} `json:"from"`
	Old, New struct {
		Status string `json:"status"`
		Post   bool   `json:"can_post_messages"`
	} `json:"-"`
}

func parseChange(t *testing.T, raw json.RawMessage) change {
	t.Helper()
	var c change
	members := struct {
		Old any `json:"old_chat_member"`
		New any `json:"new_chat_member"`
	}{&c.Old, &c.New}
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &members); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMyChatMember(t *testing.T) {
	for _, c := range []struct {
		name     string
		do       func(w *world)
		chat     func(w *world) int64
		old, new string
	}{
		{"block", func(w *world) { w.s.Block(w.anna) }, func(w *world) int64 { return w.anna }, "member", "kicked"},
		{"unblock", func(w *world) { w.s.Block(w.anna); w.s.Unblock(w.anna) }, func(w *world) int64 { return w.anna }, "kicked", "member"},
		{"writing after a block", func(w *world) { w.s.Block(w.anna); w.s.Start(w.anna) }, func(w *world) int64 { return w.anna }, "kicked", "member"},
		{"promotion in a group", func(w *world) { w.s.PromoteBot(w.group, AllRights(), w.anna) }, func(w *world) int64 { return w.group }, "member", "administrator"},
		{"kick", func(w *world) { w.s.KickBot(w.group, w.anna) }, func(w *world) int64 { return w.group }, "member", "kicked"},
		{"restriction", func(w *world) { w.s.RestrictBot(w.group, Permissions{}, w.anna) }, func(w *world) int64 { return w.group }, "member", "restricted"},
		{"leaving", func(w *world) { w.ok("leaveChat", params{"chat_id": w.group}) }, func(w *world) int64 { return w.group }, "member", "left"},
		{"demotion in a channel", func(w *world) { w.s.DemoteBot(w.post, w.anna) }, func(w *world) int64 { return w.post }, "administrator", "left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			w.drain()
			c.do(w)
			var last json.RawMessage
			for _, u := range w.drain() {
				if u.MyMember != nil {
					last = u.MyMember
				}
			}
			got := parseChange(t, last)
			if got.Old.Status != c.old || got.New.Status != c.new || got.Chat.ID != c.chat(w) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// A channel is bound by making the bot its administrator: the update tells who
// did it and with what rights.
func TestBotComesToAChannel(t *testing.T) {
	w := newWorld(t, Config{})
	w.drain()
	channel := w.s.AddChannel("Новости", "", w.boris)
	w.fails("Bad Request: chat not found", "getChat", params{"chat_id": channel})
	w.s.AddBotToChat(channel, w.boris)
	got := w.drain()
	if len(got) != 1 {
		t.Fatalf("got %d updates", len(got))
	}
	if c := parseChange(t, got[0].MyMember); c.Old.Status != "left" || c.New.Status != "administrator" || !c.New.Post ||
		c.From.ID != w.boris || c.Chat.Type != "channel" {
		t.Errorf("got %+v", c)
	}
	w.ok("sendMessage", params{"chat_id": channel, "text": "Первый"})
}

func TestWhoIsInAChat(t *testing.T) {
	w := newWorld(t, Config{})
	status := func(chat, user int64) string {
		r := w.call("getChatMember", params{"chat_id": chat, "user_id": user})
		var m struct {
			Status string `json:"status"`
		}
		if !r.OK {
			return r.Description
		}
		if err := json.Unmarshal(r.Result, &m); err != nil {
			t.Fatal(err)
		}
		return m.Status
	}
	for _, c := range []struct {
		chat, user int64
		want       string
	}{
		{w.group, w.anna, "creator"},
		{w.group, w.boris, "member"},
		{w.group, w.s.Bot().ID, "member"},
		{w.group, w.carol, "Bad Request: PARTICIPANT_ID_INVALID"},
		{w.post, w.boris, "left"},
		{w.anna, w.anna, "member"},
		{w.group, 0, "Bad Request: invalid user_id specified"},
	} {
		if got := status(c.chat, c.user); got != c.want {
			t.Errorf("user %d of chat %d: %s, want %s", c.user, c.chat, got, c.want)
		}
	}
	w.s.Promote(w.group, w.boris, Rights{PinMessages: true}, w.anna)
	var admins []struct {
		Status string `json:"status"`
	}
	if err := json.Unmarshal(w.call("getChatAdministrators", params{"chat_id": w.group}).Result, &admins); err != nil {
		t.Fatal(err)
	}
	if len(admins) != 2 || admins[0].Status != "creator" {
		t.Errorf("administrators: %+v", admins)
	}
	w.fails("Bad Request: there are no administrators in the private chat", "getChatAdministrators", params{"chat_id": w.anna})
	w.s.Leave(w.group, w.boris)
	if got := status(w.group, w.boris); got != "left" {
		t.Errorf("after leaving: %s", got)
	}
}

// A basic group becomes a supergroup: sends to the old id tell the new one,
// edits there still work, and presses on old cards come with the old id.
func TestMigration(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	old := w.s.AddGroup("Отдел", w.anna)
	w.s.AddBotToChat(old, w.anna)
	card := w.ok("sendMessage", params{"chat_id": old, "text": "Пост", "reply_markup": keyboard([]Button{{Text: "Утвердить", Data: "v1:ok:1"}})})
	w.drain()
	next := w.s.Migrate(old)
	got := w.drain()
	if len(got) != 2 {
		t.Fatalf("got %d updates", len(got))
	}
	var out, in struct {
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
		To   int64 `json:"migrate_to_chat_id"`
		From int64 `json:"migrate_from_chat_id"`
	}
	if json.Unmarshal(got[0].Message, &out) != nil || json.Unmarshal(got[1].Message, &in) != nil ||
		out.Chat.ID != old || out.To != next || in.Chat.ID != next || in.From != old {
		t.Errorf("got %+v and %+v", out, in)
	}
	for method, p := range map[string]params{
		"sendMessage":   {"chat_id": old, "text": "x"},
		"deleteMessage": {"chat_id": old, "message_id": card},
	} {
		if r := w.call(method, p); r.Parameters.MigrateTo != next {
			t.Errorf("%s: %s", method, r.Description)
		}
	}
	if _, err := w.s.Press(w.anna, old, card, "Утвердить"); err != nil {
		t.Fatal(err)
	}
	pressed := w.drain()[0].Callback
	var m struct {
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
	}
	if json.Unmarshal(pressed.Message, &m) != nil || m.Chat.ID != old {
		t.Errorf("the press came from %d", m.Chat.ID)
	}
	w.ok("editMessageText", params{"chat_id": old, "message_id": card, "text": "Утверждён"})
	w.ok("sendMessage", params{"chat_id": next, "text": "на новом месте"})
}
