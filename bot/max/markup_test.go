package max

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestFormattingInMaxsForm(t *testing.T) {
	long := strings.Repeat("ж", 3990)
	for _, c := range []struct {
		name, text string
		formatting []plans.Entity
		want       string
		formatted  bool
	}{
		{"plain", "а < б & в", nil, "а < б & в", false},
		{"bold", "Парк <открыт>", []plans.Entity{{Type: "bold", Offset: 5, Length: 8}}, "Парк <b>&lt;открыт&gt;</b>", true},
		{"every kind", "абвгдежз", []plans.Entity{
			{Type: "bold", Offset: 0, Length: 1}, {Type: "italic", Offset: 1, Length: 1}, {Type: "underline", Offset: 2, Length: 1},
			{Type: "strikethrough", Offset: 3, Length: 1}, {Type: "code", Offset: 4, Length: 1}, {Type: "pre", Offset: 5, Length: 1, Language: "go"},
			{Type: "text_link", Offset: 6, Length: 1, URL: `https://a.ru/?a="b"&c`},
		}, `<b>а</b><i>б</i><u>в</u><s>г</s><code>д</code><pre>е</pre><a href="https://a.ru/?a=&quot;b&quot;&amp;c">ж</a>з`, true},
		{"unknown to MAX", "абвгд", []plans.Entity{
			{Type: "spoiler", Offset: 0, Length: 1}, {Type: "custom_emoji", Offset: 1, Length: 1, CustomEmoji: "5"}, {Type: "blockquote", Offset: 2, Length: 1},
			{Type: "text_mention", Offset: 3, Length: 1, User: 5}, {Type: "text_link", Offset: 4, Length: 1, URL: "tg://user?id=5"},
		}, "абвгд", false},
		{"one within another", "абвг", []plans.Entity{{Type: "italic", Offset: 1, Length: 2}, {Type: "bold", Length: 4}}, "<b>а<i>бв</i>г</b>", true},
		{"crossing", "абвг", []plans.Entity{{Type: "bold", Length: 3}, {Type: "italic", Offset: 2, Length: 2}}, "<b>аб<i>в</i></b><i>г</i>", true},
		{"of two units", "👍 да", []plans.Entity{{Type: "bold", Offset: 3, Length: 2}}, "👍 <b>да</b>", true},
		{"out of the text", "аб", []plans.Entity{{Type: "bold", Offset: 1, Length: 9}, {Type: "italic", Offset: 5, Length: 2}}, "а<b>б</b>", true},
		{"no room for the markup", long, []plans.Entity{{Type: "bold", Length: 3}, {Type: "italic", Offset: 4, Length: 3}}, long, false},
		{"room for the link alone", long[:7900], []plans.Entity{{Type: "bold", Length: 3}, {Type: "text_link", Offset: 4, Length: 1, URL: "https://aaaaaaaaa.ru/" + strings.Repeat("a", 10)}},
			long[:8] + `<a href="https://aaaaaaaaa.ru/aaaaaaaaaa">ж</a>` + long[10:7900], true},
	} {
		if got, formatted := worded(c.text, c.formatting); got != c.want || formatted != c.formatted {
			t.Errorf("%s: %v %q, want %q", c.name, formatted, got, c.want)
		}
	}
}

// TestFormattingNeverBreaksTheWords publishes any words with any formatting, nested,
// crossing or past the end: MAX takes it and shows the words that were voted on.
func TestFormattingNeverBreaksTheWords(t *testing.T) {
	kinds := []string{"bold", "italic", "underline", "strikethrough", "code", "pre", "text_link", "spoiler", "blockquote", "hashtag"}
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("аб <>&\"'👍\n")), 1, 40, -1).Draw(r, "text")
		var all []plans.Entity
		for range rapid.IntRange(0, 6).Draw(r, "pieces") {
			all = append(all, plans.Entity{
				Type: rapid.SampledFrom(kinds).Draw(r, "kind"), Offset: rapid.IntRange(0, 45).Draw(r, "offset"),
				Length: rapid.IntRange(0, 20).Draw(r, "length"), URL: "https://a.ru/?a=1&b=<2>",
			})
		}
		got, formatted := worded(text, all)
		if utf8.RuneCountInString(got) > textLimit {
			r.Fatalf("%d characters", utf8.RuneCountInString(got))
		}
		if !formatted {
			if got != text {
				r.Fatalf("%q", got)
			}
			return
		}
		if shown, err := maxemulator.Plain(got); err != nil || shown != text {
			r.Fatalf("%q of %q: %v", shown, got, err)
		}
	})
}

// TestWordsOfARecord: a change has the words in the same form as the
// publication had.
func TestWordsOfARecord(t *testing.T) {
	var m newMessage
	m.words(store.Outgoing{Text: "да", Entities: []store.Entity{{Type: "bold", Length: 2}}})
	if m.Text != "<b>да</b>" || m.Format != "html" {
		t.Errorf("%+v", m)
	}
}
