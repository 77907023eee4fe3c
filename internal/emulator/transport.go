package emulator

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
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }() // a RoundTripper closes it, whatever comes of that
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
	if f := t.server.refusedEarly(r.URL.Path); f != nil {
		return nil, refuseDial(f)
	}
	body, err := readBody(r)
	c := call{path: r.URL.Path, query: r.URL.RawQuery, contentType: r.Header.Get("Content-Type"), body: body, dialled: true}
	if f := t.server.refusedForChat(c); f != nil {
		return nil, refuseDial(f)
	}
	if trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	if trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	if trace.WroteRequest != nil {
		trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
	}
	if err != nil {
		return nil, err
	}
	response, err := t.server.respond(ctx, r, c)
	if err == nil && trace.GotFirstResponseByte != nil {
		trace.GotFirstResponseByte()
	}
	return response, err
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	return io.ReadAll(r.Body)
}

func refuseDial(f *Fault) error {
	if f.After != nil {
		f.After()
	}
	return &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
}

// refusedForChat is refusedEarly for a fault that concerns one chat only, which
// is known when the parameters are.
func (s *Server) refusedForChat(c call) *Fault {
	_, method, ok := target(c.path)
	if !ok {
		return nil
	}
	name, _ := table().spell(method)
	r, refusal := parseRequest(name, c.query, c.contentType, c.body)
	if refusal != nil {
		return nil
	}
	return s.strike(name, s.chatOf(r), func(f Fault) bool { return f.Do == DropBefore && f.Chat != 0 })
}

// respond turns an answer into what net/http gives for such a connection.
func (s *Server) respond(ctx context.Context, r *http.Request, c call) (*http.Response, error) {
	a := s.handle(ctx, c)
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
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		ContentLength: int64(len(a.body)), Request: r,
	}
	a.head(response.Header)
	if a.cut {
		half := io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), failing{io.ErrUnexpectedEOF})
		response.Body = io.NopCloser(half)
		return response, nil
	}
	response.Body = io.NopCloser(bytes.NewReader(a.body))
	return response, nil
}

// failing is the end of a stream that broke.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
