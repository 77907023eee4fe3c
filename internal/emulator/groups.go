package emulator

import "slices"

// AddGroup makes a basic group of the owner and the members. The bot is not in it.
func (s *Server) AddGroup(title string, owner int64, members ...int64) int64 {
	return s.addChat(&chat{kind: Group, title: title}, owner, members)
}

// AddSupergroup makes a supergroup; username is empty for a private one.
func (s *Server) AddSupergroup(title, username string, owner int64, members ...int64) int64 {
	return s.addChat(&chat{kind: Supergroup, title: title, username: username}, owner, members)
}

// AddForum makes a supergroup with topics beside General; their ids are told by
// Topics.
func (s *Server) AddForum(title string, topics []string, owner int64, members ...int64) int64 {
	id := s.addChat(&chat{kind: Supergroup, title: title, forum: true}, owner, members)
	for _, name := range topics {
		s.AddTopic(id, owner, name)
	}
	return id
}

// AddChannel makes a channel; username is empty for a private one.
func (s *Server) AddChannel(title, username string, owner int64, subscribers ...int64) int64 {
	return s.addChat(&chat{kind: Channel, title: title, username: username}, owner, subscribers)
}

// basicGroupBase and superBase lie where the real server's ids do.
const (
	basicGroupBase = -4_000_000_000
	superBase      = -1_002_000_000_000
)

func (s *Server) addChat(c *chat, owner int64, members []int64) int64 {
	s.mu.Lock()
	defer s.unlock()
	s.nextChat++
	c.id = superBase - s.nextChat
	if c.kind == Group {
		c.id = basicGroupBase - s.nextChat
	}
	c.members, c.byID = map[int64]*member{}, map[int]*message{}
	c.lastID = 1 // the note of its creation, which bots never see
	s.chats[c.id] = c
	c.members[s.mustUser(owner).ID] = &member{status: statusCreator, rights: AllRights()}
	for _, id := range members {
		c.members[s.mustUser(id).ID] = &member{status: statusMember}
	}
	s.act("create "+string(c.kind), owner, c.id, c.title)
	return c.id
}

// AddTopic opens a topic in a forum and gives its id, the message_thread_id.
func (s *Server) AddTopic(chat, by int64, name string) int {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	m := &message{chat: c, from: by, kind: kindService, name: "forum_topic_created",
		service: object{"forum_topic_created": object{"name": name, "icon_color": 7322096}}}
	s.add(m)
	m.thread = m.id
	c.topics = append(c.topics, &topic{Topic: Topic{ID: m.id, Name: name}})
	s.act("open topic", by, chat, name, m.id)
	s.tell(m)
	return m.id
}

// Rename is somebody changing the title of a group.
func (s *Server) Rename(chat, by int64, title string) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	c.title = title
	s.act("rename", by, chat, title)
	s.service(c, by, "new_chat_title", object{"new_chat_title": title})
}

// Pin is somebody pinning a message of a group.
func (s *Server) Pin(chat, by int64, id int) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	m := c.live(id)
	if m == nil {
		panic("emulator: no such message")
	}
	m.pinned, c.pinned = true, id
	s.act("pin", by, chat, "", id)
	s.service(c, by, "pinned_message", object{"pinned_message": s.messageJSON(m, false)})
}

// CloseTopic lets only administrators who manage topics write there.
func (s *Server) CloseTopic(chat int64, id int) {
	s.mu.Lock()
	defer s.unlock()
	if t := s.mustChat(chat).topic(id); t != nil {
		t.Closed = true
	}
	s.act("close topic", 0, chat, "")
}

// DeleteTopic takes a topic away with its messages.
func (s *Server) DeleteTopic(chat int64, id int) {
	s.mu.Lock()
	defer s.unlock()
	c := s.mustChat(chat)
	if t := c.topic(id); t != nil {
		t.deleted = true
	}
	for _, m := range c.messages {
		if m.thread == id {
			m.deleted = true
		}
	}
	s.act("delete topic", 0, chat, "")
}

// Topics is the topics of a forum, General not among them.
func (s *Server) Topics(chat int64) []Topic {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Topic
	for _, t := range s.mustChat(chat).topics {
		if !t.deleted {
			out = append(out, t.Topic)
		}
	}
	return out
}

// SetReadOnly makes the server refuse every message to a chat.
func (s *Server) SetReadOnly(chat int64, readOnly bool) {
	s.mu.Lock()
	defer s.unlock()
	s.mustChat(chat).readOnly = readOnly
	s.act("read-only", 0, chat, "")
}

// DeleteChat is the owner deleting a group or a channel.
func (s *Server) DeleteChat(chat int64) {
	s.mu.Lock()
	defer s.unlock()
	s.mustChat(chat).gone = true
	s.act("delete chat", 0, chat, "")
}

// Migrate turns a basic group into a supergroup, as its settings or a public
// link do, and gives the new id. Its members keep their places; both service
// messages are delivered.
func (s *Server) Migrate(group int64) int64 {
	s.mu.Lock()
	defer s.unlock()
	old := s.mustChat(group)
	s.nextChat++
	c := newChat(superBase-s.nextChat, Supergroup)
	c.title, c.botKnew, c.migratedFrom, c.lastID = old.title, old.botKnew, old.id, 1
	for id, m := range old.members {
		copied := *m
		c.members[id] = &copied
	}
	s.chats[c.id] = c
	owner := old.owner()
	out := &message{chat: old, from: owner, kind: kindService, name: "migrate_to_chat_id",
		service: object{"migrate_to_chat_id": c.id}}
	in := &message{chat: c, from: owner, kind: kindService, name: "migrate_from_chat_id",
		service: object{"migrate_from_chat_id": old.id}}
	s.add(out)
	s.add(in)
	old.migratedTo = c.id
	s.act("migrate", owner, group, "", out.id)
	s.tell(out)
	s.tell(in)
	return c.id
}

func (c *chat) owner() int64 {
	for id, m := range c.members {
		if m.status == statusCreator {
			return id
		}
	}
	return 0
}

// Members is the user ids of those present in a chat, the bot among them,
// in ascending order.
func (s *Server) Members(chat int64) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mustChat(chat).present()
}

func (c *chat) present() []int64 {
	var out []int64
	for id, m := range c.members {
		if m.present() {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
