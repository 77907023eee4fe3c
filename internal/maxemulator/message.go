package maxemulator

import (
	"fmt"
	"slices"
	"time"
)

// Message is a message of a channel as a person sees it.
type Message struct {
	ID      string // mid
	Channel int64
	Time    time.Time
	Text    string
	Markup  []Markup
	// Media are the files it shows, in order.
	Media []Media
	// Link is its public address, empty in a private channel.
	Link    string
	Views   int
	Edited  bool
	Deleted bool
	// Silent was published without a notification.
	Silent bool
}

// Media is a file of a message.
type Media struct {
	Kind    string // «image», «video», …
	Content []byte
}

// Markup is a piece of formatting, in UTF-16 units of the text («MarkupElement»).
type Markup struct {
	Type   string `json:"type"`
	From   int    `json:"from"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

// message is a message as the server keeps it.
type message struct {
	mid     string
	seq     int64
	channel *channel
	at      time.Time
	text    string
	markup  []Markup
	files   []*file
	views   int
	edited  bool
	deleted bool
	silent  bool
}

// link is the public address of a message; a private channel's has none.
func (m *message) link() string {
	if m.channel.link == "" {
		return ""
	}
	return fmt.Sprintf("https://max.ru/%s/%s", m.channel.link, m.mid[len("mid."):])
}

func (m *message) seen() Message {
	out := Message{
		ID: m.mid, Channel: m.channel.id, Time: m.at, Text: m.text, Markup: slices.Clone(m.markup),
		Link: m.link(), Views: m.views, Edited: m.edited, Deleted: m.deleted, Silent: m.silent,
	}
	for _, f := range m.files {
		out.Media = append(out.Media, Media{f.kind, f.content})
	}
	return out
}

// Messages is what the channel shows, oldest first.
func (s *Server) Messages(channel int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, mid := range s.known(channel).messages {
		out = append(out, s.messages[mid].seen())
	}
	return out
}

// All is every message that ever stood in the channel, the deleted ones too.
func (s *Server) All(channel int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.messages {
		if m.channel.id == channel {
			out = append(out, m.seen())
		}
	}
	slices.SortFunc(out, func(a, b Message) int { return a.Time.Compare(b.Time) })
	return out
}

// Post puts a message of somebody else into the channel: a person's, or another
// bot's. Its mid is given back.
func (s *Server) Post(channel int64, text string) string {
	s.mu.Lock()
	defer s.unlock()
	m := s.newMessage(s.known(channel))
	m.text = text
	s.show(m)
	return m.mid
}

// Read lets so many more people look at a message.
func (s *Server) Read(mid string, people int) {
	s.mu.Lock()
	defer s.unlock()
	s.messages[mid].views += people
}

func (s *Server) newMessage(c *channel) *message {
	s.seq++
	return &message{mid: fmt.Sprintf("mid.%016x%08x", -c.id, s.seq), seq: s.seq, channel: c, at: s.cfg.Now()}
}

// show puts a complete message into its channel.
func (s *Server) show(m *message) {
	s.messages[m.mid] = m
	m.channel.messages = append(m.channel.messages, m.mid)
	s.emit(Sent, m)
}

// messageJSON is a message as the API gives it; its numbers are told to those who
// list the channel and may see them («Message.stat»).
func (s *Server) messageJSON(m *message, stat bool) object {
	files := []object{}
	for _, f := range m.files {
		files = append(files, f.json())
	}
	o := object{
		"recipient": object{"chat_id": m.channel.id, "chat_type": "channel", "user_id": nil},
		"timestamp": m.at.UnixMilli(),
		"body": object{
			"mid": m.mid, "seq": m.seq, "text": m.text, "attachments": files, "markup": s.markupJSON(m), "link": nil,
		},
		"url": nil,
	}
	if link := m.link(); link != "" {
		o["url"] = link
	}
	if stat && slices.Contains(m.channel.rights, ViewStats) {
		o["stat"] = object{"views": m.views}
	}
	return o
}

func (s *Server) markupJSON(m *message) []Markup {
	if m.markup == nil {
		return []Markup{}
	}
	return m.markup
}
