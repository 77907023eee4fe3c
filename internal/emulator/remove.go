package emulator

import "time"

// deletable is how long after its sending a message can be deleted.
const deletable = 48 * time.Hour

func (s *Server) deleteMessage(r *request) (action, *apiError) {
	chat, id := r.params["chat_id"], r.number("message_id")
	switch {
	case chat == "":
		return nil, bad("chat_id is empty")
	case id == 0:
		return nil, bad("Message identifier is not specified")
	}
	return func() (any, *apiError) {
		m, refusal := s.message(chat, id, toWrite, "message to delete")
		if refusal != nil {
			return nil, refusal
		}
		if refusal := s.deleteRefusal(m); refusal != nil {
			return nil, refusal
		}
		m.deleted = true
		s.emit(Event{Kind: Deleted, Message: m.view(), Actor: s.cfg.BotID})
		return true, nil
	}, nil
}

// deleteRefusal: the messages that made a supergroup or a topic cannot be
// deleted by anybody, the rest by who has the right, within 48 hours.
func (s *Server) deleteRefusal(m *message) *apiError {
	if m.name == "migrate_from_chat_id" || m.name == "forum_topic_created" {
		return bad("Message can't be deleted for everyone")
	}
	bot := m.chat.member(s.cfg.BotID)
	allowed := m.mine || bot.may(func(r Rights) bool { return r.DeleteMessages })
	switch m.chat.kind {
	case Private:
		allowed = true
	case Channel:
		allowed = bot.may(func(r Rights) bool { return r.DeleteMessages || m.mine && r.PostMessages })
	}
	if !allowed || s.now().Sub(m.date) >= deletable {
		return bad("message can't be deleted")
	}
	return nil
}

func (s *Server) pinChatMessage(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		m, refusal := s.message(r.params["chat_id"], r.number("message_id"), toWrite, "message to pin")
		if refusal != nil {
			return nil, refusal
		}
		if refusal := s.mayPin(m.chat); refusal != nil {
			return nil, refusal
		}
		m.pinned, m.chat.pinned = true, m.id
		if m.chat.kind != Channel {
			note := &message{chat: m.chat, from: s.cfg.BotID, mine: true, kind: kindService, name: "pinned_message",
				service: object{"pinned_message": s.messageJSON(m, false)}}
			s.add(note)
			s.tell(note)
		}
		return true, nil
	}, nil
}

func (s *Server) unpinChatMessage(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		c, refusal := s.reach(r.params["chat_id"], toWrite)
		if refusal != nil {
			return nil, refusal
		}
		if refusal := s.mayPin(c); refusal != nil {
			return nil, refusal
		}
		id := r.number("message_id")
		if id == 0 {
			id = c.pinned
		}
		m := c.live(id)
		if m == nil || !m.pinned {
			return nil, bad("message to unpin not found")
		}
		m.pinned = false
		return true, nil
	}, nil
}

func (s *Server) mayPin(c *chat) *apiError {
	bot := c.member(s.cfg.BotID)
	allowed := c.kind == Private ||
		c.isGroup() && bot.may(func(r Rights) bool { return r.PinMessages }) ||
		c.kind == Channel && bot.may(func(r Rights) bool { return r.EditMessages })
	if !allowed {
		return bad("Not enough rights to manage pinned messages in the chat")
	}
	return nil
}
