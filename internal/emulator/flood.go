package emulator

import (
	"math"
	"slices"
	"time"
)

// floodState remembers when messages were accepted: for the whole bot in the
// last second, for each group in the last minute, and for each chat how much of
// its burst is left.
type floodState struct {
	all    []time.Time
	groups map[int64][]time.Time
	chats  map[int64]bucket
}

// bucket regains one message a second up to the burst. An album may take it
// below zero, which the following messages wait out.
type bucket struct {
	level float64
	at    time.Time
}

// floodRefusal admits n messages to a chat, or tells to wait. What is refused
// does not count.
func (s *Server) floodRefusal(c *chat, n int) *apiError {
	l, now := s.cfg.Limits, s.pace()
	if l.Off {
		return nil
	}
	f := &s.flood
	if f.chats == nil {
		f.chats, f.groups = map[int64]bucket{}, map[int64][]time.Time{}
	}
	b, ok := f.chats[c.id]
	if !ok {
		b = bucket{float64(l.ChatBurst), now}
	}
	b.level = min(float64(l.ChatBurst), b.level+now.Sub(b.at).Seconds())
	b.at = now
	wait := time.Duration(0)
	if b.level < 1 {
		wait = time.Duration((1 - b.level) * float64(time.Second))
	}
	f.all = within(f.all, now, time.Second)
	wait = max(wait, windowWait(f.all, l.PerSecond, n, now, time.Second))
	if c.isGroup() {
		f.groups[c.id] = within(f.groups[c.id], now, time.Minute)
		wait = max(wait, windowWait(f.groups[c.id], l.GroupPerMinute, n, now, time.Minute))
	}
	if wait > 0 {
		return tooMany(int(math.Ceil(wait.Seconds())))
	}
	b.level -= float64(n)
	f.chats[c.id] = b
	stamps := slices.Repeat([]time.Time{now}, n)
	f.all = append(f.all, stamps...)
	if c.isGroup() {
		f.groups[c.id] = append(f.groups[c.id], stamps...)
	}
	return nil
}

// within drops the stamps that have left the window.
func within(stamps []time.Time, now time.Time, window time.Duration) []time.Time {
	return slices.DeleteFunc(stamps, func(t time.Time) bool { return now.Sub(t) >= window })
}

// windowWait is how long until n more fit into a window of at most limit. More
// than the limit at once fit into an empty window.
func windowWait(stamps []time.Time, limit, n int, now time.Time, window time.Duration) time.Duration {
	excess := min(len(stamps)+n-limit, len(stamps))
	if excess <= 0 {
		return 0
	}
	return stamps[excess-1].Add(window).Sub(now)
}
