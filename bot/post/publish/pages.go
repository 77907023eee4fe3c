package publish

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedPages gives the author the text ready for the other official pages and
// waits for the links to them, which prove the row further.
func pressedPages(t *chat.Turn, p chat.Press) error {
	rec, err := card.OwnPost(t, p.Number)
	if err != nil {
		return err
	}
	if rec.State != plans.Published {
		return chat.Refuse(chat.OutOfDate, card.TextPostStands(rec.Post))
	}
	text := rec.Live.On(plans.OtherPage).Text
	if text == "" {
		return chat.Refuse(chat.NothingToDo, textNoText)
	}
	if err := card.SendPlain(t, text, t.In.Chat.ID); err != nil {
		return err
	}
	if !rec.Reported {
		return t.Say(textPages, chat.Keyboard{})
	}
	if err := t.Await(store.Dialog{Await: "plinks", Number: rec.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textPages+" "+textAskLinks, k)
}

// pageLinks takes the links to the other pages as further proof of the row.
func pageLinks(t *chat.Turn, d store.Dialog) error {
	rec, err := card.OwnPost(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	var found []plans.Proof
	for w := range strings.FieldsSeq(t.In.Text) {
		if w = strings.Trim(w, ",;"); chat.IsLink(w) {
			found = append(found, plans.Proof{Kind: plans.LinkProof, Text: chat.Cut(w, chat.ProofLimit)})
		}
	}
	if len(found) == 0 {
		return chat.Refuse(chat.NotUnderstood, textLinksWanted)
	}
	o, ok, err := card.RowOf(t, rec)
	if err != nil {
		return err
	}
	if !ok {
		return t.GiveUp(chat.Refuse(chat.OutOfDate, task.TextTaskEnded))
	}
	c, ok, err := card.ConfirmedBy(t, rec, o)
	if err != nil {
		return err
	}
	if !ok {
		return t.GiveUp(chat.Refuse(chat.NothingToDo, textNoProofToAdd))
	}
	found = slices.DeleteFunc(found, func(p plans.Proof) bool {
		return slices.ContainsFunc(c.Proofs, func(q plans.Proof) bool { return q.Text == p.Text })
	})
	before := c.Proofs
	c.Proofs = append(slices.Clone(c.Proofs), found...)
	if err := t.Tx.PutConfirmation(o.Number, c); err != nil {
		return err
	}
	if err := t.Note("proof", task.JournalName(o.TaskRecord), before, c.Proofs); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	return t.Say(textLinksKept(len(found)), chat.Keyboard{})
}
