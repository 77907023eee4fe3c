package plans

import "errors"

// The kinds of refusal. Only package bot turns a kind into a Russian sentence;
// every other package wraps one of these.
var (
	// ErrNotFound says that what was named does not exist (any more).
	ErrNotFound = errors.New("not found")
	// ErrConflict says that the state has moved on, so the action no longer applies.
	ErrConflict = errors.New("conflict")
	// ErrForbidden says that this person may not do it.
	ErrForbidden = errors.New("forbidden")
	// ErrInvalid says that what was given cannot be right.
	ErrInvalid = errors.New("invalid")
)
