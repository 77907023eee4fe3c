package emulator

import (
	"encoding/json"
	"testing"
)

type shownMessage struct {
	ID      int  `json:"message_id"`
	Thread  int  `json:"message_thread_id"`
	InTopic bool `json:"is_topic_message"`
	Reply   *struct {
		ID    int             `json:"message_id"`
		Topic json.RawMessage `json:"forum_topic_created"`
	} `json:"reply_to_message"`
	Sender *struct {
		ID int64 `json:"id"`
	} `json:"sender_chat"`
	From *struct {
		Username string `json:"username"`
	} `json:"from"`
}

func shown(t *testing.T, raw json.RawMessage) shownMessage {
	t.Helper()
	var m shownMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestForum(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	forum := w.s.AddForum("Отдел", []string{"Посты", "Флуд"}, w.anna, w.boris)
	w.s.AddBotToChat(forum, w.anna)
	topic := w.s.Topics(forum)[0].ID
	w.drain()
	w.s.Send(w.anna, forum, Draft{Text: "/bind", Thread: topic})
	m := shown(t, w.drain()[0].Message)
	if m.Thread != topic || !m.InTopic || m.Reply == nil || m.Reply.ID != topic || m.Reply.Topic == nil {
		t.Errorf("a message in a topic: %+v", m)
	}
	w.s.Send(w.anna, forum, Draft{Text: "/bind"})
	if m := shown(t, w.drain()[0].Message); m.Thread != 0 || m.InTopic || m.Reply != nil {
		t.Errorf("a message in General: %+v", m)
	}
	card := w.ok("sendMessage", params{"chat_id": forum, "text": "Пост", "message_thread_id": topic})
	if got := w.s.Last(forum); got.Thread != topic {
		t.Errorf("sent into %d", got.Thread)
	}
	w.ok("sendMessage", params{"chat_id": forum, "text": "ответ", "reply_to_message_id": card})
	if got := w.s.Last(forum); got.Thread != topic || got.ReplyTo != card {
		t.Errorf("the reply went to topic %d", got.Thread)
	}
	w.ok("sendMessage", params{"chat_id": forum, "text": "в общую"})
	w.s.CloseTopic(forum, topic)
	w.fails("Bad Request: TOPIC_CLOSED", "sendMessage", params{"chat_id": forum, "text": "x", "message_thread_id": topic})
	w.s.DeleteTopic(forum, topic)
	w.fails("Bad Request: message thread not found", "sendMessage", params{"chat_id": forum, "text": "x", "message_thread_id": topic})
}

// In a plain supergroup a reply carries a message_thread_id too, which is no topic
// and to which nothing can be sent.
func TestThreadOfReplies(t *testing.T) {
	w := newWorld(t, Config{})
	card := w.ok("sendMessage", params{"chat_id": w.group, "text": "Пост"})
	w.drain()
	w.s.Send(w.boris, w.group, Draft{Text: "исправьте", ReplyTo: card})
	if m := shown(t, w.drain()[0].Message); m.Thread != card || m.InTopic {
		t.Errorf("got %+v", m)
	}
	w.fails("Bad Request: message thread not found", "sendMessage", params{"chat_id": w.group, "text": "x", "message_thread_id": card})
}

func TestAnonymousAdministrator(t *testing.T) {
	w := newWorld(t, Config{})
	w.drain()
	w.s.Send(w.anna, w.group, Draft{Text: "/bind", Anonymous: true})
	m := shown(t, w.drain()[0].Message)
	if m.Sender == nil || m.Sender.ID != w.group || m.From.Username != "GroupAnonymousBot" {
		t.Errorf("got %+v", m)
	}
}
