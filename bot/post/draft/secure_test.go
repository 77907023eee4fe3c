package draft

import (
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
)

func TestSecuredLinks(t *testing.T) {
	c := plans.Content{
		Text: "👍 http://a.ru и тут, HTTP://b.ru конец",
		Entities: []plans.Entity{
			{Type: "bold", Offset: 0, Length: 38},
			{Type: "url", Offset: 3, Length: 11},
			{Type: "text_link", Offset: 17, Length: 3, URL: "http://c.ru/x"},
			{Type: "url", Offset: 22, Length: 11},
			{Type: "italic", Offset: 34, Length: 5},
		},
	}
	want := plans.Content{
		Text: "👍 https://a.ru и тут, HTTPs://b.ru конец",
		Entities: []plans.Entity{
			{Type: "bold", Offset: 0, Length: 40},
			{Type: "url", Offset: 3, Length: 12},
			{Type: "text_link", Offset: 18, Length: 3, URL: "https://c.ru/x"},
			{Type: "url", Offset: 23, Length: 12},
			{Type: "italic", Offset: 36, Length: 5},
		},
	}
	if diff := cmp.Diff(want, secured(c)); diff != "" {
		t.Error(diff)
	}
}

// TestSecuredMovesFormatting holds that whatever was formatted still is, when
// letters are put in before and inside it.
func TestSecuredMovesFormatting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"парк", "🇷🇺", "http://a.ru", "https://b.ru", "e\u0301"}), 1, 8).Draw(t, "words")
		var c plans.Content
		for i, w := range words {
			if i > 0 {
				c.Text += " "
			}
			if w == "http://a.ru" || w == "https://b.ru" {
				c.Entities = append(c.Entities, plans.Entity{Type: "url", Offset: plans.Len(c.Text), Length: plans.Len(w)})
			} else if rapid.Bool().Draw(t, "bold") {
				c.Entities = append(c.Entities, plans.Entity{Type: "bold", Offset: plans.Len(c.Text), Length: plans.Len(w)})
			}
			c.Text += w
		}
		got := secured(c)
		for i, e := range got.Entities {
			was, is := part(c.Text, c.Entities[i]), part(got.Text, e)
			if was == "http://a.ru" {
				was = "https://a.ru"
			}
			if was != is {
				t.Fatalf("%q became %q in %q", was, is, got.Text)
			}
		}
		if slices.ContainsFunc(card.LinksIn(got), card.UnsafeLink) {
			t.Fatalf("left: %q", got.Text)
		}
	})
}

func part(text string, e plans.Entity) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[e.Offset : e.Offset+e.Length]))
}
