package emulator

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// incoming reads a message as the real library does.
func incoming(t *testing.T, raw json.RawMessage) tgbotapi.Message {
	t.Helper()
	var m tgbotapi.Message
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatPeopleSend(t *testing.T) {
	for _, c := range []struct {
		name  string
		draft Draft
		check func(m tgbotapi.Message) bool
	}{
		{"text", Draft{Text: "/start ab-12"}, func(m tgbotapi.Message) bool {
			return m.Command() == "start" && m.CommandArguments() == "ab-12" && m.From.LanguageCode == "ru" && m.Chat.IsPrivate()
		}},
		{"marked text", Draft{Text: "срок", Entities: []Entity{{Type: "bold", Length: 4}}}, func(m tgbotapi.Message) bool {
			return len(m.Entities) == 1 && m.Entities[0].Type == "bold"
		}},
		{"photo", Draft{Photo: &Upload{Width: 1000, Height: 500}, Text: "#парк"}, func(m tgbotapi.Message) bool {
			last := m.Photo[len(m.Photo)-1]
			return len(m.Photo) == 4 && last.Width == 1000 && last.Height == 500 && m.Photo[0].Width == 90 &&
				m.Caption == "#парк" && m.CaptionEntities[0].Type == "hashtag"
		}},
		{"small photo", Draft{Photo: &Upload{Width: 50, Height: 80}}, func(m tgbotapi.Message) bool {
			return len(m.Photo) == 1 && m.Photo[0].Height == 80
		}},
		{"document", Draft{Document: &Upload{Name: "акт.pdf", MIME: "application/pdf", Size: 5}}, func(m tgbotapi.Message) bool {
			return m.Document.FileName == "акт.pdf" && m.Document.MimeType == "application/pdf" && m.Document.FileSize == 5
		}},
		{"video", Draft{Video: &Upload{Duration: 7}}, func(m tgbotapi.Message) bool { return m.Video.Duration == 7 && m.Video.Width > 0 }},
		{"animation", Draft{Animation: &Upload{}}, func(m tgbotapi.Message) bool { return m.Animation != nil && m.Document != nil }},
		{"audio", Draft{Audio: &Upload{Duration: 3}}, func(m tgbotapi.Message) bool { return m.Audio.Duration == 3 }},
		{"voice", Draft{Voice: &Upload{Duration: 3, MIME: "audio/ogg"}}, func(m tgbotapi.Message) bool { return m.Voice.MimeType == "audio/ogg" }},
		{"video note", Draft{VideoNote: &Upload{Duration: 3}}, func(m tgbotapi.Message) bool { return m.VideoNote.Length > 0 }},
		{"sticker", Draft{Sticker: &Upload{Emoji: "👍"}}, func(m tgbotapi.Message) bool { return m.Sticker.Emoji == "👍" }},
		{"poll", Draft{Poll: &Poll{"Когда?", []string{"Сегодня", "Завтра"}}}, func(m tgbotapi.Message) bool { return len(m.Poll.Options) == 2 }},
		{"location", Draft{Location: &Location{45.1, 42.9}}, func(m tgbotapi.Message) bool { return m.Location.Latitude == 45.1 }},
		{"contact", Draft{Contact: &Contact{Phone: "+79000000000", FirstName: "Анна"}}, func(m tgbotapi.Message) bool {
			return m.Contact.PhoneNumber == "+79000000000"
		}},
		{"forwarded", Draft{Text: "x", ForwardOf: &Origin{Hidden: "Некто", Date: time.Unix(1000, 0)}}, func(m tgbotapi.Message) bool {
			return m.ForwardSenderName == "Некто" && m.ForwardDate == 1000
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			w.drain()
			sent := w.s.Send(w.anna, w.anna, c.draft)
			got := w.drain()
			if len(got) != 1 {
				t.Fatalf("got %d updates", len(got))
			}
			m := incoming(t, got[0].Message)
			if m.MessageID != sent.ID || m.From.ID != w.anna || !c.check(m) {
				t.Errorf("got %s", got[0].Message)
			}
		})
	}
}

func TestForwardOfAChannelPost(t *testing.T) {
	w := newWorld(t, Config{})
	post := w.s.Say(w.anna, w.post, "Пост")
	w.drain()
	w.s.Send(w.anna, w.anna, Draft{Text: "Пост", ForwardOf: &Origin{Channel: w.post, Message: post.ID, Date: post.Date}})
	raw := w.drain()[0].Message
	m := incoming(t, raw)
	var now struct {
		Origin struct {
			Type string `json:"type"`
			ID   int    `json:"message_id"`
		} `json:"forward_origin"`
	}
	if err := json.Unmarshal(raw, &now); err != nil {
		t.Fatal(err)
	}
	if m.ForwardFromChat.UserName != "park" || m.ForwardFromMessageID != post.ID || now.Origin.Type != "channel" || now.Origin.ID != post.ID {
		t.Errorf("got %s", raw)
	}
}

// An incoming album is separate updates under one media_group_id.
func TestAlbumOfAPerson(t *testing.T) {
	w := newWorld(t, Config{})
	w.drain()
	sent := w.s.Album(w.anna, w.anna, Draft{Photo: &Upload{}, Text: "Парк"}, Draft{Photo: &Upload{}}, Draft{Video: &Upload{}})
	got := w.drain()
	if len(got) != 3 {
		t.Fatalf("got %d updates", len(got))
	}
	for i, u := range got {
		if m := incoming(t, u.Message); m.MediaGroupID == "" || m.MediaGroupID != sent[0].Album || (m.Caption != "") != (i == 0) {
			t.Errorf("item %d: %s", i, u.Message)
		}
	}
}

func TestRepliesAndEdits(t *testing.T) {
	w := newWorld(t, Config{})
	asked := w.ok("sendMessage", params{"chat_id": w.anna, "text": "Ссылка?"})
	w.drain()
	said := w.s.Send(w.anna, w.anna, Draft{Text: "vk.com/1", ReplyTo: asked, Quote: "Ссылка"})
	w.s.Edit(w.anna, w.anna, said.ID, "vk.com/2")
	got := w.drain()
	m := incoming(t, got[0].Message)
	if m.ReplyToMessage.MessageID != asked || m.Entities[0].Type != "url" {
		t.Errorf("got %s", got[0].Message)
	}
	if m := incoming(t, got[1].Edited); m.Text != "vk.com/2" || m.EditDate == 0 {
		t.Errorf("got %s", got[1].Edited)
	}
	if last := w.s.Last(w.anna); !last.Edited || last.Text != "vk.com/2" {
		t.Errorf("got %+v", last)
	}
}

// Private chats and basic groups share one count of message ids, supergroups and
// channels have their own.
func TestMessageIDs(t *testing.T) {
	w := newWorld(t, Config{})
	basic := w.s.AddGroup("Отдел", w.anna)
	a := w.s.Say(w.anna, w.anna, "раз").ID
	b := w.s.Say(w.anna, basic, "два").ID
	c := w.s.Say(w.anna, w.anna, "три").ID
	if b != a+1 || c != a+2 {
		t.Errorf("got %d, %d, %d", a, b, c)
	}
	if id := w.s.Say(w.anna, w.post, "первый").ID; id != 2 {
		t.Errorf("the first post of a channel has the id %d", id)
	}
}

func TestDownloads(t *testing.T) {
	hand := newHandClock()
	w := newWorld(t, Config{Now: hand.now})
	sent := w.s.Send(w.anna, w.anna, Draft{Document: &Upload{Name: "акт.pdf", Content: []byte("содержание")}})
	var f struct {
		Path string `json:"file_path"`
		Size int    `json:"file_size"`
	}
	if err := json.Unmarshal(w.call("getFile", params{"file_id": sent.Files[0].ID}).Result, &f); err != nil {
		t.Fatal(err)
	}
	if f.Path != "documents/file_0.pdf" || f.Size != len("содержание") {
		t.Errorf("got %+v", f)
	}
	at := "/file/bot" + w.s.Token() + "/" + f.Path
	response, err := w.client.Get("http://telegram" + at)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}
	if r := visiting("/file/botx/" + f.Path)(w); r.status != 401 {
		t.Errorf("status %d with a wrong token", r.status)
	}
	hand.move(2 * time.Hour)
	if r := visiting(at)(w); r.status != 404 {
		t.Errorf("status %d two hours later", r.status)
	}
}
