package max

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
)

// newClient gives the client of the wire: a given one, or our own. Neither follows
// redirects, whose requests would carry the token to wherever they lead, and neither
// repeats a POST: net/http does so only for requests that change nothing.
func newClient(given *http.Client, roots *x509.CertPool) *http.Client {
	refuse := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if given != nil {
		return &http.Client{Transport: given.Transport, CheckRedirect: refuse}
	}
	return &http.Client{
		CheckRedirect: refuse,
		// HTTP/1 only: over HTTP/2 all requests share one connection, and its loss
		// would leave every one of them with an unknown outcome.
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
			TLSClientConfig:     &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout: 10 * time.Second,
			IdleConnTimeout:     30 * time.Second,
		},
	}
}

// Times within which a request must be answered, and the longest answer.
const (
	sendTime    = 30 * time.Second
	uploadTime  = 120 * time.Second
	answerLimit = 4 << 20
)

var errTooLong = errors.New("the answer is longer than allowed")

// request is one request to MAX.
type request struct {
	// operation is its name in the description, for counting.
	operation string
	method    string
	path      string
	query     url.Values
	body      any // nil for none
}

// call makes a request and tells what became of it.
func (w *Wire) call(ctx context.Context, r request) reply {
	address := w.base + r.path
	if len(r.query) > 0 {
		address += "?" + r.query.Encode()
	}
	var body []byte
	if r.body != nil {
		var err error
		if body, err = json.Marshal(r.body); err != nil {
			panic("max: encode " + r.operation + ": " + err.Error()) // bodies are our own structs
		}
	}
	w.tread(ctx)
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, r.method, address, bytes.NewReader(body))
	if err != nil {
		return reply{verdict: unwritten, class: "network", reason: w.token.clean(err)}
	}
	req.Header.Set("Authorization", w.token.reveal())
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	got := w.exchange(req)
	w.cfg.Observe.Call(r.operation, got.class)
	return got
}

// put carries a file to the address that MAX named for it. That is another server,
// which is not to see the token.
func (w *Wire) put(ctx context.Context, address, name string, content []byte) reply {
	var form bytes.Buffer
	out := multipart.NewWriter(&form)
	part, err := out.CreateFormFile("data", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err := errors.Join(err, out.Close()); err != nil {
		return reply{verdict: unwritten, class: "network", reason: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, uploadTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, &form)
	if err != nil {
		return reply{verdict: later, class: "garbled", reason: "no address to upload to"}
	}
	req.Header.Set("Content-Type", out.FormDataContentType())
	got := w.exchange(req)
	w.cfg.Observe.Call("upload", got.class)
	return got
}

// steps are those of a request on its way, as net/http tells of them.
type steps struct{ asked, connected, written, failed atomic.Bool }

func (s *steps) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { s.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { s.connected.Store(true) },
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				s.written.Store(true)
			} else {
				s.failed.Store(true)
			}
		},
	}
}

// unwritten reports whether a failed request surely never reached the server as a
// whole: no connection was had, or writing it broke off. A transport that says
// nothing of its steps is believed only when the error is one of dialling.
func (s *steps) unwritten(err error) bool {
	switch {
	case s.written.Load():
		return false
	case s.failed.Load(), s.asked.Load() && !s.connected.Load():
		return true
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	_, dns := errors.AsType[*net.DNSError](err)
	return dns
}

// exchange sends a request once and reads the answer whole.
func (w *Wire) exchange(req *http.Request) reply {
	var s steps
	resp, err := w.client.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), s.trace())))
	if err != nil {
		r := reply{verdict: unknown, class: lostClass(err), reason: w.token.clean(err)}
		if s.unwritten(err) {
			r.verdict, r.class = unwritten, "network"
		}
		return r
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit+1))
	if err == nil && len(body) > answerLimit {
		err = errTooLong
	}
	if err != nil {
		return reply{verdict: unknown, class: lostClass(err), status: resp.StatusCode, reason: w.token.clean(err)}
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	r := judge(resp.StatusCode, kind == "application/json", body)
	r.retryAfter = seconds(resp.Header.Get("Retry-After"))
	r.reason = w.token.scrub(r.reason)
	return r
}

func lostClass(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "stopped"
	}
	return "no_answer"
}

// longestPause guards against a pause that nobody lives to see the end of.
const longestPause = 24 * time.Hour

func seconds(s string) time.Duration {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return min(time.Duration(min(n, 1<<20))*time.Second, longestPause)
}
