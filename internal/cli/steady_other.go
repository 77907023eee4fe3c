//go:build !linux

package cli

import "time"

// steady tells how long the program has run by a clock that nobody sets.
func steady(real func() time.Time) func() time.Duration {
	began := real()
	return func() time.Duration { return real().Sub(began) }
}
