package proxy

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// returnAfter is how long another way is gone before the first is tried again.
const returnAfter = 10 * time.Minute

// Ways sends requests by the first way that works. A question that does no harm when
// asked twice goes from way to way until one is answered; any other request takes the
// way found last, since nobody knows whether one that broke off had arrived, unless the
// proxy says that it lets nothing through. It
// satisfies [http.RoundTripper].
type Ways struct {
	ways       []Way
	transports []http.RoundTripper
	now        func() time.Time
	log        *slog.Logger

	mu      sync.Mutex
	current int
	// told is the way that the log names last.
	told int
	// left is when the first way was left, or tried last.
	left time.Time
}

// New makes the ways; transport makes what carries the requests of one, and now is the
// real clock.
func New(ways []Way, transport func(proxy func(*http.Request) (*url.URL, error)) http.RoundTripper, now func() time.Time, log *slog.Logger) *Ways {
	w := &Ways{ways: ways, now: now, log: log}
	if len(ways) == 0 {
		w.ways = []Way{straight()}
	}
	for _, way := range w.ways {
		w.transports = append(w.transports, transport(way.through))
	}
	return w
}

// Proxy gives the proxy of the way in use for a request, nil for none.
func (w *Ways) Proxy(r *http.Request) (*url.URL, error) {
	w.mu.Lock()
	way := w.ways[w.current]
	w.mu.Unlock()
	return way.through(r)
}

// RoundTrip sends a request.
func (w *Ways) RoundTrip(r *http.Request) (*http.Response, error) {
	repeatable := harmless(r)
	first := w.begin(repeatable)
	var resp *http.Response
	var err error
	for n := range w.ways {
		again, failed := anew(r)
		if failed != nil {
			return nil, failed
		}
		at := (first + n) % len(w.ways)
		last := n == len(w.ways)-1
		resp, err = w.by(at, again)
		if err == nil && !foreign(resp) {
			w.found(at)
			return resp, nil
		}
		// A proxy that wants another password has passed nothing on.
		barred := err == nil && resp.StatusCode == http.StatusProxyAuthRequired
		if last || r.Context().Err() != nil || !repeatable && !barred {
			break
		}
		if err == nil {
			_ = resp.Body.Close() // somebody else's page
		}
	}
	return resp, err
}

// by sends a request by one way, and leaves that way when it does not work.
func (w *Ways) by(at int, r *http.Request) (*http.Response, error) {
	resp, err := w.transports[at].RoundTrip(r)
	switch {
	case err != nil && !errors.Is(err, context.Canceled), err == nil && foreign(resp):
		w.leave(at)
	case err == nil:
		resp.Body = &answer{ReadCloser: resp.Body, broken: func() { w.leave(at) }}
	}
	return resp, err
}

// begin gives the way to try first.
func (w *Ways) begin(repeatable bool) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if repeatable && w.current != 0 && w.now().Sub(w.left) >= returnAfter {
		w.left = w.now()
		return 0
	}
	return w.current
}

// found takes the way that worked.
func (w *Ways) found(at int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.take(at)
	if w.told != at {
		w.told = at
		w.log.Info("another way to telegram", "way", w.ways[at].String(), "place", at+1)
	}
}

// leave goes on to the next way, if this one is still in use.
func (w *Ways) leave(at int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.current == at {
		w.take((at + 1) % len(w.ways))
	}
}

func (w *Ways) take(at int) {
	if w.current == 0 && at != 0 {
		w.left = w.now()
	}
	w.current = at
}

// harmless reports whether a request may be made twice: fetching, polling and asking
// who the bot is change nothing.
func harmless(r *http.Request) bool {
	return r.Method == http.MethodGet || strings.HasSuffix(r.URL.Path, "/getUpdates") || strings.HasSuffix(r.URL.Path, "/getMe")
}

// foreign reports whether an answer is not Telegram's, which is JSON or a file: a proxy
// or a provider explains itself with a page, or leads to one.
func foreign(resp *http.Response) bool {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return resp.StatusCode == http.StatusProxyAuthRequired || resp.StatusCode/100 == 3 || err == nil && kind == "text/html"
}

// anew is a request that can be sent although one like it was sent before.
func anew(r *http.Request) (*http.Request, error) {
	again := r.Clone(r.Context())
	if r.GetBody == nil {
		return again, nil
	}
	body, err := r.GetBody()
	again.Body = body
	return again, err
}

// answer tells of an answer that breaks off.
type answer struct {
	io.ReadCloser
	broken func()
}

// Read satisfies [io.Reader].
func (a *answer) Read(p []byte) (int, error) {
	n, err := a.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) {
		a.broken()
	}
	return n, err
}
