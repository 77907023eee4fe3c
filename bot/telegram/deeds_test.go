package telegram

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestDeeds does every deed at a strict Telegram and looks at the chat.
func TestDeeds(t *testing.T) {
	play(t, func(w *world) {
		question := w.tg.Say(w.anna, w.anna, "когда?")
		w.send(store.Outgoing{
			Key: "html", Chat: w.anna, Do: store.SendText, Text: `<b>Срок</b> 20 &lt; 21 <a href="https://e.ru/x">ссылка</a>`,
			ReplyTo: question.ID, NoPreview: true, Silent: true,
			Buttons: [][]store.Button{{{Text: "Выполнено", Data: "v1:done:1"}, {Text: "Сайт", URL: "https://e.ru"}}, {}},
		})
		w.deliver(time.Minute)
		m := w.tg.Last(w.anna)
		if m.Text != "Срок 20 < 21 ссылка" || m.ReplyTo != question.ID || m.Preview || !m.Silent || len(m.Buttons) != 1 || len(m.Buttons[0]) != 2 {
			t.Errorf("html: %+v", m)
		}

		w.send(store.Outgoing{
			Key: "edit", Chat: w.anna, Do: store.EditText, Message: m.ID, Text: "новый", Entities: []store.Entity{},
			Buttons: [][]store.Button{{{Text: "Вернуть", Data: "v1:back:1"}}},
		})
		w.deliver(time.Minute)
		m = w.tg.Last(w.anna)
		if m.Text != "новый" || len(m.Entities) != 0 || m.Buttons[0][0].Text != "Вернуть" {
			t.Errorf("edit: %+v", m)
		}
		w.send(store.Outgoing{Key: "buttons", Chat: w.anna, Do: store.EditButtons, Message: m.ID})
		w.deliver(time.Minute)
		if m = w.tg.Last(w.anna); len(m.Buttons) != 0 || m.Text != "новый" {
			t.Errorf("keyboard not taken away: %+v", m)
		}
		w.send(store.Outgoing{Key: "delete", Chat: w.anna, Do: store.Delete, Message: m.ID})
		w.deliver(time.Minute)
		if m = w.tg.Last(w.anna); m.ID != question.ID {
			t.Errorf("not deleted: %+v", m)
		}
	})
}

// TestPublishedAsWritten sends what a person wrote back with its formatting.
func TestPublishedAsWritten(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Send(w.anna, w.anna, emulator.Draft{
			Text: "😀 <b>не разметка</b> & жирный, ссылка #СДЕЛАЕМВМЕСТЕ",
			Entities: []emulator.Entity{
				{Type: "bold", Offset: 26, Length: 6}, {Type: "text_link", Offset: 34, Length: 6, URL: "https://e.ru/"},
				{Type: "text_mention", Offset: 0, Length: 2, User: w.boris},
			},
		})
		w.poll(time.Minute)
		in := w.inbox()[len(w.inbox())-1]
		w.send(store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendText, Text: in.Text, Entities: in.Entities})
		w.deliver(time.Minute)
		asked, posted := w.tg.Last(w.anna), w.tg.Last(w.channel)
		if posted.Text != asked.Text {
			t.Errorf("text %q, want %q", posted.Text, asked.Text)
		}
		if d := cmp.Diff(asked.Entities, posted.Entities); d != "" {
			t.Errorf("entities: %s", d)
		}
	})
}

// TestMedia sends files by their id, one and several, and changes them.
func TestMedia(t *testing.T) {
	play(t, func(w *world) {
		photos := w.photos(3)
		buttons := [][]store.Button{{{Text: "Утвердить", Data: "v1:yes:1"}}}
		w.send(
			store.Outgoing{Key: "one", Chat: w.channel, Do: store.SendMedia, Media: photos[:1], Text: "<i>фото</i>", Buttons: buttons},
			store.Outgoing{Key: "album", Chat: w.group, Do: store.SendMedia, Media: photos, Text: "альбом", Entities: []store.Entity{{Type: "bold", Length: 6}}, Card: "post/1"},
		)
		w.deliver(time.Minute)
		one := w.tg.Last(w.channel)
		if one.Text != "фото" || len(one.Entities) != 1 || len(one.Buttons) != 1 || one.Kind != "photo" {
			t.Errorf("one: %+v", one)
		}
		album := w.tg.Messages(w.group)
		album = album[len(album)-3:]
		if album[0].Text != "альбом" || len(album[0].Entities) != 1 || album[1].Text != "" || album[0].Album == "" || album[2].Album != album[0].Album {
			t.Errorf("album: %+v", album)
		}
		shown, err := w.card("post/1")
		if err != nil {
			t.Fatal(err)
		}
		same(t, "card", shown, []store.Shown{{Chat: w.group, Messages: []int{album[0].ID, album[1].ID, album[2].ID}}})
		w.send(
			store.Outgoing{Key: "caption", Chat: w.channel, Do: store.EditCaption, Message: one.ID, Text: "другая"},
			store.Outgoing{Key: "none", Chat: w.group, Do: store.EditCaption, Message: album[0].ID},
			store.Outgoing{Key: "media", Chat: w.channel, Do: store.EditMedia, Message: one.ID, Media: photos[1:2], Text: "третья", Buttons: buttons},
		)
		w.deliver(time.Minute)
		if one = w.tg.Last(w.channel); one.Text != "третья" || len(one.Buttons) != 1 {
			t.Errorf("edited: %+v", one)
		}
		if m, _ := w.tg.Message(w.group, album[0].ID); m.Text != "" {
			t.Errorf("caption not taken away: %+v", m)
		}
	})
}

