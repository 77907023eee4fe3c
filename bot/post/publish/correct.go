package publish

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/place"
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

// AmendPost edits the messages on the pages to the version voted on. Where the
// program cannot, people are told what to change.
func AmendPost(t *chat.Turn, rec store.PostRecord) error {
	before := rec.Live
	if err := place.TellCorrected(t, rec); err != nil {
		return err
	}
	next, all, err := rec.Amend()
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	for _, a := range all {
		o := amendment(a)
		o.Key = changeKey(rec, a.Page, a.Message)
		o.Follow = followIn("edit", rec, a.Page, chat.Rest(a.Message))
		if err := change(t, a.Page, a.Message, o); err != nil {
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
		Do: store.EditText, Text: a.Shows.Text, Entities: append([]plans.Entity{}, a.Shows.Entities...),
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

// change puts an edit or a deletion of a message of a page into the outbox. In MAX
// one edit changes the text, and leaves the files as they are unless they change too.
func change(t *chat.Turn, page plans.PageID, message plans.MessageID, o store.Outgoing) error {
	p, _ := t.Page(page)
	if p.Kind == plans.MaxPage {
		o.Mid = string(message)
		if o.Do == store.EditCaption {
			o.Do = store.EditText
		}
		return send(t, page, o)
	}
	n, err := strconv.Atoi(string(message))
	if err != nil {
		return fmt.Errorf("message %q of page %d: %w", message, page, err)
	}
	o.Message = n
	return send(t, page, o)
}

// changeKey is the key of an edit or the deletion of a message on a page.
func changeKey(rec store.PostRecord, page plans.PageID, message plans.MessageID) string {
	return fmt.Sprintf("post/%d/%s/v%d/%d/%s", rec.Number, rec.State, rec.Version, page, message)
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
	byHand := rec.ByHand()
	next, err := rec.Remove()
	if err != nil {
		return chat.Refuse(chat.Unready, textMessagesUnknown)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		for _, m := range u.Pending {
			o := store.Outgoing{Do: store.Delete, Key: changeKey(rec, u.Page, m)}
			o.Follow = followIn("gone", rec, u.Page, chat.Rest(m))
			if err := change(t, u.Page, m, o); err != nil {
				return err
			}
		}
	}
	if err := place.TellRemoved(t, rec, byHand); err != nil {
		return err
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
func SettleChange(t *chat.Turn, rec store.PostRecord, page plans.PageID, message plans.MessageID, out store.Outcome) error {
	why := ""
	if out.Class != store.Accepted {
		if why = string(out.Refusal); why == "" {
			why = "unknown"
		}
	}
	return changeEnded(t, rec, page, message, why)
}

// changeEnded notes that a message was edited or deleted, or why it was not, and
// once none is left tells how it all ended.
func changeEnded(t *chat.Turn, rec store.PostRecord, page plans.PageID, message plans.MessageID, why string) error {
	removing := rec.State == plans.Removing
	next, err := rec.Done(page, message, why)
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

// tellMarred tells the author and the controllers that a messenger did not let a
// message be edited or deleted.
func tellMarred(t *chat.Turn, rec store.PostRecord, removing bool) error {
	who := card.Messenger(plans.MaxPage)
	if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.Why != "" && u.Kind == plans.TelegramPage }) {
		who = card.Messenger(plans.TelegramPage)
	}
	text := textNotAmended(rec.Number, who, card.Links(rec.Post))
	if removing {
		text = textNotRemoved(rec.Number, who, card.Links(rec.Post))
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
