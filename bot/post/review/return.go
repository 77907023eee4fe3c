package review

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/store"
)

// pressedRework asks the one who pressed what is to be changed. Until he says
// it, the version stays in review.
func pressedRework(t *chat.Turn, p chat.Press) error {
	rec, version, err := votable(t, p)
	if err != nil {
		return err
	}
	o := store.Outgoing{
		Do: store.SendText, Chat: t.In.Chat.ID, Thread: t.In.Thread, ReplyTo: t.In.Message,
		Text: textAskRework(t.Who.Name, t.In.From.ID, rec.Number), NoPreview: true, Reply: true, Card: card.GroupCard(rec.Number, version) + "/why",
	}
	// A card that stayed behind in a group that migrated is pressed there and
	// answered where the group is now.
	if t.Settings.Group != 0 && o.Chat != t.Settings.Group {
		o.Chat, o.Thread, o.ReplyTo = t.Settings.Group, t.Settings.Thread, 0
	}
	d := store.Dialog{Await: "pfix", Number: rec.Number, Version: version}
	if err := t.Tx.PutDialog(o.Chat, t.In.From.ID, d); err != nil {
		return err
	}
	t.Answer(textAskReworkShort)
	return t.Send(o)
}

// reworkWords takes the comment and sends the version back to its author.
func reworkWords(t *chat.Turn, d store.Dialog) error {
	rec, err := t.Tx.Post(d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	if err := mayVote(t, rec); err != nil {
		return t.GiveUp(err)
	}
	words := chat.Cut(t.Words(), chat.CommentLimit)
	if words == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	next, err := rec.Rework(d.Version, t.Who.ID, words)
	if err != nil {
		return t.GiveUp(chat.Refuse(chat.OutOfDate, textVersionStands(rec.Post, d.Version)))
	}
	rec.Post = next
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Note("post returned", card.PostName(rec.Number), d.Version, words); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := awaitAuthor(t, rec); err != nil {
		return err
	}
	if len(t.Media) > 0 {
		return t.Whisper(textWordsReturned)
	}
	return t.Whisper(textReturnedToAuthor)
}

// awaitAuthor lets the author answer a returned post by simply writing, unless
// the bot waits for something else from him.
func awaitAuthor(t *chat.Turn, rec store.PostRecord) error {
	author, err := card.AuthorOf(t, rec)
	if err != nil || author.User == 0 {
		return err
	}
	if _, busy, err := t.Tx.Dialog(int64(author.User), author.User); err != nil || busy {
		return err
	}
	return t.Tx.PutDialog(int64(author.User), author.User, store.Dialog{Await: "pdraft", Number: rec.Number})
}

// pressedReject ends the version in review.
func pressedReject(t *chat.Turn, p chat.Press) error {
	rec, version, err := votable(t, p)
	if err != nil {
		return err
	}
	next, err := rec.Reject(version, t.Who.ID)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	if err := t.Note("post rejected", card.PostName(rec.Number), version, nil); err != nil {
		return err
	}
	t.Answer(textRejectedShort)
	if err := card.Save(t, &rec); err != nil || !rec.Out() {
		return err
	}
	return card.TellAuthor(t, rec, textCorrectionRejected(rec.Number))
}
