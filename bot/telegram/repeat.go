package telegram

import (
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const (
	textLimit    = plans.TextLimit
	captionLimit = plans.CaptionLimit
)

// repeatPauses are the pauses before each repetition of a private message of unknown
// outcome: the first for a moment's failure of a gateway, the last for a morning in
// which Telegram is being repaired.
var repeatPauses = []time.Duration{2 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute}

// repeat decides about a message of unknown outcome, which may have arrived. A
// private one is repeated, each time with the mark, until an answer comes or the
// pauses are used up: a second too many is better than a reminder lost. One to a
// group, or an album that Telegram says it took in part, is repeated once, and a
// publication never.
func (w *Wire) repeat(o store.Outgoing, r reply) fate {
	patient := o.Chat > 0 && r.class != classPartial
	switch n := o.Repeated(); {
	case o.Once, patient && n >= len(repeatPauses), !patient && n > 0:
		return fate{end: store.Unknown}
	case patient:
		pause := repeatPauses[n]
		return fate{wait: pause + time.Duration(w.cfg.Rand()*float64(pause/4)), fails: true, repeat: true}
	}
	return fate{wait: w.backoff(o.Attempts, backoffLimit), fails: true, repeat: true}
}

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
