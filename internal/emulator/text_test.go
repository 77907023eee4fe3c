package emulator

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// spell writes entities shortly: "bold 0+4".
func spell(es []Entity) string {
	var out []string
	for _, e := range es {
		s := fmt.Sprintf("%s %d+%d %s%s%s", e.Type, e.Offset, e.Length, e.URL, e.Language, e.CustomEmojiID)
		out = append(out, strings.TrimRight(s, " "))
	}
	return strings.Join(out, ", ")
}

// What becomes of a text with its markup on its way into a message.
func TestFixText(t *testing.T) {
	for _, c := range []struct {
		name, html string
		given      []Entity
		text, want string
	}{
		{"spaces are trimmed", "  <b>a </b>  ", nil, "a", "bold 0+1"},
		{"a leading space inside an entity stays", "<b> a</b>", nil, " a", "bold 0+2"},
		{"a tail in an entity goes", "a <b> </b>", nil, "a", ""},
		{"line ends survive, returns do not", "a\r\nb", nil, "a\nb", ""},
		{"control characters become spaces", "a\tb", nil, "a b", ""},
		{"adjoining styles join", "<b>a</b><b>b</b>", nil, "ab", "bold 0+2"},
		{"nesting stays", "<b>a<i>b</i></b>", nil, "ab", "bold 0+2, italic 1+1"},
		{"language of code", "<pre><code class=\"language-go\">x</code></pre>", nil, "x", "pre 0+1 go"},
		{"code without a language", "<pre><code>x</code></pre>", nil, "x", "pre 0+1"},
		{"styles in code vanish", "<code><b>x</b></code>", nil, "x", "code 0+1"},
		{"addresses are completed", `<a href="Example.ORG">x</a>`, nil, "x", "text_link 0+1 http://example.org/"},
		{"links to nowhere vanish", `<a href="там">x</a>`, nil, "x", ""},
		{"mentions by id", `<a href="tg://user?id=5">x</a>`, nil, "x", "text_mention 0+1"},
		{"expandable quotations", "<blockquote expandable>x</blockquote>", nil, "x", "expandable_blockquote 0+1"},
		{"emoji take two units", "👍<b>👍</b>", nil, "👍👍", "bold 2+2"},
		{"found ones join in", "<b>см. example.org</b> #тег", nil, "см. example.org #тег", "bold 0+15, url 4+11, hashtag 16+4"},
		{"links hide what lies in them", `<a href="a.ru">example.org</a>`, nil, "example.org", "text_link 0+11 http://a.ru/"},
		{"crossing styles are cut", "abcd", []Entity{{Type: "bold", Offset: 0, Length: 3}, {Type: "italic", Offset: 2, Length: 2}},
			"abcd", "bold 0+2, italic 2+2, bold 2+1"},
		{"of crossing links the first stays", "abcd", []Entity{{Type: "code", Offset: 0, Length: 3}, {Type: "code", Offset: 2, Length: 2}},
			"abcd", "code 0+3"},
		{"empty ones go", "abcd", []Entity{{Type: "bold", Offset: 1}}, "abcd", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := formatted{c.html, c.given}
			if c.given == nil {
				var refusal *apiError
				if f, refusal = parseFormatted(c.html, "HTML", ""); refusal != nil {
					t.Fatal(refusal)
				}
			}
			got, refusal := fixText(f, true)
			if refusal != nil {
				t.Fatal(refusal)
			}
			if got.text != c.text || spell(got.entities) != c.want {
				t.Errorf("got %q with %s\nwant %q with %s", got.text, spell(got.entities), c.text, c.want)
			}
		})
	}
}

