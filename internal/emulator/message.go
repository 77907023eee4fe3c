package emulator

import (
	"slices"
	"time"
)

// Message is a message of a chat as it stands now.
type Message struct {
	ID     int
	Chat   int64
	Thread int // message_thread_id, 0 outside topics and in General

	From       int64 // the user; 0 for channel posts
	SenderChat int64 // the channel on whose behalf it stands; 0 otherwise
	FromBot    bool  // sent by the bot under test

	Date     time.Time
	EditDate time.Time // zero when never edited
	Edited   bool
	Deleted  bool
	Pinned   bool

	Kind     string // "text", "photo", "video", "document", …, or "service"
	Service  string // of a service message: "new_chat_members", "migrate_to_chat_id", …
	Text     string // the text or the caption
	Entities []Entity

	Files    []File // of a photo its sizes, smallest first
	Album    string // media_group_id
	Buttons  [][]Button
	Keyboard [][]string // captions of a reply keyboard
	Asks     bool       // it opens the input field as an answer to it
	Only     int64      // the one member who sees it; 0 for everybody
	Bare     bool       // it takes the reply keyboard of the chat away
	ReplyTo  int
	Forward  *Origin
	Silent   bool // sent without a notification
	Preview  bool // link previews were not disabled
	Spoiler  bool // the picture is hidden until touched
}

// Button is a button of an inline keyboard.
type Button struct {
	Text string
	Data string // callback_data
	URL  string
	Copy string // the text that a press puts on the clipboard
	// Style is the colour: "danger", "success", "primary", or "" for the client's own.
	Style string
	// Disabled buttons are grey and cannot be pressed.
	Disabled bool
}

// Origin is where a forwarded message came from.
type Origin struct {
	User    int64     // a person
	Hidden  string    // a person who hides their account: the name
	Channel int64     // a channel
	Message int       // the post's id in the channel
	Date    time.Time // of the original
}

type message struct {
	id         int
	chat       *chat
	thread     int
	root       int // of a chain of replies outside topics: the message it began with
	from       int64
	senderChat int64
	mine       bool // sent by the bot
	date       time.Time
	edited     time.Time
	deleted    bool
	pinned     bool

	kind    string
	body    formatted // text or caption
	media   *media
	extra   any     // poll, location, contact: the value of the field named kind
	service object  // fields of a service message
	name    string  // the name of the service field
	came    []int64 // whom a service message tells to have come
	album   string
	markup  *markup
	replyTo int
	quote   string
	forward *Origin
	spoiler bool
	above   bool
	silent  bool
	protect bool
	only    int64  // who alone sees it
	preview object // link_preview_options
}

func (m *message) view() Message {
	v := Message{
		ID: m.id, Chat: m.chat.id, Thread: m.thread, From: m.from, SenderChat: m.senderChat,
		Date: m.date, EditDate: m.edited, Edited: !m.edited.IsZero(), Deleted: m.deleted, Pinned: m.pinned,
		Kind: m.kind, Service: m.name, Text: m.body.text, Entities: slices.Clone(m.body.entities),
		Album: m.album, ReplyTo: m.replyTo, Silent: m.silent, FromBot: m.mine, Only: m.only,
	}
	disabled, _ := m.preview["is_disabled"].(bool)
	v.Preview, v.Spoiler = !disabled, m.spoiler
	if m.media != nil {
		v.Files = m.media.view()
	}
	if m.markup != nil {
		v.Buttons, v.Keyboard = m.markup.view()
		v.Bare, v.Asks = m.markup.remove, m.markup.force
	}
	if m.forward != nil {
		origin := *m.forward
		v.Forward = &origin
	}
	return v
}

// Messages is the messages of a chat in order, deleted ones left out.
func (s *Server) Messages(chat int64) []Message {
	return slices.DeleteFunc(s.History(chat), func(m Message) bool { return m.Deleted })
}

// History is the messages of a chat in order, deleted ones marked.
func (s *Server) History(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.mustChat(chat)
	out := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		out = append(out, m.view())
	}
	return out
}

// Last is the newest message of a chat that is not deleted; the zero Message
// when there is none.
func (s *Server) Last(chat int64) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.mustChat(chat)
	for i := len(c.messages) - 1; i >= 0; i-- {
		if !c.messages[i].deleted {
			return c.messages[i].view()
		}
	}
	return Message{}
}

// Message is one message of a chat, deleted or not.
func (s *Server) Message(chat int64, id int) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.mustChat(chat).byID[id]
	if m == nil {
		return Message{}, false
	}
	return m.view(), true
}

// add gives a message its id and date and puts it into its chat.
func (s *Server) add(m *message) {
	c := m.chat
	if c.ownCount() {
		c.lastID++
		m.id = c.lastID
	} else {
		s.lastBoxID++
		m.id = s.lastBoxID
	}
	m.date = s.now()
	m.root = c.rootOf(m)
	c.messages = append(c.messages, m)
	c.byID[m.id] = m
	s.emit(Event{Kind: Sent, Message: m.view(), Actor: m.from})
}

// rootOf is the message_thread_id of a reply outside topics: in supergroups every
// chain of replies is a thread, though nothing can be sent to it by that id.
func (c *chat) rootOf(m *message) int {
	replied := c.byID[m.replyTo]
	if c.kind != Supergroup || replied == nil || m.thread != 0 {
		return 0
	}
	if replied.root != 0 {
		return replied.root
	}
	return replied.id
}

// live finds a message that is not deleted.
func (c *chat) live(id int) *message {
	if m := c.byID[id]; m != nil && !m.deleted {
		return m
	}
	return nil
}
