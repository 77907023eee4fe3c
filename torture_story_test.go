package main

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/bot/emulator"
)

// act is something a person does as soon as the chats allow it.
type act struct {
	name  string
	ready func() bool
	do    func() error
}

// story is a confirmation and a post, from the digest to the channel.
func (w *torture) story() []act {
	return []act{
		w.pressing(w.fin, w.fin, "1. 1.1"),
		w.pressing(w.fin, w.fin, "Выполнено"),
		w.saying(w.fin, "Пришлите подтверждение", "https://petrgosk.ru/1"),
		{"/post", w.reads(w.boss, "Подтверждение на проверку"), func() error { w.server.Say(w.fin, w.fin, "/post"); return nil }},
		w.saying(w.fin, "Пришлите текст", "Парк готов. #СДЕЛАЕМВМЕСТЕ"),
		w.pressing(w.fin, w.fin, "На согласование"),
		w.pressing(w.boss, w.group, "Утвердить"),
		{"settle", func() bool { return len(w.posts()) > 0 && w.linked() || w.doubtful() }, w.settle},
	}
}

// pressing presses a button once it is to be seen.
func (w *torture) pressing(who, chat int64, caption string) act {
	find := func() (emulator.Message, bool) {
		for _, m := range slices.Backward(w.server.Messages(chat)) {
			if m.FromBot && offers(m, caption) {
				return m, true
			}
		}
		return emulator.Message{}, false
	}
	return act{
		name:  "press " + caption,
		ready: func() bool { _, ok := find(); return ok },
		do: func() error {
			m, _ := find()
			_, err := w.server.Press(who, chat, m.ID, caption)
			return err
		},
	}
}

func (w *torture) saying(who int64, after, text string) act {
	return act{"say " + text, w.reads(who, after), func() error { w.server.Say(who, who, text); return nil }}
}

// reads tells whether the bot has said the words in a chat.
func (w *torture) reads(chat int64, words string) func() bool {
	return func() bool {
		return slices.ContainsFunc(w.server.Messages(chat), func(m emulator.Message) bool {
			return m.FromBot && strings.Contains(m.Text, words)
		})
	}
}

func offers(m emulator.Message, caption string) bool {
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, caption) {
				return true
			}
		}
	}
	return false
}

func (w *torture) posts() []emulator.Message {
	return slices.DeleteFunc(w.server.Messages(w.channel), func(m emulator.Message) bool { return m.Kind == "service" })
}

// linked tells whether the author was told that the post is out.
func (w *torture) linked() bool { return w.reads(w.fin, "опубликован")() }

// doubtful tells whether the group is asked if the post went out.
func (w *torture) doubtful() bool {
	return slices.ContainsFunc(w.server.Messages(w.group), func(m emulator.Message) bool { return offers(m, "Не вышла") })
}

// settle answers the question truthfully, as a person who looks at the channel.
func (w *torture) settle() error {
	if !w.doubtful() {
		return nil
	}
	w.asked = 1
	caption := "Не вышла"
	if len(w.posts()) > 0 {
		caption = "Вышла"
	}
	for _, m := range w.server.Messages(w.group) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if strings.HasSuffix(b.Text, caption) && (caption == "Не вышла") == strings.Contains(b.Text, "Не вышла") {
					_, err := w.server.PressData(w.boss, w.group, m.ID, b.Data)
					return err
				}
			}
		}
	}
	return fmt.Errorf("no button %q", caption)
}

// finished tells whether the post is out and nobody is asked any more.
func (w *torture) finished() bool { return len(w.posts()) > 0 && w.linked() && !w.doubtful() }

// chats is everything said, for a failed test.
func (w *torture) chats() string {
	var b strings.Builder
	for _, id := range []int64{w.fin, w.boss, w.group, w.channel} {
		fmt.Fprintf(&b, "— chat %d\n", id)
		for _, m := range w.server.History(id) {
			fmt.Fprintf(&b, "  %d bot=%v edited=%v deleted=%v %q\n", m.ID, m.FromBot, m.Edited, m.Deleted, m.Text)
		}
	}
	return b.String()
}
