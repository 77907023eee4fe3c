package page

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedList shows all pages in the place of the message pressed, or anew under a
// long-gone one.
func pressedList(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	text, k, err := list(t)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

func list(t *chat.Turn) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	names, err := t.Names()
	if err != nil {
		return "", k, err
	}
	for _, p := range t.Settings.InForce() {
		k.Row(chat.Key{Text: chat.Cut(p.Name, 40), Verb: "pgopen", Arg: argOf(p.ID)})
	}
	k.Row(chat.Key{Text: "➕ Добавить страницу", Verb: "pgadd"})
	return textList(t.Settings.InForce(), names), k, k.Err
}

func argOf(id plans.PageID) chat.Args { return chat.ArgsOf(chat.Num(id)) }

// pageOf gives the page in force that a button names, to an administrator.
func pageOf(t *chat.Turn, p chat.Press) (store.Page, error) {
	if err := t.May(chat.ChangeSettings); err != nil {
		return store.Page{}, err
	}
	id, err := p.Arg.Number()
	if err != nil {
		return store.Page{}, err
	}
	page, ok := t.Page(plans.PageID(id))
	if !ok {
		return page, chat.Refuse(chat.OutOfDate, textGone)
	}
	return page, nil
}

// pressedOpen shows a page with what may be set of it.
func pressedOpen(t *chat.Turn, p chat.Press) error {
	page, err := pageOf(t, p)
	if err != nil {
		return err
	}
	return show(t, page)
}

func show(t *chat.Turn, page store.Page) error {
	names, err := t.Names()
	if err != nil {
		return err
	}
	arg := func(what string) chat.Args { return chat.ArgsOf(chat.Num(page.ID), chat.Word(what)) }
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Название", Verb: "pgset", Arg: arg(setName)}, chat.Key{Text: "Норма в неделю", Verb: "pgset", Arg: arg(setNorm)})
	if page.Kind.ByHand() {
		k.Row(chat.Key{Text: "Адрес", Verb: "pgset", Arg: arg(setAddress)}, chat.Key{Text: "Кто размещает", Verb: "pgwho", Arg: argOf(page.ID)})
	}
	k.Row(chat.Key{Text: "Убрать страницу", Verb: "pgoff", Arg: argOf(page.ID), Style: store.Danger}, chat.Key{Text: "‹ Все страницы", Verb: "pages"})
	return t.Say(textPage(page, names), k)
}

// pressedOff asks whether a page is to be removed.
func pressedOff(t *chat.Turn, p chat.Press) error {
	page, err := pageOf(t, p)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Да, убрать", Verb: "pgoff!", Arg: p.Arg}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskOff(page), k)
}

// pressedOffSure removes a page: new posts are for the others, and what was on its way
// there and not written yet is given up. What is out stays.
func pressedOffSure(t *chat.Turn, p chat.Press) error {
	page, err := pageOf(t, p)
	if err != nil {
		return err
	}
	if err := Remove(t, page); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return t.Say(textRemoved(page), chat.Keyboard{})
}

// Remove takes a page off the list and tells those who follow it.
func Remove(t *chat.Turn, page store.Page) error {
	page.Removed = true
	after, _ := t.Settings.WithPage(page)
	if err := t.KeepSettings(after, "page removed", page.Name, nil); err != nil {
		return err
	}
	for _, gone := range t.Env.PageGone {
		if err := gone(t, page); err != nil {
			return err
		}
	}
	return nil
}
