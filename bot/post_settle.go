package bot

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// settlePost does what follows from the outcome of a message about a post. The
// record's Follow says which message it was.
func (b *Bot) settlePost(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	parts := strings.Split(o.Follow, "/")
	if len(parts) < 4 {
		return fmt.Errorf("follow-up %q of a post", o.Follow)
	}
	n, err := strconv.ParseUint(parts[2], 10, 64)
	if err != nil {
		return fmt.Errorf("follow-up %q of a post: %w", o.Follow, err)
	}
	version, err := strconv.Atoi(parts[3])
	if err != nil {
		return fmt.Errorf("follow-up %q of a post: %w", o.Follow, err)
	}
	rec, err := tx.Post(n)
	if err != nil {
		return err
	}
	t, err := b.ownTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	switch {
	case parts[1] == "drawn":
		return t.settleDrawn(rec, version, o, out)
	case parts[1] == "shown":
		return t.settleShown(rec, version, o, out)
	case (parts[1] == "edit" || parts[1] == "gone") && len(parts) == 6:
		return t.settleChange(rec, parts[5], o, out)
	case parts[1] == "out" && len(parts) == 6:
		part, err := strconv.Atoi(parts[5])
		if err != nil {
			return fmt.Errorf("follow-up %q of a post: %w", o.Follow, err)
		}
		return t.settlePart(rec, version, part, o.Chat, out)
	}
	return fmt.Errorf("follow-up %q of a post", o.Follow)
}

// settleDrawn looks at what was shown to the author: an older drawing that came
// late is taken away, a card that is out of date by now is rewritten, and files
// that Telegram no longer has are told of.
func (t *turn) settleDrawn(rec store.PostRecord, drawn int, o store.Outgoing, out store.Outcome) error {
	card := o.Card == authorCard(rec.Number)
	switch {
	case out.Class == store.Accepted && drawn != rec.Drawn:
		return t.deleteAll(store.Shown{Chat: o.Chat, Messages: out.Messages})
	case out.Class == store.Accepted && card:
		text, k, err := t.authorCardOf(rec)
		if err != nil {
			return err
		}
		return t.bringUp(o, out, text, k)
	case out.Class == store.Refused && out.Refusal == store.Unreachable:
		return t.bot.settlePerson(t.tx, o, out, rec.Author)
	case out.Class != store.Accepted && !card && drawn == rec.Drawn && (rec.Reason == "" || rec.Judge != ""):
		return t.tellAuthor(rec, textPreviewRefused)
	}
	return nil
}

// bringUp rewrites a card just delivered if the post has moved on since it was
// written.
func (t *turn) bringUp(o store.Outgoing, out store.Outcome, text string, k keyboard) error {
	if o.Text == text || len(out.Messages) == 0 {
		return nil
	}
	return t.editAt(o.Chat, out.Messages[0], text, k)
}

// settleShown looks at what was shown to the group. A version that the group has
// not surely seen cannot be voted on: it goes back to its author.
func (t *turn) settleShown(rec store.PostRecord, version int, o store.Outgoing, out store.Outcome) error {
	if out.Class == store.Accepted {
		if o.Card != groupCard(rec.Number, version) {
			return nil
		}
		text, k, err := t.groupCardOf(rec, version)
		if err != nil {
			return err
		}
		if err := t.bringUp(o, out, text, k); err != nil || version < 2 {
			return err
		}
		return t.refreshGroup(rec, version-1)
	}
	unseen := out.Class == store.Refused || o.Card == bodyCard(rec.Number, version)
	if !unseen || rec.State != plans.InReview || rec.Version != version {
		return nil
	}
	next, err := rec.Rework(version, "", textGroupRefusedPost(out))
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.note("post returned", postName(rec.Number), version, string(out.Refusal)); err != nil {
		return err
	}
	if err := t.redraw(rec); err != nil {
		return err
	}
	if out.Class != store.Refused || out.Refusal == store.Malformed || out.Refusal == store.Gone || out.Refusal == store.Failed {
		return nil
	}
	return t.tellAdmins(textGroupRefuses(t.settings.GroupTitle))
}

// settlePart notes what became of a part of a publication.
func (t *turn) settlePart(rec store.PostRecord, version, part int, channel int64, out store.Outcome) error {
	u, ok := rec.Publication(channel)
	if !ok || rec.Version != version || u.Part != part || u.State != plans.Sending {
		return fmt.Errorf("outcome of part %d of post %d in %d, which is not awaited: %w", part, rec.Number, channel, plans.ErrConflict)
	}
	switch out.Class {
	case store.Accepted:
		return t.partOut(rec, channel, part, out.Messages)
	case store.Unknown:
		if messages, all := u.Shown(); all {
			return t.partOut(rec, channel, part, messages)
		}
		return t.partDoubtful(rec, channel, part)
	case store.Refused:
		return t.partFailed(rec, channel, part, out.Refusal)
	}
	return fmt.Errorf("outcome of class %d of post %d", out.Class, rec.Number)
}

// partOut notes a part that is in the channel and sends the next one.
func (t *turn) partOut(rec store.PostRecord, channel int64, part int, messages []int) error {
	next, err := rec.Sent(channel, part, messages, t.link(channel, messages))
	if err != nil {
		return late(rec, err)
	}
	rec.Post = next
	u, _ := rec.Publication(channel)
	if err := t.note("post part out", postName(rec.Number), nil, u); err != nil {
		return err
	}
	if u.State == plans.Sending {
		if err := t.sendPart(rec, u); err != nil {
			return err
		}
	}
	return t.moved(rec)
}

// partDoubtful asks people whether a part is in the channel: it is never sent
// again by guess.
func (t *turn) partDoubtful(rec store.PostRecord, channel int64, part int) error {
	next, err := rec.Doubt(channel, part)
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.note("post in doubt", postName(rec.Number), nil, channel); err != nil {
		return err
	}
	if err := t.ask(rec, channel, part); err != nil {
		return err
	}
	return t.moved(rec)
}

// partFailed leaves the post approved and says what is to be mended before it
// is published again.
func (t *turn) partFailed(rec store.PostRecord, channel int64, part int, why store.Refusal) error {
	before, _ := rec.Publication(channel)
	next, err := rec.Fail(channel, part, string(why))
	if err != nil {
		return err
	}
	rec.Post = next
	if err := t.note("publication refused", postName(rec.Number), channel, string(why)); err != nil {
		return err
	}
	if err := t.moved(rec); err != nil || before.Why == string(why) {
		return err
	}
	return t.tellHelpers(rec, channel, why)
}

// tellHelpers tells administrators and controllers of a refused publication, once
// for the same trouble; the author sees it on his own card.
func (t *turn) tellHelpers(rec store.PostRecord, channel int64, why store.Refusal) error {
	admins, err := t.admins()
	if err != nil {
		return err
	}
	controllers, err := t.controllers()
	if err != nil {
		return err
	}
	c, _ := t.channel(channel)
	told := map[plans.PersonID]bool{rec.Author: true}
	var k keyboard
	k.row(key{text: "📣 Опубликовать сейчас", verb: "pnow", number: rec.Number})
	for _, p := range append(admins, controllers...) {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		if err := t.tell(p, textPublicationRefused(rec.Post, c, string(why)), k); err != nil {
			return err
		}
	}
	return nil
}
