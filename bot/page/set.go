package page

import (
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// What may be set of a page in words.
const (
	setName    = "name"
	setNorm    = "norm"
	setAddress = "address"
)

// normLimit is more than any page is asked for in a week.
const normLimit = 100

// pressedSet asks for a new value.
func pressedSet(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	page, what, err := read(t, string(p.Arg))
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pgword", Text: string(p.Arg)}); err != nil {
		return err
	}
	return t.Say(textAskSet(page, what), chat.CancelKeys())
}

// read gives the page in force and what of it is to be set.
func read(t *chat.Turn, args string) (store.Page, string, error) {
	r := chat.Args(args).Read()
	id, what := r.Number(), r.Word()
	if !r.Whole() || what != setName && what != setNorm && what != setAddress {
		return store.Page{}, "", chat.Stale()
	}
	page, ok := t.Page(plans.PageID(id))
	if !ok {
		return page, what, chat.Refuse(chat.OutOfDate, textGone)
	}
	return page, what, nil
}

// newWord takes the new value.
func newWord(t *chat.Turn, d store.Dialog) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return t.GiveUp(err)
	}
	page, what, err := read(t, d.Text)
	if err != nil {
		return t.GiveUp(err)
	}
	before, words := page, chat.Cut(t.Words(), addressLimit)
	switch what {
	case setName:
		page.Name = chat.Cut(words, nameLimit)
		if page.Name == "" {
			return chat.Refuse(chat.NotUnderstood, textAskSet(page, what))
		}
	case setNorm:
		n, err := strconv.Atoi(words)
		if strings.EqualFold(words, "нет") {
			n, err = 0, nil
		}
		if err != nil || n < 0 || n > normLimit {
			return chat.Refuse(chat.NotUnderstood, textAskSet(page, what))
		}
		page.Norm = n
	case setAddress:
		address, ok := addressOf(page.Kind, words)
		if !ok {
			return chat.Refuse(chat.NotUnderstood, textNoAddress(page.Kind))
		}
		if page.Address = address; taken(t.Settings, page) {
			return chat.Refuse(chat.NothingToDo, textTaken)
		}
	}
	if err := t.Done(); err != nil {
		return err
	}
	return keep(t, before, page)
}

// keep keeps a changed page and shows it.
func keep(t *chat.Turn, before, page store.Page) error {
	after, page := t.Settings.WithPage(page)
	if err := t.KeepSettings(after, "page", before.Page, page.Page); err != nil {
		return err
	}
	return show(t, page)
}

// peoplePage is how many people a message lists.
const peoplePage = 12

// pressedWho asks who places posts on a page.
func pressedWho(t *chat.Turn, p chat.Press) error {
	page, err := pageOf(t, p)
	if err != nil {
		return err
	}
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	var here []store.PersonRecord
	for _, q := range people {
		if !q.Left {
			here = append(here, q)
		}
	}
	shown := chat.PageOf(here, peoplePage, p.Page())
	var k chat.Keyboard
	for _, q := range shown.Shown {
		n, err := t.Tx.Number(store.PersonNumber, string(q.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(chat.NameOr(q.Name), 60), Verb: "pgput", Number: n, Arg: argOf(page.ID)})
	}
	shown.Keys(&k, chat.Press{Verb: "pgwho", Arg: argOf(page.ID)}.PageInNumber)
	k.Row(chat.Key{Text: "Автор поста", Verb: "pgput", Arg: argOf(page.ID)})
	return t.Say(textAskWho(page), k)
}

// pressedPut sets who places posts on a page; the number 0 stands for a post's author.
func pressedPut(t *chat.Turn, p chat.Press) error {
	page, err := pageOf(t, p)
	if err != nil {
		return err
	}
	before := page
	page.Keeper = ""
	if p.Number != 0 {
		id, err := t.Tx.Identity(store.PersonNumber, p.Number)
		if err != nil {
			return err
		}
		page.Keeper = plans.PersonID(id)
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return keep(t, before, page)
}
