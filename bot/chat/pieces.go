package chat

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Reword gives the message at hand other words, without their formatting.
func (t *Turn) Reword(words string) {
	t.In.Text, t.In.Entities = words, nil
	for i := range t.Parts {
		t.Parts[i].Entities = nil
		if t.Parts[i].Text != "" {
			t.Parts[i].Text, words = words, ""
		}
	}
}

// Join makes one message of the pieces it was sent in: their files in the order of
// sending, their words in the same order, a paragraph each, all under the number of
// the first.
func (t *Turn) Join(parts []store.Incoming) {
	t.Parts = slices.SortedFunc(slices.Values(parts), func(x, y store.Incoming) int { return x.Message - y.Message })
	kind := t.In.Kind
	t.In = t.Parts[0]
	t.In.Kind, t.In.Album, t.In.Text, t.In.Entities, t.Media = kind, "", "", nil, nil
	for _, p := range t.Parts {
		if p.Media != nil {
			t.Media = append(t.Media, *p.Media)
		}
		if p.Text == "" {
			continue
		}
		if t.In.Text != "" {
			t.In.Text += "\n\n"
		}
		for _, e := range p.Entities {
			e.Offset += plans.Len(t.In.Text)
			t.In.Entities = append(t.In.Entities, e)
		}
		t.In.Text += p.Text
	}
}
