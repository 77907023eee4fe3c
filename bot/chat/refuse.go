package chat

import (
	"errors"
	"fmt"

	"sdelaemvmeste/plans"
)

// Reason is why somebody is refused what they ask for, as it is counted.
type Reason int

// The reasons of refusals.
const (
	// NoRight refuses what this person may not do, or not here.
	NoRight Reason = iota + 1
	// StaleButton refuses a button that no longer means anything.
	StaleButton
	// Absent refuses what needs something that nobody has brought yet: a plan, a project.
	Absent
	// OutOfDate refuses what was possible before its subject changed.
	OutOfDate
	// Answered refuses a second answer to a question.
	Answered
	// NothingToDo refuses what would change nothing.
	NothingToDo
	// NotSetUp refuses what needs something that an administrator sets up: a group,
	// a channel, a key.
	NotSetUp
	// Unready refuses to send on what is incomplete.
	Unready
	// NotUnderstood refuses words that could not be read.
	NotUnderstood
	// ButtonWanted refuses words where a button is to be pressed.
	ButtonWanted
	// WrongDay refuses a day that cannot be right here.
	WrongDay
	// WrongFile refuses a file of a kind or a size that is not taken.
	WrongFile
	// TooMuch refuses what is longer, or more, than is kept.
	TooMuch

	reasonsEnd
)

// Reasons are all of them.
func Reasons() []Reason {
	var all []Reason
	for r := NoRight; r < reasonsEnd; r++ {
		all = append(all, r)
	}
	return all
}

// String names the reason as metrics do.
func (r Reason) String() string {
	switch r {
	case NoRight:
		return "no_right"
	case StaleButton:
		return "stale_button"
	case Absent:
		return "absent"
	case OutOfDate:
		return "out_of_date"
	case Answered:
		return "answered"
	case NothingToDo:
		return "nothing_to_do"
	case NotSetUp:
		return "not_set_up"
	case Unready:
		return "unready"
	case NotUnderstood:
		return "not_understood"
	case ButtonWanted:
		return "button_wanted"
	case WrongDay:
		return "wrong_day"
	case WrongFile:
		return "wrong_file"
	case TooMuch:
		return "too_much"
	case reasonsEnd:
	}
	return "unknown"
}

// kind is the kind of error that a refusal for this reason is.
func (r Reason) kind() error {
	switch r {
	case NoRight:
		return plans.ErrForbidden
	case StaleButton, Absent:
		return plans.ErrNotFound
	case OutOfDate, Answered, NothingToDo, NotSetUp:
		return plans.ErrConflict
	case Unready, NotUnderstood, ButtonWanted, WrongDay, WrongFile, TooMuch, reasonsEnd:
	}
	return plans.ErrInvalid
}

// refused is a refusal with its own line for the person.
type refused struct {
	line string
	why  Reason
}

func (r refused) Error() string { return fmt.Sprintf("refused: %v: %v", r.why, r.why.kind()) }

func (r refused) Unwrap() error { return r.why.kind() }

// Refuse is an error for a reason that is said in the given words.
func Refuse(why Reason, line string) error { return refused{line, why} }

// Stale is the refusal of a button that no longer means anything.
func Stale() error { return Refuse(StaleButton, TextStale) }

// Refusal gives the line for an error of a known kind; ok is false for nil and
// for faults of the program.
func Refusal(err error) (line string, ok bool) {
	r, ok := refusalOf(err)
	return r.line, ok
}

// refusalOf finds the refusal in an error. One without a line of its own is said
// and counted by its kind.
func refusalOf(err error) (refused, bool) {
	if r, ok := errors.AsType[refused](err); ok {
		return r, true
	}
	switch {
	case errors.Is(err, plans.ErrForbidden):
		return refused{textForbidden, NoRight}, true
	case errors.Is(err, plans.ErrConflict):
		return refused{textConflict, OutOfDate}, true
	case errors.Is(err, plans.ErrNotFound):
		return refused{TextStale, StaleButton}, true
	case errors.Is(err, plans.ErrInvalid):
		return refused{textInvalid, NotUnderstood}, true
	}
	return refused{}, false
}

// CountRefusal counts a refusal that is being said; any other error counts for
// nothing.
func (b *Env) CountRefusal(err error) {
	if r, ok := refusalOf(err); ok && b.Refused != nil {
		b.Refused(r.why)
	}
}
