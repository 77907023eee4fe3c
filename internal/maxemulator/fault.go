package maxemulator

import "sdelaemvmeste/internal/faulty"

// FaultKind is what goes wrong with a request.
type FaultKind string

// The kinds of faults. Those marked "not executed" leave no trace in the channels;
// those marked "executed" do all the request asked, and only the answer suffers.
const (
	// TooMany is a 429, which does not say for how long; not executed.
	TooMany FaultKind = "too many"
	// Forbidden is a 403; not executed.
	Forbidden FaultKind = "forbidden"
	// BadGatewayPage is a 502 with an HTML page; not executed.
	BadGatewayPage FaultKind = "bad gateway"
	// BadGatewayAfter is the same page when the request was executed.
	BadGatewayAfter FaultKind = "bad gateway after"
	// InternalError is a 500 in JSON, Unavailable a 503; not executed.
	InternalError FaultKind = "internal error"
	Unavailable   FaultKind = "unavailable"
	// NotReady says of the files that they are still being processed; not executed.
	NotReady FaultKind = "not ready"
	// DropBefore breaks the connection before anything is taken: in-process the
	// dial fails and WroteRequest is not called.
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
)

// Fault is an order for something to go wrong.
type Fault struct {
	// Operation is the one concerned, as Request names it; "" means any.
	Operation string
	// Channel is the channel concerned; 0 means any, or none.
	Channel int64
	// Skip is how many matching requests pass first.
	Skip int
	// Times is how many requests are hit; 0 means one, a negative number all.
	Times int
	Do    FaultKind
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
	if _, known := operations[f.Operation]; !known && f.Operation != "" && f.Operation != opUpload {
		panic("maxemulator: a fault for an operation that does not exist: " + f.Operation)
	}
	s.faults = append(s.faults, &armedFault{f})
}

// ClearFaults takes back all orders that have not been carried out.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// strike finds the fault for a request and uses it up by one. Before the request
// is written only faults that strike there are looked at, afterwards the others.
func (s *Server) strike(c call, before bool) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return &Fault{Do: DropBefore}
	}
	for _, f := range s.faults {
		aimed := (f.Operation == "" || f.Operation == c.operation) && (f.Channel == 0 || f.Channel == c.channel)
		if !aimed || f.Times == 0 || before != (f.Do == DropBefore) {
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

// unexecuted is the answer of a fault that leaves no trace; ok is false for a fault
// of those that come after.
func (f *Fault) unexecuted() (faulty.Answer, bool) {
	switch f.Do {
	case TooMany:
		return tooMany().answer(), true
	case Forbidden:
		return denied("Access denied").answer(), true
	case BadGatewayPage:
		return gatewayPage(), true
	case InternalError:
		return (&refusal{status: 500, code: "internal.error", text: "Internal error"}).answer(), true
	case Unavailable:
		return (&refusal{status: 503, code: "service.unavailable", text: "Service unavailable"}).answer(), true
	case NotReady:
		return notReady().answer(), true
	case DropBefore:
		return faulty.Answer{Drop: true}, true
	case Hang:
		return faulty.Answer{Hang: true}, true
	}
	return faulty.Answer{}, false
}

// spoil makes of the answer to an executed request what the fault leaves of it.
func (f *Fault) spoil(a faulty.Answer) faulty.Answer {
	switch f.Do {
	case BadGatewayAfter:
		return gatewayPage()
	case DropAfter:
		a.Drop = true
	case HangAfter:
		a.Hang = true
	case TruncatedJSON:
		a.Cut = true
	case WrongContentType:
		a.ContentType = "text/html; charset=utf-8"
	}
	return a
}

func gatewayPage() faulty.Answer {
	return faulty.Answer{Status: 502, ContentType: "text/html", Body: []byte("<html><head><title>502 Bad Gateway</title></head></html>\r\n")}
}
