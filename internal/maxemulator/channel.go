package maxemulator

import (
	"slices"
	"time"
)

// Permission is a right of an administrator, in MAX's own word
// («ChatAdminPermission»).
type Permission string

// The rights that matter for publishing.
const (
	ReadAll   Permission = "read_all_messages"
	Write     Permission = "write"
	Edit      Permission = "edit"
	Delete    Permission = "delete"
	ViewStats Permission = "view_stats"
)

// AllRights are those that a bot that publishes should have.
func AllRights() []Permission { return []Permission{ReadAll, Write, Edit, Delete, ViewStats} }

// channel is a channel as the server keeps it.
type channel struct {
	id          int64
	title, link string // link is the public name, empty for a private channel
	member      bool
	rights      []Permission // nil for a bot that is no administrator
	gone        bool
	messages    []string // mids, oldest first
	edits       []time.Time
}

// AddChannel makes a channel in which the bot is an administrator with all rights
// that publishing needs; link is its public name, empty for a private channel. The
// id is given back.
func (s *Server) AddChannel(title, link string) int64 {
	s.mu.Lock()
	defer s.unlock()
	id := s.next
	s.next--
	s.channels[id] = &channel{id: id, title: title, link: link, member: true, rights: AllRights()}
	return id
}

// Allow gives the bot these rights as an administrator of the channel; none leave
// it an ordinary member.
func (s *Server) Allow(channel int64, rights ...Permission) {
	s.mu.Lock()
	defer s.unlock()
	c := s.known(channel)
	c.member, c.rights = true, slices.Clone(rights)
}

// Expel removes the bot from the channel.
func (s *Server) Expel(channel int64) {
	s.mu.Lock()
	defer s.unlock()
	c := s.known(channel)
	c.member, c.rights = false, nil
}

// Dissolve deletes the channel with all it holds.
func (s *Server) Dissolve(channel int64) {
	s.mu.Lock()
	defer s.unlock()
	s.known(channel).gone = true
}

func (s *Server) known(id int64) *channel {
	c := s.channels[id]
	if c == nil {
		panic("maxemulator: no such channel")
	}
	return c
}

// reach gives a channel that the bot may see at all.
func (s *Server) reach(id int64) (*channel, *refusal) {
	c := s.channels[id]
	switch {
	case c == nil || c.gone:
		return nil, notFound("chat.not.found", "Chat not found")
	case !c.member:
		return nil, denied("Bot is not a member of the chat")
	}
	return c, nil
}

// allowed gives a channel in which the bot has a right.
func (s *Server) allowed(id int64, right Permission) (*channel, *refusal) {
	c, refused := s.reach(id)
	if refused != nil {
		return nil, refused
	}
	if !slices.Contains(c.rights, right) {
		return nil, denied("Bot has no permission: " + string(right))
	}
	return c, nil
}

func (s *Server) channelJSON(c *channel) object {
	o := object{
		"chat_id": c.id, "type": "channel", "status": "active", "title": c.title, "icon": nil,
		"last_event_time": s.cfg.Now().UnixMilli(), "participants_count": 1, "is_public": c.link != "",
		"description": nil, "link": nil, "messages_count": len(c.messages),
	}
	if c.link != "" {
		o["link"] = "https://max.ru/" + c.link
	}
	return o
}

func (s *Server) botJSON() object {
	return object{
		"user_id": int64(botID), "first_name": s.cfg.Name, "last_name": nil, "username": s.cfg.Username, "is_bot": true,
		"last_activity_time": s.cfg.Now().UnixMilli(),
	}
}

// membershipJSON is the bot as a member of the channel.
func (s *Server) membershipJSON(c *channel) object {
	o := s.botJSON()
	o["is_owner"], o["is_admin"], o["alias"], o["permissions"] = false, len(c.rights) > 0, nil, nil
	o["join_time"], o["last_access_time"] = s.cfg.Now().UnixMilli(), s.cfg.Now().UnixMilli()
	if len(c.rights) > 0 {
		o["permissions"] = c.rights
	}
	return o
}
