package emulator

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Press is a pressed button: a callback query on its way to the bot and back.
type Press struct {
	// ID is the callback query id.
	ID string
	// User pressed it, under the message Message of Chat.
	User    int64
	Chat    int64
	Message int
	// Caption and Data are the button's.
	Caption string
	Data    string

	server    *Server
	delivered time.Time
	done      bool
	text      string
	alert     bool
	at        time.Time
}

// Answered tells what the bot answered: the text shown (empty for a mere end of
// the waiting), whether as an alert, and whether it answered at all.
func (p *Press) Answered() (text string, alert, ok bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.text, p.alert, p.done
}

// AnsweredAt is when the bot answered; zero when it has not.
func (p *Press) AnsweredAt() time.Time {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.at
}

// Press is a person pressing the button with the caption under a message. The
// words of the caption are enough: emoji and numbers around them may vary. An id
// of 0 means the newest message of the chat that has such a button. It is an
// error when there is no such button, or several, or it opens a link.
func (s *Server) Press(user, chat int64, id int, caption string) (*Press, error) {
	s.mu.Lock()
	defer s.unlock()
	u, c := s.mustUser(user), s.mustChat(chat)
	if c.kind != Private && !c.member(user).present() || c.kind == Private && c.id != user {
		return nil, fmt.Errorf("press %q: user %d does not see chat %d", caption, user, chat)
	}
	m, button, err := c.button(id, caption)
	if err != nil {
		return nil, err
	}
	switch {
	case button.URL != "":
		return nil, fmt.Errorf("press %q: the button opens %s", caption, button.URL)
	case button.Copy != "":
		return nil, fmt.Errorf("press %q: the button copies a text", caption)
	case button.Disabled:
		return nil, fmt.Errorf("press %q: the button is disabled", caption)
	}
	return s.press(u, m, button), nil
}

// PressData presses a button that need not be there: a forged one, or one of a
// card that has changed since. The message may even be deleted.
func (s *Server) PressData(user, chat int64, id int, data string) (*Press, error) {
	s.mu.Lock()
	defer s.unlock()
	u, c := s.mustUser(user), s.mustChat(chat)
	m := c.byID[id]
	if m == nil {
		return nil, fmt.Errorf("press data %q: chat %d has no message %d", data, chat, id)
	}
	return s.press(u, m, Button{Data: data}), nil
}

func (s *Server) press(u *user, m *message, b Button) *Press {
	s.nextQ++
	p := &Press{ID: strconv.FormatInt(s.nextQ, 10), User: u.ID, Chat: m.chat.id, Message: m.id,
		Caption: b.Text, Data: b.Data, server: s}
	s.queries[p.ID] = p
	u.known = true
	s.act("press", u.ID, m.chat.id, b.Text, m.id)
	s.emit(Event{Kind: Pressed, Message: m.view(), Actor: u.ID, Text: b.Text, Press: p.ID})
	shown := object{"message_id": m.id, "date": 0, "chat": s.chatJSON(m.chat)}
	if !m.deleted {
		shown = s.messageJSON(m, true)
	}
	s.pushPress("callback_query", object{"id": p.ID, "from": u.json(), "message": shown,
		"chat_instance": strconv.FormatInt(m.chat.id*31+7, 10), "data": b.Data}, p)
	return p
}

// button finds the button with the caption's words: one whose words are just
// these before one that merely contains them.
func (c *chat) button(id int, caption string) (*message, Button, error) {
	for i := len(c.messages) - 1; i >= 0; i-- {
		m := c.messages[i]
		if m.deleted || m.markup == nil || id != 0 && m.id != id {
			continue
		}
		exact, near := m.markup.matching(caption)
		switch {
		case len(exact) == 1:
			return m, exact[0], nil
		case len(exact) == 0 && len(near) == 1:
			return m, near[0], nil
		case len(exact)+len(near) > 1:
			return nil, Button{}, fmt.Errorf("press %q: message %d of chat %d has several such buttons", caption, m.id, c.id)
		}
	}
	return nil, Button{}, fmt.Errorf("press %q: chat %d has no such button under message %d", caption, c.id, id)
}

func (m *markup) matching(caption string) (exact, near []Button) {
	for _, row := range m.inline {
		for _, b := range row {
			switch {
			case b.Text == caption || words(b.Text) == words(caption) && words(caption) != "":
				exact = append(exact, b)
			case strings.Contains(b.Text, caption):
				near = append(near, b)
			}
		}
	}
	return exact, near
}

// words is a caption without what stands around its words.
func words(caption string) string {
	return strings.TrimFunc(caption, func(r rune) bool { return !unicode.IsLetter(r) })
}
