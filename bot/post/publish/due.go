package publish

import (
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TickPosts looks at the posts whose moment has come: an approved one goes out at
// its hour, people are reminded of a silent review, what is long on its way is looked for.
// Each has a transaction of its own, so that one that fails holds up no others.
func TickPosts(b *chat.Env, now time.Time) error {
	var waking []store.PostRecord
	err := b.Store.View(func(tx *store.Tx) (err error) {
		waking, err = tx.WakingPosts(now)
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, rec := range waking {
		err := handleDue(b, rec.Number, now)
		switch {
		case errors.Is(err, store.ErrFatal):
			return err
		case err != nil:
			failed = append(failed, fmt.Errorf("handle post %d: %w", rec.Number, err))
		}
	}
	return errors.Join(failed...)
}

// handleDue acts on one post. One that refuses is left alone from then on, and
// nothing of the attempt is kept.
func handleDue(b *chat.Env, n uint64, now time.Time) error {
	err := b.Store.Update(func(tx *store.Tx) error {
		rec, err := tx.Post(n)
		if err != nil || rec.Wake.IsZero() || rec.Wake.Unix() > now.Unix() {
			return err
		}
		t, err := b.OwnTurn(tx, fmt.Sprintf("post/%d/wake/%d", n, rec.Wake.Unix()))
		if err != nil {
			return err
		}
		t.Now = now
		return act(t, rec)
	})
	if _, refused := chat.Refusal(err); !refused || errors.Is(err, store.ErrFatal) {
		return err
	}
	b.Log.Warn("post refused to go on", "post", n, "err", err)
	return b.Store.Update(func(tx *store.Tx) error {
		rec, err := tx.Post(n)
		if err != nil {
			return err
		}
		rec.Wake = time.Time{}
		return tx.PutPost(rec)
	})
}

func act(t *chat.Turn, rec store.PostRecord) error {
	switch rec.State {
	case plans.Approved:
		if Missed(t, rec) {
			return Postpone(t, rec)
		}
		return Publish(t, rec)
	case plans.InReview:
		return nudge(t, rec)
	case plans.Publishing, plans.Uncertain, plans.Amending, plans.Removing:
		return findLost(t, rec)
	case plans.Drafting, plans.Published, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return card.Save(t, &rec)
}

// findLost looks for what a post has had on its way for long. What still waits in
// the outbox is simply late. Of what is no longer there nobody knows the outcome, and
// people are asked.
func findLost(t *chat.Turn, rec store.PostRecord) error {
	for _, u := range rec.Publications {
		if u.State == plans.Sending {
			o, waits, err := t.Tx.Waiting(partKey(rec, u))
			if err != nil {
				return err
			}
			if !waits {
				return partDoubtful(t, rec, u.Page, u.Part)
			}
			if u.Kind == plans.MaxPage && !u.Late {
				return tellLate(t, rec, u.Page, o.Trouble)
			}
		}
		for _, m := range u.Pending {
			_, waits, err := t.Tx.Waiting(changeKey(rec, u.Page, m))
			if err != nil {
				return err
			}
			if !waits {
				return changeEnded(t, rec, u.Page, m, "unknown")
			}
		}
	}
	return card.Save(t, &rec)
}

// tellLate tells the author that a post still waits for MAX, while the other pages have
// it: it goes out there when MAX answers.
func tellLate(t *chat.Turn, rec store.PostRecord, page plans.PageID, trouble store.Refusal) error {
	p, _ := t.Page(page)
	next, err := rec.Waits(page)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	return card.TellAuthor(t, rec, textLate(rec.Number, p, trouble))
}

// nudge reminds of a silent review: twice the group, then the controllers.
func nudge(t *chat.Turn, rec store.PostRecord) error {
	rec.Nudged++
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if rec.Nudged < card.NudgeLimit && t.Settings.Group != 0 {
		return nudgeGroup(t, rec)
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	v, err := card.View(t, rec)
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if err := t.Tell(p, textReviewSilent(v, rec.Nudged), chat.Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// nudgeGroup reminds the group of a review under its card. A group bound since then has no
// card yet and is shown the version itself.
func nudgeGroup(t *chat.Turn, rec store.PostRecord) error {
	shown := card.GroupCard(rec.Number, rec.Version)
	s, ok, err := t.LastShown(shown)
	if err != nil {
		return err
	}
	if !ok || s.Chat != t.Settings.Group {
		return card.ShowVersion(t, rec)
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread, ReplyTo: s.Messages[0],
		Text: textReviewNudge(rec.Number, rec.Nudged), NoPreview: true, Card: shown + "/nudge", Follow: chat.FollowUp("group"),
	})
}
