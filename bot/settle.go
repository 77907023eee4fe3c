package bot

import (
	"errors"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Settle does what is to be done with a delivery's outcome, in the transaction
// that takes the record out of the outbox.
func (b *Bot) Settle(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if err := b.settleChannel(tx, o, out); err != nil {
		return err
	}
	if err := b.settleFailed(tx, o, out); err != nil {
		return err
	}
	if err := b.settleQuestion(tx, o, out); err != nil {
		return err
	}
	what, rest, _ := strings.Cut(o.Follow, "/")
	switch what {
	case "person":
		if n, ok := digestOf(o); ok && (out.Class == store.Unknown || out.Refusal == store.Failed) {
			return b.remindAnew(tx, o, plans.PersonID(rest), n)
		}
		return b.settlePerson(tx, o, out, plans.PersonID(rest))
	case "group":
		return b.settleGroup(tx, o, out)
	case "post":
		return b.settlePost(tx, o, out)
	case "planfile":
		return b.settlePlanFile(tx, out, rest)
	}
	return nil
}

// settlePerson notes that somebody can't be reached and tells the controllers
// once; an accepted message clears it.
func (b *Bot) settlePerson(tx *store.Tx, o store.Outgoing, out store.Outcome, id plans.PersonID) error {
	p, err := tx.Person(id)
	if errors.Is(err, plans.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	lost := out.Class == store.Refused && out.Refusal == store.Unreachable
	if int64(p.User) != o.Chat || lost == p.Unreachable || !lost && out.Class != store.Accepted {
		return nil
	}
	p.Unreachable = lost
	if !lost {
		p.Reported = false
	}
	if err := tx.PutPerson(p); err != nil || !lost {
		return err
	}
	t, err := b.ownTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	return t.reportUnreachable(p)
}

// settleGroup tells the administrators that the group does not take messages.
func (b *Bot) settleGroup(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Refused || out.Refusal == store.Failed {
		return nil
	}
	t, err := b.ownTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	return t.tellAdmins(textGroupRefuses(t.settings.GroupTitle))
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
	t, err := b.ownTurn(tx, "failed/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	name, err := t.chatName(o.Chat)
	if err != nil {
		return err
	}
	return t.tellAdmins(textGivenUp(name))
}

// chatName is how administrators know a chat of ours; empty when they do not.
func (t *turn) chatName(chat int64) (string, error) {
	if chat == t.settings.Group {
		return t.settings.GroupTitle, nil
	}
	if c, bound := t.channel(chat); bound {
		return c.Title, nil
	}
	p, err := t.tx.PersonOf(plans.UserID(chat))
	if errors.Is(err, plans.ErrNotFound) {
		return "", nil
	}
	return p.Name, err
}
