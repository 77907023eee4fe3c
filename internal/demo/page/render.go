package page

import (
	"html/template"
	"net/url"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/internal/emulator"
)

// render writes a text with its markup as HTML. Entities count UTF-16 units and
// are sorted, outer ones first (Bot API, MessageEntity).
func render(text string, entities []emulator.Entity, bot string) template.HTML {
	r := renderer{units: utf16.Encode([]rune(text)), bot: bot}
	r.stretch(0, len(r.units), entities)
	return template.HTML(r.out.String()) //nolint:gosec // every text in it is escaped by literal and attribute
}

type renderer struct {
	units []uint16
	bot   string
	out   strings.Builder
}

// stretch writes the units from one to another with the entities within them.
func (r *renderer) stretch(from, to int, entities []emulator.Entity) {
	for len(entities) > 0 {
		e := entities[0]
		begin, end := max(e.Offset, from), min(e.Offset+e.Length, to)
		inner := 1
		for inner < len(entities) && entities[inner].Offset < end {
			inner++
		}
		if begin < end {
			r.literal(from, begin)
			r.entity(e, begin, end, entities[1:inner])
			from = end
		}
		entities = entities[inner:]
	}
	r.literal(from, to)
}

func (r *renderer) literal(from, to int) {
	if from < to {
		r.out.WriteString(template.HTMLEscapeString(r.plain(from, to)))
	}
}

func (r *renderer) plain(from, to int) string { return string(utf16.Decode(r.units[from:to])) }

// tags are the entities that are nothing but an element.
var tags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "expandable_blockquote": "blockquote",
}

func (r *renderer) entity(e emulator.Entity, from, to int, inner []emulator.Entity) {
	plain := r.plain(from, to)
	open, shut := "", ""
	switch e.Type {
	case "url":
		open, shut = r.link(plain)
	case "text_link":
		open, shut = r.link(e.URL)
	case "bot_command":
		open, shut = `<button class="link" name="say" value="`+attribute(plain)+`">`, "</button>"
	case "hashtag", "mention", "text_mention", "cashtag", "email", "phone_number":
		open, shut = `<span class="tag">`, "</span>"
	case "spoiler":
		open, shut = `<span class="spoiler" tabindex="0">`, "</span>"
	default:
		if tag := tags[e.Type]; tag != "" {
			open, shut = "<"+tag+">", "</"+tag+">"
		}
	}
	r.out.WriteString(open)
	r.stretch(from, to, inner)
	r.out.WriteString(shut)
}

// link is a link to the world outside, or an invitation to the bot, which somebody
// of the district has to follow.
func (r *renderer) link(address string) (open, shut string) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https":
		return `<span class="tag">`, "</span>"
	case u.Host == "t.me" && strings.EqualFold(u.Path, "/"+r.bot) && u.Query().Get("start") != "":
		return `<button type="button" class="link" data-follow="` + attribute(u.Query().Get("start")) + `">`, "</button>"
	}
	return `<a target="_blank" rel="noopener noreferrer" href="` + attribute(u.String()) + `">`, "</a>"
}

func attribute(s string) string { return template.HTMLEscapeString(s) }
