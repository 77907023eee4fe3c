package place

import (
	"regexp"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A network holds pages of everybody: a link of the right site may lead to a post of
// another community. Which community an address belongs to is told by its number, by its
// name, or by neither.

// community is what an address says of its owner; "" where it says nothing.
type community struct{ number, name string }

var (
	vkNumber = regexp.MustCompile(`^(?:club|public|event)(\d+)$`)
	vkWall   = regexp.MustCompile(`(?:^|[?&/=])(?:w=)?wall-(\d+)_\d+`)
	okGroup  = regexp.MustCompile(`^group/(\d+)(?:/|$)`)
	// byNumber are the first parts of paths that are no community's name.
	byNumber = regexp.MustCompile(`^(?:club|public|event|wall|photo|video|album|topic|feed|group|profile|away|id)-?\d*(?:_\d+)?$`)
)

// communityOf reads the owner from an address in a network; of any other site nothing.
func communityOf(address string) community {
	site, path, ok := siteOf(address)
	if !ok || site != "vk.com" && site != "ok.ru" {
		return community{}
	}
	var c community
	for _, number := range []*regexp.Regexp{vkWall, vkNumber, okGroup} {
		if m := number.FindStringSubmatch(path); m != nil && c.number == "" {
			c.number = m[1]
		}
	}
	name, _, _ := strings.Cut(path, "?")
	name, _, _ = strings.Cut(name, "/")
	if !byNumber.MatchString(name) {
		c.name = strings.ToLower(name)
	}
	return c
}

// differs reports whether two addresses surely belong to different owners.
func (c community) differs(d community) bool {
	switch {
	case c.name != "" && c.name == d.name:
		return false
	case c.number != "" && d.number != "":
		return c.number != d.number
	}
	return c.name != "" && d.name != ""
}

// elsewhere reports whether a link leads to another community than a page: by the page's
// address, or else by what was placed there last.
func elsewhere(t *chat.Turn, page store.Page, link string) (bool, error) {
	known, is := communityOf(page.Address), communityOf(link)
	if known.differs(is) {
		return true, nil
	}
	if is.number == "" || known.number != "" || known.name != "" && known.name == is.name {
		return false, nil
	}
	before, err := lastLink(t, page.ID)
	return err == nil && before != "" && communityOf(before).differs(is), err
}

// lastLink is the address that was given last for a post on a page, "" for none.
func lastLink(t *chat.Turn, page plans.PageID) (string, error) {
	all, err := t.Tx.Posts()
	if err != nil {
		return "", err
	}
	var last plans.Publication
	for _, rec := range all {
		if u, ok := rec.Publication(page); ok && u.Link != "" && !u.At.Before(last.At) {
			last = u
		}
	}
	return last.Link, nil
}

// askElsewhere keeps a link that leads to another community and asks whether it is meant.
func askElsewhere(t *chat.Turn, n uint64, page store.Page, link string) error {
	if err := t.Await(store.Dialog{Await: "hlink", Number: n, Text: string(chat.ArgsOf(chat.Num(page.ID), chat.Rest(link)))}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Записать эту ссылку", Verb: "hany", Number: n, Arg: chat.ArgsOf(chat.Num(page.ID))})
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textElsewhere(page, link), k)
}

// pressedElsewhere takes the link all the same.
func pressedElsewhere(t *chat.Turn, p chat.Press) error {
	rec, page, err := mine(t, p)
	if err != nil {
		return err
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	asked := chat.Args(d.Text).Read()
	if !ok || d.Await != "hlink" || d.Number != rec.Number || asked.Number() != int64(page.ID) || !asked.More() {
		return chat.Stale()
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return placed(t, rec, page, asked.Rest())
}