func TestEntitiesParameter(t *testing.T) {
	for _, c := range []struct{ entities, want string }{
		{"null", ""},
		{"nonsense", ""},
		{`[{"type":"bold","offset":0,"length":3}]`, "bold 0+3"},
		{`[{"type":"url","offset":0,"length":3}]`, ""},
		{`[{"type":"italic","offset":2,"length":1},{"type":"bold","offset":0,"length":3}]`, "bold 0+3, italic 2+1"},
		{`[{"type":"pre","offset":0,"length":1,"language":"go"}]`, "pre 0+1 go"},
		{`[{"type":"text_link","offset":0,"length":1,"url":"a.ru"}]`, "text_link 0+1 http://a.ru/"},
		{`[{"type":"text_mention","offset":0,"length":1,"user":{"id":7,"is_bot":false,"first_name":"x"}}]`, "text_mention 0+1"},
		{`[{"type":"custom_emoji","offset":0,"length":1,"custom_emoji_id":"5"}]`, "custom_emoji 0+1 5"},
		{`[{"type":"bold","length":3}]`, `! Bad Request: can't parse MessageEntity: Can't find field "offset"`},
		{`[{"type":"bold","offset":0}]`, `! Bad Request: can't parse MessageEntity: Can't find field "length"`},
		{`[{"offset":0,"length":3}]`, `! Bad Request: can't parse MessageEntity: Can't find field "type"`},
		{`[{"type":"fat","offset":0,"length":3}]`, "! Bad Request: can't parse MessageEntity: Unsupported type specified"},
		{`[{"type":"bold","offset":"x","length":3}]`, `! Bad Request: can't parse MessageEntity: Field "offset" must be a Number`},
		{`[{"type":"custom_emoji","offset":0,"length":1,"custom_emoji_id":"x"}]`,
			`! Bad Request: can't parse MessageEntity: Field "custom_emoji_id" must be a valid Number`},
		{`[{"type":"text_link","offset":0,"length":1,"url":"там"}]`,
			"! Bad Request: can't parse MessageEntity: Entity URL 'там' is invalid: Wrong HTTP URL"},
		{`[5]`, "! Bad Request: can't parse MessageEntity: expected an Object"},
		{`[{"type":"bold","offset":-1,"length":3}]`, "! Bad Request: receive an entity with incorrect offset -1"},
		{`[{"type":"bold","offset":1,"length":-3}]`, "! Bad Request: receive an entity with incorrect length -3"},
		{`[{"type":"bold","offset":9,"length":3}]`, "! Bad Request: entity begins after the end of the text at UTF-16 offset 9"},
		{`[{"type":"bold","offset":1,"length":9}]`,
			"! Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10"},
		{`[{"type":"bold","offset":4,"length":1}]`, "! Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 7"},
		{`[{"type":"bold","offset":0,"length":4}]`,
			"! Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 7"},
	} {
		parsed, refusal := parseFormatted("abc👍", "", c.entities)
		if refusal == nil {
			parsed, refusal = fixText(parsed, false)
		}
		got := spell(parsed.entities)
		if refusal != nil {
			got = "! " + refusal.text
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.entities, got, c.want)
		}
	}
}

func TestFindEntities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"/start", "bot_command 0+6"},
		{"/tasks@emulated_bot и /help", "bot_command 0+19, bot_command 22+5"},
		{"и/или 1/2", ""},
		{"#СДЕЛАЕМВМЕСТЕ!", "hashtag 0+14"},
		{"№#1 а#б", ""},
		{"@boris, @ab", "mention 0+6"},
		{"пишите на mail@example.org.", "email 10+16"},
		{"https://t.me/park/5, vk.com/wall-1_2.", "url 0+19, url 21+15"},
		{"петровский.рф и 12.03.2023", "url 0+13"},
		{"(см. https://a.ru/x(y))", "url 5+17"},
		{"тел. +7 (865) 474-12-34", "phone_number 5+18"},
		{"👍 /ok", "bot_command 3+3"},
		{"$USD", "cashtag 0+4"},
	} {
		if got := spell(findEntities(c.text)); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// crossing reports whether two entities overlap without one holding the other.
func crossing(es []Entity) bool {
	for i, a := range es {
		for _, b := range es[i+1:] {
			holds := a.end() >= b.end() || a.Offset == b.Offset
			if a.Offset < b.end() && b.Offset < a.end() && !holds {
				return true
			}
		}
	}
	return false
}

// Whatever entities are given, those kept lie within the text and do not cross,
// and a second pass changes nothing.
func TestEntitiesAreSettledAtOnce(t *testing.T) {
	types := []string{"bold", "italic", "spoiler", "code", "pre", "text_link", "blockquote"}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[абв 👍\n\r]{1,20}`).Draw(t, "text")
		f := formatted{text: text}
		for range rapid.IntRange(0, 6).Draw(t, "entities") {
			offset := rapid.IntRange(0, units(text)).Draw(t, "offset")
			f.entities = append(f.entities, Entity{Type: rapid.SampledFrom(types).Draw(t, "type"), Offset: offset,
				Length: rapid.IntRange(0, units(text)-offset).Draw(t, "length"), URL: ""})
		}
		once, refusal := fixText(f, true)
		if refusal != nil {
			return
		}
		for _, e := range once.entities {
			if e.Length <= 0 || e.Offset < 0 || e.end() > units(once.text) {
				t.Fatalf("%s lies outside of %q", spell([]Entity{e}), once.text)
			}
		}
		if crossing(once.entities) {
			t.Fatalf("crossing: %s", spell(once.entities))
		}
		again, refusal := fixText(once, true)
		if refusal != nil || again.text != once.text || spell(again.entities) != spell(once.entities) {
			t.Fatalf("%q %s became %q %s", once.text, spell(once.entities), again.text, spell(again.entities))
		}
	})
}
