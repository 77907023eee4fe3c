package store

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
)

// Page is an official page with what its messenger needs to know.
type Page struct {
	plans.Page
	// Chat is the channel's number at its messenger, 0 for pages kept by hand.
	Chat int64 `json:"chat,omitempty"`
	// Username is a public Telegram channel's.
	Username string `json:"username,omitempty"`
	// Removed pages get no more posts.
	Removed bool `json:"removed,omitempty"`
}

// TelegramPage is the page of a Telegram channel.
func TelegramPage(c BoundChannel) Page {
	p := plans.Page{ID: plans.PageID(c.ID), Kind: plans.TelegramPage, Name: c.Title}
	if c.Username != "" {
		p.Address = "https://t.me/" + c.Username
	}
	return Page{Page: p, Chat: c.ID, Username: c.Username}
}

// Wire is the one that publishes on the page; none does where people do.
func (p Page) Wire() (w Wire, ok bool) {
	switch p.Kind {
	case plans.TelegramPage:
		return Telegram, true
	case plans.MaxPage:
		return Max, true
	case plans.VKPage, plans.OKPage, plans.SitePage, plans.PaperPage, plans.OtherPage:
	}
	return "", false
}

// Channel is the Telegram channel of a page.
func (p Page) Channel() BoundChannel {
	return BoundChannel{ID: p.Chat, Title: p.Name, Username: p.Username}
}

// InForce are the pages that posts are for.
func (s Settings) InForce() []Page {
	return slices.DeleteFunc(slices.Clone(s.Pages), func(p Page) bool { return p.Removed })
}

// Page gives a page, removed ones too; ok is false for one that never was.
func (s Settings) Page(id plans.PageID) (Page, bool) {
	i := slices.IndexFunc(s.Pages, func(p Page) bool { return p.ID == id })
	if i < 0 {
		return Page{Page: plans.Page{ID: id}}, false
	}
	return s.Pages[i], true
}

// WithPage gives the settings with a page put in the place of the one of its id; a
// page without an id is a new one and gets the next. The original is left as it is.
func (s Settings) WithPage(p Page) (Settings, Page) {
	if p.ID == 0 {
		s.LastPage++
		p.ID = s.LastPage
	}
	s.Pages = slices.Clone(s.Pages)
	if i := slices.IndexFunc(s.Pages, func(o Page) bool { return o.ID == p.ID }); i >= 0 {
		s.Pages[i] = p
	} else {
		s.Pages = append(s.Pages, p)
	}
	return s, p
}

// checkPages reports pages that a program could not have kept.
func checkPages(s Settings) error {
	seen := map[plans.PageID]bool{}
	for _, p := range s.Pages {
		_, ours := p.Wire()
		switch {
		case seen[p.ID]:
			return fmt.Errorf("page %d is there twice", p.ID)
		case !p.Kind.Valid() || ours == (p.Chat == 0) || p.ID > s.LastPage || (p.ID < 0) != (p.Kind == plans.TelegramPage):
			return fmt.Errorf("page %d is of kind %q with chat %d", p.ID, p.Kind, p.Chat)
		}
		seen[p.ID] = true
	}
	return nil
}
