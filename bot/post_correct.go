package bot

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedCorrect begins a correction of a post that is out: a new version, voted
// on like the first and then put in the place of what the channels show.
func (t *turn) pressedCorrect(p press) error {
	rec, err := t.ownPost(p.number)
	if err != nil {
		return err
	}
	next, err := rec.Correct()
	switch {
	case err != nil && rec.State == plans.Published:
		return refuse(plans.ErrConflict, textMessagesUnknown)
	case err != nil:
		return late(rec, err)
	}
	rec.Post = next
	if err := t.note("post correction", postName(rec.Number), rec.LiveVersion, nil); err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if err := t.redraw(rec); err != nil {
		return err
	}
	return t.refreshGroup(rec, rec.LiveVersion)
}

// amendPost edits the messages in the channels to the version voted on.
func (t *turn) amendPost(rec store.PostRecord) error {
	before := rec.Live
	next, all, err := rec.Amend()
	if err != nil {
		return late(rec, err)
	}
	rec.Post = next
	for _, a := range all {
		o := amendment(a)
		o.Key = changeKey(rec, a.Channel, a.Message)
		o.Follow = fmt.Sprintf("post/edit/%d/%d/%d/%d", rec.Number, rec.Version, a.Channel, a.Message)
		if err := t.send(o); err != nil {
			return err
		}
	}
	if err := t.note("post amended", postName(rec.Number), before, rec.Frozen); err != nil {
		return err
	}
	return t.changed(rec)
}

// amendment is the edit that makes a message show its part of the new version.
func amendment(a plans.Amendment) store.Outgoing {
	o := store.Outgoing{
		Do: store.EditText, Chat: a.Channel, Message: a.Message,
		Text: a.Shows.Text, Entities: append([]plans.Entity{}, a.Shows.Entities...),
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

// changed keeps a post whose messages in the channels are being edited or
// deleted and shows it to the group and the author.
func (t *turn) changed(rec store.PostRecord) error {
	if err := t.keep(&rec); err != nil {
		return err
	}
	for _, version := range slices.Compact([]int{rec.LiveVersion, rec.Version}) {
		if err := t.refreshGroup(rec, version); err != nil {
			return err
		}
	}
	if rec.State == plans.Amending || rec.State == plans.Removing {
		return t.refreshAuthor(rec)
	}
	return t.redraw(rec)
}

// removable gives a published post to those who may take it down: its author
// and the controllers.
func (t *turn) removable(n uint64) (store.PostRecord, error) {
	rec, err := t.ownOrJudged(n)
	if err != nil {
		return rec, err
	}
	if rec.State != plans.Published {
		return rec, refuse(plans.ErrConflict, textPostStands(rec.Post))
	}
	return rec, nil
}

// pressedRemove asks once more before a post is deleted from the channels.
func (t *turn) pressedRemove(p press) error {
	rec, err := t.removable(p.number)
	if err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "🗑 Да, снять", verb: "pgoneok", number: rec.Number}, key{text: "Отмена", verb: "no"})
	return t.say(textAskRemove(rec.Number, rec.Reported), k)
}

// pressedRemoveSure deletes the post's messages.
func (t *turn) pressedRemoveSure(p press) error {
	rec, err := t.removable(p.number)
	if err != nil {
		return err
	}
	next, err := rec.Remove()
	if err != nil {
		return refuse(plans.ErrConflict, textMessagesUnknown)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		for _, m := range u.Pending {
			o := store.Outgoing{Do: store.Delete, Chat: u.Channel, Message: m, Key: changeKey(rec, u.Channel, m)}
			o.Follow = fmt.Sprintf("post/gone/%d/%d/%d/%d", rec.Number, rec.Version, u.Channel, m)
			if err := t.send(o); err != nil {
				return err
			}
		}
	}
	if err := t.note("post taken down", postName(rec.Number), links(rec.Post), nil); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	t.answer(textRemovingShort)
	return t.changed(rec)
}

// settleChange notes what became of a message that was edited or deleted.
func (t *turn) settleChange(rec store.PostRecord, message string, o store.Outgoing, out store.Outcome) error {
	m, err := strconv.Atoi(message)
	if err != nil {
		return fmt.Errorf("follow-up %q of a post: %w", o.Follow, err)
	}
	why := ""
	if out.Class != store.Accepted {
		if why = string(out.Refusal); why == "" {
			why = "unknown"
		}
	}
	return t.changeEnded(rec, o.Chat, m, why)
}

// changeEnded notes that a message was edited or deleted, or why it was not, and
// once none is left tells how it all ended.
func (t *turn) changeEnded(rec store.PostRecord, channel int64, message int, why string) error {
	removing, live := rec.State == plans.Removing, rec.LiveVersion
	next, err := rec.Done(channel, message, why)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.changed(rec); err != nil || rec.State == plans.Amending || rec.State == plans.Removing {
		return err
	}
	if live != rec.LiveVersion {
		if err := t.refreshGroup(rec, live); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.Why != "" }) {
		return t.tellMarred(rec, removing)
	}
	if removing {
		return nil
	}
	return t.tellAuthor(rec, textPostAmended(rec.Number))
}

// tellMarred tells the author and the controllers that Telegram did not let a
// message be edited or deleted.
func (t *turn) tellMarred(rec store.PostRecord, removing bool) error {
	text := textNotAmended(rec.Number, links(rec.Post))
	if removing {
		text = textNotRemoved(rec.Number, links(rec.Post))
	}
	if err := t.note("channel not changed", postName(rec.Number), nil, rec.Publications); err != nil {
		return err
	}
	if err := t.tellAuthor(rec, text); err != nil {
		return err
	}
	controllers, err := t.controllers()
	if err != nil {
		return err
	}
	for _, c := range controllers {
		if c.ID == rec.Author {
			continue
		}
		if err := t.tell(c, text, keyboard{}); err != nil {
			return err
		}
	}
	return nil
}
