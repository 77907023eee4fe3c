package max

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const testToken = "f9LHodD0cOJ-secret_secret/secret+token"

// TestTokenNowhere prints all that a careless line of code might print, and lets a real
// connection fail in every way that repeats what was asked.
func TestTokenNowhere(t *testing.T) {
	var logs, said strings.Builder
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	elsewhere := 0
	redirecting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/elsewhere") {
			elsewhere++
		}
		http.Redirect(w, r, "/elsewhere"+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer redirecting.Close()
	repeating := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		token := r.Header.Get("Authorization")
		_ = json.NewEncoder(w).Encode(map[string]any{"code": "verify.token", "message": "no " + token + " " + url.QueryEscape(token)})
	}))
	defer repeating.Close()
	for _, address := range []string{dead.URL, redirecting.URL, repeating.URL, "http://no.such.host.invalid"} {
		w := socketWire(t, address, &logs)
		for _, r := range []reply{
			w.introduce(t.Context()), w.membership(t.Context(), -5), w.edit(t.Context(), "mid.1", newMessage{}), w.delete(t.Context(), "mid.1"),
			w.put(t.Context(), address+"/upload.do?sig="+testToken, "a.jpg", []byte("a")),
		} {
			fmt.Fprintf(&said, "%+v\n", r.reason)
			if r.verdict == accepted {
				t.Errorf("%s: accepted", address)
			}
		}
		for _, v := range []any{w, *w, w.cfg, w.token, Config{Token: testToken}} {
			b, err := json.Marshal(v)
			fmt.Fprintf(&said, "%v %+v %#v %s %v\n", v, v, v, b, err)
		}
	}
	if elsewhere > 0 {
		t.Errorf("a redirection was followed %d times", elsewhere)
	}
	for _, text := range []string{said.String(), logs.String()} {
		for _, form := range []string{testToken, url.QueryEscape(testToken), url.PathEscape(testToken)} {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("the token: …%s", text[max(0, i-60):i+len(form)])
			}
		}
	}
}

// socketWire is a wire over a real connection to a server.
func socketWire(t *testing.T, address string, logs *strings.Builder) *Wire {
	t.Helper()
	w := mustWire(t, Config{Token: testToken, APIURL: address, Log: slog.New(slog.NewTextHandler(logs, nil)), Unpaced: true})
	t.Cleanup(w.client.CloseIdleConnections)
	// A proxy of the computer the test runs on must not answer for the network.
	w.client.Transport.(*http.Transport).Proxy = nil
	return w
}

func mustWire(t *testing.T, c Config) *Wire {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	c.Store = db
	c.Fetch = (&world{}).fetch
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWrongConfigurationIsRefused(t *testing.T) {
	good := mustWire(t, Config{Token: testToken}).cfg
	for name, c := range map[string]Config{
		"no store":         {Token: testToken, Fetch: good.Fetch},
		"nothing to fetch": {Token: testToken, Store: good.Store},
		"no token":         {Store: good.Store, Fetch: good.Fetch},
		"token in pieces":  {Token: testToken + " more", Store: good.Store, Fetch: good.Fetch},
		"address":          {Token: testToken, Store: good.Store, Fetch: good.Fetch, APIURL: "ftp://user:password@max.ru"},
	} {
		if _, err := New(c); err == nil || strings.Contains(err.Error(), testToken) || strings.Contains(err.Error(), "password") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFileGoesNowhereInTheOpen: an address without TLS is not taken from a server that
// has it.
func TestFileGoesNowhereInTheOpen(t *testing.T) {
	w := mustWire(t, Config{Token: testToken})
	for address, want := range map[string]bool{"https://a.ru/u": true, "http://a.ru/u": false, "ftp://a.ru/u": false, "": false} {
		if w.secure(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
	if _, r := w.carry(t.Context(), plans.Media{Kind: plans.Document}); r.verdict != refused {
		t.Errorf("a document: %+v", r)
	}
	if !errors.Is(fmt.Errorf("a: %w", ErrNoFile), ErrNoFile) {
		t.Error("no file")
	}
}

// FuzzJudge reads any answer without a panic, and takes none but a 200 of JSON for
// done.
func FuzzJudge(f *testing.F) {
	f.Add(200, true, []byte(`{"message":{"body":{"mid":"m"}}}`))
	f.Add(400, true, []byte(`{"code":"attachment.not.ready","message":"x"}`))
	f.Add(502, false, []byte(`<html>`))
	f.Add(400, true, []byte(`{"code":5}`))
	f.Fuzz(func(t *testing.T, status int, isJSON bool, body []byte) {
		r := judge(status, isJSON, body)
		if r.verdict == 0 || r.class == "" || (r.verdict == refused) != (r.refusal != "") {
			t.Errorf("%d %q: %+v", status, body, r)
		}
		if r.verdict == accepted && (status != 200 || !json.Valid(body)) {
			t.Errorf("%d %q is accepted", status, body)
		}
	})
}
