package publish

import (
	"slices"
	"strings"
	"unicode/utf16"

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
	text := bare(rec.Live)
	if text == "" {
		return chat.Refuse(chat.NothingToDo, textNoText)
	}
	for len(text) > 0 {
		piece := text
		if plans.Len(piece) > plans.TextLimit {
			piece = firstPart(piece, plans.TextLimit)
		}
		text = strings.TrimLeft(text[len(piece):], "\n")
		err := t.Send(store.Outgoing{
			Do: store.SendText, Chat: t.In.Chat.ID, Text: piece, NoPreview: true,
			Entities: []plans.Entity{{Type: "pre", Length: plans.Len(piece)}},
		})
		if err != nil {
			return err
		}
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

// firstPart is the head of a text that fits the limit, whole lines or at least
// whole characters.
func firstPart(s string, limit int) string {
	units := utf16.Encode([]rune(s))[:limit]
	if utf16.IsSurrogate(rune(units[limit-1])) && units[limit-1] < 0xdc00 {
		units = units[:limit-1]
	}
	head := string(utf16.Decode(units))
	if i := strings.LastIndexByte(head, '\n'); i > len(head)/2 {
		return head[:i]
	}
	return head
}

// bare is the text of a post for a page that knows no formatting: the address of
// a hidden link stands after its words.
func bare(c plans.Content) string {
	units := utf16.Encode([]rune(c.Text))
	all := slices.Clone(c.Entities)
	slices.SortStableFunc(all, func(a, b plans.Entity) int { return b.Offset + b.Length - a.Offset - a.Length })
	for _, e := range all {
		if end := e.Offset + e.Length; e.Type == "text_link" && e.Offset >= 0 && end <= len(units) {
			units = slices.Insert(units, end, utf16.Encode([]rune(" ("+e.URL+")"))...)
		}
	}
	return strings.TrimSpace(string(utf16.Decode(units)))
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
	c, ok, err := confirmedBy(t, rec, o)
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

// confirmedBy gives the newest standing confirmation of a row by the post.
func confirmedBy(t *chat.Turn, rec store.PostRecord, o task.View) (plans.Confirmation, bool, error) {
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return plans.Confirmation{}, false, err
	}
	var proofs []string
	for _, u := range rec.Publications {
		proofs = append(proofs, card.ProofOf(t, rec, u))
	}
	for _, c := range slices.Backward(said) {
		ours := slices.ContainsFunc(c.Proofs, func(p plans.Proof) bool {
			return p.Kind == plans.PostProof && slices.Contains(proofs, p.Text)
		})
		if ours && c.Stands() {
			return c, true, nil
		}
	}
	return plans.Confirmation{}, false, nil
}
