package maxemulator

import (
	"io"
	"net/http"
	"strconv"
)

// mostBody is the longest request that is read.
const mostBody = 100 << 20

// ServeHTTP serves the API over real sockets, uploads on the same host.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err != nil {
		return
	}
	c := s.newCall(r, body)
	if f := s.strike(c, true); f != nil {
		s.note(c, 0, nil, f.Do, "")
		if f.After != nil {
			f.After()
		}
		hangUp(w, nil)
		return
	}
	a := s.handle(c)
	if a.after != nil {
		a.after()
	}
	switch {
	case a.hang:
		<-r.Context().Done()
	case a.drop:
		hangUp(w, nil)
	case a.cut:
		hangUp(w, &a)
	default:
		w.Header().Set("Content-Type", a.contentType)
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // a client that went away needs no answer
	}
}

// hangUp closes a connection: without a word, or after the first half of an answer
// that promised the whole.
func hangUp(w http.ResponseWriter, half *answer) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		panic(http.ErrAbortHandler)
	}
	conn, buffer, err := hijacker.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer func() { _ = conn.Close() }() // nobody is left to be told
	if half == nil {
		return
	}
	h := http.Header{"Content-Type": {half.contentType}, "Content-Length": {strconv.Itoa(len(half.body))}}
	_, _ = buffer.WriteString("HTTP/1.1 " + strconv.Itoa(half.status) + " " + http.StatusText(half.status) + "\r\n")
	_ = h.Write(buffer)
	_, _ = buffer.WriteString("\r\n")
	_, _ = buffer.Write(half.body[:len(half.body)/2])
	_ = buffer.Flush()
}
