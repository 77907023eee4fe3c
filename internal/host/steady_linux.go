package host

import (
	"time"

	"golang.org/x/sys/unix"
)

// Steady tells how long the program has run by a clock that nobody sets. The clock
// counts the time in which the machine slept, so that waking is no jump.
func Steady(real func() time.Time) func() time.Duration {
	passed := func() (time.Duration, bool) {
		var at unix.Timespec
		err := unix.ClockGettime(unix.CLOCK_BOOTTIME, &at)
		return time.Duration(at.Nano()), err == nil
	}
	start, ok := passed()
	if !ok {
		began := real()
		return func() time.Duration { return real().Sub(began) }
	}
	return func() time.Duration {
		at, _ := passed() // it has answered once
		return at - start
	}
}
