package max

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/store"
)

// newClient gives the client of the wire: over the transport of a given one, or over our
// own. Neither repeats a POST: net/http does so only for requests that change nothing.
func newClient(given *http.Client, roots *x509.CertPool) *http.Client {
	if given != nil {
		return wire.NewClient(given.Transport)
	}
	own := wire.NewTransport(http.ProxyFromEnvironment)
	own.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	return wire.NewClient(own)
}

// Times within which a request must be answered, and the longest answer.
const (
	sendTime    = 30 * time.Second
	uploadTime  = 120 * time.Second
	answerLimit = 4 << 20
)

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
			return refusal(store.Malformed, "encode "+r.operation+": "+err.Error())
		}
	}
	w.tread(ctx)
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, r.method, address, bytes.NewReader(body))
	if err != nil {
		return reply{verdict: unwritten, class: "network", reason: w.token.Clean(err)}
	}
	req.Header.Set("Authorization", w.token.Reveal())
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

// exchange sends a request once and reads the answer whole.
func (w *Wire) exchange(req *http.Request) reply {
	var steps wire.Steps
	resp, err := w.client.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), steps.Trace())))
	if err != nil {
		r := reply{verdict: unknown, class: lostClass(err), reason: w.token.Clean(err)}
		if steps.Unwritten(err) {
			r.verdict, r.class = unwritten, "network"
		}
		return r
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := wire.ReadAnswer(resp.Body, answerLimit)
	if err != nil {
		return reply{verdict: unknown, class: lostClass(err), status: resp.StatusCode, reason: w.token.Clean(err)}
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	r := judge(resp.StatusCode, kind == "application/json", body)
	r.retryAfter = wire.RetryAfter(resp.Header, longestPause)
	r.reason = w.token.Scrub(r.reason)
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
