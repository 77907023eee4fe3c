package bind

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/page"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Group makes the group (in a forum, the topic) the one that approves posts.
func Group(t *chat.Turn, _ string) error {
	if err := t.May(chat.Bind); err != nil {
		return err
	}
	before := t.Settings
	t.Settings.Group, t.Settings.GroupTitle, t.Settings.Thread = t.In.Chat.ID, t.In.Chat.Title, t.In.Thread
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	if err := t.Note("group bound", "settings", before.Group, t.Settings.Group); err != nil {
		return err
	}
	if err := task.BeginWeeklies(t); err != nil {
		return err
	}
	if err := t.Say(textBound(titles(t.Plans)), chat.Keyboard{}); err != nil {
		return err
	}
	for _, tell := range t.Env.Bound {
		if err := tell(t, before); err != nil {
			return err
		}
	}
	return nil
}

// titles names the plans in force, one a line.
func titles(all []plans.Plan) string {
	names := make([]string, 0, len(all))
	for _, p := range all {
		names = append(names, chat.Cut(p.Title, 200))
	}
	return strings.Join(names, "\n")
}

// GroupMembership tells the administrators when the bot has lost its group.
func GroupMembership(t *chat.Turn) error {
	if t.In.Member.In() {
		if t.Settings.Group != 0 {
			return nil
		}
		return t.Say(textGroupHello, chat.Keyboard{})
	}
	if t.In.Chat.ID != t.Settings.Group {
		return nil
	}
	t.Settings.Group, t.Settings.Thread = 0, 0
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	if err := t.Note("group lost", "settings", t.In.Chat.ID, nil); err != nil {
		return err
	}
	return t.TellAdmins(textGroupLost(t.In.Chat.Title))
}

// ChannelMembership asks whether to publish in a channel the bot may post to.
func ChannelMembership(t *chat.Turn) error {
	_, bound := t.Page(plans.PageID(t.In.Chat.ID))
	if !t.In.Member.In() || !t.In.Member.CanPost {
		if !bound {
			return nil
		}
		return t.ChannelAlarm(t.In.Chat.ID, true, t.In.Chat.Title)
	}
	if bound {
		return t.ChannelAlarm(t.In.Chat.ID, false, t.In.Chat.Title)
	}
	c := store.BoundChannel{ID: t.In.Chat.ID, Title: t.In.Chat.Title, Username: t.In.Chat.Username}
	if err := t.Tx.OfferChannel(c); err != nil {
		return err
	}
	return offered(t, c)
}

// pressedChannel is the administrator's answer about a channel.
func pressedChannel(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Bind); err != nil {
		return err
	}
	id, err := t.Tx.Identity(store.ChannelNumber, p.Number)
	if err != nil {
		return err
	}
	c, err := t.Tx.OfferedChannel(id)
	if err != nil {
		return err
	}
	before, bound := t.Page(plans.PageID(c.ID))
	switch {
	case p.Arg == "yes" && !bound:
		t.Settings, _ = t.Settings.WithPage(page.Named(t.Settings, rebound(before, c)))
	case p.Arg == "no" && bound:
		before.Removed = true
		t.Settings, _ = t.Settings.WithPage(before)
	case p.Arg != "yes" && p.Arg != "no":
		return chat.Stale()
	}
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	if err := t.Note("channel", "settings", nil, p.Arg.Word()); err != nil {
		return err
	}
	if err := t.CloseHere(); err != nil {
		return err
	}
	return t.Edit(textChannelAnswer(c.Title, p.Arg == "yes"), chat.Keyboard{})
}

// rebound is the page of a channel that is bound; one that was removed before keeps
// what was set of it.
func rebound(before store.Page, c store.BoundChannel) store.Page {
	now := store.TelegramPage(c)
	now.Keeper, now.Norm = before.Keeper, before.Norm
	return now
}

// Migration follows a group that became a supergroup: the binding moves with
// it, whatever waits for the old chat is redirected.
func Migration(t *chat.Turn) error {
	from, to := t.In.Chat.ID, t.In.MigratedTo
	if t.In.MigratedFrom != 0 {
		from, to = t.In.MigratedFrom, t.In.Chat.ID
	}
	if from == 0 || to == 0 {
		return nil
	}
	if err := t.Tx.Redirect(from, to); err != nil {
		return err
	}
	if t.Settings.Group != from {
		return nil
	}
	t.Settings.Group, t.Settings.Thread = to, 0
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	return t.Note("group migrated", "settings", from, to)
}
