package publish

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// question asks whether a part of a publication is in the channel.
func question(t *chat.Turn, rec store.PostRecord, page plans.PageID, part int) (string, chat.Keyboard) {
	c, _ := t.Page(page)
	arg := chat.ArgsOf(chat.Num(rec.Version), chat.Num(part), chat.Num(page))
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✅ Вышла", Verb: "pout", Number: rec.Number, Arg: arg}, chat.Key{Text: "❌ Не вышла", Verb: "pnot", Number: rec.Number, Arg: arg})
	return textAskOut(rec.Post, c, part), k
}

// ask asks the group, or without one the administrators, whether a part of a
// publication is in the channel.
func ask(t *chat.Turn, rec store.PostRecord, page plans.PageID, part int) error {
	text, k := question(t, rec, page, part)
	if t.Settings.Group == 0 {
		admins, err := t.Admins()
		if err != nil {
			return err
		}
		for _, p := range admins {
			if err := t.TellAs(p, questionCard(rec.Number, page), text, k); err != nil {
				return err
			}
		}
		return nil
	}
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread, Text: text, Buttons: k.Rows,
		NoPreview: true, Card: questionCard(rec.Number, page), Follow: chat.FollowUp("group"),
	})
}

// AskHere asks an approver who has opened a post in doubt: the group where the
// question stands may be gone.
func AskHere(t *chat.Turn, rec store.PostRecord) error {
	if !t.Allowed(chat.SettlePost, nil) {
		return nil
	}
	for _, u := range rec.Publications {
		if u.State != plans.Doubtful {
			continue
		}
		text, k := question(t, rec, u.Page, u.Part)
		if err := t.SayAs(questionCard(rec.Number, u.Page), text, k); err != nil {
			return err
		}
	}
	return nil
}

// answer is what somebody says to the question about a publication.
type answer struct {
	rec  store.PostRecord
	page plans.PageID
	part int
	// open reports whether the answer is still wanted.
	open bool
}

// answerOf reads the answer that a button gives, of somebody who may give it.
func answerOf(t *chat.Turn, p chat.Press) (d answer, err error) {
	if err := t.May(chat.SettlePost); err != nil {
		return d, err
	}
	r := p.Arg.Read()
	version, part, page := r.Number(), r.Number(), r.Number()
	if !r.Whole() {
		return d, chat.Stale()
	}
	if d.rec, err = t.Tx.Post(p.Number); err != nil {
		return d, err
	}
	d.page, d.part = plans.PageID(page), int(part)
	u, ok := d.rec.Publication(d.page)
	d.open = ok && version == int64(d.rec.Version) && u.Part == d.part && u.State == plans.Doubtful
	return d, nil
}

// answeredBefore takes the buttons off a question that was answered already: a
// repeated question may come after the answer to the first.
func answeredBefore(t *chat.Turn) error {
	t.Text, t.Alert = textDoubtSettled, true
	return t.Strip()
}

// pressedOut takes an approver's word that the publication is in the channel.
func pressedOut(t *chat.Turn, p chat.Press) error {
	d, err := answerOf(t, p)
	if err != nil {
		return err
	}
	if !d.open {
		return answeredBefore(t)
	}
	rec, page, part := d.rec, d.page, d.part
	c, _ := t.Page(page)
	if err := t.Edit(textSaidOut(rec.Number, c, t.NameHere()), chat.Keyboard{}); err != nil {
		return err
	}
	t.Answer(textOutShort)
	return partOut(t, rec, page, part, nil, "")
}

// pressedNotOut takes an approver's word that it is not there and publishes it
// again.
func pressedNotOut(t *chat.Turn, p chat.Press) error {
	d, err := answerOf(t, p)
	if err != nil {
		return err
	}
	if !d.open {
		return answeredBefore(t)
	}
	rec, page, part := d.rec, d.page, d.part
	c, bound := t.Page(page)
	if err := t.Edit(textSaidNotOut(rec.Number, c, t.NameHere()), chat.Keyboard{}); err != nil {
		return err
	}
	if !bound {
		return partFailed(t, rec, page, part, store.Unreachable)
	}
	if rec.Post, err = rec.Again(page, part); err != nil {
		return card.Conflict(rec, err)
	}
	u, _ := rec.Publication(page)
	if err := sendPart(t, rec, u); err != nil {
		return err
	}
	if err := t.Note("post sent again", card.PostName(rec.Number), nil, page); err != nil {
		return err
	}
	t.Answer(textPublishingShort)
	return card.Save(t, &rec)
}

// LinkReply takes the link of a publication whose outcome people have told.
func LinkReply(t *chat.Turn, rec store.PostRecord, page string) error {
	if err := t.May(chat.SettlePost); err != nil {
		return err
	}
	id, err := strconv.ParseInt(page, 10, 64)
	if err != nil {
		return fmt.Errorf("page %q: %w", page, err)
	}
	link := t.Words()
	u, _ := rec.Publication(plans.PageID(id))
	if !isPostLink(u.Kind, link) {
		return t.Say(textLinkWanted(u.Kind), chat.Keyboard{})
	}
	if u.Link != "" {
		return t.Say(textLinkKnown, chat.Keyboard{})
	}
	placeholder := card.ProofOf(t, rec, u)
	if rec.Post, err = rec.Linked(u.Page, link); err != nil {
		return card.Conflict(rec, err)
	}
	if err := mendProof(t, rec, placeholder, link); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := t.Note("post linked", card.PostName(rec.Number), nil, link); err != nil {
		return err
	}
	return t.Say(textLinkKept, chat.Keyboard{})
}

// mendProof puts the link into the confirmation in the place of the words that
// stood for it.
func mendProof(t *chat.Turn, rec store.PostRecord, words, link string) error {
	o, ok, err := card.RowOf(t, rec)
	if err != nil || !ok {
		return err
	}
	said, err := t.Tx.Confirmations(o.Number)
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
			if err := t.Note("proof", task.JournalName(o.TaskRecord), before, link); err != nil {
				return err
			}
			return t.Tx.PutConfirmation(o.Number, c)
		}
	}
	return nil
}

// ChannelPost is a message that the channel itself shows. It settles a
// publication in doubt without asking anybody.
func ChannelPost(t *chat.Turn) error {
	page := plans.PageID(t.In.Chat.ID)
	all, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range all {
		if rec.State != plans.Publishing && rec.State != plans.Uncertain {
			continue
		}
		next, ours := rec.Echo(page, plans.MessageID(strconv.Itoa(t.In.Message)), t.In.Text, t.In.Media)
		if !ours {
			continue
		}
		rec.Post = next
		if err := card.Save(t, &rec); err != nil {
			return err
		}
		u, _ := rec.Publication(page)
		messages, whole := u.Shown()
		if !whole || u.State != plans.Doubtful {
			return nil
		}
		c, _ := t.Page(u.Page)
		err := t.RefreshCard(questionCard(rec.Number, u.Page), textSeenOut(rec.Number, c), chat.Keyboard{})
		if err != nil {
			return err
		}
		return partOut(t, rec, u.Page, u.Part, messages, "")
	}
	return nil
}
