package emulator

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// No parameters bring the server down, and whatever it answers is an answer of
// the Bot API.
func FuzzRequests(f *testing.F) {
	names := slices.Sorted(maps.Keys(methods))
	for i := range names {
		for _, form := range []string{
			"chat_id=100000002&text=x&message_id=2&reply_markup={\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"b\"}]]}",
			"chat_id=@park&media=[{\"type\":\"photo\",\"media\":\"AgAC\"}]&caption=x&caption_entities=[{\"type\":\"bold\"}]",
			"chat_id=-1002000000001&from_chat_id=@park&message_id=2&reply_parameters={\"message_id\":2}&user_id=100000002",
			"commands=[{\"command\":\"a\",\"description\":\"b\"}]&scope={\"type\":\"chat\",\"chat_id\":-1002000000001}&file_id=x&action=typing",
		} {
			f.Add(i, form)
		}
	}
	f.Fuzz(func(t *testing.T, method int, form string) {
		w := newWorld(t, Config{})
		said(w)
		name := names[((method%len(names))+len(names))%len(names)]
		if _, err := url.ParseQuery(form); err != nil {
			return
		}
		a := w.s.handle(t.Context(), call{path: "/bot" + w.s.Token() + "/" + name,
			contentType: "application/x-www-form-urlencoded", body: []byte(form)})
		if !slices.Contains([]int{200, 400, 403, 413, 429}, a.Status) || !strings.HasPrefix(string(a.Body), "{") {
			t.Errorf("%s %q: %d %s", name, form, a.Status, a.Body)
		}
	})
}
