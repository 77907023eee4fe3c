package card

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// LinksIn are the addresses a text leads to, each once, in order.
func LinksIn(c plans.Content) []string {
	units := utf16.Encode([]rune(c.Text))
	var all []string
	for _, e := range c.Entities {
		if link := LinkOf(units, e); link != "" && !slices.Contains(all, link) {
			all = append(all, link)
		}
	}
	return all
}

// LinkOf is where a piece of formatting leads, "" for what is no link.
func LinkOf(text []uint16, e plans.Entity) string {
	switch {
	case e.Type == "text_link":
		return e.URL
	case e.Type == "url" && e.Offset >= 0 && e.Length >= 0 && e.Offset+e.Length <= len(text):
		return string(utf16.Decode(text[e.Offset : e.Offset+e.Length]))
	}
	return ""
}

// PlainScheme begins an address of a page that is fetched without encryption.
const PlainScheme = "http://"

// UnsafeLink reports whether a link leads to a page fetched without encryption.
func UnsafeLink(link string) bool { return strings.HasPrefix(strings.ToLower(link), PlainScheme) }

// linkRemarks are remarks on the links of a draft: without an address, without
// encryption, leading nowhere.
func linkRemarks(rec store.PostRecord) []remark {
	var all []remark
	links := LinksIn(rec.Draft)
	if slices.ContainsFunc(links, func(l string) bool { _, ok := Address(l); return !ok }) {
		all = append(all, remark{text: textEmptyLink})
	}
	if slices.ContainsFunc(links, UnsafeLink) {
		all = append(all, remark{text: textPlainLink, mend: "phttps", caption: "🔒 Заменить на https://"})
	}
	for _, l := range links {
		if rec.Links[l] == store.LinkLost {
			all = append(all, remark{text: textLostLink(chat.Cut(l, 200))})
		}
	}
	return all
}

// Address is the full address of a page; ok is false for a link that names no
// site. A link written without its scheme gets the safe one. Of other things than
// pages, as tg://resolve, nothing is asked.
func Address(link string) (full string, ok bool) {
	u, err := url.Parse(link)
	switch {
	case err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && !strings.Contains(u.Scheme, "."):
		return "", true
	case err != nil || u.Scheme != "http" && u.Scheme != "https":
		link = "https://" + link
		u, err = url.Parse(link)
	}
	return link, err == nil && strings.ContainsAny(u.Hostname(), ".:")
}

// lostLinks are the draft's links that were looked at and lead nowhere.
func lostLinks(rec store.PostRecord) []string {
	return slices.DeleteFunc(LinksIn(rec.Draft), func(l string) bool { return rec.Links[l] != store.LinkLost })
}

// Links are the addresses of a post's publications, in the order of channels.
func Links(p plans.Post) []string {
	var all []string
	for _, u := range p.Publications {
		if u.Link != "" && !slices.Contains(all, u.Link) {
			all = append(all, u.Link)
		}
	}
	return all
}