// TestTopics: in a forum the thread is sent, in General none.
func TestTopics(t *testing.T) {
	play(t, func(w *world) {
		forum := w.tg.AddForum("Форум", []string{"Тема"}, w.anna)
		w.tg.AddBotToChat(forum, w.anna)
		topic := w.tg.Topics(forum)[0].ID
		in, out := text("in", forum), text("general", forum)
		in.Thread = topic
		w.send(in, out)
		w.deliver(time.Minute)
		for _, m := range w.tg.Messages(forum) {
			if want := map[string]int{"in": topic, "general": 0}[m.Text]; m.FromBot && m.Thread != want {
				t.Errorf("%q is in topic %d, want %d", m.Text, m.Thread, want)
			}
		}
		same(t, "texts", w.texts(forum), []string{"in", "general"})
	})
}

// TestCommands sets menus for a scope and takes them away.
func TestCommands(t *testing.T) {
	play(t, func(w *world) {
		menu := []store.Command{{Name: "tasks", Text: "мои задачи"}}
		w.send(
			store.Outgoing{Key: "default", Do: store.SetCommands, Commands: menu},
			store.Outgoing{Key: "groups", Do: store.SetCommands, Scope: "all_group_chats", Commands: menu},
			store.Outgoing{Key: "administrators", Do: store.SetCommands, Scope: "all_chat_administrators", Commands: menu},
			store.Outgoing{Key: "anna", Do: store.SetCommands, Scope: "chat", ScopeChat: w.anna, Commands: menu},
			store.Outgoing{Key: "boris", Do: store.SetCommands, Scope: "chat", ScopeChat: w.boris, Commands: menu},
			store.Outgoing{Key: "boris leaves", Do: store.SetCommands, Scope: "chat", ScopeChat: w.boris},
		)
		w.deliver(time.Minute)
		for _, scope := range []string{"default", "all_group_chats", "all_chat_administrators", fmt.Sprint("chat:", w.anna)} {
			same(t, scope, w.tg.Commands(scope), []emulator.Command{{Command: "tasks", Description: "мои задачи"}})
		}
		same(t, "after leaving", w.tg.Commands(fmt.Sprint("chat:", w.boris)), []emulator.Command(nil))
		if slices.ContainsFunc(w.settled(), func(s string) bool { return !strings.HasSuffix(s, "accepted") }) {
			t.Errorf("settled: %q", w.settled())
		}
	})
}

// TestAnswer answers a press: once, cut to what Telegram takes; too late is no
// trouble.
func TestAnswer(t *testing.T) {
	play(t, func(w *world) {
		o := text("card", w.anna)
		o.Buttons = [][]store.Button{{{Text: "Да", Data: "v1:yes"}}}
		w.send(o)
		w.deliver(time.Minute)
		p, err := w.tg.Press(w.anna, w.anna, 0, "Да")
		if err != nil {
			t.Fatal(err)
		}
		w.poll(10 * time.Second)
		wire := w.wire()
		wire.Answer(w.t.Context(), p.ID, strings.Repeat("ы😀", 100), true)
		said, alert, ok := p.Answered()
		if !ok || !alert || !strings.HasSuffix(said, "…") || len([]rune(said)) > 200 {
			t.Errorf("answered %q, %v, %v", said, alert, ok)
		}
		wire.Answer(w.t.Context(), p.ID, "ещё раз", false)
		if strings.Contains(w.logs.String(), "level=WARN") {
			t.Errorf("too late is warned of:\n%s", w.logs.String())
		}
	})
}
