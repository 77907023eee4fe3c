package emulator

import "maps"

// messageJSON is a Message as the Bot API writes it. A message that is a reply
// carries the one replied to, but not that one's own.
func (s *Server) messageJSON(m *message, withReply bool) object {
	o := object{"message_id": m.id, "date": unix(m.date), "chat": s.chatJSON(m.chat)}
	if m.from != 0 {
		o["from"] = s.users[m.from].json()
	}
	if m.senderChat != 0 {
		o["sender_chat"] = s.chatJSON(s.chats[m.senderChat])
	}
	if m.thread != 0 {
		o["message_thread_id"], o["is_topic_message"] = m.thread, true
	} else if m.root != 0 {
		o["message_thread_id"] = m.root
	}
	if !m.edited.IsZero() {
		o["edit_date"] = unix(m.edited)
	}
	if m.album != "" {
		o["media_group_id"] = m.album
	}
	if m.protect {
		o["has_protected_content"] = true
	}
	if withReply {
		if reply := m.chat.live(m.repliesTo()); reply != nil {
			o["reply_to_message"] = s.messageJSON(reply, false)
		}
		if m.quote != "" {
			o["quote"] = object{"text": m.quote, "position": 0, "is_manual": true}
		}
	}
	if m.forward != nil {
		s.forwardJSON(o, m.forward)
	}
	s.contentJSON(o, m)
	if m.markup != nil && m.markup.inline != nil {
		o["reply_markup"] = m.markup.json()
	}
	return o
}

// repliesTo is the message shown as replied to. In a topic every message that
// replies to nothing replies to the message which opened the topic.
func (m *message) repliesTo() int {
	if m.replyTo == 0 && m.thread != 0 && m.thread != m.id {
		return m.thread
	}
	return m.replyTo
}

func (s *Server) contentJSON(o object, m *message) {
	maps.Copy(o, m.service)
	switch {
	case m.kind == kindText:
		o["text"] = m.body.text
		if len(m.body.entities) > 0 {
			o["entities"] = s.entitiesJSON(m.body.entities)
		}
		if len(m.preview) > 0 {
			o["link_preview_options"] = m.preview
		}
		return
	case m.media != nil:
		m.media.json(o)
	case m.extra != nil:
		o[m.kind] = m.extra
	}
	if m.body.text != "" {
		o["caption"] = m.body.text
		if len(m.body.entities) > 0 {
			o["caption_entities"] = s.entitiesJSON(m.body.entities)
		}
		if m.above {
			o["show_caption_above_media"] = true
		}
	}
	if m.spoiler {
		o["has_media_spoiler"] = true
	}
}

// entitiesJSON fills in the users of mentions by id.
func (s *Server) entitiesJSON(es []Entity) []any {
	out := make([]any, 0, len(es))
	for _, e := range es {
		u := s.users[e.User]
		if e.Type != "text_mention" || u == nil {
			out = append(out, e)
			continue
		}
		out = append(out, object{"type": e.Type, "offset": e.Offset, "length": e.Length, "user": u.json()})
	}
	return out
}

// forwardJSON writes the origin in today's fields and in those that clients of
// before Bot API 7.0 read, as the server still does.
func (s *Server) forwardJSON(o object, f *Origin) {
	date := unix(f.Date)
	o["forward_date"] = date
	switch {
	case f.Channel != 0:
		c := s.chatJSON(s.chats[f.Channel])
		o["forward_origin"] = object{"type": "channel", "date": date, "chat": c, "message_id": f.Message}
		o["forward_from_chat"], o["forward_from_message_id"] = c, f.Message
	case f.Hidden != "":
		o["forward_origin"] = object{"type": "hidden_user", "date": date, "sender_user_name": f.Hidden}
		o["forward_sender_name"] = f.Hidden
	default:
		u := s.users[f.User].json()
		o["forward_origin"] = object{"type": "user", "date": date, "sender_user": u}
		o["forward_from"] = u
	}
}
