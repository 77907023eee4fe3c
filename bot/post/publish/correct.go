package publish

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedCorrect begins a correction of a post that is out: a new version, voted
// on like the first and then put in the place of what the channels show.
func pressedCorrect(t *chat.Turn, p chat.Press) error {
	rec, err := card.OwnPost(t, p.Number)
	if err != nil {
		return err
	}
	next, err := rec.Correct()
	switch {
	case err != nil && rec.State == plans.Published:
		return chat.Refuse(chat.Unready, textMessagesUnknown)
	case err != nil:
		return card.Conflict(rec, err)
	}
	rec.Post = next
	if err := t.Note("post correction", card.PostName(rec.Number), rec.LiveVersion, nil); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// AmendPost edits the messages in the channels to the version voted on.
func AmendPost(t *chat.Turn, rec store.PostRecord) error {
	before := rec.Live
	next, all, err := rec.Amend()
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	for _, a := range all {
		o := amendment(a)
		o.Key = changeKey(rec, a.Channel, a.Message)
		o.Follow = followIn("edit", rec, a.Channel, a.Message)
		if err := t.Send(o); err != nil {
			return err
		}
	}
	if err := t.Note("post amended", card.PostName(rec.Number), before, rec.Frozen); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// amendment is the edit that makes a message show its part of the new version.
func amendment(a plans.Amendment) store.Outgoing {
	o := store.Outgoing{
		Do: store.EditText, Chat: a.Channel, Message: a.Message,
		Text: a.Shows.Text, Entities: append([]plans.Entity{}, a.Shows.Entities...),
		NoPreview: a.Shows.NoPreview && len(a.Shows.Media) == 0,
	}
	switch {
	case a.File:
		o.Do, o.Media = store.EditMedia, a.Shows.Media
	case len(a.Shows.Media) > 0:
		o.Do = store.EditCaption
	}
	return o
}

// changeKey is the key of an edit or the deletion of a message in a channel.
func changeKey(rec store.PostRecord, channel int64, message int) string {
	return fmt.Sprintf("post/%d/%s/v%d/%d/%d", rec.Number, rec.State, rec.Version, channel, message)
}

// removable gives a published post to those who may take it down: its author
// and the controllers.
func removable(t *chat.Turn, n uint64) (store.PostRecord, error) {
	rec, err := ownOrJudged(t, n)
	if err != nil {
		return rec, err
	}
	if rec.State != plans.Published {
		return rec, chat.Refuse(chat.OutOfDate, card.TextPostStands(rec.Post))
	}
	return rec, nil
}

// pressedRemove asks once more before a post is deleted from the channels.
func pressedRemove(t *chat.Turn, p chat.Press) error {
	rec, err := removable(t, p.Number)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "🗑 Да, снять", Verb: "pgoneok", Number: rec.Number}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskRemove(rec.Number, rec.Reported), k)
}

// pressedRemoveSure deletes the post's messages.
func pressedRemoveSure(t *chat.Turn, p chat.Press) error {
	rec, err := removable(t, p.Number)
	if err != nil {
		return err
	}
	next, err := rec.Remove()
	if err != nil {
		return chat.Refuse(chat.Unready, textMessagesUnknown)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		for _, m := range u.Pending {
			o := store.Outgoing{Do: store.Delete, Chat: u.Channel, Message: m, Key: changeKey(rec, u.Channel, m)}
			o.Follow = followIn("gone", rec, u.Channel, m)
			if err := t.Send(o); err != nil {
				return err
			}
		}
	}
	if err := t.Note("post taken down", card.PostName(rec.Number), card.Links(rec.Post), nil); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	t.Answer(textRemovingShort)
	return card.Save(t, &rec)
}

// SettleChange notes what became of a message that was edited or deleted.
func SettleChange(t *chat.Turn, rec store.PostRecord, message int, o store.Outgoing, out store.Outcome) error {
	why := ""
	if out.Class != store.Accepted {
		if why = string(out.Refusal); why == "" {
			why = "unknown"
		}
	}
	return changeEnded(t, rec, o.Chat, message, why)
}

// changeEnded notes that a message was edited or deleted, or why it was not, and
// once none is left tells how it all ended.
func changeEnded(t *chat.Turn, rec store.PostRecord, channel int64, message int, why string) error {
	removing := rec.State == plans.Removing
	next, err := rec.Done(channel, message, why)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := card.Save(t, &rec); err != nil || rec.State == plans.Amending || rec.State == plans.Removing {
		return err
	}
	if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.Why != "" }) {
		return tellMarred(t, rec, removing)
	}
	return nil
}

// tellMarred tells the author and the controllers that Telegram did not let a
// message be edited or deleted.
func tellMarred(t *chat.Turn, rec store.PostRecord, removing bool) error {
	text := textNotAmended(rec.Number, card.Links(rec.Post))
	if removing {
		text = textNotRemoved(rec.Number, card.Links(rec.Post))
	}
	if err := t.Note("channel not changed", card.PostName(rec.Number), nil, rec.Publications); err != nil {
		return err
	}
	if err := card.TellAuthor(t, rec, text); err != nil {
		return err
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	for _, c := range controllers {
		if c.ID == rec.Author {
			continue
		}
		if err := t.Tell(c, text, chat.Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}
