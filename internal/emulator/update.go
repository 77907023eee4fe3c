package emulator

import (
	"encoding/json"
	"slices"
	"time"
)

const (
	updateLife = 24 * time.Hour
	// pressLife is how long the server keeps a callback query for the bot.
	pressLife = 150 * time.Second
	// quietWeek is the time without updates after which ids begin anew at random.
	quietWeek = 7 * 24 * time.Hour
	firstID   = 100_000_001
	// scatter makes of an id one that nobody expects.
	scatter = 2_654_435_761
	// farAhead is how far beyond the last id an offset may point; one further on
	// is taken for none at all.
	farAhead = 10
)

// update is one waiting update.
type update struct {
	id      int
	kind    string
	payload json.RawMessage
	expires time.Time
	press   *Press
}

// updateQueue keeps updates until an offset confirms them or they are too old.
type updateQueue struct {
	waiting []update
	tail    int // the id the next update gets
	last    time.Time
	allowed []string
	held    bool // until what happens at once is complete
}

func newUpdateQueue() updateQueue {
	return updateQueue{tail: firstID, allowed: defaultUpdates()}
}

// defaultUpdates are those delivered when a bot never asked for particular ones.
func defaultUpdates() []string {
	return slices.DeleteFunc(slices.Clone(table().Updates), func(kind string) bool {
		return kind == "chat_member" || kind == "message_reaction" || kind == "message_reaction_count"
	})
}

// push queues an update, unless the bot does not want the kind.
func (s *Server) push(kind string, payload object) { s.pushPress(kind, payload, nil) }

func (s *Server) pushPress(kind string, payload object, press *Press) {
	q := &s.updates
	if !slices.Contains(q.allowed, kind) {
		return
	}
	now := s.pace()
	if len(q.waiting) == 0 && !q.last.IsZero() && now.Sub(q.last) >= quietWeek {
		q.tail = 10 + q.tail*scatter%(1<<29)
	}
	life := updateLife
	if press != nil {
		life = pressLife
	}
	q.waiting = append(q.waiting, update{q.tail, kind, mustJSON(payload), now.Add(life), press})
	q.tail++
	q.last = now
	if !q.held {
		s.wakePoll()
	}
}

// AtOnce lets several things happen before the bot hears of any of them.
func (s *Server) AtOnce(happen func() error) error {
	s.hear(false)
	defer s.hear(true)
	return happen()
}

func (s *Server) hear(on bool) {
	s.mu.Lock()
	defer s.unlock()
	s.updates.held = !on
	if on && len(s.updates.waiting) > 0 {
		s.wakePoll()
	}
}

// expire drops the updates nobody came for in time.
func (q *updateQueue) expire(now time.Time) {
	q.waiting = slices.DeleteFunc(q.waiting, func(u update) bool { return !u.expires.After(now) })
}

// take confirms the updates below the offset and gives those from it on. A
// negative offset keeps only the last so many; one far in the future is no offset.
func (q *updateQueue) take(offset, limit int, now time.Time) []update {
	q.expire(now)
	switch {
	case offset < 0:
		q.waiting = q.waiting[max(0, len(q.waiting)+offset):]
	case offset <= q.tail+farAhead:
		q.waiting = slices.DeleteFunc(q.waiting, func(u update) bool { return u.id < offset })
	}
	if q.held {
		return nil
	}
	return slices.Clone(q.waiting[:min(limit, len(q.waiting))])
}

// restart renumbers what waits, and all that follows, from start.
func (q *updateQueue) restart(start int) {
	q.tail = start
	for i := range q.waiting {
		q.waiting[i].id = q.tail
		q.tail++
	}
}

// RestartUpdateIDs makes the ids of waiting and following updates begin at start,
// as they do on the real server after a quiet week.
func (s *Server) RestartUpdateIDs(start int) {
	s.mu.Lock()
	defer s.unlock()
	s.updates.restart(start)
}

// Pending is the number of updates that wait for the bot.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates.expire(s.pace())
	return len(s.updates.waiting)
}

func (u update) json() object {
	return object{"update_id": u.id, u.kind: u.payload}
}
