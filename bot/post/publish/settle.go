package publish

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// SettleDrawn looks at what was shown to the author: an older drawing that came
// late is taken away, a card that is out of date by now is rewritten, and files
// that Telegram no longer has are told of.
func SettleDrawn(t *chat.Turn, rec store.PostRecord, drawn int, o store.Outgoing, out store.Outcome) error {
	isCard := o.Card == card.AuthorCard(rec.Number)
	switch {
	case out.Class == store.Accepted && drawn != rec.Drawn:
		return t.DeleteAll(store.Shown{Chat: o.Chat, Messages: out.Messages})
	case out.Class == store.Accepted && isCard:
		text, k, err := card.AuthorCardOf(t, rec)
		if err != nil {
			return err
		}
		return t.BringUp(o, out, text, k)
	case out.Class == store.Refused && out.Refusal == store.Unreachable:
		return people.SettlePerson(t.Env, t.Tx, o, out, rec.Author)
	case out.Class != store.Accepted && !isCard && drawn == rec.Drawn && (rec.Reason == "" || rec.Judge != ""):
		return card.TellAuthor(t, rec, textPreviewRefused)
	}
	return nil
}

// SettleShown looks at what was shown to the group. A version that the group has
// not surely seen cannot be voted on: it goes back to its author.
func SettleShown(t *chat.Turn, rec store.PostRecord, version int, o store.Outgoing, out store.Outcome) error {
	if out.Class == store.Accepted {
		if o.Card != card.GroupCard(rec.Number, version) {
			return nil
		}
		text, k, err := card.GroupCardOf(t, rec, version)
		if err != nil {
			return err
		}
		if err := t.BringUp(o, out, text, k); err != nil || version < 2 {
			return err
		}
		return card.RefreshVersion(t, rec, version-1)
	}
	unseen := out.Class == store.Refused || o.Card == card.BodyCard(rec.Number, version)
	if !unseen || rec.State != plans.InReview || rec.Version != version {
		return nil
	}
	next, err := rec.Rework(version, "", textGroupRefusedPost(out))
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.Note("post returned", card.PostName(rec.Number), version, string(out.Refusal)); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if out.Class != store.Refused || out.Refusal == store.Malformed || out.Refusal == store.Gone || out.Refusal == store.Failed {
		return nil
	}
	return t.TellAdmins(chat.TextGroupRefuses(t.Settings.GroupTitle, out.Refusal))
}

// SettlePart notes what became of a part of a publication.
func SettlePart(t *chat.Turn, rec store.PostRecord, version, part int, channel int64, out store.Outcome) error {
	u, ok := rec.Publication(channel)
	if !ok || rec.Version != version || u.Part != part || u.State != plans.Sending {
		return fmt.Errorf("outcome of part %d of post %d in %d, which is not awaited: %w", part, rec.Number, channel, plans.ErrConflict)
	}
	switch out.Class {
	case store.Accepted:
		return partOut(t, rec, channel, part, out.Messages)
	case store.Unknown:
		if messages, all := u.Shown(); all {
			return partOut(t, rec, channel, part, messages)
		}
		return partDoubtful(t, rec, channel, part)
	case store.Refused:
		return partFailed(t, rec, channel, part, out.Refusal)
	}
	return fmt.Errorf("outcome of class %d of post %d", out.Class, rec.Number)
}

// partOut notes a part that is in the channel and sends the next one.
func partOut(t *chat.Turn, rec store.PostRecord, channel int64, part int, messages []int) error {
	next, err := rec.Sent(channel, part, messages, t.Link(channel, messages))
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	u, _ := rec.Publication(channel)
	if err := t.Note("post part out", card.PostName(rec.Number), nil, u); err != nil {
		return err
	}
	if u.State == plans.Sending {
		if err := sendPart(t, rec, u); err != nil {
			return err
		}
	}
	return card.Save(t, &rec)
}

// partDoubtful asks people whether a part is in the channel: it is never sent
// again by guess.
func partDoubtful(t *chat.Turn, rec store.PostRecord, channel int64, part int) error {
	next, err := rec.Doubt(channel, part)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.Note("post in doubt", card.PostName(rec.Number), nil, channel); err != nil {
		return err
	}
	if err := ask(t, rec, channel, part); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// partFailed leaves the post approved and says what is to be mended before it
// is published again.
func partFailed(t *chat.Turn, rec store.PostRecord, channel int64, part int, why store.Refusal) error {
	before, _ := rec.Publication(channel)
	next, err := rec.Fail(channel, part, string(why))
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.Note("publication refused", card.PostName(rec.Number), channel, string(why)); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil || before.Why == string(why) {
		return err
	}
	return tellHelpers(t, rec, channel, why)
}

// tellHelpers tells administrators and controllers of a refused publication, once
// for the same trouble; the author sees it on their own card.
func tellHelpers(t *chat.Turn, rec store.PostRecord, channel int64, why store.Refusal) error {
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	c, _ := t.Channel(channel)
	told := map[plans.PersonID]bool{rec.Author: true}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "📣 Опубликовать сейчас", Verb: "pnow", Number: rec.Number})
	for _, p := range append(admins, controllers...) {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		if err := t.Tell(p, textPublicationRefused(rec.Post, c, string(why)), k); err != nil {
			return err
		}
	}
	return nil
}
