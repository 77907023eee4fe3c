package faulty

import (
	"io"
	"net/http"
	"strconv"
)

// ServeHTTP implements [http.Handler] over real sockets.
func (c Connections) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if c.early(r) {
		hangUp(w, nil)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, c.MaxBody+1))
	if err != nil && int64(len(body)) <= c.MaxBody {
		return
	}
	if c.Refuse(r, body) {
		hangUp(w, nil)
		return
	}
	switch a := c.handle(r, body); {
	case a.Hang:
		<-r.Context().Done()
	case a.Drop:
		hangUp(w, nil)
	case a.Cut:
		hangUp(w, &a)
	default:
		a.head(w.Header())
		w.WriteHeader(a.Status)
		_, _ = w.Write(a.Body) // a client that went away needs no answer
	}
}

// hangUp closes a connection: without a word, or after the first half of an answer that
// promised the whole.
func hangUp(w http.ResponseWriter, half *Answer) {
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
	_, _ = buffer.WriteString("HTTP/1.1 " + strconv.Itoa(half.Status) + " " + http.StatusText(half.Status) + "\r\n")
	_ = h.Write(buffer)
	_, _ = buffer.WriteString("\r\n")
	_, _ = buffer.Write(half.Body[:len(half.Body)/2])
	_ = buffer.Flush()
}
