package play

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/emulator"
)

// person enters somebody: person NAME "Имя" [ID].
func (p *Play) person(w []string) error {
	if len(w) < 2 {
		return fmt.Errorf("person NAME \"Имя\" [ID]")
	}
	u := emulator.User{FirstName: w[1]}
	if len(w) > 2 {
		id, err := strconv.ParseInt(w[2], 10, 64)
		if err != nil {
			return fmt.Errorf("person: %w", err)
		}
		u.ID = id
	}
	u = p.server.AddUser(u)
	p.people[w[0]] = u.ID
	p.chats = append(p.chats, chat{name: w[0], title: w[1], id: u.ID, private: true})
	return nil
}

// Chat is a chat of the story as its audience knows it: a person's own with the
// bot, a group or a channel.
type Chat struct {
	Name, Title string
	ID          int64
	Private     bool
	Max         bool // a channel in MAX
}

// Chats are the story's chats in the order in which they entered.
func (p *Play) Chats() []Chat {
	var all []Chat
	for _, c := range p.chats {
		all = append(all, Chat{Name: c.name, Title: c.title, ID: c.id, Private: c.private})
	}
	return all
}

// cast gives the ids of the people named.
func (p *Play) cast(names []string) ([]int64, error) {
	var ids []int64
	for _, n := range names {
		id, ok := p.people[n]
		if !ok {
			return nil, fmt.Errorf("никого не зовут «%s»", n)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// group makes a group with the bot in it: group NAME "Название" OWNER MEMBER….
func (p *Play) group(w []string) error {
	return p.assemble(w, func(title string, owner int64, members []int64) int64 {
		return p.server.AddGroup(title, owner, members...)
	})
}

func (p *Play) supergroup(w []string) error {
	return p.assemble(w, func(title string, owner int64, members []int64) int64 {
		return p.server.AddSupergroup(title, "", owner, members...)
	})
}

// forum makes a forum whose topic is «Посты».
func (p *Play) forum(w []string) error {
	return p.assemble(w, func(title string, owner int64, members []int64) int64 {
		return p.server.AddForum(title, []string{"Посты"}, owner, members...)
	})
}

func (p *Play) assemble(w []string, make func(title string, owner int64, members []int64) int64) error {
	if len(w) < 3 {
		return fmt.Errorf("NAME \"Название\" OWNER MEMBER…")
	}
	ids, err := p.cast(w[2:])
	if err != nil {
		return err
	}
	id := make(w[1], ids[0], ids[1:])
	p.chats = append(p.chats, chat{name: w[0], title: w[1], id: id})
	p.server.AddBotToChat(id, ids[0])
	return nil
}

// channel makes a channel and the bot its administrator: channel NAME "Название"
// USERNAME OWNER; the user name «-» makes it a private one.
func (p *Play) channel(w []string) error {
	if len(w) < 4 {
		return fmt.Errorf("channel NAME \"Название\" USERNAME OWNER")
	}
	ids, err := p.cast(w[3:4])
	if err != nil {
		return err
	}
	id := p.server.AddChannel(w[1], strings.TrimPrefix(w[2], "-"), ids[0])
	p.chats = append(p.chats, chat{name: w[0], title: w[1], id: id})
	p.server.PromoteBot(id, emulator.AllRights(), ids[0])
	return nil
}

func (p *Play) chat(name string) (chat, error) {
	for _, c := range p.chats {
		if c.name == name {
			return c, nil
		}
	}
	return chat{}, fmt.Errorf("чата «%s» нет", name)
}

// migrate makes a group a supergroup: migrate GROUP.
func (p *Play) migrate(w []string) error {
	for i, c := range p.chats {
		if len(w) == 1 && c.name == w[0] {
			p.chats = append(p.chats, chat{name: c.name + "-old", title: c.title, id: c.id})
			p.chats[i].id = p.server.Migrate(c.id)
			return nil
		}
	}
	return fmt.Errorf("migrate GROUP")
}

// dissolve is the owner deleting a group or a channel: dissolve CHAT.
func (p *Play) dissolve(w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("dissolve CHAT")
	}
	c, err := p.chat(w[0])
	if err == nil {
		p.server.DeleteChat(c.id)
	}
	return err
}

// forget makes the newest file of a chat unavailable at Telegram's: forget CHAT.
func (p *Play) forget(w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("forget CHAT")
	}
	c, err := p.chat(w[0])
	if err != nil {
		return err
	}
	id := p.newestFile(c.id)
	if id == "" {
		return fmt.Errorf("файлов не видно")
	}
	p.server.ForgetFile(id)
	return nil
}

// newestFile is the file_id of a chat's newest file, "" for none.
func (p *Play) newestFile(chat int64) string {
	for _, m := range slices.Backward(p.server.Messages(chat)) {
		if len(m.Files) > 0 {
			return m.Files[0].ID
		}
	}
	return ""
}
