package emulator

import (
	"io"
	"net/http"
	"strconv"
)

// ServeHTTP serves the Bot API at /bot<token>/<method> and files at
// /file/bot<token>/<path>, over real sockets.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f := s.refusedEarly(r.URL.Path); f != nil {
		if f.After != nil {
			f.After()
		}
		hangUp(w, nil)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody+1))
	if err != nil && len(body) <= maxBody {
		return
	}
	a := s.handle(r.Context(), call{path: r.URL.Path, query: r.URL.RawQuery, contentType: r.Header.Get("Content-Type"), body: body})
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
		a.head(w.Header())
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // a client that went away needs no answer
	}
}

func (a *answer) head(h http.Header) {
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	if a.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(a.retryAfter))
	}
}

// hangUp closes a connection: without a word, or after the first half of an
// answer that promised the whole.
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
	h := http.Header{}
	half.head(h)
	_, _ = buffer.WriteString("HTTP/1.1 " + strconv.Itoa(half.status) + " " + http.StatusText(half.status) + "\r\n")
	_ = h.Write(buffer)
	_, _ = buffer.WriteString("\r\n")
	_, _ = buffer.Write(half.body[:len(half.body)/2])
	_ = buffer.Flush()
}
