package emulator

// User is a person, or a bot, as Telegram shows them.
type User struct {
	// ID is the user id, which is also the id of the private chat with the bot.
	// AddUser gives one when it is 0.
	ID           int64
	IsBot        bool
	FirstName    string
	LastName     string
	Username     string // without the @
	LanguageCode string
}

// anonymous is who writes for administrators that hide behind their group.
var anonymous = User{ID: 1087968824, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}

type user struct {
	User
	known       bool // the bot has met them: in a chat, by a press, by a message
	started     bool // they have written to the bot or pressed Start
	blocked     bool
	deactivated bool
}

func (u User) json() object {
	o := object{"id": u.ID, "is_bot": u.IsBot, "first_name": u.FirstName}
	if u.LastName != "" {
		o["last_name"] = u.LastName
	}
	if u.Username != "" {
		o["username"] = u.Username
	}
	if u.LanguageCode != "" {
		o["language_code"] = u.LanguageCode
	}
	return o
}

// AddUser makes a person whom the bot has not met yet: until they are seen in a
// chat with the bot they are "chat not found", and until they write to it in
// private the bot "can't initiate conversation".
func (s *Server) AddUser(u User) User {
	s.mu.Lock()
	defer s.unlock()
	if u.ID == 0 {
		u.ID = 100_000_000 + int64(len(s.users))
	}
	if u.FirstName == "" {
		u.FirstName = "Пользователь"
	}
	if u.LanguageCode == "" && !u.IsBot {
		u.LanguageCode = "ru"
	}
	s.users[u.ID] = &user{User: u}
	s.chats[u.ID] = newChat(u.ID, Private)
	return u
}

// Start is the person pressing Start in the private chat with the bot.
func (s *Server) Start(user int64) Message { return s.Say(user, user, "/start") }

// Block is the person blocking the bot: it learns so by my_chat_member, and its
// messages to them fail with 403.
func (s *Server) Block(user int64) { s.setBlocked(user, true) }

// Unblock takes Block back; so does the person's next message to the bot.
func (s *Server) Unblock(user int64) { s.setBlocked(user, false) }

func (s *Server) setBlocked(id int64, blocked bool) {
	s.mu.Lock()
	defer s.unlock()
	s.block(s.mustUser(id), blocked)
}

func (s *Server) block(u *user, blocked bool) {
	if u.blocked == blocked {
		return
	}
	was, is := memberJSON(s.bot(), &member{status: statusMember}, Private), memberJSON(s.bot(), &member{status: statusKicked}, Private)
	if !blocked {
		was, is = is, was
	}
	u.blocked, u.known = blocked, true
	name := "unblock"
	if blocked {
		name = "block"
	}
	s.act(name, u.ID, u.ID, "")
	s.push("my_chat_member", s.memberUpdate(s.chats[u.ID], u, was, is))
}

// Deactivate is the person deleting their account.
func (s *Server) Deactivate(user int64) {
	s.mu.Lock()
	defer s.unlock()
	s.mustUser(user).deactivated = true
	s.act("deactivate", user, user, "")
}

func (s *Server) bot() User { return s.users[s.cfg.BotID].User }

// mustUser panics on people who were not added: a test that plays them is wrong.
func (s *Server) mustUser(id int64) *user {
	u := s.users[id]
	if u == nil {
		panic("emulator: no such user")
	}
	return u
}
