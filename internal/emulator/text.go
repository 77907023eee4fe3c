package emulator

import (
	"strings"
	"unicode/utf8"
)

const (
	maxRawText = 1 << 15
	maxText    = 4096
	maxCaption = 1024
	maxAnswer  = 200
	// maxEntities is how many entities of a message the server keeps.
	maxEntities = 100
)

// formatted is a text with its markup.
type formatted struct {
	text     string
	entities []Entity
}

func (f formatted) length() int { return utf8.RuneCountInString(f.text) }

// parseFormatted reads a text parameter with its parse_mode or its entities, as
// the server does before it looks at the chat. With a parse_mode the entities
// are not looked at.
func parseFormatted(text, mode, entities string) (formatted, *apiError) {
	if len(text) > maxRawText {
		return formatted{}, bad("Text is too long")
	}
	mode = strings.ToLower(mode)
	if text != "" && mode != "" && mode != "none" {
		return parseMarked(text, mode)
	}
	list, refusal := parseEntities(entities)
	if refusal != nil {
		return formatted{}, refusal
	}
	return formatted{text, list}, nil
}

func parseMarked(text, mode string) (formatted, *apiError) {
	switch mode {
	case "html":
	case "markdown", "markdownv2":
		return formatted{}, violation("parse_mode %s is not modelled, send HTML or entities", mode)
	default:
		return formatted{}, bad("Unsupported parse_mode")
	}
	plain, tags, err := parseHTML(text)
	if err != nil {
		return formatted{}, bad("can't parse entities: %s", err)
	}
	return formatted{plain, tagEntities(tags)}, nil
}

var tagTypes = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"span": "spoiler", "pre": "pre", "code": "code", "blockquote": "blockquote",
}

// tagEntities turns closed tags into entities: <pre><code class="language-x">
// is one pre, a link whose address is no address is no link.
func tagEntities(tags []htmlTag) []Entity {
	var es []Entity
	lang := "" // the language of the code just closed, which a pre around it takes over
	for _, t := range tags {
		e := Entity{Type: tagTypes[t.Tag], Offset: t.Offset, Length: t.Length}
		last := len(es) - 1
		same := last >= 0 && es[last].Offset == e.Offset && es[last].Length == e.Length
		switch {
		case t.Tag == "a":
			var ok bool
			if e, ok = linkEntity(t); !ok {
				continue
			}
		case t.Tag == "tg-emoji":
			e.Type, e.CustomEmojiID = "custom_emoji", t.Arg
		case t.Tag == "blockquote" && t.Arg != "":
			e.Type = "expandable_blockquote"
		case t.Tag == "pre" && same && es[last].Type == "code" && lang != "":
			es[last].Type, es[last].Language = "pre", lang
			continue
		case t.Tag == "code" && same && es[last].Type == "pre" && t.Arg != "":
			es[last].Language = t.Arg
			continue
		}
		lang = ""
		if t.Tag == "code" {
			lang = t.Arg
		}
		es = append(es, e)
	}
	sortEntities(es)
	return es
}

// fixText makes of a parsed text what is stored and shown: entities checked
// against it, forbidden characters dropped, spaces trimmed, links and commands
// found. An empty result is refused unless empty is allowed.
func fixText(f formatted, allowEmpty bool) (formatted, *apiError) {
	for _, e := range f.entities {
		if e.Offset < 0 || e.Offset > 1000000 {
			return formatted{}, bad("Receive an entity with incorrect offset %d", e.Offset)
		}
		if e.Length < 0 || e.Length > 1000000 {
			return formatted{}, bad("Receive an entity with incorrect length %d", e.Length)
		}
	}
	f.entities = fixEntities(append([]Entity(nil), f.entities...))
	f, refusal := clean(f)
	if refusal != nil {
		return formatted{}, refusal
	}
	f.entities = fixEntities(f.entities)
	if n := len(f.entities); n > maxEntities {
		return formatted{}, violation("%d entities, of which the server would keep %d", n, maxEntities)
	}
	f = trim(f)
	f.entities = fixEntities(f.entities) // a cut tail may have put one into another
	if f.text == "" && !allowEmpty {
		return formatted{}, bad("Text must be non-empty")
	}
	if f.text == "" {
		return formatted{}, nil
	}
	f.entities = mergeFound(f.entities, findEntities(f.text))
	return f, nil
}

// clean drops the characters that no message keeps and moves entities along.
func clean(f formatted) (formatted, *apiError) {
	var out strings.Builder
	at := make(map[int]int) // offset in the given text → offset in the cleaned one
	from, to := 0, 0
	for i, r := range f.text {
		at[from] = to
		if r >= 0x10000 {
			if refusal := splits(f.entities, from+1, i+4); refusal != nil {
				return formatted{}, refusal
			}
		}
		from += units(string(r))
		if dropped(r) {
			continue
		}
		if r < ' ' && r != '\n' {
			r = ' '
		}
		out.WriteRune(r)
		to += units(string(r))
	}
	at[from] = to
	for i := range f.entities {
		e := &f.entities[i]
		if e.Offset >= from {
			return formatted{}, bad("Entity begins after the end of the text at UTF-16 offset %d", e.Offset)
		}
		if e.end() > from {
			return formatted{}, bad("Entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, e.end())
		}
		begin, end := at[e.Offset], at[e.end()]
		e.Offset, e.Length = begin, end-begin
	}
	return formatted{out.String(), f.entities}, nil
}

// dropped are returns, direction marks and the lines through letters.
func dropped(r rune) bool {
	return r == '\r' || 0x2028 <= r && r <= 0x202e || r == 0x333 || r == 0x33f || r == 0x30a
}

// splits refuses entities that begin or end in the middle of a surrogate pair.
func splits(es []Entity, middle, byteOffset int) *apiError {
	for _, e := range es {
		if e.Offset == middle {
			return bad("Entity begins in a middle of a UTF-16 symbol at byte offset %d", byteOffset)
		}
		if e.end() == middle {
			return bad("Entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol at byte offset %d", e.Offset, byteOffset)
		}
	}
	return nil
}

// trim cuts spaces and line ends: on the right always, on the left only up to
// the first entity. Entities that lie in the cut tail go with it.
func trim(f formatted) formatted {
	f.text = strings.TrimRight(f.text, " \n")
	end := units(f.text)
	var kept []Entity
	for _, e := range f.entities {
		if e.Offset < end {
			e.Length = min(e.Length, end-e.Offset)
			kept = append(kept, e)
		}
	}
	sortEntities(kept)
	lead := len(f.text) - len(strings.TrimLeft(f.text, " \n"))
	if len(kept) > 0 {
		lead = min(lead, kept[0].Offset)
	}
	f.text = f.text[lead:]
	for i := range kept {
		kept[i].Offset -= lead
	}
	f.entities = kept
	return f
}
