package plans

import "fmt"

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
