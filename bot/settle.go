package bot

import (
	"errors"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/bot/page"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/plan"
	"sdelaemvmeste/bot/post"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/bot/watch"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Settle does what is to be done with a delivery's outcome, in the transaction
// that takes the record out of the outbox.
func (b *Bot) Settle(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if o.Wire == store.Max {
		return settleMax(b.Env, tx, o, out)
	}
	if err := watch.SettleChannel(b.Env, tx, o, out); err != nil {
		return err
	}
	if err := b.settleFailed(tx, o, out); err != nil {
		return err
	}
	if err := b.SettleQuestion(tx, o, out); err != nil {
		return err
	}
	if err := b.SettlePlainer(tx, o, out); err != nil {
		return err
	}
	if err := task.SettleShown(b.Env, tx, o, out); err != nil {
		return err
	}
	if err := b.settleCard(tx, o, out); err != nil {
		return err
	}
	if err := setAside(tx, o, out); err != nil {
		return err
	}
	what, values := chat.FollowedUp(o.Follow)
	switch what {
	case "person":
		id := plans.PersonID(values.Rest())
		if n, ok := digest.NumberOf(o); ok && (out.Class == store.Unknown || out.Refusal == store.Failed) {
			return digest.RemindAnew(b.Env, tx, o, id, n)
		}
		return people.SettlePerson(b.Env, tx, o, out, id)
	case "files":
		person, err := task.SettleFiles(b.Env, tx, o, out, values)
		if err != nil {
			return err
		}
		return people.SettlePerson(b.Env, tx, o, out, person)
	case "group":
		return settleGroup(b.Env, tx, o, out)
	case "post":
		return post.SettlePost(b.Env, tx, o, out)
	case "planfile":
		return plan.SettlePlanFile(b.Env, tx, out, values)
	}
	return nil
}

// settleMax does what follows from what MAX did: a post, or a channel that was looked
// for. Nobody writes to the bot there, so nothing else can be on its way.
func settleMax(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	what, values := chat.FollowedUp(o.Follow)
	switch what {
	case "post":
		return post.SettlePost(b, tx, o, out)
	case "page":
		return page.SettleFound(b, tx, o, out, values)
	}
	return nil
}

// setAside keeps a private message that may never have arrived, to be told again when
// its reader is next seen to be there. A digest is told anew in its own way.
func setAside(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	_, isDigest := digest.NumberOf(o)
	if out.Class != store.Unknown || out.Partial || isDigest || o.Chat < 0 || o.Once || !o.Do.Sends() {
		return nil
	}
	return tx.PutUntold(o)
}

// settleGroup tells the administrators that the group does not take messages.
func settleGroup(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Refused || out.Refusal == store.Failed {
		return nil
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	return t.TellAdmins(chat.TextGroupRefuses(t.Settings.GroupTitle, out.Refusal))
}

// settleFailed tells the administrators of a message at which Telegram itself
// failed until it was given up, once a chat until something arrives there again:
// the ill chat may be an administrator's own. Of a publication settlePost tells
// more; a menu of commands nobody misses.
func (b *Bot) settleFailed(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	alarm := "failed/" + strconv.FormatInt(o.Chat, 10)
	_, told, err := tx.Alarm(alarm)
	switch {
	case err != nil:
		return err
	case out.Class == store.Accepted && told:
		return tx.ClearAlarm(alarm)
	case out.Refusal != store.Failed || told || o.Once || o.Do == store.SetCommands:
		return nil
	}
	if err := tx.PutAlarm(alarm, store.Alarm{Since: b.Now().UTC(), Told: true}); err != nil {
		return err
	}
	t, err := b.OwnTurn(tx, "failed/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	name, err := chatName(t, o.Chat)
	if err != nil {
		return err
	}
	return t.TellAdmins(textGivenUp(name))
}

// chatName is how administrators know the group or a channel; empty when they do not.
func chatName(t *chat.Turn, chat int64) (string, error) {
	if chat == t.Settings.Group {
		return t.Settings.GroupTitle, nil
	}
	if p, ok := t.Page(plans.PageID(chat)); ok {
		return p.Name, nil
	}
	p, err := t.Tx.PersonOf(plans.UserID(chat))
	if errors.Is(err, plans.ErrNotFound) {
		return "", nil
	}
	return p.Name, err
}

func textGivenUp(to string) string {
	if to != "" {
		to = " для «" + chat.Esc(to) + "»"
	}
	return "⚠️ Telegram больше суток отвечает ошибкой на одно из сообщений" + to + ". " +
		"Бот перестал его отправлять, остальные идут как обычно."
}
