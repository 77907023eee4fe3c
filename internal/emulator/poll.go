package emulator

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

const (
	// repeatedPoll is the window in which a second poll with the same offset is
	// held back by the server, so that bots do not spin.
	repeatedPoll = 3 * time.Second
	// spinningPoll is the window in which such a poll gets one update only.
	spinningPoll = 500 * time.Millisecond
	// conflictDelay holds back every 409 but the first in that time.
	conflictDelay = 3 * time.Second
)

// pollState is the one pending long poll and the memory of the last one.
type pollState struct {
	current      *longPoll
	lastOffset   int
	lastStart    time.Time
	nextConflict time.Time
}

// longPoll is a getUpdates that waits; its channels are made by the waiting call.
type longPoll struct {
	wake  chan struct{} // closed when an update has come
	abort chan string   // receives the text of the conflict that ends the wait
}

func (s *Server) wakePoll() {
	if p := s.poll.current; p != nil {
		close(p.wake)
		s.poll.current = nil
	}
}

// abortPoll ends the pending poll with a 409.
func (s *Server) abortPoll(text string) {
	if p := s.poll.current; p != nil {
		p.abort <- text
		s.poll.current = nil
	}
}

// getUpdates answers at once when something waits, else holds the request until
// something comes, the timeout passes, another getUpdates takes over or the
// client goes away.
func (s *Server) getUpdates(ctx context.Context, r *request) ([]update, *apiError) {
	kinds, refusal := allowedUpdates(r.params["allowed_updates"])
	if refusal != nil {
		return nil, refusal
	}
	offset, limit, timeout, refusal := s.openPoll(r, kinds)
	if refusal != nil {
		return nil, refusal
	}
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for expired := timeout == 0; ; {
		s.mu.Lock()
		got := s.updates.take(offset, limit, s.pace())
		if len(got) > 0 || expired {
			s.deliver(got)
			s.unlock()
			return got, nil
		}
		s.abortPoll("terminated by other getUpdates request; make sure that only one bot instance is running")
		p := &longPoll{wake: make(chan struct{}), abort: make(chan string, 1)}
		s.poll.current = p
		s.mu.Unlock()
		if expired, refusal = s.hold(ctx, p, timer.C); refusal != nil {
			return nil, refusal
		}
	}
}

// openPoll reads the parameters under the rules for impatient clients.
func (s *Server) openPoll(r *request, kinds []string) (offset, limit int, timeout time.Duration, refusal *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook != "" {
		return 0, 0, 0, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if kinds != nil {
		s.updates.allowed = kinds
	}
	offset, limit = r.number("offset"), r.clamped("limit", 100, 1, 100)
	timeout = min(max(time.Duration(r.number("timeout"))*time.Second, 0), s.cfg.LongPollMax)
	p, now := &s.poll, s.pace()
	if again := !p.lastStart.IsZero() && offset == p.lastOffset; again {
		if timeout < repeatedPoll && now.Before(p.lastStart.Add(repeatedPoll)) {
			timeout = repeatedPoll
		}
		if now.Before(p.lastStart.Add(spinningPoll)) {
			limit = 1
		}
	}
	p.lastOffset, p.lastStart = offset, now
	return offset, limit, timeout, nil
}

// hold waits for something to come, and reports whether the time has expired
// before it.
func (s *Server) hold(ctx context.Context, p *longPoll, timeout <-chan time.Time) (expired bool, refusal *apiError) {
	select {
	case <-p.wake:
		return false, nil
	case <-timeout:
	case <-ctx.Done():
		refusal = errGone
	case text := <-p.abort:
		s.delayConflict(ctx)
		return false, conflict(text)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poll.current == p {
		s.poll.current = nil
	}
	return true, refusal
}

// errGone stands for an answer that nobody waits for any more.
var errGone = &apiError{}

func (s *Server) delayConflict(ctx context.Context) {
	s.mu.Lock()
	wait := time.Duration(0)
	if now := s.pace(); now.Before(s.poll.nextConflict) {
		wait = conflictDelay
	} else {
		s.poll.nextConflict = now.Add(conflictDelay)
	}
	s.mu.Unlock()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// deliver starts the lives of the callback queries that leave for the bot.
func (s *Server) deliver(got []update) {
	for _, u := range got {
		if u.press != nil && u.press.delivered.IsZero() {
			u.press.delivered = s.pace()
		}
	}
}

// allowedUpdates reads the list of kinds; nil means that the old one stays in
// force. A misspelt kind would mean silence for ever, so it is refused.
func allowedUpdates(raw string) ([]string, *apiError) {
	var names []string
	if err := json.Unmarshal([]byte(raw), &names); err != nil || names == nil {
		return nil, nil //nolint:nilerr // what is no list of kinds changes nothing, as on the server
	}
	for i, name := range names {
		names[i] = strings.ToLower(name)
		if !slices.Contains(table().Updates, names[i]) {
			return nil, violation("there are no updates of the kind %q", name)
		}
	}
	if len(names) == 0 {
		return defaultUpdates(), nil
	}
	return names, nil
}
