package emulator

import (
	"slices"
	"time"
)

// RecordKind tells requests of the bot from acts of people.
type RecordKind string

const (
	// Request is a call of a Bot API method.
	Request RecordKind = "request"
	// Act is something a person, or the test for Telegram itself, did.
	Act RecordKind = "act"
)

// Record is one line of the journal.
type Record struct {
	Seq  int
	Time time.Time
	Kind RecordKind

	Method string            // the method, or the act: "say", "press", "join"
	Params map[string]string // of a request, files as "file:<name>"
	Actor  int64             // the person of an act
	Chat   int64             // 0 when no chat is concerned
	Text   string            // of an act: what was said, or the pressed button

	Status   int       // HTTP status; 0 when the connection was dropped or hung
	Error    string    // the description of a refusal
	Fault    FaultKind // the fault applied, if any
	Messages []int     // ids of the messages made
}

// Journal is everything that was asked and done, in order. Polls that brought
// nothing are only counted, see Polls.
func (s *Server) Journal() []Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.journal)
}

// Requests is the records of one method, or of all when method is empty.
func (s *Server) Requests(method string) []Record {
	var out []Record
	for _, r := range s.Journal() {
		if r.Kind == Request && (method == "" || r.Method == method) {
			out = append(out, r)
		}
	}
	return out
}

// Polls is the number of getUpdates requests answered so far, empty ones too.
func (s *Server) Polls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.polls
}

// Violations is what the bot asked wrongly and the real server would have
// silently swallowed. A test of a well-behaved bot wants it empty.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

func (s *Server) record(r Record) {
	r.Seq = len(s.journal) + 1
	r.Time = s.now()
	s.journal = append(s.journal, r)
}

func (s *Server) act(name string, actor, chat int64, text string, messages ...int) {
	s.record(Record{Kind: Act, Method: name, Actor: actor, Chat: chat, Text: text, Messages: messages})
}

// EventKind is what became visible in a chat.
type EventKind string

// The kinds of events.
const (
	Sent     EventKind = "sent"     // a new message, by a person or the bot, or a service message
	Edited   EventKind = "edited"   // a message has changed
	Deleted  EventKind = "deleted"  // a message is gone
	Pressed  EventKind = "pressed"  // a person pressed a button
	Answered EventKind = "answered" // the bot answered the press
)

// Event is one visible happening, for transcripts.
type Event struct {
	Time    time.Time
	Kind    EventKind
	Message Message // the message concerned, as it is after the event
	Actor   int64   // who pressed, or to whom the answer is shown
	Text    string  // the button's caption, or the answer
	Alert   bool    // the answer is shown as an alert
	Press   string  // the callback query id of a press and of its answer
}

func (s *Server) emit(e Event) {
	e.Time = s.now()
	s.events = append(s.events, e)
}
