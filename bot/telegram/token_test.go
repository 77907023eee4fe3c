package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

const testToken = "123456:AAsecretSecretSecretSecret-_0"

// socketWire is a wire over a real connection to a server.
func socketWire(t *testing.T, address string, logs *printed.Text) *Wire {
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
	w, err := New(Config{
		Token: testToken, APIURL: address, Store: db, Log: slog.New(slog.NewTextHandler(logs, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.client.CloseIdleConnections)
	// A proxy of the computer the test runs on must not answer for the network.
	w.client.Transport.(*http.Transport).Proxy = nil
	return w
}

// TestTokenNowhere prints all that a careless line of code might print, and lets
// a real connection fail in every way that puts an address into an error.
func TestTokenNowhere(t *testing.T) {
	var logs printed.Text
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	redirecting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere"+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer redirecting.Close()
	repeating := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "description": "Bad Request: no " + r.URL.Path + " " + url.QueryEscape(testToken)})
	}))
	defer repeating.Close()
	var said strings.Builder
	for _, address := range []string{dead.URL, redirecting.URL, repeating.URL, "http://no.such.host.invalid", "http://127.0.0.1:1/100%25"} {
		w := socketWire(t, address, &logs)
		_, err := w.Me(t.Context())
		if err == nil {
			t.Errorf("%s: no error", address)
		}
		fmt.Fprintf(&said, "%v %+v %#v %v %+v %#v", err, err, err, w, w, w)
		for _, v := range []any{w, w.cfg, w.token} {
			b, jsonErr := json.Marshal(v)
			fmt.Fprint(&said, string(b), jsonErr)
		}
		_, err = w.download(t.Context(), "a/b.jpg")
		fmt.Fprint(&said, w.token.Clean(errors.Join(err, errNoFile)))
		w.Answer(t.Context(), "1", "", false)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if err := w.Poll(ctx); err != nil {
			t.Error(err)
		}
		cancel()
		w.log.Info("all", "wire", w, "config", w.cfg, "token", w.token)
	}
	c := Config{Token: testToken}
	fmt.Fprintf(&said, "%v %+v %#v", c, c, c)
	slog.New(slog.NewTextHandler(&logs, nil)).Info("config", "config", c, "pointer", &c)
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("config", "config", c)
	for _, s := range []string{said.String(), logs.String()} {
		if i := strings.Index(s, "AAsecret"); i >= 0 {
			t.Errorf("the token is in %q", s[max(0, i-200):i+40])
		}
	}
}

func TestNewRefuses(t *testing.T) {
	db := &store.DB{}
	for name, c := range map[string]Config{
		"no store":      {Token: testToken},
		"no token":      {Store: db},
		"no colon":      {Store: db, Token: "123456"},
		"letters in id": {Store: db, Token: "12a:secretsecret"},
		"a line break":  {Store: db, Token: testToken + "\n"},
		"a slash":       {Store: db, Token: "1:secret/../secret"},
		"no scheme":     {Store: db, Token: testToken, APIURL: "api.telegram.org"},
		"ftp":           {Store: db, Token: testToken, APIURL: "ftp://api.telegram.org"},
		"a query":       {Store: db, Token: testToken, APIURL: "https://api.telegram.org?x=1"},
	} {
		if _, err := New(c); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSockets classifies what a real connection does.
func TestSockets(t *testing.T) {
	slam := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		panic(http.ErrAbortHandler) // the connection is closed without an answer
	}))
	defer slam.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html>")
	}))
	defer page.Close()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/elsewhere") {
			t.Error("a redirect was followed")
		}
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	defer elsewhere.Close()
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"ok":true,"result":"`, strings.Repeat("x", 2*answerLimit), `"}`)
	}))
	defer endless.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	for name, c := range map[string]struct {
		address string
		verdict verdict
		class   string
	}{
		"refused dial":           {dead.URL, unwritten, "network"},
		"no such host":           {"http://no.such.host.invalid", unwritten, "network"},
		"TLS with a plain one":   {strings.Replace(plain.URL, "http", "https", 1), unwritten, "network"},
		"closed after reading":   {slam.URL, unknown, "no_answer"},
		"a page with status 200": {page.URL, unknown, "garbled"},
		"a redirect":             {elsewhere.URL, unknown, "garbled"},
		"an endless answer":      {endless.URL, unknown, "too_long"},
		"not Telegram's path":    {plain.URL, badToken, "bad_token"},
	} {
		t.Run(name, func(t *testing.T) {
			var logs printed.Text
			w := socketWire(t, c.address, &logs)
			for _, o := range []store.Outgoing{
				{Chat: 1, Do: store.SendText, Text: "т"},
				{Chat: 1, Do: store.SendUpload, Upload: &store.Upload{Name: "f", Data: make([]byte, 100_000)}},
			} {
				r, _ := w.carry(t.Context(), o)
				if r.verdict != c.verdict || r.class != c.class {
					t.Errorf("%s: got %+v", o.Do, r)
				}
			}
		})
	}
}
