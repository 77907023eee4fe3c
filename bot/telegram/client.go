package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
)

// newClient gives the client the wire uses: a given one, or our own, which does
// not follow redirects. A redirected POST becomes a GET, and the address of
// either holds the token.
func newClient(given *http.Client) *http.Client {
	refuse := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if given != nil {
		return &http.Client{Transport: given.Transport, CheckRedirect: refuse}
	}
	return &http.Client{CheckRedirect: refuse, Transport: NewTransport(http.ProxyFromEnvironment)}
}

// NewTransport makes what carries requests to Telegram through a proxy, as
// [http.Transport.Proxy] names it.
//
// HTTP/1 only: over HTTP/2 all requests share one connection, and its loss
// would leave every one of them with an unknown outcome. Idle connections
// are given up before a router on the way forgets them in silence.
func NewTransport(proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	return &http.Transport{
		Proxy:               proxy,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		MaxIdleConnsPerHost: 16,
		IdleConnTimeout:     30 * time.Second,
	}
}

var (
	errTooLong = errors.New("the answer is longer than allowed")
	errNotJSON = errors.New("the answer is not JSON")
)

// exchange is one request as the client library makes it. It is the library's
// HTTP client for that one call: it adds the context that the library lacks,
// and keeps what the library throws away, the status above all.
type exchange struct {
	ctx    context.Context
	client *http.Client
	limit  int64 // bytes of the answer

	asked      atomic.Bool // the transport began to look for a connection
	connected  atomic.Bool
	written    atomic.Bool
	writeError atomic.Bool

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
		x.asked.Store(true)
		return nil, err
	}
	resp, err := x.client.Do(req.WithContext(httptrace.WithClientTrace(x.ctx, x.trace())))
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	x.status = resp.StatusCode
	x.retryAfter = seconds(resp.Header.Get("Retry-After"))
	x.body, err = io.ReadAll(io.LimitReader(resp.Body, x.limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(x.body)) > x.limit {
		return nil, errTooLong
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

func (x *exchange) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { x.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { x.connected.Store(true) },
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				x.written.Store(true)
			} else {
				x.writeError.Store(true)
			}
		},
	}
}

// unwritten reports whether a failed request surely never reached the server as a
// whole: no connection was had, or writing it broke off. A transport that says
// nothing of its steps is believed only when the error is one of dialling.
func (x *exchange) unwritten() bool {
	switch {
	case x.status != 0 || x.written.Load():
		return false
	case x.writeError.Load():
		return true
	case x.asked.Load() && !x.connected.Load():
		return true
	}
	if op, ok := errors.AsType[*net.OpError](x.err); ok && op.Op == "dial" {
		return true
	}
	_, dns := errors.AsType[*net.DNSError](x.err)
	return dns
}

func seconds(s string) time.Duration {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, maxRetryAfter)) * time.Second
}
