package emulator

import (
	"net/http"

	"sdelaemvmeste/internal/faulty"
)

// Transport is an http.RoundTripper that reaches the server in-process, whatever
// the host of the request; see [faulty.Connections].
func (s *Server) Transport() http.RoundTripper { return s.connections() }

// Client is an http.Client over Transport.
func (s *Server) Client() *http.Client { return &http.Client{Transport: s.Transport()} }

// ServeHTTP serves the Bot API at /bot<token>/<method> and files at
// /file/bot<token>/<path>, over real sockets.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.connections().ServeHTTP(w, r) }

func (s *Server) connections() faulty.Connections {
	return faulty.Connections{
		Early:  func(r *http.Request) bool { return applied(s.refusedEarly(r.URL.Path)) },
		Refuse: func(r *http.Request, body []byte) bool { return applied(s.refusedForChat(callOf(r, body))) },
		Answer: func(r *http.Request, body []byte) faulty.Answer {
			return s.handle(r.Context(), callOf(r, body))
		},
		MaxBody: maxBody,
	}
}

func callOf(r *http.Request, body []byte) call {
	return call{path: r.URL.Path, query: r.URL.RawQuery, contentType: r.Header.Get("Content-Type"), body: body}
}

// applied reports whether a fault refuses a connection.
func applied(f *Fault) bool {
	if f != nil && f.After != nil {
		f.After()
	}
	return f != nil
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
	chat := s.chatOf(r)
	f := s.strike(name, chat, func(f Fault) bool { return f.Do == DropBefore && f.Chat != 0 })
	if f != nil {
		s.journalRequest(r, chat, 0, nil, f.Do, nil)
	}
	return f
}
