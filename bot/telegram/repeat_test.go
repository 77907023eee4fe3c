package telegram

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestMarked(t *testing.T) {
	bold := []store.Entity{{Type: "bold", Offset: 2, Length: 3}}
	long := strings.Repeat("ы", textLimit)
	for name, c := range map[string]struct {
		out  store.Outgoing
		text string
		off  int
	}{
		"not a repetition": {store.Outgoing{Text: "т"}, "т", -1},
		"html":             {store.Outgoing{Text: "<b>т</b>", Repeat: true}, "🔁 повтор\n<b>т</b>", -1},
		"entities":         {store.Outgoing{Text: "а тбв", Entities: bold, Repeat: true}, "🔁 повтор\nа тбв", 2 + 10},
		"room for the short mark only": {
			store.Outgoing{Text: long[:2*(textLimit-5)], Entities: bold, Repeat: true}, "🔁 " + long[:2*(textLimit-5)], 2 + 3,
		},
		"full": {store.Outgoing{Text: long, Entities: bold, Repeat: true}, long, 2},
		"full, but for markup": {
			store.Outgoing{Text: "<b>" + long[:2*(textLimit-20)] + "</b>&lt;", Repeat: true},
			"🔁 повтор\n<b>" + long[:2*(textLimit-20)] + "</b>&lt;", -1,
		},
	} {
		got := marked(c.out, textLimit)
		if got.Text != c.text {
			t.Errorf("%s: got %.40q, want %.40q", name, got.Text, c.text)
		}
		if c.off >= 0 && got.Entities[0].Offset != c.off {
			t.Errorf("%s: entity at %d, want %d", name, got.Entities[0].Offset, c.off)
		}
	}
	if bold[0].Offset != 2 {
		t.Error("the record's own entities were moved")
	}
}

func TestShownLen(t *testing.T) {
	for html, want := range map[string]int{
		"": 0, "абв": 3, "😀": 2, "<b>а</b>": 1, `<a href="https://e.ru/?a=1&amp;b=2">x</a>`: 1,
		"&lt;": 2, "a & b": 5, "a < b": 5, "<": 1, "&": 1, "\xff": 1,
	} {
		if got := shownLen(html); got != want {
			t.Errorf("%q: got %d, want %d", html, got, want)
		}
	}
}

// FuzzMarked: a marked text never passes the limit when the text did not, and
// its entities stay on their words.
func FuzzMarked(f *testing.F) {
	f.Add("<b>т</b> &amp;", 3)
	f.Add(strings.Repeat("😀", 2048), 0)
	f.Fuzz(func(t *testing.T, s string, offset int) {
		o := store.Outgoing{Text: s, Entities: []store.Entity{{Type: "bold", Offset: offset, Length: 1}}, Repeat: true}
		got := marked(o, textLimit)
		if plans.Len(s) <= textLimit && plans.Len(got.Text) > textLimit {
			t.Errorf("%d units", plans.Len(got.Text))
		}
		if n := plans.Len(got.Text) - plans.Len(s); got.Entities[0].Offset != offset+n || !strings.HasSuffix(got.Text, s) {
			t.Errorf("%q at %d became %q at %d", s, offset, got.Text, got.Entities[0].Offset)
		}
		if got := shownLen(s); got < 0 || got > 2*plans.Len(s)+2 {
			t.Errorf("%q is shown as %d units", s, got)
		}
	})
}
