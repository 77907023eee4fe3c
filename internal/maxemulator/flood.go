package maxemulator

import (
	"slices"
	"time"
)

// flooded admits a request, or refuses it for coming too soon after the others.
// What is refused does not count.
func (s *Server) flooded() *refusal {
	return flood(&s.rate, s.cfg.Limits, s.cfg.Limits.PerSecond, s.cfg.Pace())
}

// floodedEdit does the same for the edits of one channel.
func (s *Server) floodedEdit(c *channel) *refusal {
	return flood(&c.edits, s.cfg.Limits, s.cfg.Limits.EditsPerSecond, s.cfg.Pace())
}

func flood(stamps *[]time.Time, l Limits, most int, now time.Time) *refusal {
	*stamps = slices.DeleteFunc(*stamps, func(t time.Time) bool { return now.Sub(t) >= time.Second })
	if !l.Off && len(*stamps) >= most {
		return tooMany()
	}
	*stamps = append(*stamps, now)
	return nil
}
