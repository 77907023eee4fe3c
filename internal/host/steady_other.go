//go:build !linux

package host

import "time"

// Steady tells how long the program has run by a clock that nobody sets.
func Steady(real func() time.Time) func() time.Duration {
	began := real()
	return func() time.Duration { return real().Sub(began) }
}
