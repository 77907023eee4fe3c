package draft

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedPages shows on which pages the draft is to come out, each to be unticked.
func pressedPages(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if rec.Out() {
		return chat.Refuse(chat.OutOfDate, textPagesFixed)
	}
	return t.Say(textPickPages(rec.Number), pickKeys(t, rec))
}

func pickKeys(t *chat.Turn, rec store.PostRecord) chat.Keyboard {
	var k chat.Keyboard
	for _, page := range t.Settings.InForce() {
		mark := "⬜️ "
		if rec.For(page.ID) {
			mark = "☑️ "
		}
		k.Row(chat.Key{Text: mark + chat.Cut(page.Name, 40), Verb: "ppick", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(page.ID))})
	}
	k.Row(chat.Key{Text: "Готово", Verb: "ppicked", Number: rec.Number})
	return k
}

// pressedPick ticks or unticks a page.
func pressedPick(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return err
	}
	page, ok := t.Page(plans.PageID(n))
	if !ok {
		return chat.Refuse(chat.OutOfDate, textPageGone)
	}
	next, err := rec.Pick(page.ID, !rec.For(page.ID))
	if err != nil {
		return chat.Refuse(chat.OutOfDate, textPagesFixed)
	}
	rec.Post = next
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	return t.Edit(textPickPages(rec.Number), pickKeys(t, rec))
}

// pressedPicked closes the choice.
func pressedPicked(t *chat.Turn, p chat.Press) error {
	if _, err := card.Drafting(t, p.Number); err != nil {
		return err
	}
	t.Answer(chat.TextSaved)
	return t.Strip()
}
