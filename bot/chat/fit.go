package chat

import (
	"html"
	"regexp"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// ButtonLimit is how many buttons a message may have; more are refused.
const ButtonLimit = 100

// fitted gives a message that Telegram does not refuse for its length: a
// text is cut after a line, a keyboard after a row. Texts see to their own length;
// this is for the words of people and plans that are longer than anybody thought.
func fitted(o store.Outgoing) store.Outgoing {
	if o.Entities == nil && (o.Do == store.SendText || o.Do == store.EditText) {
		o.Text = fit(o.Text, plans.TextLimit)
	}
	n := 0
	for i, row := range o.Buttons {
		if n += len(row); n > ButtonLimit {
			o.Buttons = o.Buttons[:i]
			break
		}
	}
	return o
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Shows is an HTML text as it is read.
func Shows(text string) string { return html.UnescapeString(tags.ReplaceAllString(text, "")) }

// fit cuts an HTML text to the limit of what is read of it. Whole lines go; where a
// tag spans lines, the formatting goes too.
func fit(text string, limit int) string {
	// What is read is never longer than what is written.
	if plans.Len(text) <= limit || plans.Len(Shows(text)) <= limit {
		return text
	}
	const rest = "\n…"
	lines := strings.Split(text, "\n")
	for len(lines) > 1 {
		lines = lines[:len(lines)-1]
		short := strings.Join(lines, "\n") + rest
		if plans.Len(Shows(short)) <= limit && strings.Count(short, "</")*2 == strings.Count(short, "<") {
			return short
		}
	}
	return Esc(Cut(Shows(text), limit))
}
