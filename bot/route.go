package bot

import (
	"fmt"

	"sdelaemvmeste/bot/bind"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/plan"
	"sdelaemvmeste/bot/post"
	"sdelaemvmeste/bot/post/draft"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// membership is what became of the bot in a chat.
func membership(t *chat.Turn) error {
	switch t.In.Chat.Kind {
	case store.Private:
		return people.Reachability(t)
	case store.Channel:
		return bind.ChannelMembership(t)
	case store.Group, store.Supergroup:
		return bind.GroupMembership(t)
	}
	return nil
}

// handle sends the update where it belongs. A refusal is an error too: nothing
// of a refused turn is kept but the line that says why. What could not be read on the
// way is no refusal.
func (b *Bot) handle(t *chat.Turn) error {
	err := b.dispatch(t)
	if err == nil {
		err = people.SetupMoved(t)
	}
	if failure := t.Failure(); failure != nil {
		return failure
	}
	return err
}

func (b *Bot) dispatch(t *chat.Turn) error {
	if t.Private() && (t.In.Kind == store.InMessage || t.In.Kind == store.InPress) {
		if err := meet(t); err != nil {
			return err
		}
	}
	switch t.In.Kind {
	case store.InPress:
		return b.pressed(t)
	case store.InMessage:
		if t.In.Album != "" {
			return gather(t)
		}
		return b.message(t)
	case store.InMember:
		return membership(t)
	case store.InMigration:
		return bind.Migration(t)
	case store.InChannelPost:
		return publish.ChannelPost(t)
	case store.InReactions:
		return place.Reacted(t)
	case store.InEdited:
		return b.edited(t)
	case store.InEditedChannel, store.InService:
		return nil
	}
	return fmt.Errorf("update of kind %q", t.In.Kind)
}

// meet notes that somebody speaks to the bot: what may never have arrived is told
// again, an administrator gets a record of their own, and whoever could not be reached
// is reached again.
func meet(t *chat.Turn) error {
	if err := t.Tx.TellAgain(t.In.Chat.ID); err != nil {
		return err
	}
	if t.Admin && !t.Known() {
		return people.Admit(t)
	}
	return people.Reached(t)
}

func (b *Bot) pressed(t *chat.Turn) error {
	if t.Private() && !t.Known() && !t.Admin {
		return fmt.Errorf("stranger's press: %w", plans.ErrForbidden)
	}
	p, err := chat.Decode(t.In.Data)
	if err != nil {
		return chat.Stale()
	}
	v, ok := b.routes.GroupVerbs[p.Verb]
	if !ok {
		v, ok = b.routes.Verbs[p.Verb]
		if ok && !t.Private() {
			return fmt.Errorf("private button %s in a group: %w", p.Verb, plans.ErrForbidden)
		}
	}
	if !ok {
		return chat.Stale()
	}
	if closed, err := t.Answered(); err != nil {
		return err
	} else if closed {
		return chat.Refuse(chat.Answered, chat.TextQuestionClosed)
	}
	return v(t, p)
}

func (b *Bot) message(t *chat.Turn) error {
	name, args, ok := t.Command()
	if t.In.Anonymous && !t.Private() {
		return b.anonymous(t, name, ok)
	}
	if t.In.From.Bot || t.In.Chat.Kind == store.Channel {
		return nil
	}
	switch {
	case ok:
		return b.commanded(t, name, args)
	case t.Private():
		return b.privateMessage(t)
	}
	return b.groupMessage(t)
}

// anonymous answers somebody who writes in the name of a group: what anybody may see
// there is shown, and of the rest it is said what to do, because nobody knows whose
// words they are.
func (b *Bot) anonymous(t *chat.Turn, name string, command bool) error {
	ours := t.In.Chat.ID == t.Settings.Group
	if command {
		c, ok := b.routes.Commands[name]
		switch {
		case !ok || !c.Group:
			return nil
		case ours && name != "bind" && name != "cancel":
			return c.Run(t, "")
		}
		return t.Say(textAnonymous, chat.Keyboard{})
	}
	if !ours {
		return nil
	}
	return post.AnonymousMessage(t)
}

func (b *Bot) commanded(t *chat.Turn, name, args string) error {
	c, ok := b.routes.Commands[name]
	if !ok || t.Private() && !c.Private || !t.Private() && !c.Group {
		if !t.Private() {
			return nil
		}
		if !t.Known() && !t.Admin {
			return people.Stranger(t)
		}
		if ok {
			return t.Say(chat.TextGroupCommand, chat.Keyboard{})
		}
		return t.Say(chat.TextUnknownCommand, chat.Keyboard{})
	}
	if t.Private() && name != "start" && !t.Known() && !t.Admin {
		return people.Stranger(t)
	}
	if name == "cancel" {
		return c.Run(t, args)
	}
	left, err := leaveQuestion(t)
	if err != nil {
		return err
	}
	if err := c.Run(t, args); err != nil {
		return err
	}
	return recallQuestion(t, left)
}

// privateMessage takes words or files: the answer to what was asked, or nothing
// that is understood.
func (b *Bot) privateMessage(t *chat.Turn) error {
	if !t.Known() {
		return people.Stranger(t)
	}
	if err := remember(t); err != nil {
		return err
	}
	handled, err := b.beside(t)
	if err != nil || handled {
		return err
	}
	handled, err = b.answerAwaited(t)
	if err != nil || handled {
		return err
	}
	return unasked(t)
}

// answerAwaited hands the message to the conversation that waits for it.
func (b *Bot) answerAwaited(t *chat.Turn) (bool, error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok {
		return false, err
	}
	a, ok := b.routes.Awaits[d.Await]
	if !ok {
		return false, t.Done()
	}
	return true, a(t, d)
}

// groupMessage takes what is said in a group: the comment somebody was asked
// for, or a reply to a post's card.
func (b *Bot) groupMessage(t *chat.Turn) error {
	handled, err := b.answerAwaited(t)
	if err != nil || handled {
		return err
	}
	if t.In.ReplyTo == 0 {
		return nil
	}
	return post.GroupReply(t)
}

// cancel forgets what was begun, a plan file that waits to be loaded too.
func cancel(t *chat.Turn, _ string) error {
	line, err := task.CallOff(t)
	if err != nil {
		return err
	}
	if err := t.CallOff(); err != nil {
		return err
	}
	if t.Private() && t.Known() {
		if err := plan.DropPlanLoad(t); err != nil {
			return err
		}
		if err := draft.CallOff(t); err != nil {
			return err
		}
	}
	if line == "" {
		line = chat.TextCancelled
	}
	return t.Say(chat.Esc(line), chat.Keyboard{})
}

func help(t *chat.Turn, _ string) error {
	switch {
	case !t.Private() && t.In.Chat.ID != t.Settings.Group:
		return t.Whisper(chat.TextGroupUnbound)
	case !t.Private():
		return t.Whisper(people.TextGroupHelp)
	}
	return t.Say(people.TextHelp(t.Menu(), t.Env.Rehearsal), chat.Keyboard{})
}
