package emulator

import "strconv"

// Say is a person writing a text to a chat; to the bot in private, chat is the
// person's own id. It panics where a client would not let them write.
func (s *Server) Say(user, chat int64, text string) Message {
	return s.Send(user, chat, Draft{Text: text})
}

// Send is a person sending a message.
func (s *Server) Send(user, chat int64, d Draft) Message {
	s.mu.Lock()
	defer s.unlock()
	c := s.writable(user, chat)
	m := s.compose(c, user, d)
	s.deposit(m, user, "say")
	return m.view()
}

// Album is a person sending two to ten photos, videos or documents together: as
// many messages, and updates, under one media_group_id.
func (s *Server) Album(user, chat int64, items ...Draft) []Message {
	if len(items) < 2 || len(items) > 10 {
		panic("emulator: an album holds 2 to 10 items, this one " + strconv.Itoa(len(items)))
	}
	s.mu.Lock()
	defer s.unlock()
	c := s.writable(user, chat)
	id := s.nextAlbum()
	out := make([]Message, 0, len(items))
	for _, d := range items {
		m := s.compose(c, user, d)
		m.album = id
		s.deposit(m, user, "say")
		out = append(out, m.view())
	}
	return out
}

func (s *Server) nextAlbum() string {
	s.albums++
	return strconv.FormatInt(s.albums, 10)
}

// deposit puts a person's message into its chat and tells the bot of it.
func (s *Server) deposit(m *message, user int64, act string) {
	u := s.users[user]
	if m.chat.kind == Private {
		s.block(u, false)
		u.started, u.known = true, true
	}
	if m.replyTo != 0 && m.thread == 0 {
		if replied := m.chat.live(m.replyTo); replied != nil {
			m.thread = replied.thread
		}
	}
	s.add(m)
	s.act(act, user, m.chat.id, m.body.text, m.id)
	s.tell(m)
}

// writable checks that the person can write to the chat at all.
func (s *Server) writable(user, chatID int64) *chat {
	u, c := s.mustUser(user), s.mustChat(chatID)
	switch {
	case u.deactivated:
		panic("emulator: a deleted account writes nothing")
	case c.kind == Private && c.id != user:
		panic("emulator: a person writes to the bot in the private chat of their own id")
	case c.kind == Private:
	case c.migratedTo != 0 || c.gone:
		panic("emulator: nobody writes to a group that is no more")
	case c.kind == Channel && !c.member(user).may(func(r Rights) bool { return r.PostMessages }):
		panic("emulator: only administrators post to a channel")
	case !c.member(user).present():
		panic("emulator: not a member of the chat")
	}
	return c
}

// Edit is a person changing the text or the caption of their message.
func (s *Server) Edit(user, chat int64, id int, text string) Message {
	s.mu.Lock()
	defer s.unlock()
	m := s.mustChat(chat).live(id)
	if m == nil || m.from != user && m.chat.kind != Channel {
		panic("emulator: people edit their own messages")
	}
	body, refusal := fixText(formatted{text: text}, m.kind != kindText)
	if refusal != nil {
		panic("emulator: a person cannot send this: " + refusal.text)
	}
	m.body, m.edited = body, s.now()
	s.act("edit", user, chat, text, id)
	s.emit(Event{Kind: Edited, Message: m.view(), Actor: user})
	kind := "edited_message"
	if m.chat.kind == Channel {
		kind = "edited_channel_post"
	}
	s.tellAs(m, kind)
	return m.view()
}

// Delete is a person deleting a message: the bot is not told.
func (s *Server) Delete(user, chat int64, id int) {
	s.mu.Lock()
	defer s.unlock()
	m := s.mustChat(chat).live(id)
	if m == nil {
		panic("emulator: no such message")
	}
	m.deleted = true
	s.act("delete", user, chat, "", id)
	s.emit(Event{Kind: Deleted, Message: m.view(), Actor: user})
}
