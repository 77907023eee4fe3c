package store

import (
	"fmt"
	"runtime/debug"
)

// bbolt reads its file as mapped memory: when a disk gives a page no more, or
// somebody has cut the file short under the running program, there is no error but
// a fault of memory, which would end the process with a trace of goroutines. Here
// it becomes an [ErrFatal] that wraps [ErrCorrupt].

// Torn reports whether a recovered panic is such a fault. Whoever recovers panics
// inside a transaction must let it pass by panicking again.
func Torn(p any) bool {
	// Of runtime errors only faults under SetPanicOnFault have an address.
	_, ok := p.(interface{ Addr() uintptr })
	return ok
}

// mapped runs what reads mapped memory. After a fault nothing more is read or
// written: bbolt may have been left in the middle of anything.
func (db *DB) mapped(run func() error) (err error) {
	if db.torn.Load() {
		return fmt.Errorf("%w: %w", ErrFatal, ErrCorrupt)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		p := recover()
		switch {
		case p == nil:
		case Torn(p):
			db.torn.Store(true)
			err = fmt.Errorf("%w: %v: %w", ErrFatal, p, ErrCorrupt)
		default:
			panic(p)
		}
	}()
	return run()
}
