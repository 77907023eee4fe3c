package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"time"

	"sdelaemvmeste/bot/wire"
)

// newClient gives the client the wire uses: over the transport of a given one, or over
// our own.
func newClient(given *http.Client) *http.Client {
	if given != nil {
		return wire.NewClient(given.Transport)
	}
	return wire.NewClient(wire.NewTransport(http.ProxyFromEnvironment))
}

var errNotJSON = errors.New("the answer is not JSON")

// exchange is one request as the client library makes it. It is the library's
// HTTP client for that one call: it adds the context that the library lacks,
// and keeps what the library throws away, the status above all.
type exchange struct {
	ctx    context.Context
	client *http.Client
	limit  int64 // bytes of the answer

	steps wire.Steps

	status     int
	retryAfter time.Duration
	body       []byte // what was read of the answer
	err        error  // why there is no understood answer
}

// Do satisfies the library.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	resp, err := x.do(req)
	x.err = err
	return resp, err
}

func (x *exchange) do(req *http.Request) (*http.Response, error) {
	if err := gather(req); err != nil {
		x.steps.GaveUp()
		return nil, err
	}
	resp, err := x.client.Do(req.WithContext(httptrace.WithClientTrace(x.ctx, x.steps.Trace())))
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	x.status = resp.StatusCode
	x.retryAfter = wire.RetryAfter(resp.Header, maxRetryAfter*time.Second)
	if x.body, err = wire.ReadAnswer(resp.Body, x.limit); err != nil {
		return nil, err
	}
	if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, errNotJSON
	}
	resp.Body = io.NopCloser(bytes.NewReader(x.body))
	return resp, nil
}

// gather reads the body that the library writes through a pipe. It ends the
// library's goroutine before the request begins, and lets the request say its
// length: a server then never takes half of it for the whole.
func gather(req *http.Request) error {
	if req.Body == nil || req.ContentLength > 0 {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err := errors.Join(err, req.Body.Close()); err != nil {
		return err
	}
	if len(body) == 0 {
		req.Body = http.NoBody
		return nil
	}
	req.ContentLength = int64(len(body))
	req.Body = io.NopCloser(bytes.NewReader(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return nil
}

// unwritten reports whether the request surely never reached Telegram as a whole.
func (x *exchange) unwritten() bool { return x.status == 0 && x.steps.Unwritten(x.err) }
