package emulator

import (
	"testing"
	"time"
)

// An edit that names no keyboard takes the old one away.
func TestEditsAndKeyboards(t *testing.T) {
	w := newWorld(t, Config{})
	buttons := keyboard([]Button{{Text: "Да", Data: "y"}})
	id := w.ok("sendMessage", params{"chat_id": w.anna, "text": "Пост", "reply_markup": buttons})
	w.ok("editMessageText", params{"chat_id": w.anna, "message_id": id, "text": "Пост, правка", "reply_markup": buttons})
	if m := w.s.Last(w.anna); len(m.Buttons) != 1 || !m.Edited {
		t.Errorf("got %+v", m)
	}
	w.ok("editMessageText", params{"chat_id": w.anna, "message_id": id, "text": "Пост, правка"})
	if m := w.s.Last(w.anna); m.Buttons != nil {
		t.Errorf("the keyboard stays: %+v", m.Buttons)
	}
	w.ok("editMessageReplyMarkup", params{"chat_id": w.anna, "message_id": id, "reply_markup": buttons})
	w.ok("editMessageReplyMarkup", params{"chat_id": w.anna, "message_id": id, "reply_markup": `{"inline_keyboard":[]}`})
	if m := w.s.Last(w.anna); m.Buttons != nil {
		t.Errorf("the keyboard stays: %+v", m.Buttons)
	}
}

func TestEditOfMedia(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	id := photo(w)
	w.ok("editMessageCaption", params{"chat_id": w.anna, "message_id": id, "caption": "Парк"})
	doc := document(w)
	w.ok("editMessageMedia", params{"chat_id": w.anna, "message_id": id, "media": item("document", doc)})
	m, _ := w.s.Message(w.anna, id)
	if m.Kind != "document" || m.Files[0].ID != doc || m.Text != "" {
		t.Errorf("got %+v", m)
	}
	w.fails("Bad Request: can't parse InputMedia: Field \"media\" must be of type String", "editMessageMedia",
		params{"chat_id": w.anna, "message_id": id, "media": object{"type": "photo", "media": object{}}})
}

func TestDeletionWithin48Hours(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	early, late := said(w), said(w)
	theirs := w.s.Say(w.anna, w.anna, "моё").ID
	hand.move(48*time.Hour - time.Second)
	w.ok("deleteMessage", params{"chat_id": w.anna, "message_id": early})
	w.ok("deleteMessage", params{"chat_id": w.anna, "message_id": theirs})
	hand.move(time.Second)
	w.fails("Bad Request: message can't be deleted", "deleteMessage", params{"chat_id": w.anna, "message_id": late})
	w.ok("editMessageText", params{"chat_id": w.anna, "message_id": late, "text": "править можно всегда"})
	for _, m := range w.s.History(w.anna) {
		if m.Deleted != (m.ID == early || m.ID == theirs) {
			t.Errorf("message %d deleted: %v", m.ID, m.Deleted)
		}
	}
}

func TestEditsInChannels(t *testing.T) {
	w := newWorld(t, Config{})
	theirs := w.s.Say(w.anna, w.post, "Пост").ID
	mine := w.ok("sendMessage", params{"chat_id": w.post, "text": "Пост"})
	w.ok("editMessageText", params{"chat_id": w.post, "message_id": mine, "text": "Правка"})
	w.fails("Bad Request: message can't be edited", "editMessageText", params{"chat_id": w.post, "message_id": theirs, "text": "x"})
	w.s.PromoteBot(w.post, Rights{PostMessages: true, EditMessages: true}, w.anna)
	w.ok("editMessageText", params{"chat_id": w.post, "message_id": theirs, "text": "x"})
}

func TestPins(t *testing.T) {
	w := newWorld(t, Config{})
	id := w.ok("sendMessage", params{"chat_id": w.group, "text": "Правила"})
	w.fails("Bad Request: not enough rights to manage pinned messages in the chat", "pinChatMessage",
		params{"chat_id": w.group, "message_id": id})
	w.s.PromoteBot(w.group, Rights{PinMessages: true}, w.anna)
	w.drain()
	w.ok("pinChatMessage", params{"chat_id": w.group, "message_id": id})
	if m, _ := w.s.Message(w.group, id); !m.Pinned || w.s.Last(w.group).Service != "pinned_message" {
		t.Errorf("got %+v and %+v", m, w.s.Last(w.group))
	}
	if got := w.drain(); len(got) != 1 {
		t.Errorf("the bot is told of its own pin by %d updates", len(got))
	}
	w.ok("unpinChatMessage", params{"chat_id": w.group})
}

func TestCopiesAndForwards(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	sent := w.s.Send(w.anna, w.anna, Draft{Photo: &Upload{}, Text: "Парк"})
	copied := w.ok("copyMessage", params{"chat_id": w.post, "from_chat_id": w.anna, "message_id": sent.ID})
	m, _ := w.s.Message(w.post, copied)
	if m.Text != "Парк" || m.Files[0].ID != sent.Files[0].ID || m.Forward != nil {
		t.Errorf("got %+v", m)
	}
	w.ok("copyMessage", params{"chat_id": w.post, "from_chat_id": w.anna, "message_id": sent.ID, "caption": "иначе"})
	if m := w.s.Last(w.post); m.Text != "иначе" {
		t.Errorf("got %+v", m)
	}
	w.ok("forwardMessage", params{"chat_id": w.post, "from_chat_id": w.anna, "message_id": sent.ID})
	if m := w.s.Last(w.post); m.Forward == nil || m.Forward.User != w.anna {
		t.Errorf("got %+v", m)
	}
}
