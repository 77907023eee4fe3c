package chat

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"sdelaemvmeste/store"
)

// Command reads «/name args» or «/name@Bot args» at the head of a text.
func (t *Turn) Command() (name, args string, ok bool) {
	text := t.Words()
	if !strings.HasPrefix(text, "/") {
		return "", "", false
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	name, to, addressed := strings.Cut(text[1:end], "@")
	if addressed && !strings.EqualFold(to, t.Settings.Bot) {
		return "", "", false
	}
	return strings.ToLower(name), strings.TrimSpace(text[end:]), true
}

// Command is what /name does. In a group only commands marked so are heard.
type Command struct {
	Run     func(t *Turn, args string) error
	Private bool
	Group   bool
	// Help is the line of the menus; empty keeps it out of all of them.
	Help string
	// Need is the right without which the command is not in the menu.
	Need action
}

// Verb is what a button does.
type Verb func(t *Turn, p Press) error

// Await is what is done with a message somebody was asked for.
type Await func(t *Turn, d store.Dialog) error

// Edit takes a private message that its author has changed, and reports whether it
// was this conversation's to take. The turn holds the message as it reads now, whole
// with all its pieces, under the number (t.In.Message) that it had in the turn which
// took it first: a conversation that may want the changes keeps that number.
type Edit func(t *Turn) (taken bool, err error)

// Bound does what follows when a group that approves posts, or a topic of it, was
// bound; was are the settings before.
type Bound func(t *Turn, was store.Settings) error

// Routes are what a conversation answers to. A verb, a command or an awaited
// answer belongs to one conversation alone.
type Routes struct {
	Commands map[string]Command
	// Verbs are the buttons of private chats.
	Verbs map[string]Verb
	// GroupVerbs are the buttons of messages that stand in the group. Any member's
	// client can press there whatever it likes; what is not among these is refused.
	GroupVerbs map[string]Verb
	Awaits     map[string]Await
	// Days names those of Awaits that a day or a time answers, which is never the word
	// of a command.
	Days []string
	// Bound are told of a group or a topic that was bound.
	Bound []Bound
	// Morning and Week add to the morning message and to that of the week.
	Morning []Morning
	Week    []Week
	// PageGone are told of an official page that was removed.
	PageGone []PageGone
	// Edits are asked one after another, until one takes the changed message.
	Edits []Edit
}

// MergeRoutes puts the routes of all conversations together; a name used twice is an
// error.
func MergeRoutes(all []Routes) (Routes, error) {
	sum := Routes{
		Commands: map[string]Command{}, Verbs: map[string]Verb{}, GroupVerbs: map[string]Verb{}, Awaits: map[string]Await{},
	}
	for _, r := range all {
		if err := errors.Join(
			addRoutes("command", sum.Commands, r.Commands), addRoutes("verb", sum.Verbs, r.Verbs),
			addRoutes("verb", sum.GroupVerbs, r.GroupVerbs), addRoutes("await", sum.Awaits, r.Awaits),
		); err != nil {
			return sum, err
		}
		sum.Edits = append(sum.Edits, r.Edits...)
		sum.Bound = append(sum.Bound, r.Bound...)
		sum.Morning = append(sum.Morning, r.Morning...)
		sum.Week = append(sum.Week, r.Week...)
		sum.PageGone = append(sum.PageGone, r.PageGone...)
		sum.Days = append(sum.Days, r.Days...)
	}
	for _, name := range sum.Days {
		if sum.Awaits[name] == nil {
			return sum, fmt.Errorf("await %q is not known", name)
		}
	}
	for name := range sum.GroupVerbs {
		if _, twice := sum.Verbs[name]; twice {
			return sum, fmt.Errorf("verb %q is named twice", name)
		}
	}
	return sum, nil
}

func addRoutes[T any](what string, to, from map[string]T) error {
	for name, r := range from {
		if _, twice := to[name]; twice {
			return fmt.Errorf("%s %q is named twice", what, name)
		}
		to[name] = r
	}
	return nil
}

// QuestionRoutes are the commands, buttons and answers about every question.
func QuestionRoutes() Routes {
	return Routes{
		Verbs: map[string]Verb{
			"no": (*Turn).pressedCancel,
		},
	}
}
