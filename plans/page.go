package plans

import "slices"

// PageID names an official page. A Telegram channel's is the number of its chat,
// which is negative; pages of other kinds are numbered from 1. No two pages ever
// have the same.
type PageID int64

// PageKind is where a page stands.
type PageKind string

// The kinds of pages. The program publishes in Telegram and MAX by itself; pages of
// the other kinds let no program do it, and people place posts there by hand.
const (
	TelegramPage PageKind = "telegram"
	MaxPage      PageKind = "max"
	VKPage       PageKind = "vk"
	OKPage       PageKind = "ok"
	SitePage     PageKind = "site"
	PaperPage    PageKind = "paper"
	OtherPage    PageKind = "other"
)

// PageKinds are all kinds, in the order in which people are shown them.
func PageKinds() []PageKind {
	return []PageKind{TelegramPage, MaxPage, VKPage, OKPage, SitePage, PaperPage, OtherPage}
}

// Valid reports whether the kind is one of those there are.
func (k PageKind) Valid() bool { return slices.Contains(PageKinds(), k) }

// ByHand reports whether people place posts on pages of the kind.
func (k PageKind) ByHand() bool { return k.Valid() && k != TelegramPage && k != MaxPage }

// Page is an official page of the district on which its posts come out.
type Page struct {
	ID   PageID   `json:"id"`
	Kind PageKind `json:"kind"`
	Name string   `json:"name"`
	// Address opens the page; "" where it has none, as a newspaper.
	Address string `json:"address,omitempty"`
	// Keeper places posts there by hand, "" for nobody in particular: then it is the
	// post's author.
	Keeper PersonID `json:"keeper,omitempty"`
	// Norm is how many posts a week are to come out there at least, 0 for no norm.
	Norm int `json:"norm,omitempty"`
}
