package draft

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// formatted draws a text of which some words are bold.
var formatted = rapid.Custom(func(t *rapid.T) plans.Content {
	var c plans.Content
	for _, word := range rapid.SliceOfN(rapid.SampledFrom([]string{"парк", "🌳", "сад", "ещё"}), 1, 5).Draw(t, "words") {
		if rapid.Bool().Draw(t, "bold") {
			c.Entities = append(c.Entities, plans.Entity{Type: "bold", Offset: plans.Len(c.Text), Length: plans.Len(word)})
		}
		c.Text += word + " "
	}
	return c
})

// bold are the formatted words of a content, in order.
func bold(c plans.Content) []string {
	units := utf16.Encode([]rune(c.Text))
	var all []string
	for _, e := range c.Entities {
		all = append(all, string(utf16.Decode(units[e.Offset:e.Offset+e.Length])))
	}
	return all
}

// TestRewrittenWordsKeepTheFormattingOfBoth puts changed words between a head and a
// tail: all three read and look as each of them does alone.
func TestRewrittenWordsKeepTheFormattingOfBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head, was, is, tail := formatted.Draw(t, "head"), formatted.Draw(t, "was"), formatted.Draw(t, "is"), formatted.Draw(t, "tail")
		head.Text, was.Text = "До: "+head.Text, "Было: "+was.Text
		shift := func(c plans.Content, prefix string) {
			for i := range c.Entities {
				c.Entities[i].Offset += plans.Len(prefix)
			}
		}
		shift(head, "До: ")
		shift(was, "Было: ")
		message := func(c plans.Content) store.DraftMessage {
			return store.DraftMessage{Text: c.Text, Entities: c.Entities}
		}
		draft := appended(appended(head, message(was)), message(tail))
		got, ok := rewritten(draft, message(was), is)
		want := appended(appended(head, message(is)), message(tail))
		if !ok || got.Text != want.Text || !slices.Equal(bold(got), bold(want)) {
			t.Fatalf("%q %q became %q %q, want %q %q", draft.Text, bold(draft), got.Text, bold(got), want.Text, bold(want))
		}
	})
}

func TestWordsNoLongerInTheDraftAreNotRewritten(t *testing.T) {
	draft := plans.Content{Text: "Парк открыт."}
	if got, ok := rewritten(draft, store.DraftMessage{Text: "Сад открыт."}, plans.Content{Text: "Сад закрыт."}); ok {
		t.Errorf("became %q", got.Text)
	}
	if _, ok := rewritten(draft, store.DraftMessage{}, plans.Content{Text: "Сад."}); ok {
		t.Error("nothing was found and rewritten")
	}
}

func TestChangedFileTakesThePlaceOfTheOldOne(t *testing.T) {
	file := func(name string) plans.Media { return plans.Media{Kind: plans.Photo, Unique: name} }
	got := exchanged([]plans.Media{file("a"), file("b"), file("c")}, []plans.Media{file("b")}, []plans.Media{file("d")})
	var names []string
	for _, m := range got {
		names = append(names, m.Unique)
	}
	if strings.Join(names, "") != "adc" {
		t.Errorf("files %v", names)
	}
}
