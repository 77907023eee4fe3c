package review

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Comment passes an approver's words about a post on to its author. Others of the
// group may talk under a post as they like; nothing follows from it. What an
// administrator of the group writes in its name is passed on too, but as nobody's: it
// neither counts as a look at the post nor stands in the journal.
func Comment(t *chat.Turn, rec store.PostRecord) error {
	words := chat.Cut(t.Words(), chat.CommentLimit)
	if t.In.Anonymous {
		if words == "" {
			return nil
		}
		return card.TellAuthor(t, rec, textComment(rec.Number, textAnonymousName, words))
	}
	if !t.Known() || rec.Author == t.Who.ID || !t.Allowed(chat.VotePost, nil) {
		return nil
	}
	if err := onlyWords(t, words); err != nil || words == "" {
		return err
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
	return card.TellAuthor(t, rec, textComment(rec.Number, t.Who.Name, words))
}

// onlyWords says to an approver whose comment holds a photo or a voice message what
// of it goes to the author.
func onlyWords(t *chat.Turn, words string) error {
	if len(t.Media) == 0 || t.Media[0].Kind == plans.OtherMedia {
		return nil
	}
	if words == "" {
		return t.Whisper(textSendAsWords)
	}
	return t.Whisper(textFileStays)
}

// Anonymous hears what an administrator writes in a group's own name. Who it is
// nobody can tell, so it is no answer to «На доработку»; that is said once a
// question. A reply to a post's card is a comment, which decides nothing.
func Anonymous(t *chat.Turn) (bool, error) {
	open, err := t.Tx.DialogsIn(t.In.Chat.ID)
	if err != nil {
		return false, err
	}
	waits, untold := false, false
	for user, d := range open {
		if d.Await != "pfix" {
			continue
		}
		waits, untold = true, untold || d.Text != toldAnonymous
		d.Text = toldAnonymous
		if err := t.Tx.PutDialog(t.In.Chat.ID, user, d); err != nil {
			return false, err
		}
	}
	if !untold {
		return waits, nil
	}
	return waits, t.Say(textAnonymous, chat.Keyboard{})
}

// toldAnonymous marks a question whose answer somebody has tried to give without a
// name.
const toldAnonymous = "told"
