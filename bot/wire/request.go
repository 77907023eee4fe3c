package wire

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
)

// NewTransport makes what carries requests to a messenger through a proxy, as
// [http.Transport.Proxy] names it.
//
// HTTP/1 only: over HTTP/2 all requests share one connection, and its loss would leave
// every one of them with an unknown outcome. Idle connections are given up before a
// router on the way forgets them in silence.
func NewTransport(proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	return &http.Transport{
		Proxy:               proxy,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		MaxIdleConnsPerHost: 16,
		IdleConnTimeout:     30 * time.Second,
	}
}

// NewClient makes a client that does not follow redirects: a redirected POST becomes a
// GET, and either would carry the token to wherever it leads.
func NewClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Steps are those of a request on its way, as net/http tells of them.
type Steps struct {
	asked     atomic.Bool // the transport began to look for a connection
	connected atomic.Bool
	written   atomic.Bool
	failed    atomic.Bool
}

// Trace notes the steps of the request whose context holds it.
func (s *Steps) Trace() *httptrace.ClientTrace {
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

// GaveUp notes that the request was not begun.
func (s *Steps) GaveUp() { s.failed.Store(true) }

// Unwritten reports whether a request that failed without an answer surely never reached
// the server as a whole: no connection was had, or writing it broke off. A transport that
// says nothing of its steps is believed only when the error is one of dialling.
func (s *Steps) Unwritten(err error) bool {
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

// ErrTooLong is that of an answer longer than allowed.
var ErrTooLong = errors.New("the answer is longer than allowed")

// ReadAnswer reads an answer of at most so many bytes whole. Of a longer one it gives
// what was read, with [ErrTooLong].
func ReadAnswer(body io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = ErrTooLong
	}
	return b, err
}

// RetryAfter reads the header of that name, in seconds, at most so long; 0 for none.
func RetryAfter(header http.Header, most time.Duration) time.Duration {
	n, err := strconv.Atoi(header.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int(most/time.Second))) * time.Second
}
