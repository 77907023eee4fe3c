package plans_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestContentCheck(t *testing.T) {
	photos := func(n int) []plans.Media {
		all := make([]plans.Media, n)
		for i := range all {
			all[i] = plans.Media{Kind: plans.Photo}
		}
		return all
	}
	for name, c := range map[string]struct {
		content plans.Content
		parts   int // 0: cannot be published
	}{
		"nothing":                 {plans.Content{}, 0},
		"spaces":                  {plans.Content{Text: " \n"}, 0},
		"text":                    {plans.Content{Text: "т"}, 1},
		"text full":               {plans.Content{Text: strings.Repeat("т", 4096)}, 1},
		"text over":               {plans.Content{Text: strings.Repeat("т", 4097)}, 0},
		"emoji count twice":       {plans.Content{Text: strings.Repeat("👍", 2049)}, 0},
		"photo":                   {plans.Content{Media: photos(1)}, 1},
		"caption full":            {plans.Content{Text: strings.Repeat("т", 1024), Media: photos(10)}, 1},
		"caption over":            {plans.Content{Text: strings.Repeat("т", 1025), Media: photos(10)}, 2},
		"eleven photos":           {plans.Content{Media: photos(11)}, 0},
		"document":                {plans.Content{Media: []plans.Media{{Kind: plans.Document}}}, 0},
		"flags over the caption":  {plans.Content{Text: strings.Repeat("🇷🇺", 257), Media: photos(1)}, 2},
		"flags within the bounds": {plans.Content{Text: strings.Repeat("🇷🇺", 256), Media: photos(1)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.content.Check()
			if (err == nil) != (c.parts > 0) || err != nil && !errors.Is(err, plans.ErrInvalid) {
				t.Fatalf("check: %v", err)
			}
			if err == nil && c.content.Parts() != c.parts {
				t.Errorf("%d parts, want %d", c.content.Parts(), c.parts)
			}
		})
	}
}

func TestContentsAreEqualWhenTheyShowTheSame(t *testing.T) {
	base := func() plans.Content {
		c := twoPhotos("текст")
		c.Entities = []plans.Entity{{Type: "bold", Length: 5}}
		return c
	}
	if !base().Equal(base()) {
		t.Error("the same content twice")
	}
	for name, change := range map[string]func(*plans.Content){
		"text":       func(c *plans.Content) { c.Text = "иной" },
		"formatting": func(c *plans.Content) { c.Entities[0].Type = "italic" },
		"plain":      func(c *plans.Content) { c.Entities = nil },
		"photo":      func(c *plans.Content) { c.Media[1].File = "f3" },
		"order":      func(c *plans.Content) { c.Media[0], c.Media[1] = c.Media[1], c.Media[0] },
	} {
		c := base()
		change(&c)
		if c.Equal(base()) || base().Equal(c) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestTextTooLongForACaptionIsTheSecondPart(t *testing.T) {
	bold := []plans.Entity{{Type: "bold", Length: 5}}
	short, long := twoPhotos("текст"), twoPhotos(strings.Repeat("ж", 1025))
	short.Entities, long.Entities = bold, bold
	for name, c := range map[string]struct {
		content plans.Content
		want    []plans.Content
	}{
		"caption": {short, []plans.Content{short}},
		"apart":   {long, []plans.Content{{Media: long.Media}, {Text: long.Text, Entities: bold}}},
	} {
		var got []plans.Content
		for n := range c.content.Parts() {
			got = append(got, c.content.Part(n))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
	}
}

func TestLengthIsCountedAsTelegramDoes(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "жук": 3, "👍": 2, "🇷🇺": 4, "é": 1} {
		if got := plans.Len(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}
