package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedRework asks the one who pressed what is to be changed. Until he says
// it, the version stays in review.
func (t *turn) pressedRework(p press) error {
	rec, version, err := t.votable(p)
	if err != nil {
		return err
	}
	o := store.Outgoing{
		Do: store.SendText, Chat: t.in.Chat.ID, Thread: t.in.Thread, ReplyTo: t.in.Message,
		Text: textAskRework(t.who.Name, rec.Number), NoPreview: true, Card: groupCard(rec.Number, version) + "/why",
	}
	// A card that stayed behind in a group that migrated is pressed there and
	// answered where the group is now.
	if t.settings.Group != 0 && o.Chat != t.settings.Group {
		o.Chat, o.Thread, o.ReplyTo = t.settings.Group, t.settings.Thread, 0
	}
	d := store.Dialog{Await: "pfix", Number: rec.Number, Version: version}
	if err := t.tx.PutDialog(o.Chat, t.in.From.ID, d); err != nil {
		return err
	}
	t.answer(textAskReworkShort)
	return t.send(o)
}

// reworkWords takes the comment and sends the version back to its author.
func (t *turn) reworkWords(d store.Dialog) error {
	if err := t.may(votePost); err != nil {
		return t.giveUp(err)
	}
	rec, err := t.tx.Post(d.Number)
	if err != nil {
		return t.giveUp(err)
	}
	words := cut(t.words(), commentLimit)
	if words == "" {
		return refuse(plans.ErrInvalid, textSendWords)
	}
	next, err := rec.Rework(d.Version, t.who.ID, words)
	if err != nil {
		return t.giveUp(refuse(plans.ErrConflict, textVersionStands(rec.Post, d.Version)))
	}
	rec.Post = next
	if err := t.done(); err != nil {
		return err
	}
	if err := t.note("post returned", postName(rec.Number), d.Version, words); err != nil {
		return err
	}
	if err := t.redraw(rec); err != nil {
		return err
	}
	if err := t.awaitAuthor(rec); err != nil {
		return err
	}
	if err := t.refreshGroup(rec, d.Version); err != nil {
		return err
	}
	return t.say(textReturnedToAuthor, keyboard{})
}

const commentLimit = 1000

// awaitAuthor lets the author answer a returned post by simply writing, unless
// the bot waits for something else from him.
func (t *turn) awaitAuthor(rec store.PostRecord) error {
	author, err := t.authorOf(rec)
	if err != nil || author.User == 0 {
		return err
	}
	if _, busy, err := t.tx.Dialog(int64(author.User), author.User); err != nil || busy {
		return err
	}
	return t.tx.PutDialog(int64(author.User), author.User, store.Dialog{Await: "pdraft", Number: rec.Number})
}

// pressedReject ends the version in review.
func (t *turn) pressedReject(p press) error {
	rec, version, err := t.votable(p)
	if err != nil {
		return err
	}
	next, err := rec.Reject(version, t.who.ID)
	if err != nil {
		return late(rec, err)
	}
	rec.Post = next
	if err := t.note("post rejected", postName(rec.Number), version, nil); err != nil {
		return err
	}
	t.answer(textRejectedShort)
	if err := t.redraw(rec); err != nil {
		return err
	}
	if rec.Out() {
		if err := t.refreshGroup(rec, rec.LiveVersion); err != nil {
			return err
		}
		if err := t.tellAuthor(rec, textCorrectionRejected(rec.Number)); err != nil {
			return err
		}
	}
	return t.refreshGroup(rec, version)
}
