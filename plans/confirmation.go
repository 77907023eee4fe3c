package plans

import (
	"fmt"
	"time"
)

// Confirmation is somebody's word that a task is done, or for a gathering task a
// fact, with what proves it.
type Confirmation struct {
	Task   TaskID            `json:"task"`
	Number uint64            `json:"number"`
	By     PersonID          `json:"by"`
	At     time.Time         `json:"at"`
	Proofs []Proof           `json:"proofs,omitempty"`
	State  ConfirmationState `json:"state"`
	// Day is when it happened, where somebody named the day; else zero.
	Day Date `json:"day,omitzero"`
	// Judge and Judged say who accepted or returned it and when; Reason why it
	// was returned.
	Judge  PersonID  `json:"judge,omitempty"`
	Judged time.Time `json:"judged,omitzero"`
	Reason string    `json:"reason,omitempty"`
}

// ConfirmationState is where a confirmation stands.
type ConfirmationState string

// The states of a confirmation.
const (
	Given    ConfirmationState = "given"
	Accepted ConfirmationState = "accepted"
	Returned ConfirmationState = "returned"
)

// Proof is what shows that the task was done.
type Proof struct {
	Kind  ProofKind `json:"kind"`
	Text  string    `json:"text,omitempty"` // the words or the link
	Media []Media   `json:"media,omitempty"`
	// Message is the number of its message in the author's chat, 0 where that is not
	// known: a message that is changed there changes its proofs.
	Message int `json:"message,omitempty"`
}

// ProofKind is the sort of a proof.
type ProofKind string

// The sorts of proof.
const (
	LinkProof ProofKind = "link"
	FileProof ProofKind = "file"
	WordProof ProofKind = "words"
	PostProof ProofKind = "post"
)

// Stands reports whether the confirmation holds: it was not returned.
func (c Confirmation) Stands() bool { return c.State == Given || c.State == Accepted }

// On is the day of a fact in a zone: the one named, else that of the word given.
func (c Confirmation) On(zone *time.Location) Date {
	if !c.Day.IsZero() {
		return c.Day
	}
	return DateOf(c.At, zone)
}

// Expire gives the confirmation accepted because nobody looked at it in time. One
// that was judged already is an [ErrConflict].
func (c Confirmation) Expire(at time.Time) (Confirmation, error) {
	return c.judge(Accepted, "", at, "")
}

// Accept gives the confirmation accepted. One that was judged already is an
// [ErrConflict].
func (c Confirmation) Accept(by PersonID, at time.Time) (Confirmation, error) {
	return c.judge(Accepted, by, at, "")
}

// Return gives the confirmation sent back with a reason. One that was judged
// already is an [ErrConflict], no reason an [ErrInvalid].
func (c Confirmation) Return(by PersonID, at time.Time, reason string) (Confirmation, error) {
	if reason == "" {
		return c, fmt.Errorf("return without a reason: %w", ErrInvalid)
	}
	return c.judge(Returned, by, at, reason)
}

func (c Confirmation) judge(to ConfirmationState, by PersonID, at time.Time, reason string) (Confirmation, error) {
	if c.State != Given {
		return c, fmt.Errorf("confirmation is %s: %w", c.State, ErrConflict)
	}
	c.State, c.Judge, c.Judged, c.Reason = to, by, at.UTC(), reason
	return c, nil
}
