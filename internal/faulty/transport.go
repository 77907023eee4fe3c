package faulty

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"syscall"
)

// RoundTrip implements [http.RoundTripper] in the caller's own goroutine. It honours the
// request's context and calls the hooks of net/http/httptrace as net/http does:
// WroteRequest when the server has taken the whole request, and not at all when it could
// not be reached.
func (c Connections) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }() // a RoundTripper closes it, whatever comes of that
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	trace := traceOf(r)
	trace.GetConn(r.URL.Host)
	if c.early(r) {
		return nil, refused()
	}
	body, err := readBody(r)
	if c.Refuse(r, body) {
		return nil, refused()
	}
	trace.GotConn(httptrace.GotConnInfo{})
	trace.WroteHeaders()
	trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
	if err != nil {
		return nil, err
	}
	response, err := respond(r, c.handle(r, body))
	if err == nil {
		trace.GotFirstResponseByte()
	}
	return response, err
}

// traceOf gives the hooks of a request, none of them nil.
func traceOf(r *http.Request) httptrace.ClientTrace {
	var t httptrace.ClientTrace
	if given := httptrace.ContextClientTrace(r.Context()); given != nil {
		t = *given
	}
	if t.GetConn == nil {
		t.GetConn = func(string) {}
	}
	if t.GotConn == nil {
		t.GotConn = func(httptrace.GotConnInfo) {}
	}
	if t.WroteHeaders == nil {
		t.WroteHeaders = func() {}
	}
	if t.WroteRequest == nil {
		t.WroteRequest = func(httptrace.WroteRequestInfo) {}
	}
	if t.GotFirstResponseByte == nil {
		t.GotFirstResponseByte = func() {}
	}
	return t
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	return io.ReadAll(r.Body)
}

func refused() error { return &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED} }

// respond turns an answer into what net/http gives for such a connection.
func respond(r *http.Request, a Answer) (*http.Response, error) {
	if a.Hang {
		<-r.Context().Done()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if a.Drop {
		return nil, io.EOF
	}
	response := &http.Response{
		Status: strconv.Itoa(a.Status) + " " + http.StatusText(a.Status), StatusCode: a.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		ContentLength: int64(len(a.Body)), Request: r,
	}
	a.head(response.Header)
	var stream io.Reader = bytes.NewReader(a.Body)
	if a.Cut {
		stream = io.MultiReader(bytes.NewReader(a.Body[:len(a.Body)/2]), broken{})
	}
	response.Body = io.NopCloser(stream)
	return response, nil
}

// broken is the end of a stream that broke.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
