package maxemulator

import (
	"context"
	"sync"
	"time"
)

// Server is the emulated MAX. It is safe for concurrent use.
type Server struct {
	cfg Config

	mu      sync.Mutex
	revoked bool
	down    bool

	channels map[int64]*channel
	next     int64 // id of the next channel
	messages map[string]*message
	seq      int64
	files    map[string]*file // by token
	uploads  map[string]*upload
	made     int // uploads so far

	rate       []time.Time
	faults     []*armedFault
	requests   []Request
	violations []string

	changed  chan struct{}
	events   []Event
	flushing bool
}

// New makes a server on which only the bot exists.
func New(cfg Config) *Server {
	return &Server{
		cfg: cfg.complete(), next: -70_000_000_000_001,
		channels: map[int64]*channel{}, messages: map[string]*message{},
		files: map[string]*file{}, uploads: map[string]*upload{},
	}
}

// Token is the token under which the bot is served.
func (s *Server) Token() string { return s.cfg.Token }

// Revoke withdraws the token: MAX knows it no more.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.unlock()
	s.revoked = true
}

// Restore makes the token good again.
func (s *Server) Restore() {
	s.mu.Lock()
	defer s.unlock()
	s.revoked = false
}

// Down lets the whole of MAX answer nothing any more, or answer again.
func (s *Server) Down(down bool) {
	s.mu.Lock()
	defer s.unlock()
	s.down = down
}

// unlock ends a change: it releases the lock and tells waiters and OnEvent.
func (s *Server) unlock() {
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
	if s.cfg.OnEvent == nil {
		s.events = nil
	}
	if len(s.events) == 0 || s.flushing {
		s.mu.Unlock()
		return
	}
	s.flushing = true
	for len(s.events) > 0 {
		batch := s.events
		s.events = nil
		s.mu.Unlock()
		for _, e := range batch {
			s.cfg.OnEvent(e)
		}
		s.mu.Lock()
	}
	s.flushing = false
	s.mu.Unlock()
}

// Changed is closed at the next change of anything on the server.
func (s *Server) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.changed
}

// Wait returns nil as soon as the condition holds; it is asked again after every
// change and may call the server. When the context ends first, its error is
// returned.
func (s *Server) Wait(ctx context.Context, condition func() bool) error {
	for {
		changed := s.Changed()
		if condition() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
