// Package planfile reads a media plan from the files people have: YAML, Word
// (.docx), Excel (.xlsx) and OpenDocument (.odt, .ods). The readers of the
// formats stand below it; this package understands what they give, the rows and
// columns, sections, units and years of a plan, and says everything that is
// wrong with it, each fault with its place.
//
// It never guesses a date or a responsible unit: what it does not understand
// becomes an unclear deadline, a fault or a question. It must not know the
// database, the clock or Telegram, and it reads bytes, not paths, so that the
// command line and the chat share it.
package planfile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/wording"
	"sdelaemvmeste/plans/planfile/yaml"
)

// Result is what a file was understood as.
type Result struct {
	// Plan may be partial when there are faults; then it serves only to show
	// the rows that were read.
	Plan plans.Plan
	// Original is an office document itself, with where the rows stand in it, so that
	// a report can be written there; a plan that renumbers them takes [plans.Layout.Of].
	Original plans.Original
	// Problems are all faults and warnings, in the order of the file.
	Problems []Problem
	// Questions are units which look like known ones but are not the same.
	Questions []UnitQuestion
	// Open is what else the file leaves open, in the order in which it should
	// be asked. The file read again with the answers asks it no more.
	Open []Question
	// Document says that the file was an office document, which says nothing of
	// reminders, approval, projects and people.
	Document bool
}

// Problem is one remark on the file: a Russian sentence and its place.
type Problem = document.Problem

// Severity says whether a problem forbids loading.
type Severity = document.Severity

// The severities.
const (
	// Fault forbids loading.
	Fault = document.Fault
	// Warning is shown and does not forbid loading.
	Warning = document.Warning
)

// UnitQuestion asks whether a unit found in a document is a known one written
// differently. Until somebody answers, it is a unit of its own: likeness alone
// must not decide who is responsible.
type UnitQuestion struct {
	Found, Near         plans.UnitID
	FoundName, NearName string
	Items               []plans.ItemNo
}

// ErrFaults says that the file has faults and so cannot be loaded.
var ErrFaults = errors.New("plan file has faults")

// Faults gives the problems that forbid loading.
func (r Result) Faults() []Problem {
	return slices.DeleteFunc(slices.Clone(r.Problems), func(p Problem) bool { return p.Severity != Fault })
}

// Loadable reports whether the plan may be loaded.
func (r Result) Loadable() bool {
	return !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Severity == Fault })
}

// Ask gives the open question of a kind; ok is false when there is none.
func (r Result) Ask(kind QuestionKind) (q Question, ok bool) {
	i := slices.IndexFunc(r.Open, func(q Question) bool { return q.Kind == kind })
	if i < 0 {
		return Question{}, false
	}
	return r.Open[i], true
}

// OnlyYearMissing reports whether the plan could be loaded if its year were
// known: its only fault is the one that [AskYear] answers.
func (r Result) OnlyYearMissing() bool {
	_, asked := r.Ask(AskYear)
	return asked && len(r.Faults()) == 1
}

// Err is nil for a loadable plan; otherwise it wraps [ErrFaults] and
// [plans.ErrInvalid] and tells every fault with its place, in Russian.
func (r Result) Err() error {
	faults := r.Faults()
	if len(faults) == 0 {
		return nil
	}
	texts := make([]string, len(faults))
	for i, f := range faults {
		texts[i] = f.String()
	}
	return fmt.Errorf("%w: %w: %s", ErrFaults, plans.ErrInvalid, strings.Join(texts, "; "))
}

// Unclear counts the rows whose deadline is not understood.
func (r Result) Unclear() int {
	n := 0
	for _, i := range r.Plan.Items() {
		if _, ok := i.Deadline.(plans.Unclear); ok {
			n++
		}
	}
	return n
}

// Write writes a plan as a YAML file to be edited and loaded.
func Write(w io.Writer, p plans.Plan) error { return yaml.Write(w, p) }

// Words says a deadline in Russian as it was understood, for the middle of a
// sentence: «до 20 марта 2023 г.».
func Words(d plans.Deadline) string { return wording.Deadline(d) }

// refuse is the result of a file that cannot be read at all.
func refuse(text string) Result {
	return Result{Problems: []Problem{{Text: text, Severity: Fault}}}
}
