package maxemulator

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// newMessageBody is what a message is made of («NewMessageBody»).
type newMessageBody struct {
	Text        *string             `json:"text"`
	Attachments *[]attachmentNeeded `json:"attachments"`
	Link        json.RawMessage     `json:"link"`
	Notify      *bool               `json:"notify"`
	Format      *string             `json:"format"`
}

type attachmentNeeded struct {
	Type    string `json:"type"`
	Payload struct {
		URL    *string `json:"url"`
		Token  *string `json:"token"`
		Photos map[string]struct {
			Token string `json:"token"`
		} `json:"photos"`
	} `json:"payload"`
}

// sendMessage publishes.
func (s *Server) sendMessage(c call) (any, *refusal) {
	if c.query.Has("user_id") {
		return nil, violation("a message to a person")
	}
	ch, refused := s.allowed(c.channel, Write)
	if refused != nil {
		return nil, refused
	}
	body, refused := s.body(c)
	if refused != nil {
		return nil, refused
	}
	m := s.newMessage(ch)
	if refused := s.fill(m, body); refused != nil {
		return nil, refused
	}
	if m.text == "" && len(m.files) == 0 {
		return nil, invalid("Message is empty")
	}
	m.silent = body.Notify != nil && !*body.Notify
	s.show(m)
	return made{object{"message": s.messageJSON(m, false)}, m.mid}, nil
}

// editMessage changes a message of the bot's own. Attachments that are null stay
// as they are.
func (s *Server) editMessage(c call) (any, *refusal) {
	m, refused := s.own(c, Edit)
	if refused != nil {
		return nil, refused
	}
	if refused := s.floodedEdit(m.channel); refused != nil {
		return nil, refused
	}
	body, refused := s.body(c)
	if refused != nil {
		return nil, refused
	}
	next := *m
	if refused := s.fill(&next, body); refused != nil {
		return nil, refused
	}
	if next.text == "" && len(next.files) == 0 {
		return nil, invalid("Message is empty")
	}
	*m = next
	m.edited = true
	s.emit(Edited, m)
	return made{object{"success": true}, m.mid}, nil
}

// deleteMessage removes one.
func (s *Server) deleteMessage(c call) (any, *refusal) {
	m, refused := s.own(c, Delete)
	if refused != nil {
		return nil, refused
	}
	m.deleted = true
	m.channel.messages = without(m.channel.messages, m.mid)
	s.emit(Deleted, m)
	return made{object{"success": true}, m.mid}, nil
}

// own gives a message that the bot may change.
func (s *Server) own(c call, right Permission) (*message, *refusal) {
	m := s.messages[c.query.Get("message_id")]
	if m == nil || m.deleted || m.channel.gone {
		return nil, notFound("message.not.found", "Message not found")
	}
	_, refused := s.allowed(m.channel.id, right)
	return m, refused
}

func (s *Server) body(c call) (newMessageBody, *refusal) {
	var b newMessageBody
	if err := json.Unmarshal(c.body, &b); err != nil {
		return b, violation("a body that is no message: %v", err)
	}
	if len(b.Link) > 0 && string(b.Link) != "null" {
		return b, violation("a reply or a forward")
	}
	if b.Text != nil && utf8.RuneCountInString(*b.Text) > s.cfg.Limits.Text {
		return b, invalid("Text is too long")
	}
	return b, nil
}

// fill gives a message the text and the files of a body.
func (s *Server) fill(m *message, b newMessageBody) *refusal {
	if b.Text != nil {
		m.text, m.markup = *b.Text, nil
		if b.Format != nil {
			text, markup, err := parse(*b.Format, *b.Text)
			if err != nil {
				return violation("%v", err)
			}
			m.text, m.markup = text, markup
		}
		m.text = strings.TrimRight(m.text, " \n")
	}
	if b.Attachments == nil {
		return nil
	}
	if len(*b.Attachments) > s.cfg.Limits.Media {
		return invalid("Too many attachments")
	}
	m.files = nil
	for _, a := range *b.Attachments {
		f, refused := s.attached(a, len(*b.Attachments))
		if refused != nil {
			return refused
		}
		m.files = append(m.files, f)
	}
	return nil
}

// attached finds the file of an attachment.
func (s *Server) attached(a attachmentNeeded, of int) (*file, *refusal) {
	var token string
	switch p := a.Payload; {
	case a.Type != "image" && a.Type != "video" && a.Type != "audio" && a.Type != "file":
		return nil, violation("an attachment of kind %q is not modelled", a.Type)
	case a.Type != "image" && a.Type != "video" && of > 1:
		return nil, invalid("Must be the only attachment in message")
	case p.URL != nil:
		return nil, violation("a picture by its address is not modelled")
	case p.Token != nil && p.Photos != nil:
		return nil, violation("fields of a picture that exclude each other")
	case len(p.Photos) > 1:
		return nil, violation("several pictures in one attachment, in no order")
	case p.Token != nil:
		token = *p.Token
	default:
		for _, photo := range p.Photos {
			token = photo.Token
		}
	}
	f := s.files[strings.TrimPrefix(token, "shown-")]
	switch {
	case f == nil || f.kind != a.Type:
		return nil, invalid("Attachment not found: unknown token")
	case !f.taken || s.cfg.Pace().Before(f.ready):
		return nil, notReady()
	}
	return f, nil
}

func without(all []string, one string) []string {
	var kept []string
	for _, s := range all {
		if s != one {
			kept = append(kept, s)
		}
	}
	return kept
}
