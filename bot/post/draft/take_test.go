package draft

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestLongTextInPieces(t *testing.T) {
	at := time.Date(2023, 3, 15, 7, 0, 0, 0, time.UTC)
	first := plans.Content{Text: strings.Repeat("о", 4000) + "."}
	rest := plans.Content{Text: "Конец 👍", Entities: []plans.Entity{{Type: "bold", Offset: 6, Length: 2}}}
	for name, c := range map[string]struct {
		draft plans.Content
		came  plans.Content
		after time.Duration
		want  bool
	}{
		"at once":       {first, rest, time.Second, true},
		"later":         {first, rest, time.Minute, false},
		"after a short": {plans.Content{Text: "Коротко."}, rest, 0, false},
		"with a photo":  {first, plans.Content{Text: "Подпись", Media: []plans.Media{{Kind: plans.Photo, File: "a"}}}, 0, false},
		"a photo":       {first, plans.Content{Media: []plans.Media{{Kind: plans.Photo, File: "a"}}}, 0, false},
	} {
		turn := &chat.Turn{In: store.Incoming{At: at.Add(c.after)}}
		if got := continues(turn, store.PostRecord{Post: plans.Post{Draft: c.draft}, Written: at}, c.came); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	text, entities := joined(first, rest)
	if !strings.HasSuffix(text, ".\nКонец 👍") {
		t.Errorf("%q", text[len(text)-20:])
	}
	if diff := cmp.Diff([]plans.Entity{{Type: "bold", Offset: 4008, Length: 2}}, entities); diff != "" {
		t.Error(diff)
	}
}
