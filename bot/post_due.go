package bot

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// tickPosts looks at the posts whose moment has come: an approved one goes out at
// its hour, a silent review is recalled, what is long on its way is looked for.
// Each has a transaction of its own, so that one that fails holds up no others.
func (b *Bot) tickPosts(now time.Time) error {
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
		err := b.wakePost(rec.Number, now)
		switch {
		case errors.Is(err, store.ErrFatal):
			return err
		case err != nil:
			failed = append(failed, fmt.Errorf("wake post %d: %w", rec.Number, err))
		}
	}
	return errors.Join(failed...)
}

// wakePost looks at one post. One that refuses is left alone from then on, and
// nothing of the attempt is kept.
func (b *Bot) wakePost(n uint64, now time.Time) error {
	err := b.Store.Update(func(tx *store.Tx) error {
		rec, err := tx.Post(n)
		if err != nil || rec.Wake.IsZero() || rec.Wake.Unix() > now.Unix() {
			return err
		}
		t, err := b.ownTurn(tx, fmt.Sprintf("post/%d/wake/%d", n, rec.Wake.Unix()))
		if err != nil {
			return err
		}
		t.now = now
		return t.woken(rec)
	})
	if _, refused := refusal(err); !refused || errors.Is(err, store.ErrFatal) {
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

func (t *turn) woken(rec store.PostRecord) error {
	switch rec.State {
	case plans.Approved:
		return t.publish(rec)
	case plans.InReview:
		return t.nudge(rec)
	case plans.Publishing, plans.Uncertain, plans.Amending, plans.Removing:
		return t.seek(rec)
	case plans.Drafting, plans.Published, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return t.keep(&rec)
}

// seek looks for what a post has had on its way for long. What still waits in the
// outbox is simply late; what has left it unheard of is in doubt, and people are
// asked.
func (t *turn) seek(rec store.PostRecord) error {
	for _, u := range rec.Publications {
		if u.State == plans.Sending {
			_, waits, err := t.tx.Waiting(partKey(rec, u))
			if err != nil {
				return err
			}
			if !waits {
				return t.partDoubtful(rec, u.Channel, u.Part)
			}
		}
		for _, m := range u.Pending {
			_, waits, err := t.tx.Waiting(changeKey(rec, u.Channel, m))
			if err != nil {
				return err
			}
			if !waits {
				return t.changeEnded(rec, u.Channel, m, "unknown")
			}
		}
	}
	return t.keep(&rec)
}

// nudge recalls a silent review: twice to the group, then to the controllers.
func (t *turn) nudge(rec store.PostRecord) error {
	rec.Nudged++
	if err := t.keep(&rec); err != nil {
		return err
	}
	if rec.Nudged < nudgeLimit && t.settings.Group != 0 {
		return t.nudgeGroup(rec)
	}
	controllers, err := t.controllers()
	if err != nil {
		return err
	}
	v, err := t.view(rec)
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if err := t.tell(p, textReviewSilent(v, rec.Nudged), keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// nudgeGroup recalls a review under its card. A group bound since then has no
// card yet and is shown the version itself.
func (t *turn) nudgeGroup(rec store.PostRecord) error {
	card := groupCard(rec.Number, rec.Version)
	s, ok, err := t.lastShown(card)
	if err != nil {
		return err
	}
	if !ok || s.Chat != t.settings.Group {
		return t.showVersion(rec)
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: t.settings.Group, Thread: t.settings.Thread, ReplyTo: s.Messages[0],
		Text: textReviewNudge(rec.Number, rec.Nudged), NoPreview: true, Card: card + "/nudge", Follow: "group",
	})
}

// nudgeLimit is how many working days a silent review is recalled: two to the
// group, the third to the controllers.
const nudgeLimit = 3

// latestNudge is the hour after which a reminder waits for no one at work.
const latestNudge = 17

// nudgeAt is when a silent review is recalled next: so many working days after
// it was put to the vote, at about the same hour.
func (t *turn) nudgeAt(rec store.PostRecord) time.Time {
	if rec.Nudged >= nudgeLimit || rec.Heard.IsZero() {
		return time.Time{}
	}
	from := plans.DateOf(rec.Heard, t.zone)
	day := t.calendar().Add(from, rec.Nudged+1)
	rules, _ := t.settings.Rules(t.plan)
	local := rec.Heard.In(t.zone)
	at := day.At(plans.Clock(local.Hour()*60+local.Minute()+1), t.zone)
	earliest, latest := day.At(rules.At, t.zone), day.At(latestNudge*60+1, t.zone)
	return slices.MinFunc([]time.Time{slices.MaxFunc([]time.Time{at, earliest}, time.Time.Compare), latest}, time.Time.Compare).UTC()
}
