package plans

import (
	"fmt"
	"slices"
)

// ErrTurn says that a vote is another's to give: the step is not this person's.
var ErrTurn = fmt.Errorf("another's turn: %w", ErrForbidden)

// Approval is how posts are voted on.
type Approval struct {
	// Quorum is the number of votes that approves a version, at least 1. Where there
	// are steps, each has its own.
	Quorum int `json:"quorum"`
	// Own is true when the author's vote counts.
	Own bool `json:"own"`
	// Steps are passed one after another; none is a single vote of all approvers.
	Steps []ApprovalStep `json:"steps,omitempty"`
}

// ApprovalStep is one of the votes that a version passes in turn.
type ApprovalStep struct {
	Name string `json:"name"`
	// People are those who vote at it; none is every approver.
	People []PersonID `json:"people,omitempty"`
	// Quorum is how many of them it takes, at least 1.
	Quorum int `json:"quorum"`
}

// Has reports whether a person votes at the step, as far as the step itself says.
func (s ApprovalStep) Has(p PersonID) bool { return len(s.People) == 0 || slices.Contains(s.People, p) }

// Names reports whether any step names the person: whoever is named may vote at it.
func (a Approval) Names(p PersonID) bool {
	return slices.ContainsFunc(a.Steps, func(s ApprovalStep) bool { return slices.Contains(s.People, p) })
}

// At is the place of the step that votes have come to, from 0; the number of steps when
// all are passed.
func (a Approval) At(votes []Vote) int {
	for i, s := range a.Steps {
		if a.Count(votes, i) < max(s.Quorum, 1) {
			return i
		}
	}
	return len(a.Steps)
}

// Count is how many votes a step has.
func (a Approval) Count(votes []Vote, step int) int {
	n := 0
	for _, v := range votes {
		if v.Step == step+1 && a.Steps[step].Has(v.By) {
			n++
		}
	}
	return n
}

// Passed reports whether votes approve a version.
func (a Approval) Passed(votes []Vote) bool {
	if len(a.Steps) > 0 {
		return a.At(votes) == len(a.Steps)
	}
	return len(votes) >= max(a.Quorum, 1)
}

// Single is the same approval by one vote of any approver.
func (a Approval) Single() Approval { return Approval{Quorum: 1, Own: a.Own} }
