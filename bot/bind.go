package bot

import (
	"fmt"
	"slices"

	"sdelaemvmeste/store"
)

// bindGroup makes the group (in a forum, the topic) the one that approves posts.
func (t *turn) bindGroup(string) error {
	if err := t.may(bind); err != nil {
		return err
	}
	before := t.settings
	t.settings.Group, t.settings.GroupTitle, t.settings.Thread = t.in.Chat.ID, t.in.Chat.Title, t.in.Thread
	if err := t.tx.PutSettings(t.settings); err != nil {
		return err
	}
	if err := t.note("group bound", "settings", before.Group, t.settings.Group); err != nil {
		return err
	}
	if err := t.beginWeeklies(); err != nil {
		return err
	}
	return t.say(textBound(t.plan.Title), keyboard{})
}

// membership is what became of the bot in a chat.
func (t *turn) membership() error {
	switch t.in.Chat.Kind {
	case store.Private:
		return t.reachability()
	case store.Channel:
		return t.channelMembership()
	case store.Group, store.Supergroup:
		return t.groupMembership()
	}
	return nil
}

// reachability notes that somebody blocked the bot or let it speak again.
func (t *turn) reachability() error {
	if !t.known() {
		return nil
	}
	if t.in.Member.In() {
		return t.reached()
	}
	t.who.Unreachable = true
	if err := t.tx.PutPerson(t.who); err != nil {
		return err
	}
	return t.reportUnreachable(t.who)
}

// admins are the administrators who can be reached.
func (t *turn) admins() ([]store.PersonRecord, error) {
	all, err := t.tx.People()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p store.PersonRecord) bool { return !p.Connected() || !t.bot.admin(p.User) }), nil
}

// groupMembership tells the administrators when the bot has lost its group.
func (t *turn) groupMembership() error {
	if t.in.Member.In() {
		if t.settings.Group != 0 {
			return nil
		}
		return t.say(textGroupHello, keyboard{})
	}
	if t.in.Chat.ID != t.settings.Group {
		return nil
	}
	t.settings.Group, t.settings.Thread = 0, 0
	if err := t.tx.PutSettings(t.settings); err != nil {
		return err
	}
	if err := t.note("group lost", "settings", t.in.Chat.ID, nil); err != nil {
		return err
	}
	return t.tellAdmins(textGroupLost(t.in.Chat.Title))
}

func (t *turn) tellAdmins(text string) error {
	admins, err := t.admins()
	if err != nil {
		return err
	}
	for _, p := range admins {
		if err := t.tell(p, text, keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// channelMembership asks whether to publish in a channel the bot may post to.
func (t *turn) channelMembership() error {
	i := slices.IndexFunc(t.settings.Channels, func(c store.BoundChannel) bool { return c.ID == t.in.Chat.ID })
	if !t.in.Member.In() || !t.in.Member.CanPost {
		if i < 0 {
			return nil
		}
		return t.channelAlarm(t.in.Chat.ID, true, t.in.Chat.Title)
	}
	if i >= 0 {
		return t.channelAlarm(t.in.Chat.ID, false, t.in.Chat.Title)
	}
	askees, err := t.admins()
	if err != nil {
		return err
	}
	by := t.accountName()
	switch {
	case t.admin:
		askees, by = []store.PersonRecord{{Person: t.who.Person, User: t.in.From.ID}}, ""
	case !t.known():
		by = textStrangerBy(by)
	}
	c := store.BoundChannel{ID: t.in.Chat.ID, Title: t.in.Chat.Title, Username: t.in.Chat.Username}
	if err := t.tx.OfferChannel(c); err != nil {
		return err
	}
	return t.askChannel(c, by, askees)
}

// askOffered asks an administrator who has come only now about the channels
// nobody could be asked about before.
func (t *turn) askOffered() error {
	offered, err := t.tx.OfferedChannels()
	if err != nil {
		return err
	}
	for _, c := range offered {
		if slices.Contains(t.settings.Channels, c) {
			continue
		}
		if err := t.askChannel(c, "", []store.PersonRecord{t.who}); err != nil {
			return err
		}
	}
	return nil
}

// askChannel asks whether to publish in a channel; by is who let the bot in, where
// that is to be said: anybody may make a channel of any name.
func (t *turn) askChannel(c store.BoundChannel, by string, askees []store.PersonRecord) error {
	n, err := t.tx.Number(store.ChannelNumber, fmt.Sprint(c.ID))
	if err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Да", verb: "chan", number: n, arg: "yes"}, key{text: "Нет", verb: "chan", number: n, arg: "no"})
	for _, p := range askees {
		if err := t.tell(p, textAskChannel(c, by), k); err != nil {
			return err
		}
	}
	return nil
}

// pressedChannel is the administrator's answer about a channel.
func (t *turn) pressedChannel(p press) error {
	if err := t.may(bind); err != nil {
		return err
	}
	id, err := t.tx.Identity(store.ChannelNumber, p.number)
	if err != nil {
		return err
	}
	c, err := t.tx.OfferedChannel(id)
	if err != nil {
		return err
	}
	bound := slices.Contains(t.settings.Channels, c)
	switch {
	case p.arg == "yes" && !bound:
		t.settings.Channels = append(t.settings.Channels, c)
	case p.arg == "no" && bound:
		t.settings.Channels = slices.DeleteFunc(t.settings.Channels, func(o store.BoundChannel) bool { return o == c })
	case p.arg != "yes" && p.arg != "no":
		return stale()
	}
	if err := t.tx.PutSettings(t.settings); err != nil {
		return err
	}
	if err := t.note("channel", "settings", nil, p.arg); err != nil {
		return err
	}
	if err := t.closeHere(); err != nil {
		return err
	}
	return t.edit(textChannelAnswer(c.Title, p.arg == "yes"), keyboard{})
}

// migration follows a group that became a supergroup: the binding moves with
// it, whatever waits for the old chat is redirected.
func (t *turn) migration() error {
	from, to := t.in.Chat.ID, t.in.MigratedTo
	if t.in.MigratedFrom != 0 {
		from, to = t.in.MigratedFrom, t.in.Chat.ID
	}
	if from == 0 || to == 0 {
		return nil
	}
	if err := t.tx.Redirect(from, to); err != nil {
		return err
	}
	if t.settings.Group != from {
		return nil
	}
	t.settings.Group, t.settings.Thread = to, 0
	if err := t.tx.PutSettings(t.settings); err != nil {
		return err
	}
	return t.note("group migrated", "settings", from, to)
}

// channelIdentity is what a channel's short number stands for.
func channelIdentity(c store.BoundChannel) string { return fmt.Sprint(c.ID) }
