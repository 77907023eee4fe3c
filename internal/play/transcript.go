package play

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/internal/emulator"
)

// show writes what has happened since the last look: first what people did, then
// each chat in the order of entering. Within a chat the order is Telegram's.
func (p *Play) show() error {
	p.mu.Lock()
	events, inMax := p.events, p.maxEvents
	p.events, p.maxEvents = nil, nil
	p.mu.Unlock()
	if p.hidden {
		return nil
	}
	var b strings.Builder
	for _, e := range events {
		if e.Kind == emulator.Pressed {
			what := "«" + e.Text + "»"
			if e.Text == "" {
				what = "старую кнопку"
			}
			fmt.Fprintf(&b, "\n%s нажимает %s%s\n", p.nameOf(e.Actor), what, p.place(e.Message.Chat))
			showAnswer(&b, events, e.Press)
		}
	}
	for _, c := range p.chats {
		for _, e := range events {
			if e.Message.Chat == c.id {
				p.showEvent(&b, c, e)
			}
		}
	}
	p.showMax(&b, inMax)
	_, err := fmt.Fprint(p.out, b.String())
	return err
}

// showAnswer writes what was answered to a press; answers to several presses may
// arrive in any order.
func showAnswer(b *strings.Builder, events []emulator.Event, press string) {
	for _, e := range events {
		if e.Kind == emulator.Answered && e.Press == press && e.Text != "" {
			fmt.Fprintf(b, "  ⤷ %s\n", e.Text)
		}
	}
}

func (p *Play) showEvent(b *strings.Builder, c chat, e emulator.Event) {
	switch e.Kind {
	case emulator.Sent:
		fmt.Fprintf(b, "\n%s\n%s", p.heading(c, e.Message, ""), body(e.Message))
	case emulator.Edited:
		fmt.Fprintf(b, "\n%s\n%s", p.heading(c, e.Message, " (исправлено)"), body(e.Message))
	case emulator.Deleted:
		fmt.Fprintf(b, "\n%s: сообщение удалено\n", c.title)
	case emulator.Pressed, emulator.Answered:
	}
}

// heading says in which chat who speaks.
func (p *Play) heading(c chat, m emulator.Message, mark string) string {
	who := "Бот"
	if !m.FromBot && m.From != 0 {
		who = p.nameOf(m.From)
	}
	switch {
	case m.SenderChat == c.id && m.From != 0:
		return fmt.Sprintf("[Группа «%s»] От имени группы%s", c.title, mark)
	case m.SenderChat != 0 && m.From == 0:
		return fmt.Sprintf("[Канал «%s»]%s", c.title, mark)
	case c.private && who == "Бот":
		return fmt.Sprintf("Бот → %s%s", c.title, mark)
	case c.private:
		return fmt.Sprintf("%s → бот%s", who, mark)
	}
	if m.Only != 0 {
		mark += ", видит только " + p.nameOf(m.Only)
	}
	return fmt.Sprintf("[Группа «%s»] %s%s", c.title, who, mark)
}

func (p *Play) nameOf(id int64) string {
	for _, c := range p.chats {
		if c.id == id {
			return c.title
		}
	}
	return fmt.Sprint(id)
}

func (p *Play) place(id int64) string {
	for _, c := range p.chats {
		if c.id == id && !c.private {
			return " в группе «" + c.title + "»"
		}
	}
	return ""
}

// secret is what differs from run to run: invitation codes.
var secret = regexp.MustCompile(`start=[A-Za-z0-9_-]{8,}`)

// body is a message's file, text and buttons, indented.
func body(m emulator.Message) string {
	var b strings.Builder
	switch m.Kind {
	case "text":
	case "service":
		fmt.Fprintf(&b, "  (%s)\n", russian(m.Service))
	default:
		fmt.Fprintf(&b, "  ‹%s›\n", russian(m.Kind))
	}
	text := secret.ReplaceAllString(m.Text, "start=КОД")
	text = regexp.MustCompile(`/start [A-Za-z0-9_-]{8,}`).ReplaceAllString(text, "/start КОД")
	if text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			fmt.Fprintf(&b, "  %s\n", abridged(line))
		}
	}
	for _, row := range m.Buttons {
		var keys []string
		for _, k := range row {
			keys = append(keys, caption(k))
		}
		fmt.Fprintf(&b, "    %s\n", strings.Join(keys, " "))
	}
	for _, row := range m.Keyboard {
		fmt.Fprintf(&b, "  ⌨ [%s]\n", strings.Join(row, "] ["))
	}
	switch {
	case m.Bare:
		b.WriteString("  ⌨ кнопки внизу убраны\n")
	case m.Asks:
		b.WriteString("  ⌨ открыто поле ответа\n")
	}
	return strings.ReplaceAll(b.String(), "  \n", "\n")
}

// caption is a button as it is seen: one that cannot be pressed any more in round
// brackets.
func caption(b emulator.Button) string {
	if b.Disabled {
		return "(" + b.Text + ")"
	}
	return "[" + b.Text + "]"
}

// Of a line longer than longest, only the head is shown.
const longest, head = 1500, 60

func abridged(s string) string {
	all := []rune(s)
	if len(all) <= longest {
		return s
	}
	return fmt.Sprintf("%s… ‹всего %d знаков›", string(all[:head]), len(all))
}

// russian names what a message is; a kind without a name keeps Telegram's word.
func russian(kind string) string {
	names := map[string]string{
		"photo": "фото", "video": "видео", "document": "документ", "sticker": "стикер", "voice": "голосовое сообщение",
		"poll": "опрос", "new_chat_members": "добавлены участники", "left_chat_member": "участник вышел",
		"migrate_to_chat_id": "группа стала супергруппой", "migrate_from_chat_id": "супергруппа сменила группу",
		"forum_topic_created": "создана тема", "new_chat_title": "новое название",
	}
	if name, ok := names[kind]; ok {
		return name
	}
	return kind
}

// see fails unless the chat's newest messages hold the words: see CHAT "слова".
func (p *Play) see(w []string) error {
	found, err := p.look(w)
	if err == nil && !found {
		err = fmt.Errorf("not to be seen")
	}
	return err
}

// unseen fails when the chat's newest messages hold the words.
func (p *Play) unseen(w []string) error {
	found, err := p.look(w)
	if err == nil && found {
		err = fmt.Errorf("to be seen")
	}
	return err
}

// looked is how many of a chat's newest messages are looked at.
const looked = 5

func (p *Play) look(w []string) (bool, error) {
	if len(w) != 2 {
		return false, fmt.Errorf("see CHAT \"слова\"")
	}
	c, err := p.chat(w[0])
	if err != nil {
		return false, err
	}
	all := p.server.Messages(c.id)
	return slices.ContainsFunc(all[max(0, len(all)-looked):], func(m emulator.Message) bool {
		return strings.Contains(m.Text, w[1])
	}), nil
}
