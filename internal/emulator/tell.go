package emulator

import "strings"

// tell delivers a new message to the bot, where it sees it.
func (s *Server) tell(m *message) {
	kind := "message"
	if m.chat.kind == Channel {
		kind = "channel_post"
	}
	s.tellAs(m, kind)
}

func (s *Server) tellAs(m *message, kind string) {
	if !s.sees(m) {
		return
	}
	s.meet(m)
	s.push(kind, s.messageJSON(m, true))
}

// meet makes the people whom an update shows known to the bot.
func (s *Server) meet(m *message) {
	if u := s.users[m.from]; u != nil {
		u.known = true
	}
	for _, id := range m.came {
		s.users[id].known = true
	}
}

// sees reports whether a message reaches the bot: all of a private chat and of a
// channel it is in; of a group what the privacy mode lets through.
func (s *Server) sees(m *message) bool {
	c := m.chat
	if c.kind == Private {
		return true
	}
	bot := c.member(s.cfg.BotID)
	switch {
	case !bot.present():
		return false
	case c.kind == Channel, s.cfg.PrivacyOff, bot.admin(), m.kind == kindService:
		return true
	}
	return s.addressed(m)
}

// addressed is the rule of the privacy mode: commands, unless they name another
// bot, and replies to the bot's own messages.
func (s *Server) addressed(m *message) bool {
	if replied := m.chat.byID[m.repliesTo()]; replied != nil && replied.mine {
		return true
	}
	for _, e := range m.body.entities {
		if e.Type == "bot_command" && e.Offset == 0 && m.kind == kindText {
			_, name, named := strings.Cut(m.body.text[:e.Length], "@")
			return !named || strings.EqualFold(name, s.cfg.Username)
		}
	}
	return false
}
