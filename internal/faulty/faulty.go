// Package faulty is the connections of an emulated server, which break as they are
// ordered to: in-process, so that a test can play in virtual time, and over real sockets.
// It knows nothing of what the server does.
package faulty

import (
	"net/http"
	"strconv"
)

// Connections are those of one server. It is an [http.RoundTripper] that reaches the
// server in-process, whatever the host of a request, and an [http.Handler].
type Connections struct {
	// Early reports whether a connection is refused of which nothing but the head is
	// known; nil refuses none.
	Early func(r *http.Request) bool
	// Refuse is the same when the whole request is known: that is refused which could
	// not be told apart before. In-process it is refused like the other.
	Refuse func(r *http.Request, body []byte) bool
	// Answer handles a request. It returns early only when the request's context ends.
	Answer func(r *http.Request, body []byte) Answer
	// MaxBody is the longest body that is read over a socket; of a longer one the server
	// gets a byte more than that.
	MaxBody int64
}

// Answer is what is to be done with a connection. At most one of Drop, Hang and Cut is
// set.
type Answer struct {
	Status      int
	ContentType string
	RetryAfter  int // seconds; 0 for no such header
	Body        []byte
	Drop        bool // close it without a word
	Hang        bool // keep it until the client goes away
	Cut         bool // close it after half of the body
	// After is called when the request was executed or not, and nothing is answered yet.
	After func()
}

func (a Answer) head(h http.Header) {
	h.Set("Content-Type", a.ContentType)
	h.Set("Content-Length", strconv.Itoa(len(a.Body)))
	if a.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(a.RetryAfter))
	}
}

func (c Connections) early(r *http.Request) bool { return c.Early != nil && c.Early(r) }

func (c Connections) handle(r *http.Request, body []byte) Answer {
	a := c.Answer(r, body)
	if a.After != nil {
		a.After()
	}
	return a
}
