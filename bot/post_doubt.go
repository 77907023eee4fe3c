package bot

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// question asks whether a part of a publication is in the channel.
func (t *turn) question(rec store.PostRecord, channel int64, part int) (string, keyboard) {
	c, _ := t.channel(channel)
	arg := fmt.Sprintf("%d.%d.%d", rec.Version, part, channel)
	var k keyboard
	k.row(key{text: "✅ Вышла", verb: "pout", number: rec.Number, arg: arg}, key{text: "❌ Не вышла", verb: "pnot", number: rec.Number, arg: arg})
	return textAskOut(rec.Post, c, part), k
}

// ask asks the group, or without one the administrators, whether a part of a
// publication is in the channel.
func (t *turn) ask(rec store.PostRecord, channel int64, part int) error {
	text, k := t.question(rec, channel, part)
	if t.settings.Group == 0 {
		admins, err := t.admins()
		if err != nil {
			return err
		}
		for _, p := range admins {
			if err := t.tellAs(p, questionCard(rec.Number, channel), text, k); err != nil {
				return err
			}
		}
		return nil
	}
	if k.err != nil {
		return k.err
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: t.settings.Group, Thread: t.settings.Thread, Text: text, Buttons: k.rows,
		NoPreview: true, Card: questionCard(rec.Number, channel), Follow: "group",
	})
}

// askHere asks an approver who has opened a post in doubt: the group where the
// question stands may be gone.
func (t *turn) askHere(rec store.PostRecord) error {
	if !t.allowed(settlePost, nil) {
		return nil
	}
	for _, u := range rec.Publications {
		if u.State != plans.Doubtful {
			continue
		}
		text, k := t.question(rec, u.Channel, u.Part)
		if err := t.sayAs(questionCard(rec.Number, u.Channel), text, k); err != nil {
			return err
		}
	}
	return nil
}

// doubt is what an answer to the question is about.
type doubt struct {
	rec     store.PostRecord
	channel int64
	part    int
	// open tells whether the answer is still wanted.
	open bool
}

// doubtful gives the doubt behind a button to somebody who may answer.
func (t *turn) doubtful(p press) (d doubt, err error) {
	if err := t.may(settlePost); err != nil {
		return d, err
	}
	numbers, err := ints(p.arg, 3)
	if err != nil {
		return d, stale()
	}
	if d.rec, err = t.tx.Post(p.number); err != nil {
		return d, err
	}
	d.channel, d.part = int64(numbers[2]), numbers[1]
	u, ok := d.rec.Publication(d.channel)
	d.open = ok && numbers[0] == d.rec.Version && u.Part == d.part && u.State == plans.Doubtful
	return d, nil
}

// settled takes the buttons off a question that was answered already: a repeated
// question may come after the answer to the first.
func (t *turn) settled() error {
	t.text, t.alert = textDoubtSettled, true
	return t.strip()
}

// pressedOut takes an approver's word that the publication is in the channel.
func (t *turn) pressedOut(p press) error {
	d, err := t.doubtful(p)
	if err != nil {
		return err
	}
	if !d.open {
		return t.settled()
	}
	rec, channel, part := d.rec, d.channel, d.part
	c, _ := t.channel(channel)
	if err := t.edit(textSaidOut(rec.Number, c, t.nameHere()), keyboard{}); err != nil {
		return err
	}
	t.answer(textOutShort)
	return t.partOut(rec, channel, part, nil)
}

// pressedNotOut takes an approver's word that it is not there and publishes it
// again.
func (t *turn) pressedNotOut(p press) error {
	d, err := t.doubtful(p)
	if err != nil {
		return err
	}
	if !d.open {
		return t.settled()
	}
	rec, channel, part := d.rec, d.channel, d.part
	c, bound := t.channel(channel)
	if err := t.edit(textSaidNotOut(rec.Number, c, t.nameHere()), keyboard{}); err != nil {
		return err
	}
	if !bound {
		return t.partFailed(rec, channel, part, store.Unreachable)
	}
	if rec.Post, err = rec.Again(channel, part); err != nil {
		return late(rec, err)
	}
	u, _ := rec.Publication(channel)
	if err := t.sendPart(rec, u); err != nil {
		return err
	}
	if err := t.note("post sent again", postName(rec.Number), nil, channel); err != nil {
		return err
	}
	t.answer(textPublishingShort)
	return t.moved(rec)
}

// nameHere is how the person of this turn is called, an administrator who is
// not on the list by his account.
func (t *turn) nameHere() string {
	if t.known() {
		return nameOr(t.who.Name)
	}
	return t.accountName()
}

// linkReply takes the link of a publication whose outcome people have told.
func (t *turn) linkReply(rec store.PostRecord, channel string) error {
	if err := t.may(settlePost); err != nil {
		return err
	}
	id, err := strconv.ParseInt(channel, 10, 64)
	if err != nil {
		return fmt.Errorf("channel %q: %w", channel, err)
	}
	link := t.words()
	if !isPostLink(link) {
		return t.say(textLinkWanted, keyboard{})
	}
	u, _ := rec.Publication(id)
	if u.Link != "" {
		return t.say(textLinkKnown, keyboard{})
	}
	placeholder := t.proofOf(rec, u)
	if rec.Post, err = rec.Linked(id, link); err != nil {
		return late(rec, err)
	}
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.note("post linked", postName(rec.Number), nil, link); err != nil {
		return err
	}
	if err := t.mendProof(rec, placeholder, link); err != nil {
		return err
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	if err := t.refreshAuthor(rec); err != nil {
		return err
	}
	return t.say(textLinkKept, keyboard{})
}

// mendProof puts the link into the confirmation in the place of the words that
// stood for it.
func (t *turn) mendProof(rec store.PostRecord, words, link string) error {
	o, ok, err := t.rowOf(rec)
	if err != nil || !ok {
		return err
	}
	said, err := t.tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	for _, c := range said {
		for i, p := range c.Proofs {
			if p.Kind != plans.PostProof || p.Text != words {
				continue
			}
			before := c.Proofs[i].Text
			c.Proofs[i].Text = link
			if err := t.note("proof", taskName(o.TaskRecord), before, link); err != nil {
				return err
			}
			return t.tx.PutConfirmation(o.Number, c)
		}
	}
	return nil
}

// channelPost is a message that the channel itself shows. It settles a
// publication in doubt without asking anybody.
func (t *turn) channelPost() error {
	all, err := t.tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range all {
		if rec.State != plans.Publishing && rec.State != plans.Uncertain {
			continue
		}
		next, ours := rec.Echo(t.in.Chat.ID, t.in.Message, t.in.Text, t.in.Media)
		if !ours {
			continue
		}
		rec.Post = next
		if err := t.keep(&rec); err != nil {
			return err
		}
		u, _ := rec.Publication(t.in.Chat.ID)
		messages, whole := u.Shown()
		if !whole || u.State != plans.Doubtful {
			return nil
		}
		c, _ := t.channel(u.Channel)
		err := t.refreshCard(questionCard(rec.Number, u.Channel), textSeenOut(rec.Number, c), keyboard{})
		if err != nil {
			return err
		}
		return t.partOut(rec, u.Channel, u.Part, messages)
	}
	return nil
}
