package emulator

import (
	"cmp"
	"encoding/json"
	"slices"
	"unicode/utf16"
)

// Entity is a marked stretch of a text or a caption. Offset and Length are in
// UTF-16 units.
type Entity struct {
	Type          string
	Offset        int
	Length        int
	URL           string // of a text_link
	Language      string // of a pre
	CustomEmojiID string // of a custom_emoji
	User          int64  // of a text_mention
}

func (e Entity) end() int { return e.Offset + e.Length }

// entityRank orders entities that begin and end together: the outer ones first.
var entityRank = map[string]int{
	"blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "text_mention": 49,
	"mention": 50, "hashtag": 50, "cashtag": 50, "bot_command": 50, "url": 50, "email": 50, "phone_number": 50,
	"date_time": 50, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}

// splittable entities may be cut and joined freely without a change in looks.
func (e Entity) splittable() bool { r := entityRank[e.Type]; return 90 <= r && r <= 94 }

func (e Entity) quotation() bool { return entityRank[e.Type] == 0 }

// preformatted entities hold no other entities.
func (e Entity) preformatted() bool { r := entityRank[e.Type]; return r == 10 || r == 20 }

func sortEntities(es []Entity) {
	slices.SortStableFunc(es, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length),
			cmp.Compare(entityRank[a.Type], entityRank[b.Type]))
	})
}

// fixEntities sorts entities and takes away what the server does not keep:
// crossings of links, code and quotations, and doubled styles. Properly nested
// entities stay as they are.
func fixEntities(es []Entity) []Entity {
	es = slices.DeleteFunc(es, func(e Entity) bool { return e.Length <= 0 })
	sortEntities(es)
	if nested(es) {
		return es
	}
	var solid, quotes, styles []Entity
	for _, e := range es {
		switch {
		case e.splittable():
			styles = append(styles, e)
		case e.quotation():
			quotes = append(quotes, e)
		default:
			solid = append(solid, e)
		}
	}
	quotes = dropCrossing(quotes)
	solid = slices.DeleteFunc(dropCrossing(solid), func(e Entity) bool { return crossesAny(e, quotes) })
	solid = append(solid, quotes...)
	sortEntities(solid)
	return withStyles(solid, styles)
}

// nested reports whether sorted entities are already as the server keeps them.
func nested(es []Entity) bool {
	var stack []Entity
	styleEnd := map[string]int{}
	for _, e := range es {
		for len(stack) > 0 && stack[len(stack)-1].end() <= e.Offset {
			stack = stack[:len(stack)-1]
		}
		if e.splittable() {
			if end, ok := styleEnd[e.Type]; ok && end >= e.Offset {
				return false
			}
			styleEnd[e.Type] = e.end()
		}
		if len(stack) > 0 {
			parent := stack[len(stack)-1]
			switch {
			case parent.end() < e.end(), parent.preformatted():
				return false
			case !parent.splittable() && !parent.quotation() && !e.splittable():
				return false
			case e.quotation() && slices.ContainsFunc(stack, Entity.quotation):
				return false
			}
		}
		stack = append(stack, e)
	}
	return true
}

// dropCrossing keeps of sorted entities those that begin after the end of the
// last one kept.
func dropCrossing(es []Entity) []Entity {
	end := 0
	return slices.DeleteFunc(es, func(e Entity) bool {
		if e.Offset < end {
			return true
		}
		end = e.end()
		return false
	})
}

// crossesAny reports whether e overlaps a quotation without lying inside it.
func crossesAny(e Entity, quotes []Entity) bool {
	return slices.ContainsFunc(quotes, func(q Entity) bool {
		overlap := e.Offset < q.end() && q.Offset < e.end()
		return overlap && (e.Offset < q.Offset || e.end() > q.end())
	})
}

// withStyles lays styles over the solid entities: styles of one kind are joined,
// cut at the borders of what they cross, and dropped inside code.
func withStyles(solid, styles []Entity) []Entity {
	cuts := make([]int, 0, 2*len(solid)+len(styles))
	for _, e := range solid {
		cuts = append(cuts, e.Offset, e.end())
	}
	joined := joinStyles(styles)
	for _, e := range joined {
		cuts = append(cuts, e.Offset)
	}
	slices.Sort(cuts)
	out := slices.Clone(solid)
	for _, e := range joined {
		for _, cut := range slices.Compact(slices.Clone(cuts)) {
			if e.Offset < cut && cut < e.end() {
				out = append(out, Entity{Type: e.Type, Offset: e.Offset, Length: cut - e.Offset})
				e.Offset, e.Length = cut, e.end()-cut
			}
		}
		out = append(out, e)
	}
	out = slices.DeleteFunc(out, func(e Entity) bool { return e.splittable() && inCode(e, solid) })
	sortEntities(out)
	return out
}

func joinStyles(styles []Entity) []Entity {
	var out []Entity
	last := map[string]int{}
	for _, e := range styles {
		if i, ok := last[e.Type]; ok && e.Offset <= out[i].end() {
			out[i].Length = max(out[i].end(), e.end()) - out[i].Offset
			continue
		}
		last[e.Type] = len(out)
		out = append(out, e)
	}
	return out
}

func inCode(e Entity, solid []Entity) bool {
	return slices.ContainsFunc(solid, func(s Entity) bool {
		return s.preformatted() && s.Offset <= e.Offset && e.end() <= s.end()
	})
}

// mergeFound adds the entities that the server finds by itself (links, commands,
// hashtags) where they cross nothing that was marked by the sender.
func mergeFound(es, found []Entity) []Entity {
	var solid, styles, quotes []Entity
	for _, e := range es {
		switch {
		case e.splittable():
			styles = append(styles, e)
		case e.quotation():
			quotes = append(quotes, e)
		default:
			solid = append(solid, e)
		}
	}
	added := false
	for _, f := range found {
		overlaps := func(e Entity) bool { return f.Offset < e.end() && e.Offset < f.end() }
		if !slices.ContainsFunc(solid, overlaps) && !crossesAny(f, quotes) {
			solid, added = append(solid, f), true
		}
	}
	if !added {
		return es
	}
	solid = append(solid, quotes...)
	sortEntities(solid)
	if all := append(slices.Clone(solid), styles...); properly(all) {
		return all
	}
	return withStyles(solid, styles)
}

// properly sorts es and reports whether they are properly nested.
func properly(es []Entity) bool {
	sortEntities(es)
	return nested(es)
}

// units counts the UTF-16 units of a text.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// MarshalJSON writes the entity as the Bot API does, without its unused fields.
func (e Entity) MarshalJSON() ([]byte, error) {
	o := object{"type": e.Type, "offset": e.Offset, "length": e.Length}
	if e.URL != "" {
		o["url"] = e.URL
	}
	if e.Language != "" {
		o["language"] = e.Language
	}
	if e.CustomEmojiID != "" {
		o["custom_emoji_id"] = e.CustomEmojiID
	}
	if e.User != 0 {
		o["user"] = object{"id": e.User, "is_bot": false, "first_name": "User"}
	}
	return json.Marshal(o)
}
