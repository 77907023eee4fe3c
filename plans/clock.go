package plans

import (
	"fmt"
	"time"
)

// Clock is a time of day in whole minutes after midnight, plus one; the zero
// Clock is no time.
type Clock int

// NewClock gives the time of day; the error is an [ErrInvalid].
func NewClock(hour, minute int) (Clock, error) {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, fmt.Errorf("clock %d:%d: %w", hour, minute, ErrInvalid)
	}
	return Clock(hour*60 + minute + 1), nil
}

// ClockOf is the time of day of an instant, in the instant's own zone.
func ClockOf(at time.Time) Clock { return Clock(at.Hour()*60 + at.Minute() + 1) }

// ParseClock reads "09:00". The error is an [ErrInvalid].
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("clock %q: %w", s, ErrInvalid)
	}
	return NewClock(t.Hour(), t.Minute())
}

func (c Clock) hour() int   { return int(max(c, 1)-1) / 60 }
func (c Clock) minute() int { return int(max(c, 1)-1) % 60 }

// IsZero reports whether no time is set.
func (c Clock) IsZero() bool { return c == 0 }

// String is "09:00"; the zero Clock gives "".
func (c Clock) String() string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", c.hour(), c.minute())
}

// MarshalText writes "09:00".
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads "09:00"; the empty text gives the zero Clock.
func (c *Clock) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = 0
		return nil
	}
	v, err := ParseClock(string(b))
	if err != nil {
		return err
	}
	*c = v
	return nil
}

// Hours is a part of the day, from From until To; it may go over midnight. The
// zero Hours is no time at all.
type Hours struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// DefaultQuiet are the hours in which nothing is published without asking twice.
func DefaultQuiet() Hours { return Hours{From: 21*60 + 1, To: 8*60 + 1} }

// Contains reports whether the time of day lies in the hours. From does, To does
// not.
func (h Hours) Contains(c Clock) bool {
	switch {
	case h.From == h.To:
		return false
	case h.From < h.To:
		return h.From <= c && c < h.To
	}
	return c >= h.From || c < h.To
}

// String is "21:00–08:00"; the zero Hours give "".
func (h Hours) String() string {
	if h.From == h.To {
		return ""
	}
	return fmt.Sprintf("%s–%s", h.From, h.To)
}
