package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

// phone is a chat as a telephone shows it.
type phone struct {
	Name, Title, About, Letters string
	Private, Channel            bool
	Fresh                       bool // nothing has been said yet
	Wanted                      bool // the next step is done here
	Outside                     bool // in another messenger: to be read only
	Older                       bool // there are messages before those shown
	Bubbles                     []bubble
	Keyboard                    [][]string
	Commands                    []emulator.Command
	People                      []person
	Ready                       []ready
	Whole                       bool // the whole history, to be read only
	Brief                       bool // the rest is told later
}

// person is somebody of the district; chosen where there is a choice.
type person struct{ Name, Title string }

type ready struct {
	Name, Title string
	Photo       bool
}

// A telephone shows so many recent messages; the rest is a page of its own. The page
// comes with the newest alone and without menus, so that it is there at once, and is told
// the others like all that changes; without a script it is loaded anew with everything.
const (
	recent = 60
	newest = 2
)

func (s *Site) phones() []play.Chat { return s.district.Chats() }

func (s *Site) find(name string) (play.Chat, bool) {
	for _, c := range s.phones() {
		if c.Name == name {
			return c, true
		}
	}
	return play.Chat{}, false
}

// name is the short name of a chat by its id.
func (s *Site) name(id int64) string {
	for _, c := range s.phones() {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// title is what an account or a chat is called.
func (s *Site) title(id int64) string {
	for _, c := range s.phones() {
		if c.ID == id {
			return c.Title
		}
	}
	return s.district.Telegram.Bot().FirstName
}

// phone makes the newest messages of a chat ready to be shown; limit 0 is all.
func (s *Site) phone(c play.Chat, limit int) phone {
	if c.Max {
		return s.maxPhone(c, limit)
	}
	all := s.district.Telegram.Messages(c.ID)
	p := phone{
		Name: c.Name, Title: c.Title, Letters: letters(c.Title), Private: c.Private, Fresh: len(all) == 0,
		Channel: isChannel(all, c), Whole: limit == 0, Commands: s.commands(c), Keyboard: keyboard(all),
	}
	shown := all
	if limit > 0 && len(all) > limit {
		p.Older, shown = true, all[len(all)-limit:]
	}
	p.Bubbles = s.bubbles(c, all, shown)
	switch {
	case c.Private:
		p.About = "чат с ботом"
	case p.Channel:
		p.About = "канал"
	default:
		p.People = s.members(c)
		p.About = fmt.Sprintf("группа, участников: %d", len(p.People)+1)
	}
	return p
}

// isChannel reports whether a chat is a channel: its posts are nobody's.
func isChannel(all []emulator.Message, c play.Chat) bool {
	return c.Name == "channel" || len(all) > 0 && all[0].SenderChat == c.ID && all[0].From == 0
}

func (s *Site) members(c play.Chat) []person {
	ids := s.district.Telegram.Members(c.ID)
	var all []person
	for _, p := range s.phones() {
		if p.Private && slices.Contains(ids, p.ID) {
			all = append(all, person{p.Name, p.Title})
		}
	}
	return all
}

// commands is the menu that Telegram shows in a chat: the narrowest scope's
// (Bot API, BotCommandScope).
func (s *Site) commands(c play.Chat) []emulator.Command {
	scopes := []string{fmt.Sprintf("chat:%d", c.ID), "all_group_chats", "default"}
	if c.Private {
		scopes[1] = "all_private_chats"
	}
	for _, scope := range scopes {
		if list := s.district.Telegram.Commands(scope); len(list) > 0 {
			return list
		}
	}
	return nil
}

// keyboard is the one under the input field: the newest that has not been taken
// away.
func keyboard(all []emulator.Message) [][]string {
	for _, m := range slices.Backward(all) {
		if m.Bare {
			return nil
		}
		if len(m.Keyboard) > 0 {
			return m.Keyboard
		}
	}
	return nil
}

// letters stand on the round picture of a chat.
func letters(title string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(title) {
		r := []rune(strings.Trim(w, "«»:"))
		if len(r) > 2 && b.Len() < 4 {
			b.WriteString(strings.ToUpper(string(r[0])))
		}
	}
	return b.String()
}

// bubble is a message, or the messages of an album, as they are shown.
type bubble struct {
	Key, ID         string
	Day             string // stands above the first message of a day
	Service         string
	Author          string
	Mine, Bot       bool
	Forward         string
	Reply           *reply
	Photos          []photo
	File            *attachment
	Body            template.HTML
	Plain           string // the text to begin an edit with
	Rows            [][]button
	Time, ISO       string
	Edited, Silent  bool
	Editable, Whole bool
}

type reply struct{ Author, Text string }

type photo struct {
	Src           string
	Alt           string
	Width, Height int
}

type attachment struct{ ID, Name, Size, Kind string }

type button struct {
	Text, URL, Value, Style, Key string
	// Dead buttons say nothing to the bot: grey ones, and those that copy a text.
	Dead bool
	// Here is the chat to which a link to a group or a channel leads: the bot is there.
	Here string
}

var months = [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}

var weekdays = [...]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"}

func day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}
