package telegram

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const (
	textLimit    = plans.TextLimit
	captionLimit = plans.CaptionLimit
)

// repeatMarks are put before a message that may be there already, the longest
// that leaves the text within its limit.
var repeatMarks = []string{"🔁 повтор\n", "🔁 "}

// marked gives the record with the mark of a repetition before its text, when it
// is one. A text that is full to its limit goes out unmarked: twice is better
// than not at all.
func marked(o store.Outgoing, limit int) store.Outgoing {
	if !o.Repeat {
		return o
	}
	length := plans.Len(o.Text)
	if o.Entities == nil {
		length = shownLen(o.Text)
	}
	for _, mark := range repeatMarks {
		n := plans.Len(mark)
		if n+length > limit {
			continue
		}
		o.Text = mark + o.Text
		o.Entities = slices.Clone(o.Entities)
		for i := range o.Entities {
			o.Entities[i].Offset += n
		}
		break
	}
	return o
}

// shownLen is the length of an HTML text as it is shown, in UTF-16 units: tags
// count nothing, a character reference counts as one character.
func shownLen(html string) int {
	n := 0
	for i := 0; i < len(html); {
		rest := html[i:]
		switch rest[0] {
		case '<':
			if end := strings.IndexByte(rest, '>'); end > 0 {
				i += end + 1
				continue
			}
		case '&':
			if end := strings.IndexByte(rest, ';'); end > 1 && !strings.ContainsAny(rest[:end], " \n<") {
				n += 2 // a number may name a character of two units
				i += end + 1
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(rest)
		n += utf16.RuneLen(r)
		i += size
	}
	return n
}
