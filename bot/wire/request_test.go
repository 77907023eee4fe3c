package wire

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"
)

// TestUnwritten: only what surely never reached the server may be sent again without a
// word.
func TestUnwritten(t *testing.T) {
	asked := func(c *httptrace.ClientTrace) { c.GetConn("") }
	connected := func(c *httptrace.ClientTrace) { c.GotConn(httptrace.GotConnInfo{}) }
	written := func(c *httptrace.ClientTrace) { c.WroteRequest(httptrace.WroteRequestInfo{}) }
	broken := func(c *httptrace.ClientTrace) {
		c.WroteRequest(httptrace.WroteRequestInfo{Err: errors.New("broken pipe")})
	}
	type step = func(*httptrace.ClientTrace)
	eof := errors.New("EOF")
	for name, c := range map[string]struct {
		steps []step
		err   error
		want  bool
	}{
		"nothing known":                {nil, eof, false},
		"no connection":                {[]step{asked}, eof, true},
		"connected":                    {[]step{asked, connected}, eof, false},
		"writing failed":               {[]step{asked, connected, broken}, eof, true},
		"written":                      {[]step{asked, connected, written}, eof, false},
		"written, then another failed": {[]step{written, broken}, eof, false},
		"a dial, by its error":         {nil, &net.OpError{Op: "dial", Err: eof}, true},
		"reading, by its error":        {nil, &net.OpError{Op: "read", Err: eof}, false},
		"no such host, by its error":   {nil, &net.DNSError{}, true},
	} {
		var s Steps
		for _, step := range c.steps {
			step(s.Trace())
		}
		if got := s.Unwritten(c.err); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	var s Steps
	if s.GaveUp(); !s.Unwritten(eof) {
		t.Error("not begun, and not called unwritten")
	}
}

func TestReadAnswer(t *testing.T) {
	for text, want := range map[string]error{"": nil, "1234": nil, "12345": ErrTooLong} {
		if got, err := ReadAnswer(strings.NewReader(text), 4); !errors.Is(err, want) || string(got) != text {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-7": 0, "soon": 0, "9999999": time.Hour, "99999999999999999999": 0,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {text}}, time.Hour); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
