package emulator

// Join is people coming into a group (or a channel, which shows nothing of it).
func (s *Server) Join(chat int64, users ...int64) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	for _, id := range users {
		u := s.mustUser(id)
		s.setMember(c, u, u, &member{status: statusMember})
		s.act("join", id, chat, "")
		s.welcome(c, id, u)
	}
}

// Leave is people going out of a group or a channel.
func (s *Server) Leave(chat int64, users ...int64) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	for _, id := range users {
		u := s.mustUser(id)
		s.service(c, id, "left_chat_member", object{"left_chat_member": u.json(), "left_chat_participant": u.json()})
		s.setMember(c, u, u, &member{status: statusLeft})
		s.act("leave", id, chat, "")
	}
}

// Promote makes a member an administrator.
func (s *Server) Promote(chat, user int64, rights Rights, by int64) {
	s.change(chat, user, by, "promote", &member{status: statusAdministrator, rights: rights})
}

// Demote makes an administrator a plain member again.
func (s *Server) Demote(chat, user, by int64) {
	s.change(chat, user, by, "demote", &member{status: statusMember})
}

// AddBotToChat is somebody adding the bot to a group. To a channel bots come as
// administrators only: there it is PromoteBot with all rights.
func (s *Server) AddBotToChat(chat, by int64) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	next := &member{status: statusMember}
	if c.kind == Channel {
		next = &member{status: statusAdministrator, rights: AllRights()}
	}
	s.place(c, s.cfg.BotID, by, "add bot", next)
	s.welcome(c, by, s.users[s.cfg.BotID])
}

// PromoteBot makes the bot an administrator of a group or a channel, adding it
// to a channel where it was not.
func (s *Server) PromoteBot(chat int64, rights Rights, by int64) {
	s.change(chat, s.cfg.BotID, by, "promote bot", &member{status: statusAdministrator, rights: rights})
}

// DemoteBot takes the bot's administration away; in a channel it is then out.
func (s *Server) DemoteBot(chat, by int64) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	next := &member{status: statusMember}
	if c.kind == Channel {
		next.status = statusLeft
	}
	s.place(c, s.cfg.BotID, by, "demote bot", next)
}

// RestrictBot leaves the bot in a group with the given permissions only.
func (s *Server) RestrictBot(chat int64, permissions Permissions, by int64) {
	s.change(chat, s.cfg.BotID, by, "restrict bot", &member{status: statusRestricted, permissions: permissions})
}

// KickBot throws the bot out of a group or a channel.
func (s *Server) KickBot(chat, by int64) {
	s.mu.Lock()
	defer s.unlock()
	c, bot := s.mustChat(chat), s.bot().json()
	s.service(c, by, "left_chat_member", object{"left_chat_member": bot, "left_chat_participant": bot})
	s.place(c, s.cfg.BotID, by, "kick bot", &member{status: statusKicked})
}

func (s *Server) change(chat, user, by int64, name string, next *member) {
	s.mu.Lock()
	defer s.unlock()
	s.place(s.mustChat(chat), user, by, name, next)
}

// place is somebody giving somebody a new place in a chat.
func (s *Server) place(c *chat, user, by int64, name string, next *member) {
	s.act(name, by, c.id, "")
	s.setMember(c, s.mustUser(user), s.mustUser(by), next)
}

// setMember changes somebody's place in a chat and tells the bot of it: of its
// own always, of others' where it is an administrator.
func (s *Server) setMember(c *chat, u, by *user, next *member) {
	was := memberJSON(u.User, c.member(u.ID), c.kind)
	bot := c.member(s.cfg.BotID)
	c.members[u.ID] = next
	is := memberJSON(u.User, next, c.kind)
	if u.ID != s.cfg.BotID {
		if bot.admin() {
			by.known, u.known = true, true
			s.push("chat_member", s.memberUpdate(c, by, was, is))
		}
		return
	}
	c.botKnew, by.known = true, true
	s.push("my_chat_member", s.memberUpdate(c, by, was, is))
}

// welcome is the service message of somebody coming, brought by themselves or
// another.
func (s *Server) welcome(c *chat, by int64, u *user) {
	if !c.isGroup() {
		return
	}
	m := &message{chat: c, from: by, kind: kindService, name: "new_chat_members", came: []int64{u.ID}, service: object{
		"new_chat_members": []object{u.json()}, "new_chat_member": u.json(), "new_chat_participant": u.json(),
	}}
	s.add(m)
	s.tell(m)
}

// service puts a service message into a group; channels have none of them.
func (s *Server) service(c *chat, from int64, name string, content object) {
	if !c.isGroup() {
		return
	}
	m := &message{chat: c, from: from, kind: kindService, name: name, service: content}
	s.add(m)
	s.tell(m)
}
