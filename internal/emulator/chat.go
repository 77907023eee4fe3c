package emulator

import (
	"strconv"
	"strings"
)

// ChatKind is the type of a chat as the Bot API names it.
type ChatKind string

// The kinds of chats.
const (
	Private    ChatKind = "private"
	Group      ChatKind = "group"
	Supergroup ChatKind = "supergroup"
	Channel    ChatKind = "channel"
)

type chat struct {
	id           int64
	kind         ChatKind
	title        string
	username     string
	forum        bool
	topics       []*topic
	members      map[int64]*member
	messages     []*message
	byID         map[int]*message
	lastID       int // of supergroups and channels, which count by themselves
	botKnew      bool
	readOnly     bool
	gone         bool // deleted by its owner
	migratedTo   int64
	migratedFrom int64
	pinned       int
}

// Topic is a topic of a forum; its ID is the message_thread_id.
type Topic struct {
	ID     int
	Name   string
	Closed bool
}

type topic struct {
	Topic
	deleted bool
}

func newChat(id int64, kind ChatKind) *chat {
	return &chat{id: id, kind: kind, members: map[int64]*member{}, byID: map[int]*message{}}
}

// ownCount reports whether the chat counts its messages by itself.
func (c *chat) ownCount() bool { return c.kind == Supergroup || c.kind == Channel }

func (c *chat) isGroup() bool { return c.kind == Group || c.kind == Supergroup }

func (c *chat) topic(id int) *topic {
	for _, t := range c.topics {
		if t.ID == id && !t.deleted {
			return t
		}
	}
	return nil
}

func (s *Server) chatJSON(c *chat) object {
	o := object{"id": c.id, "type": string(c.kind)}
	if c.kind == Private {
		u := s.users[c.id]
		o["first_name"] = u.FirstName
		if u.LastName != "" {
			o["last_name"] = u.LastName
		}
		if u.Username != "" {
			o["username"] = u.Username
		}
		return o
	}
	o["title"] = c.title
	if c.username != "" {
		o["username"] = c.username
	}
	if c.forum {
		o["is_forum"] = true
	}
	if c.kind == Group {
		o["all_members_are_administrators"] = false
	}
	return o
}

// access is what a method wants to do with a chat.
type access int

const (
	toRead access = iota
	toEdit
	toWrite
)

// reach finds the chat of a chat_id parameter and checks that the bot may come
// near it for the purpose; whether it may post there is checked when it does.
func (s *Server) reach(ref string, purpose access) (*chat, *apiError) {
	c, refusal := s.find(ref)
	if refusal != nil {
		return nil, refusal
	}
	switch bot := c.member(s.cfg.BotID); {
	case c.kind == Private && s.users[c.id].deactivated && purpose >= toEdit:
		return nil, forbidden("user is deactivated")
	case c.kind == Group:
		return c, c.groupRefusal(bot, purpose)
	case c.ownCount() && bot.status == statusKicked:
		return nil, forbidden("bot was kicked from the " + string(c.kind) + " chat")
	case c.ownCount() && bot.status == statusLeft && (c.username == "" || purpose >= toEdit):
		return nil, forbidden("bot is not a member of the " + string(c.kind) + " chat")
	}
	return c, nil
}

// groupRefusal is what keeps the bot from a basic group. One that has become a
// supergroup can still be read and its messages edited.
func (c *chat) groupRefusal(bot *member, purpose access) *apiError {
	switch {
	case c.migratedTo != 0 && purpose == toWrite:
		return &apiError{code: 400, migrateTo: c.migratedTo,
			text: "Bad Request: group chat was upgraded to a supergroup chat"}
	case c.migratedTo != 0:
	case c.gone && purpose == toWrite:
		return forbidden("the group chat was deleted")
	case bot.status == statusKicked && purpose >= toEdit:
		return forbidden("bot was kicked from the group chat")
	case bot.status == statusLeft && purpose >= toEdit:
		return forbidden("bot is not a member of the group chat")
	}
	return nil
}

func (s *Server) find(ref string) (*chat, *apiError) {
	if ref == "" {
		return nil, bad("chat_id is empty")
	}
	if name, ok := strings.CutPrefix(ref, "@"); ok {
		for _, c := range s.chats {
			if c.ownCount() && c.username != "" && strings.EqualFold(c.username, name) && !c.gone {
				return c, nil
			}
		}
		return nil, bad("chat not found")
	}
	id, _ := strconv.ParseInt(ref, 10, 64)
	c := s.chats[id]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.kind == Private && !s.users[id].known:
		return nil, bad("chat not found")
	case c.kind != Private && c.username == "" && !c.botKnew:
		return nil, bad("chat not found")
	case c.gone && c.kind != Group:
		return nil, bad("chat not found")
	}
	return c, nil
}

// mayPost checks the bot's right to send contents ("text messages", "photos", …)
// to a chat that it can reach.
func (s *Server) mayPost(c *chat, contents []string) *apiError {
	bot := c.member(s.cfg.BotID)
	switch c.kind {
	case Private:
		if refusal := s.mayAddress(s.users[c.id]); refusal != nil {
			return refusal
		}
	case Channel:
		if !bot.admin() || !bot.rights.PostMessages && bot.status != statusCreator {
			return bad("need administrator rights in the channel chat")
		}
	default:
		for _, content := range contents {
			if bot.status == statusRestricted && !bot.permits(content) {
				return bad("not enough rights to send %s to the chat", content)
			}
		}
	}
	if c.readOnly {
		return bad("have no write access to the chat")
	}
	return nil
}

func (s *Server) mayAddress(u *user) *apiError {
	switch {
	case u.IsBot:
		return forbidden("the bot can't send messages to the bot")
	case u.blocked:
		return forbidden("bot was blocked by the user")
	case !u.started:
		return forbidden("bot can't initiate conversation with a user")
	}
	return nil
}

// mustChat panics on chats that were not added: a test that plays in them is wrong.
func (s *Server) mustChat(id int64) *chat {
	c := s.chats[id]
	if c == nil {
		panic("emulator: no such chat")
	}
	return c
}
