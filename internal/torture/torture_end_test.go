package torture

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

// out is what the channel shows of the first post, outToo of the second.
func (w *torture) out() []emulator.Message {
	return slices.DeleteFunc(w.server.Messages(w.channel), func(m emulator.Message) bool { return m.Kind == "service" || m.Text == thirdText })
}

func (w *torture) outToo() []emulator.Message {
	return slices.DeleteFunc(w.server.Messages(w.channel), func(m emulator.Message) bool { return m.Text != thirdText })
}

// question is the bot's to the group whether the publication is out.
func (w *torture) question() (emulator.Message, bool) {
	return w.newest(w.groups(), func(m emulator.Message) bool { return offers(m, "Не вышла") })
}

func (w *torture) doubtful() bool { _, ok := w.question(); return ok }

// open reports whether a question still has its buttons.
func (w *torture) open(question emulator.Message) bool {
	return slices.ContainsFunc(w.server.Messages(question.Chat), func(m emulator.Message) bool {
		return m.ID == question.ID && offers(m, "Не вышла")
	})
}

// settle answers the question truthfully, as a person who looks at the channel. Of
// an album that came in part he first deletes what came.
func (w *torture) settle(question emulator.Message) error {
	id, chat, caption := question.ID, question.Chat, "Вышла"
	there, second := w.out(), !strings.Contains(question.Text, "поста № 1") && !strings.Contains(question.Text, "пост № 1")
	switch {
	case aboutMax(question):
		if len(w.atMax(second)) == 0 {
			caption = "Не вышла"
		}
	case second:
		if len(w.outToo()) == 0 {
			caption = "Не вышла"
		}
	case len(there) < photos:
		caption = "Не вышла"
		for _, m := range there {
			w.server.Delete(w.boss, w.channel, m.ID)
		}
	}
	for _, m := range w.server.Messages(chat) {
		for _, b := range slices.Concat(m.Buttons...) {
			if m.ID == id && strings.HasSuffix(b.Text, caption) && (caption == "Не вышла") == strings.Contains(b.Text, "Не вышла") {
				w.asked++
				_, err := w.server.Press(w.boss, chat, id, b.Text)
				return err
			}
		}
	}
	if w.doubtful() {
		return fmt.Errorf("no button %q", caption)
	}
	return nil
}

// finished reports whether the post is out, its author knows, nobody is asked any
// more, and what else is due has come.
func (w *torture) finished() bool {
	return len(w.out()) >= photos && len(w.atMax(false)) > 0 && w.reads(w.fin, "опубликован")() && !w.doubtful() &&
		w.reminded(w.slow) && w.reminded(w.banned) && w.reminded(w.gone) && w.reads(w.eve, strangerLine)()
}

// reminded reports whether a person has got the digest that is owed to them.
func (w *torture) reminded(who int64) bool {
	_, came := w.newest([]int64{who}, func(m emulator.Message) bool { return play.Morning(m.Text) })
	return w.owed(who) == 0 || came
}
