package wire

import (
	"fmt"
	"runtime/debug"

	"sdelaemvmeste/store"
)

// FollowError is a failed follow-up of the delivery with that number.
type FollowError struct {
	Seq uint64
	Err error
}

// Error implements error.
func (e *FollowError) Error() string { return fmt.Sprintf("follow-up of %d: %v", e.Seq, e.Err) }

// Follow runs what follows from a delivery and makes an error or a panic of it a
// [FollowError]: the message is out, and a fault of the conversation must not send it
// again after a restart. A database that is torn stays a panic.
func Follow(seq uint64, settle func() error) (err error) {
	defer func() {
		switch p := recover(); {
		case p == nil:
		case store.Torn(p):
			panic(p)
		default:
			err = &FollowError{seq, fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
	}()
	if err := settle(); err != nil {
		return &FollowError{seq, err}
	}
	return nil
}
