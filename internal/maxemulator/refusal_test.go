package maxemulator_test

import (
	"net/http"
	"strings"
	"testing"

	"sdelaemvmeste/internal/maxemulator"
)

// TestWhatTheRealOneRefuses says with which status; a violation is what the real
// one would half-understand in silence.
func TestWhatTheRealOneRefuses(t *testing.T) {
	photos := func(w *world, n int) []string {
		var all []string
		for range n {
			all = append(all, w.upload("image", []byte("photo")))
		}
		return all
	}
	for name, c := range map[string]struct {
		ask       func(w *world, channel int64) answered
		status    int
		violation string
	}{
		"text of 4000": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message(strings.Repeat("ж", 4000), ""))
		}, 200, ""},
		"text of 4001": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message(strings.Repeat("ж", 4001), ""))
		}, 400, "4000"},
		"twelve photos": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message("а", "image", photos(w, 12)...))
		}, 200, ""},
		"thirteen photos": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message("а", "image", photos(w, 13)...))
		}, 400, ""},
		"photo of an image": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message("а", "video", photos(w, 1)...))
		}, 400, ""},
		"photo of nobody's": {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("а", "image", "token")) }, 400, ""},
		"nothing":           {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("", "")) }, 400, ""},
		"unknown tag": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message("<tg-spoiler>а</tg-spoiler>", ""))
		}, 400, "tg-spoiler"},
		"quotation": {func(w *world, c int64) answered {
			return w.ask("POST", w.to(c), message("<blockquote>а</blockquote>", ""))
		}, 400, "blockquote"},
		"crossed tags":         {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("<b><i>а</b></i>", "")) }, 400, "closes nothing"},
		"tag left open":        {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("<b>а", "")) }, 400, "not closed"},
		"bare sign":            {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("а < б", "")) }, 400, "bare"},
		"link to nowhere":      {func(w *world, c int64) answered { return w.ask("POST", w.to(c), message("<a>а</a>", "")) }, 400, "address"},
		"channel of nobody's":  {func(w *world, _ int64) answered { return w.ask("POST", w.to(-5), message("а", "")) }, 404, ""},
		"to a person":          {func(w *world, c int64) answered { return w.ask("POST", "/messages?user_id=5", message("а", "")) }, 400, "person"},
		"not modelled":         {func(w *world, c int64) answered { return w.ask("GET", "/subscriptions", "") }, 400, "not modelled"},
		"token in the address": {func(w *world, c int64) answered { return w.ask("GET", "/me?access_token=a", "") }, 400, "address"},
		"no administrator":     {func(w *world, c int64) answered { w.mx.Allow(c); return w.ask("POST", w.to(c), message("а", "")) }, 403, ""},
		"no right to write": {func(w *world, c int64) answered {
			w.mx.Allow(c, maxemulator.Edit)
			return w.ask("POST", w.to(c), message("а", ""))
		}, 403, ""},
		"no right to read":      {func(w *world, c int64) answered { w.mx.Allow(c, maxemulator.Write); return w.ask("GET", w.to(c), "") }, 403, ""},
		"expelled":              {func(w *world, c int64) answered { w.mx.Expel(c); return w.ask("POST", w.to(c), message("а", "")) }, 403, ""},
		"dissolved":             {func(w *world, c int64) answered { w.mx.Dissolve(c); return w.ask("POST", w.to(c), message("а", "")) }, 404, ""},
		"revoked":               {func(w *world, c int64) answered { w.mx.Revoke(); return w.ask("GET", "/me", "") }, 401, ""},
		"message of nobody's":   {func(w *world, c int64) answered { return w.ask("GET", "/messages/mid.1", "") }, 404, ""},
		"edit of nobody's":      {func(w *world, c int64) answered { return w.ask("PUT", "/messages?message_id=mid.1", message("а", "")) }, 404, ""},
		"membership":            {func(w *world, c int64) answered { return w.ask("GET", "/chats/-70000000000001/members/me", "") }, 200, ""},
		"channel by its number": {func(w *world, c int64) answered { return w.ask("GET", "/chats/-70000000000001", "") }, 200, ""},
		"channel by its name":   {func(w *world, c int64) answered { return w.ask("GET", "/chats/okrug", "") }, 200, ""},
		"channel of no name":    {func(w *world, c int64) answered { return w.ask("GET", "/chats/nobody", "") }, 404, ""},
		"list of channels":      {func(w *world, c int64) answered { return w.ask("GET", "/chats", "") }, 200, ""},
		"form of another field": {func(w *world, c int64) answered {
			return w.send(w.ask("POST", "/uploads?type=image", "").word("url"), "file", []byte("a"))
		}, 400, "«data»"},
		"picture over its limit": {func(w *world, c int64) answered {
			return w.send(w.ask("POST", "/uploads?type=image", "").word("url"), "data", make([]byte, 1001))
		}, 413, ""},
		"upload twice": {func(w *world, c int64) answered {
			at := w.ask("POST", "/uploads?type=image", "").word("url")
			w.send(at, "data", []byte("a"))
			return w.send(at, "data", []byte("a"))
		}, 404, ""},
		"token shown to the server of uploads": {func(w *world, c int64) answered {
			r := w.request("POST", w.ask("POST", "/uploads?type=image", "").word("url"), nil)
			r.Header.Set("Authorization", w.mx.Token())
			return w.do(r, false)
		}, 400, "shown to the server of uploads"},
		"Bearer": {func(w *world, c int64) answered {
			r := w.request("GET", "https://max.test/me", nil)
			r.Header.Set("Authorization", "Bearer "+w.mx.Token())
			return w.do(r, true)
		}, 400, "Bearer"},
	} {
		w := newWorld(t, maxemulator.Config{Limits: maxemulator.Limits{ImageBytes: 1000}})
		got := c.ask(w, w.mx.AddChannel("Округ", "okrug"))
		if got.status != c.status {
			t.Errorf("%s: %d %s %v, want %d", name, got.status, got.body, got.err, c.status)
		}
		v := strings.Join(w.mx.Violations(), "\n")
		if c.violation == "" && v != "" || !strings.Contains(v, c.violation) {
			t.Errorf("%s: violations %q, want %q", name, v, c.violation)
		}
	}
}

// TestFileStandsAlone: an audio and a file stand alone (API «MUST be the only
// attachment in message»).
func TestFileStandsAlone(t *testing.T) {
	w := newWorld(t, maxemulator.Config{Limits: maxemulator.Limits{Processing: 1}})
	channel := w.mx.AddChannel("Округ", "")
	one, two := w.upload("file", []byte("a")), w.upload("file", []byte("b"))
	if got := w.ask(http.MethodPost, w.to(channel), message("а", "file", one, two)); got.status != 400 {
		t.Errorf("two files: %d", got.status)
	}
}
