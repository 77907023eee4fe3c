package max

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// The longest text of a message, markup and all, and the longest address of a link
// («NewMessageBody», «LinkMarkup»).
const (
	textLimit = plans.MaxTextLimit
	linkLimit = 2048
)

// tags are the kinds of formatting that MAX knows, in its own HTML.
var tags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre", "text_link": "a",
}

// worded gives a text with its formatting in MAX's form, and whether that form is
// HTML. Where the markup does not fit beside the words, the styles are left out, then
// the links too: the words are what was voted on.
func worded(text string, formatting []plans.Entity) (string, bool) {
	known := slices.DeleteFunc(slices.Clone(formatting), func(e plans.Entity) bool { return !shown(e) })
	if len(known) == 0 {
		return text, false
	}
	links := slices.DeleteFunc(slices.Clone(known), func(e plans.Entity) bool { return e.Type != "text_link" })
	for _, some := range [][]plans.Entity{known, links} {
		if s := html(text, some); len(some) > 0 && utf8.RuneCountInString(s) <= textLimit {
			return s, true
		}
	}
	return text, false
}

// shown reports whether MAX shows a piece of formatting.
func shown(e plans.Entity) bool {
	if e.Type == "text_link" {
		return (strings.HasPrefix(e.URL, "https://") || strings.HasPrefix(e.URL, "http://")) && len(e.URL) <= linkLimit
	}
	return tags[e.Type] != "" && e.Length > 0
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

// html writes a text with tags. The text is cut wherever some formatting begins or
// ends; what a tag covers on both sides of a cut stays within it.
func html(text string, formatting []plans.Entity) string {
	units := utf16.Encode([]rune(text))
	all := within(formatting, units)
	cuts := []int{0, len(units)}
	for _, e := range all {
		cuts = append(cuts, e.Offset, e.Offset+e.Length)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var b strings.Builder
	var open []plans.Entity
	for i, at := range cuts {
		var active []plans.Entity
		for _, e := range all {
			if e.Offset <= at && at < e.Offset+e.Length {
				active = append(active, e)
			}
		}
		open = reopen(&b, open, active)
		if i+1 < len(cuts) {
			b.WriteString(escape(string(utf16.Decode(units[at:cuts[i+1]]))))
		}
	}
	return b.String()
}

// within are the pieces of formatting cut to the text, the outer ones first. A piece
// that begins or ends between the halves of a character leaves that character out.
func within(formatting []plans.Entity, units []uint16) []plans.Entity {
	halved := func(at int) bool { return at < len(units) && units[at] >= 0xdc00 && units[at] <= 0xdfff }
	var all []plans.Entity
	for _, e := range formatting {
		begin, end := max(e.Offset, 0), min(e.Offset+e.Length, len(units))
		if halved(begin) {
			begin++
		}
		if halved(end) {
			end--
		}
		if begin < end {
			e.Offset, e.Length = begin, end-begin
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b plans.Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return all
}

// reopen closes the tags that end here and opens those that begin, and gives what is
// open now. A tag within which another ends is opened anew after it.
func reopen(b *strings.Builder, open, active []plans.Entity) []plans.Entity {
	same := 0
	for same < len(open) && same < len(active) && open[same] == active[same] {
		same++
	}
	for _, e := range slices.Backward(open[same:]) {
		b.WriteString("</" + tags[e.Type] + ">")
	}
	for _, e := range active[same:] {
		b.WriteString("<" + tags[e.Type])
		if e.Type == "text_link" {
			b.WriteString(` href="` + escape(e.URL) + `"`)
		}
		b.WriteString(">")
	}
	return active
}
