package emulator

import (
	"context"
	"sync"
	"time"
)

// Server is the emulated Telegram. It is safe for concurrent use.
type Server struct {
	cfg Config

	mu      sync.Mutex
	revoked bool
	webhook string

	users     map[int64]*user
	chats     map[int64]*chat
	nextChat  int64
	lastBoxID int // last message id of the bot's box: private chats and basic groups share it

	updates updateQueue
	poll    pollState
	queries map[string]*Press
	nextQ   int64
	albums  int64

	files    fileStore
	web      map[string]webPage
	flood    floodState
	commands map[string][]Command

	faults     []*armedFault
	journal    []Record
	violations []string
	polls      int

	changed  chan struct{}
	events   []Event
	flushing bool
}

// New makes a server on which only the bot exists.
func New(cfg Config) *Server {
	s := &Server{
		cfg:      cfg.complete(),
		users:    map[int64]*user{},
		chats:    map[int64]*chat{},
		queries:  map[string]*Press{},
		web:      map[string]webPage{},
		commands: map[string][]Command{},
		nextQ:    4_000_000_000_000_000_001,
		albums:   13_000_000_000_000_000,
	}
	s.updates = newUpdateQueue()
	s.files.init(s.cfg.BotID)
	s.users[s.cfg.BotID] = &user{User: User{
		ID: s.cfg.BotID, IsBot: true, FirstName: s.cfg.Name, Username: s.cfg.Username,
	}, known: true}
	s.users[anonymous.ID] = &user{User: anonymous}
	return s
}

// Token is the token under which the bot is served.
func (s *Server) Token() string { return s.cfg.Token }

// Bot is the bot itself as others see it.
func (s *Server) Bot() User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[s.cfg.BotID].User
}

func (s *Server) now() time.Time { return s.cfg.Now() }

func (s *Server) pace() time.Time { return s.cfg.Pace() }

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
