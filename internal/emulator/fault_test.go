package emulator

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"strings"
	"testing"
	"time"
)

// attempt is what a client sees of one sendMessage to Anna.
type attempt struct {
	status int
	kind   string // Content-Type
	body   string
	err    error // of the request
	cut    error // of reading the body
	wrote  bool  // httptrace said so
}

func (w *world) attempt(base string, patience time.Duration) attempt {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	var a attempt
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest: func(info httptrace.WroteRequestInfo) { a.wrote = info.Err == nil },
	})
	form := url.Values{"chat_id": {itoa(w.anna)}, "text": {"Раз"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/bot"+w.s.Token()+"/sendMessage", strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := w.client.Do(r)
	if err != nil {
		a.err = err
		return a
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	a.status, a.kind, a.body, a.cut = response.StatusCode, response.Header.Get("Content-Type"), string(body), err
	return a
}

// A client waits long for what comes, and briefly for what never does.
const (
	patience   = time.Minute
	impatience = 200 * time.Millisecond
)

// faultCases tell of each fault whether the message stands afterwards and what
// the client sees.
var faultCases = []struct {
	do       FaultKind
	executed bool
	seen     func(a attempt) bool
}{
	{TooMany, false, func(a attempt) bool { return a.status == 429 && strings.Contains(a.body, `"retry_after":9`) }},
	{Forbidden, false, func(a attempt) bool { return a.status == 403 && strings.Contains(a.body, "blocked by the user") }},
	{BadGatewayPage, false, func(a attempt) bool { return a.status == 502 && a.kind == "text/html" }},
	{BadGatewayAfter, true, func(a attempt) bool { return a.status == 502 && a.kind == "text/html" }},
	{InternalError, false, func(a attempt) bool { return a.status == 500 && a.kind == "application/json" }},
	{DropBefore, false, func(a attempt) bool { return a.err != nil }},
	{DropAfter, true, func(a attempt) bool { return a.err != nil && a.wrote }},
	{Hang, false, func(a attempt) bool { return errors.Is(a.err, context.DeadlineExceeded) && a.wrote }},
	{HangAfter, true, func(a attempt) bool { return errors.Is(a.err, context.DeadlineExceeded) && a.wrote }},
	{TruncatedJSON, true, func(a attempt) bool {
		return a.status == 200 && errors.Is(a.cut, io.ErrUnexpectedEOF) && strings.HasPrefix(a.body, `{"ok":true`)
	}},
	{WrongContentType, true, func(a attempt) bool { return a.status == 200 && strings.HasPrefix(a.kind, "text/html") }},
}

func TestFaultsInProcess(t *testing.T) {
	for _, c := range faultCases {
		t.Run(string(c.do), func(t *testing.T) {
			w := newWorld(t, Config{})
			a := w.suffer(c.do, "http://telegram")
			if !c.seen(a) {
				t.Errorf("the client saw %+v", a)
			}
			w.checkSuffered(c.do, c.executed)
			var dial *net.OpError
			if c.do == DropBefore && (a.wrote || !errors.As(a.err, &dial) || dial.Op != "dial") {
				t.Errorf("want a refused dial, got %+v", a)
			}
		})
	}
}

func TestFaultsOverSockets(t *testing.T) {
	for _, c := range faultCases {
		t.Run(string(c.do), func(t *testing.T) {
			w := newWorld(t, Config{})
			server := httptest.NewServer(w.s)
			defer server.Close()
			w.client = server.Client()
			if a := w.suffer(c.do, server.URL); !c.seen(a) {
				t.Errorf("the client saw %+v", a)
			}
			w.checkSuffered(c.do, c.executed)
		})
	}
}

// suffer sends three messages, the second of which the fault hits, and gives
// what the client saw of that one.
func (w *world) suffer(do FaultKind, base string) attempt {
	w.t.Helper()
	w.s.Fault(Fault{Method: "sendmessage", Chat: 0, Skip: 1, Do: do, RetryAfter: 9})
	var hit attempt
	for i := range 3 {
		wait := patience
		if i == 1 && (do == Hang || do == HangAfter) {
			wait = impatience
		}
		a := w.attempt(base, wait)
		if i == 1 {
			hit = a
		} else if a.status != 200 || a.err != nil {
			w.t.Errorf("attempt %d is hit too: %+v", i, a)
		}
	}
	return hit
}

func (w *world) checkSuffered(do FaultKind, executed bool) {
	w.t.Helper()
	want := 3 // with Anna's /start
	if executed {
		want++
	}
	if n := len(w.s.Messages(w.anna)); n != want {
		w.t.Errorf("%d messages stand, want %d", n, want)
	}
	found := do == DropBefore // nobody took that request, so nobody journalled it
	for _, r := range w.s.Requests("sendMessage") {
		found = found || r.Fault == do
	}
	if !found {
		w.t.Errorf("the journal does not tell of the fault: %+v", w.s.Requests("sendMessage"))
	}
}

// A fault for one chat spares the others, in-process and before the writing too.
func TestFaultOfOneChat(t *testing.T) {
	for _, do := range []FaultKind{DropBefore, Forbidden} {
		w := newWorld(t, Config{})
		w.s.Fault(Fault{Chat: w.anna, Times: -1, Do: do})
		w.ok("sendMessage", params{"chat_id": "@park", "text": "x"})
		for range 2 {
			if a := w.attempt("http://telegram", patience); a.status == 200 || do == DropBefore && a.wrote {
				t.Errorf("%s: got %+v", do, a)
			}
		}
		w.s.ClearFaults()
		if a := w.attempt("http://telegram", patience); a.status != 200 {
			t.Errorf("after ClearFaults: %+v", a)
		}
	}
}

func TestFaultAfter(t *testing.T) {
	w := newWorld(t, Config{})
	stood := 0
	w.s.Fault(Fault{Do: DropAfter, After: func() { stood = len(w.s.Messages(w.anna)) }})
	w.attempt("http://telegram", patience)
	if stood != 2 {
		t.Errorf("After was called with %d messages in the chat", stood)
	}
}

func TestPartialAlbum(t *testing.T) {
	w := newWorld(t, Config{Limits: Limits{Off: true}})
	w.s.Fault(Fault{Do: PartialAlbum, Items: 2})
	ids := pictures(w, 3)
	media := []any{item("photo", ids[0]), item("photo", ids[1]), item("photo", ids[2])}
	r := w.fails(`Bad Request: failed to send message #3 with the error message "MEDIA_INVALID"`,
		"sendMediaGroup", params{"chat_id": w.post, "media": media})
	if r.status != 400 || len(w.s.Messages(w.post)) != 2 {
		t.Errorf("status %d, %d messages", r.status, len(w.s.Messages(w.post)))
	}
	w.ok("sendMediaGroup", params{"chat_id": w.post, "media": media})
	if n := len(w.s.Messages(w.post)); n != 5 {
		t.Errorf("%d messages", n)
	}
}

func TestFaultsOfUpdates(t *testing.T) {
	ids := func(got []gotUpdate) []int {
		var out []int
		for _, u := range got {
			out = append(out, u.ID-firstID)
		}
		return out
	}
	for _, c := range []struct {
		fault Fault
		want  []int
	}{
		{Fault{Do: DuplicateUpdates}, []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4}},
		{Fault{Do: ReorderUpdates, Method: "getUpdates"}, []int{4, 3, 2, 1, 0}},
		{Fault{Do: RestartIDs, Start: firstID + 70}, []int{70, 71, 72, 73, 74}},
	} {
		w := newWorld(t, Config{})
		w.s.Fault(c.fault)
		got := ids(w.updates(nil))
		if len(got) != len(c.want) {
			t.Fatalf("%s: got %v", c.fault.Do, got)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Fatalf("%s: got %v, want %v", c.fault.Do, got, c.want)
			}
		}
	}
}
