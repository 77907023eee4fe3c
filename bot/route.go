package bot

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// command is what /name does. In a group only commands marked so are heard.
type command struct {
	run     func(t *turn, args string) error
	private bool
	group   bool
	// help is the line of the menus; empty keeps it out of all of them.
	help string
	// need is the right without which the command is not in the menu.
	need action
}

// verb is what a button does.
type verb func(t *turn, p press) error

// await is what is done with a message somebody was asked for.
type await func(t *turn, d store.Dialog) error

// handle sends the update where it belongs. A refusal is an error too: nothing
// of a refused turn is kept but the line that says why.
func (t *turn) handle() error {
	if t.private() && (t.in.Kind == store.InMessage || t.in.Kind == store.InPress) {
		if err := t.meet(); err != nil {
			return err
		}
	}
	switch t.in.Kind {
	case store.InPress:
		return t.pressed()
	case store.InMessage:
		if t.in.Album != "" {
			return t.gather()
		}
		return t.message()
	case store.InMember:
		return t.membership()
	case store.InMigration:
		return t.migration()
	case store.InChannelPost:
		return t.channelPost()
	case store.InEdited:
		return t.edited()
	case store.InEditedChannel, store.InService:
		return nil
	}
	return fmt.Errorf("update of kind %q", t.in.Kind)
}

// meet notes that somebody speaks to the bot: an administrator gets a record of his
// own, and whoever could not be reached is reached again.
func (t *turn) meet() error {
	if t.admin && !t.known() {
		return t.admit()
	}
	return t.reached()
}

// edited is a message changed after it was sent: what was done with it stands, and
// its author should know that.
func (t *turn) edited() error {
	if !t.private() || !t.known() || t.in.From.Bot {
		return nil
	}
	return t.say(textEdited, keyboard{})
}

func (t *turn) pressed() error {
	if t.private() && !t.known() && !t.admin {
		return fmt.Errorf("stranger's press: %w", plans.ErrForbidden)
	}
	p, err := decode(t.in.Data)
	if err != nil {
		return stale()
	}
	v, ok := t.bot.verbs[p.verb]
	if !ok {
		return stale()
	}
	if !t.private() && !groupVerbs[p.verb] {
		return fmt.Errorf("private button %s in a group: %w", p.verb, plans.ErrForbidden)
	}
	if closed, err := t.answered(); err != nil {
		return err
	} else if closed {
		return refuse(plans.ErrConflict, textQuestionClosed)
	}
	if err := v(t, p); err != nil {
		if errors.Is(err, plans.ErrNotFound) {
			return stale()
		}
		return err
	}
	return nil
}

// groupVerbs are the buttons of messages that stand in the group. Any member's
// client can press there whatever it likes, and the rest would answer before all.
var groupVerbs = map[string]bool{"pok": true, "punok": true, "pfix": true, "prej": true, "pout": true, "pnot": true}

func (t *turn) message() error {
	if t.in.From.Bot || t.in.Chat.Kind == store.Channel {
		return nil
	}
	name, args, ok := t.command()
	switch {
	case ok:
		return t.commanded(name, args)
	case t.private():
		return t.privateMessage()
	}
	return t.groupMessage()
}

// command reads «/name args» or «/name@Bot args» at the head of a text.
func (t *turn) command() (name, args string, ok bool) {
	text := t.words()
	if !strings.HasPrefix(text, "/") {
		return "", "", false
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	name, to, addressed := strings.Cut(text[1:end], "@")
	if addressed && !strings.EqualFold(to, t.settings.Bot) {
		return "", "", false
	}
	return strings.ToLower(name), strings.TrimSpace(text[end:]), true
}

func (t *turn) commanded(name, args string) error {
	c, ok := t.bot.commands[name]
	if !ok || t.private() && !c.private || !t.private() && !c.group {
		if !t.private() {
			return nil
		}
		if !t.known() && !t.admin {
			return t.say(textStranger, keyboard{})
		}
		if ok {
			return t.say(textGroupCommand, keyboard{})
		}
		return t.say(textUnknownCommand, keyboard{})
	}
	if t.private() && name != "start" && !t.known() && !t.admin {
		return t.say(textStranger, keyboard{})
	}
	if name != "cancel" {
		if err := t.forgetQuestion(); err != nil {
			return err
		}
	}
	return c.run(t, args)
}

// privateMessage takes words or files: the answer to what was asked, or nothing
// that is understood.
func (t *turn) privateMessage() error {
	if !t.known() {
		return t.say(textStranger, keyboard{})
	}
	handled, err := t.answerAwaited()
	if err != nil || handled {
		return err
	}
	return t.unasked()
}

// answerAwaited hands the message to the conversation that waits for it.
func (t *turn) answerAwaited() (bool, error) {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil || !ok {
		return false, err
	}
	a, ok := t.bot.awaits[d.Await]
	if !ok {
		return false, t.done()
	}
	return true, a(t, d)
}

// groupMessage takes what is said in a group: the comment somebody was asked
// for, or a reply to a post's card.
func (t *turn) groupMessage() error {
	handled, err := t.answerAwaited()
	if err != nil || handled {
		return err
	}
	if t.in.ReplyTo == 0 {
		return nil
	}
	return t.groupReply()
}
