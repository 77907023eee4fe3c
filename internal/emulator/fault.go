package emulator

// FaultKind is what goes wrong with a request.
type FaultKind string

// The kinds of faults. Those marked "not executed" leave no trace in the chats;
// those marked "executed" do all the request asked, and only the answer suffers.
const (
	// TooMany is a 429 with RetryAfter seconds; not executed.
	TooMany FaultKind = "too many"
	// Forbidden is a 403 "bot was blocked by the user"; not executed.
	Forbidden FaultKind = "forbidden"
	// BadGatewayPage is a 502 with an HTML page; not executed.
	BadGatewayPage FaultKind = "bad gateway"
	// BadGatewayAfter is the same page when the request was executed.
	BadGatewayAfter FaultKind = "bad gateway after"
	// InternalError is a 500 in JSON; not executed.
	InternalError FaultKind = "internal error"
	// DropBefore breaks the connection before anything is taken: in-process the
	// dial fails and WroteRequest is not called; on a socket the connection is
	// closed, unread unless the fault is for one chat.
	DropBefore FaultKind = "drop before"
	// DropAfter breaks the connection instead of an answer; executed.
	DropAfter FaultKind = "drop after"
	// Hang takes the request and never answers; not executed.
	Hang FaultKind = "hang"
	// HangAfter never answers either; executed.
	HangAfter FaultKind = "hang after"
	// TruncatedJSON breaks the connection in the middle of the answer; executed.
	TruncatedJSON FaultKind = "truncated"
	// WrongContentType labels the right answer text/html; executed.
	WrongContentType FaultKind = "wrong content type"
	// PartialAlbum lets the first Items of an album through and reports the next
	// one as failed.
	PartialAlbum FaultKind = "partial album"
	// DuplicateUpdates gives every update of the next answer twice.
	DuplicateUpdates FaultKind = "duplicate updates"
	// ReorderUpdates gives the updates of the next answer last first.
	ReorderUpdates FaultKind = "reorder updates"
	// RestartIDs renumbers the updates from Start on, see RestartUpdateIDs.
	RestartIDs FaultKind = "restart ids"
)

// Fault is an order for something to go wrong.
type Fault struct {
	// Method is the method concerned, in any case; "" means any but getUpdates,
	// unless the fault is one of updates.
	Method string
	// Chat is the chat concerned; 0 means any, or none.
	Chat int64
	// Skip is how many matching requests pass first.
	Skip int
	// Times is how many requests are hit; 0 means one, a negative number all.
	Times int
	Do    FaultKind

	RetryAfter int // seconds, of TooMany; 0 means 5
	Items      int // of PartialAlbum; 0 means 1
	Start      int // of RestartIDs
	// After is called when the fault has been applied: the request executed or
	// not, as the kind says, and its answer not yet given.
	After func()
}

type armedFault struct{ Fault }

// Fault orders a fault. Of several that match a request the first ordered wins.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	if f.RetryAfter == 0 {
		f.RetryAfter = 5
	}
	f.Items = max(f.Items, 1)
	if name, ok := table().spell(f.Method); ok {
		f.Method = name
	} else if f.Method != "" {
		panic("emulator: a fault for a method that does not exist: " + f.Method)
	}
	s.faults = append(s.faults, &armedFault{f})
}

// ClearFaults takes back all orders that have not been carried out.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// ofUpdates are the faults that wait for an answer with updates in it.
func (k FaultKind) ofUpdates() bool {
	return k == DuplicateUpdates || k == ReorderUpdates || k == RestartIDs
}

// strike finds the fault for a request and uses it up by one. The filter says
// which kinds are asked for.
func (s *Server) strike(method string, chat int64, wanted func(Fault) bool) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		aimed := f.Method == method || f.Method == "" && (method != "getUpdates" || f.Do.ofUpdates())
		if !aimed || f.Times == 0 || f.Chat != 0 && f.Chat != chat || !wanted(f.Fault) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		hit := f.Fault
		return &hit
	}
	return nil
}

// strikeUpdates applies a fault of updates to an answer that has some.
func (s *Server) strikeUpdates(got []update) ([]update, FaultKind) {
	if len(got) == 0 {
		return got, ""
	}
	f := s.strike("getUpdates", 0, func(f Fault) bool { return f.Do.ofUpdates() })
	if f == nil {
		return got, ""
	}
	out := make([]update, 0, 2*len(got))
	switch f.Do {
	case DuplicateUpdates:
		for _, u := range got {
			out = append(out, u, u)
		}
	case ReorderUpdates:
		for i := len(got) - 1; i >= 0; i-- {
			out = append(out, got[i])
		}
	case RestartIDs:
		s.RestartUpdateIDs(f.Start)
		s.mu.Lock()
		out = append(out, s.updates.waiting[:min(len(got), len(s.updates.waiting))]...)
		s.mu.Unlock()
	}
	if f.After != nil {
		f.After()
	}
	return out, f.Do
}
