package publish

import (
	"fmt"
	"strconv"

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
func SettlePart(t *chat.Turn, rec store.PostRecord, version, part int, page plans.PageID, out store.Outcome) error {
	u, ok := rec.Publication(page)
	if !ok || rec.Version != version || u.Part != part || u.State != plans.Sending {
		return fmt.Errorf("outcome of part %d of post %d in %d, which is not awaited: %w", part, rec.Number, page, plans.ErrConflict)
	}
	switch out.Class {
	case store.Accepted:
		return partOut(t, rec, page, part, messagesOf(out), out.Link)
	case store.Unknown:
		if messages, all := u.Shown(); all {
			return partOut(t, rec, page, part, messages, "")
		}
		return partDoubtful(t, rec, page, part)
	case store.Refused:
		return partFailed(t, rec, page, part, out.Refusal)
	}
	return fmt.Errorf("outcome of class %d of post %d", out.Class, rec.Number)
}

// messagesOf are the messages that a delivery has made, by the names that the
// messenger gives them.
func messagesOf(out store.Outcome) []plans.MessageID {
	if out.Mid != "" {
		return []plans.MessageID{plans.MessageID(out.Mid)}
	}
	var all []plans.MessageID
	for _, m := range out.Messages {
		all = append(all, plans.MessageID(strconv.Itoa(m)))
	}
	return all
}

// linkOf is where the first of a channel's messages stands; MAX tells the address
// itself.
func linkOf(t *chat.Turn, page plans.PageID, messages []plans.MessageID, told string) string {
	p, _ := t.Page(page)
	if told != "" || len(messages) == 0 || p.Kind != plans.TelegramPage {
		return told
	}
	n, err := strconv.Atoi(string(messages[0]))
	if err != nil {
		return ""
	}
	return p.Channel().Link(n)
}

// partOut notes a part that is on the page and sends the next one.
func partOut(t *chat.Turn, rec store.PostRecord, page plans.PageID, part int, messages []plans.MessageID, link string) error {
	next, err := rec.Sent(page, part, messages, linkOf(t, page, messages, link), t.Now)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	u, _ := rec.Publication(page)
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
func partDoubtful(t *chat.Turn, rec store.PostRecord, page plans.PageID, part int) error {
	next, err := rec.Doubt(page, part)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.Note("post in doubt", card.PostName(rec.Number), nil, page); err != nil {
		return err
	}
	if err := ask(t, rec, page, part); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// partFailed leaves the post approved and says what is to be mended before it
// is published again.
func partFailed(t *chat.Turn, rec store.PostRecord, page plans.PageID, part int, why store.Refusal) error {
	before, _ := rec.Publication(page)
	next, err := rec.Fail(page, part, string(why))
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.Note("publication refused", card.PostName(rec.Number), page, string(why)); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil || before.Why == string(why) {
		return err
	}
	return tellHelpers(t, rec, page, why)
}

// tellHelpers tells administrators and controllers of a refused publication, once
// for the same trouble; the author sees it on their own card.
func tellHelpers(t *chat.Turn, rec store.PostRecord, page plans.PageID, why store.Refusal) error {
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	c, _ := t.Page(page)
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
