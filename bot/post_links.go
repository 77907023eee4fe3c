package bot

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// linksIn are the addresses a text leads to, each once, in order.
func linksIn(c plans.Content) []string {
	units := utf16.Encode([]rune(c.Text))
	var all []string
	for _, e := range c.Entities {
		if link := linkOf(units, e); link != "" && !slices.Contains(all, link) {
			all = append(all, link)
		}
	}
	return all
}

// linkOf is where a piece of formatting leads, "" for what is no link.
func linkOf(text []uint16, e plans.Entity) string {
	switch {
	case e.Type == "text_link":
		return e.URL
	case e.Type == "url" && e.Offset >= 0 && e.Length >= 0 && e.Offset+e.Length <= len(text):
		return string(utf16.Decode(text[e.Offset : e.Offset+e.Length]))
	}
	return ""
}

const plainScheme = "http://"

func unsafeLink(link string) bool { return strings.HasPrefix(strings.ToLower(link), plainScheme) }

// linkRemarks are remarks on the links of a draft: without an address, without
// encryption, leading nowhere.
func linkRemarks(rec store.PostRecord) []remark {
	var all []remark
	links := linksIn(rec.Draft)
	if slices.ContainsFunc(links, func(l string) bool { _, ok := address(l); return !ok }) {
		all = append(all, remark{text: textEmptyLink})
	}
	if slices.ContainsFunc(links, unsafeLink) {
		all = append(all, remark{text: textPlainLink, mend: "phttps", caption: "🔒 Заменить на https://"})
	}
	for _, l := range links {
		if rec.Links[l] == store.LinkLost {
			all = append(all, remark{text: textLostLink(cut(l, 200))})
		}
	}
	return all
}

// address is the full address of a page; ok is false for a link that names no
// site. A link written without its scheme gets the safe one. Of other things than
// pages, as tg://resolve, nothing is asked.
func address(link string) (full string, ok bool) {
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

// pressedSecure makes every http:// of a draft https://.
func (t *turn) pressedSecure(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(linksIn(rec.Draft), unsafeLink) {
		return refuse(plans.ErrConflict, textLinksSafe)
	}
	t.answer(textLinksMended)
	return t.redraft(rec, secured(rec.Draft))
}

// secured is the content with its links made https://; what stands after a letter
// put into the text moves on by it.
func secured(c plans.Content) plans.Content {
	units := utf16.Encode([]rune(c.Text))
	all := slices.Clone(c.Entities)
	for i := range all {
		e := all[i]
		switch link := linkOf(units, e); {
		case !unsafeLink(link):
		case e.Type == "text_link":
			all[i].URL = "https://" + link[len(plainScheme):]
		default:
			at := e.Offset + len("http")
			units = slices.Insert(units, at, 's')
			for j := range all {
				switch {
				case all[j].Offset >= at:
					all[j].Offset++
				case all[j].Offset+all[j].Length > at:
					all[j].Length++
				}
			}
		}
	}
	c.Text, c.Entities = string(utf16.Decode(units)), all
	return c
}
