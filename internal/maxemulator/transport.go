package maxemulator

import (
	"net/http"

	"sdelaemvmeste/internal/faulty"
)

// mostBody is the longest request that is read.
const mostBody = 100 << 20

// Transport is an http.RoundTripper that reaches the server in-process, whatever the
// host of the request; see [faulty.Connections].
func (s *Server) Transport() http.RoundTripper { return s.connections() }

// Client is an http.Client over Transport.
func (s *Server) Client() *http.Client { return &http.Client{Transport: s.Transport()} }

// ServeHTTP serves the API over real sockets, uploads on the same host.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.connections().ServeHTTP(w, r) }

func (s *Server) connections() faulty.Connections {
	return faulty.Connections{
		Refuse:  func(r *http.Request, body []byte) bool { return s.refuses(s.newCall(r, body)) },
		Answer:  func(r *http.Request, body []byte) faulty.Answer { return s.handle(s.newCall(r, body)) },
		MaxBody: mostBody,
	}
}

// refuses reports whether the connection of a request is refused.
func (s *Server) refuses(c call) bool {
	f := s.strike(c, true)
	if f == nil {
		return false
	}
	s.note(c, 0, nil, f.Do, "")
	if f.After != nil {
		f.After()
	}
	return true
}
