package maxemulator

import (
	"slices"
	"time"
)

// Request is one request of the bot.
type Request struct {
	Time time.Time
	// Operation is the name that the description gives it, such as «sendMessage»;
	// «upload» for the file itself.
	Operation string
	Channel   int64 // 0 when no channel is concerned
	Text      string
	Status    int    // 0 when the connection was dropped or hung
	Error     string // the words of a refusal
	Fault     FaultKind
	Message   string // mid of what was made, changed or deleted
}

// Requests are those of one operation, or all when it is empty, in order.
func (s *Server) Requests(operation string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Request
	for _, r := range s.requests {
		if operation == "" || r.Operation == operation {
			out = append(out, r)
		}
	}
	return out
}

// Violations is what the bot asked wrongly and the real server would have silently
// swallowed. A test of a well-behaved bot wants it empty.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// EventKind is what became visible in a channel.
type EventKind string

// The kinds of events.
const (
	Sent    EventKind = "sent"
	Edited  EventKind = "edited"
	Deleted EventKind = "deleted"
)

// Event is one visible happening, for transcripts.
type Event struct {
	Time    time.Time
	Kind    EventKind
	Message Message // as it is after the event
}

func (s *Server) emit(kind EventKind, m *message) {
	s.events = append(s.events, Event{Time: s.cfg.Now(), Kind: kind, Message: m.seen()})
}
