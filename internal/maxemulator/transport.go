package maxemulator

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"syscall"
)

// transport calls the server in the caller's own goroutine, without sockets.
type transport struct{ server *Server }

// Transport is an http.RoundTripper that reaches the server in-process, whatever
// the host of the request. It honours the request's context and calls the hooks
// of net/http/httptrace as net/http does: WroteRequest when the server has taken
// the whole request, and not at all when it could not be reached.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

// Client is an http.Client over Transport.
func (s *Server) Client() *http.Client { return &http.Client{Transport: s.Transport()} }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	var body []byte
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }() // a RoundTripper closes it, whatever comes of that
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	trace := httptrace.ContextClientTrace(ctx)
	if trace == nil {
		trace = &httptrace.ClientTrace{}
	}
	if trace.GetConn != nil {
		trace.GetConn(r.URL.Host)
	}
	c := t.server.newCall(r, body)
	if f := t.server.strike(c, true); f != nil {
		t.server.note(c, 0, nil, f.Do, "")
		if f.After != nil {
			f.After()
		}
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	if trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	if trace.WroteRequest != nil {
		trace.WroteRequest(httptrace.WroteRequestInfo{})
	}
	return t.server.respond(ctx, r, c)
}

// respond turns an answer into what net/http gives for such a connection.
func (s *Server) respond(ctx context.Context, r *http.Request, c call) (*http.Response, error) {
	a := s.handle(c)
	if a.after != nil {
		a.after()
	}
	if a.hang {
		<-ctx.Done()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if a.drop {
		return nil, io.EOF
	}
	response := &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {a.contentType}},
		ContentLength: int64(len(a.body)), Request: r,
	}
	var stream io.Reader = bytes.NewReader(a.body)
	if a.cut {
		stream = io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), failing{io.ErrUnexpectedEOF})
	}
	response.Body = io.NopCloser(stream)
	return response, nil
}

// failing is the end of a stream that broke.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
