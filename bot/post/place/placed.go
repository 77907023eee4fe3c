package place

import (
	"net/url"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedPlaced asks for the address of a post that was placed. Where a page has none,
// as a newspaper, the word is enough.
func pressedPlaced(t *chat.Turn, p chat.Press) error {
	rec, page, err := mine(t, p)
	if err != nil {
		return err
	}
	u, _ := rec.Publication(page.ID)
	if u.State != plans.ToPlace && u.State != plans.Unplaced {
		return chat.Refuse(chat.OutOfDate, textStands(rec.Number, page, u))
	}
	if page.Address == "" {
		return placed(t, rec, page, "")
	}
	if err := t.Await(store.Dialog{Await: "hlink", Number: rec.Number, Text: string(chat.ArgsOf(chat.Num(page.ID)))}); err != nil {
		return err
	}
	return t.Say(textAskLink(page), chat.CancelKeys())
}

// pageLink takes the address, which must be one of the page.
func pageLink(t *chat.Turn, d store.Dialog) error {
	rec, page, err := allowed(t, d.Number, plans.PageID(chat.Args(d.Text).Read().Number()))
	if err != nil {
		return t.GiveUp(err)
	}
	link := t.Words()
	switch {
	case !chat.IsLink(link) || strings.ContainsAny(link, " \n"):
		return chat.Refuse(chat.NotUnderstood, textLinkWanted(page))
	case !OfPage(page.Page, link):
		return chat.Refuse(chat.NotUnderstood, textWrongLink(page))
	}
	link = chat.Cut(link, chat.ProofLimit)
	if other, err := elsewhere(t, page, link); err != nil {
		return err
	} else if other {
		return askElsewhere(t, rec.Number, page, link)
	}
	if err := t.Done(); err != nil {
		return err
	}
	return placed(t, rec, page, link)
}

// placed notes that a post is on a page, and proves its row by that.
func placed(t *chat.Turn, rec store.PostRecord, page store.Page, link string) error {
	next, err := rec.Placed(page.ID, link, t.Now)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	return changed(t, rec, page, "post placed", link, textPlacedShort)
}

// pressedUnplaced notes that a post will not be on a page.
func pressedUnplaced(t *chat.Turn, p chat.Press) error {
	rec, page, err := mine(t, p)
	if err != nil {
		return err
	}
	next, err := rec.Unplace(page.ID)
	if err != nil {
		u, _ := rec.Publication(page.ID)
		return chat.Refuse(chat.OutOfDate, textStands(rec.Number, page, u))
	}
	rec.Post = next
	return changed(t, rec, page, "post not placed", "", "")
}

// pressedGone notes that a post which was taken down is not on the page any more.
func pressedGone(t *chat.Turn, p chat.Press) error {
	rec, page, err := mine(t, p)
	if err != nil {
		return err
	}
	next, err := rec.Gone(page.ID)
	if err != nil {
		u, _ := rec.Publication(page.ID)
		return chat.Refuse(chat.OutOfDate, textStands(rec.Number, page, u))
	}
	rec.Post = next
	t.Answer(textGoneShort)
	if err := t.Strip(); err != nil {
		return err
	}
	return changed(t, rec, page, "post taken down by hand", "", "")
}

// changed keeps what has become of a post on a page, and rewrites the message that
// asked for it; words are said where nothing was pressed.
func changed(t *chat.Turn, rec store.PostRecord, page store.Page, did, link, words string) error {
	if err := t.Note(did, card.PostName(rec.Number), int64(page.ID), link); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	text, k := task(rec, page)
	if err := t.RefreshCard(HandCard(rec.Number, page.ID), text, k); err != nil {
		return err
	}
	if t.In.Kind == store.InPress {
		if t.Text == "" {
			t.Answer(chat.TextSaved)
		}
		return nil
	}
	if words == "" {
		return nil
	}
	return t.Say(words, chat.Keyboard{})
}

// OfPage reports whether a link can be that of a post on a page: it leads to the same
// site, and further than to the page itself.
func OfPage(page plans.Page, link string) bool {
	own, ownPath, ok := siteOf(page.Address)
	site, path, ok2 := siteOf(link)
	return ok && ok2 && own == site && path != ownPath && path != ""
}

// siteOf is the site of an address, without what only tells a telephone from a desk,
// and where on it the address leads.
func siteOf(address string) (site, path string, ok bool) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "", "", false
	}
	site = strings.ToLower(u.Hostname())
	for _, head := range []string{"www.", "m."} {
		site = strings.TrimPrefix(site, head)
	}
	// One and the same network is found under several hosts.
	switch site {
	case "vk.ru", "vkontakte.ru":
		site = "vk.com"
	case "odnoklassniki.ru":
		site = "ok.ru"
	}
	path = strings.Trim(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return site, path, true
}
