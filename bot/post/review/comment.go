package review

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Comment passes an approver's words about a post on to its author.
func Comment(t *chat.Turn, rec store.PostRecord) error {
	words := chat.Cut(t.Words(), chat.CommentLimit)
	if words == "" || rec.Author == t.Who.ID {
		return nil
	}
	name := t.Who.Name
	if !t.Known() {
		name = t.AccountName()
	}
	if err := t.Tx.Write(t.Now, t.Who.ID, "post comment", card.PostName(rec.Number), nil, words); err != nil {
		return err
	}
	if rec.State == plans.InReview {
		rec.Nudged, rec.Heard = 0, t.Now
		if err := card.Save(t, &rec); err != nil {
			return err
		}
	}
	return card.TellAuthor(t, rec, textComment(rec.Number, name, words))
}
