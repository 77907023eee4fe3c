package chat

import (
	"errors"
	"fmt"

	"sdelaemvmeste/plans"
)

// refused is a refusal with its own line for the person.
type refused struct {
	line string
	kind error
}

func (r refused) Error() string { return fmt.Sprintf("refused: %v", r.kind) }

func (r refused) Unwrap() error { return r.kind }

// Refuse is an error of a kind that is said in the given words.
func Refuse(kind error, line string) error { return refused{line, kind} }

// Stale is the refusal of a button that no longer means anything.
func Stale() error { return Refuse(plans.ErrNotFound, TextStale) }

// Refusal gives the line for an error of a known kind; ok is false for nil and
// for faults of the program.
func Refusal(err error) (line string, ok bool) {
	if r, ok := errors.AsType[refused](err); ok {
		return r.line, true
	}
	switch {
	case errors.Is(err, plans.ErrForbidden):
		return textForbidden, true
	case errors.Is(err, plans.ErrConflict):
		return textConflict, true
	case errors.Is(err, plans.ErrNotFound):
		return TextStale, true
	case errors.Is(err, plans.ErrInvalid):
		return textInvalid, true
	}
	return "", false
}
