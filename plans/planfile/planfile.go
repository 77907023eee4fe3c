// Package planfile reads a media plan from the files people have: YAML, Word
// (.docx) and Excel (.xlsx). It gives the plan together with everything that is
// wrong with it, each fault with its place, and writes a plan back as YAML.
//
// It never guesses a date or a responsible unit: what it does not understand
// becomes an unclear deadline, a fault or a question. It must not know the
// database, the clock or Telegram, and it reads bytes, not paths, so that the
// command line and the chat share it.
package planfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
)

// Result is what a file was understood as.
type Result struct {
	// Plan may be partial when there are faults; then it serves only to show
	// the rows that were read.
	Plan plans.Plan
	// Problems are all faults and warnings, in the order of the file.
	Problems []Problem
	// Questions are units which look like known ones but are not the same.
	Questions []UnitQuestion
	// Document tells that the file was Word's or Excel's, which says nothing of
	// reminders, approval, projects and people.
	Document bool
}

// Severity tells whether a problem forbids loading.
type Severity int

// The severities.
const (
	// Fault forbids loading.
	Fault Severity = iota + 1
	// Warning is shown and does not forbid loading.
	Warning
)

// Problem is one remark on the file: a Russian sentence and its place.
type Problem struct {
	// Line counts from 1 in a text file; 0 when the place is not a line.
	Line int
	// Table, Row and Cell count from 1 in a document; Sheet names the sheet of
	// a workbook, whose Row and Cell are those that Excel shows.
	Table, Row, Cell int
	Sheet            string
	// Item is the row of the plan, empty when the problem is not about one.
	Item     plans.ItemNo
	Text     string
	Severity Severity
}

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

// Loadable tells whether the plan may be loaded.
func (r Result) Loadable() bool {
	return !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Severity == Fault })
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

// Place is where the problem is, in Russian: «строка 12», «таблица 1, строка 5,
// столбец 3», «лист «План», ячейка C12»; empty when it is about the whole file.
func (p Problem) Place() string {
	var parts []string
	switch {
	case p.Line > 0:
		parts = append(parts, fmt.Sprintf("строка %d", p.Line))
	case p.Sheet != "":
		parts = append(parts, fmt.Sprintf("лист «%s»", p.Sheet))
		switch {
		case p.Row > 0 && p.Cell > 0:
			parts = append(parts, "ячейка "+columnLetters(p.Cell)+fmt.Sprint(p.Row))
		case p.Row > 0:
			parts = append(parts, fmt.Sprintf("строка %d", p.Row))
		}
	case p.Table > 0:
		parts = append(parts, fmt.Sprintf("таблица %d", p.Table))
		if p.Row > 0 {
			parts = append(parts, fmt.Sprintf("строка %d", p.Row))
		}
		if p.Cell > 0 {
			parts = append(parts, fmt.Sprintf("столбец %d", p.Cell))
		}
	}
	if p.Item != "" {
		parts = append(parts, "пункт "+string(p.Item))
	}
	return strings.Join(parts, ", ")
}

// String is the place and the text.
func (p Problem) String() string {
	if place := p.Place(); place != "" {
		return place + ": " + p.Text
	}
	return p.Text
}

// columnLetters names a column as Excel does: 1 is A, 27 is AA.
func columnLetters(n int) string {
	var s string
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// refuse is the result of a file that cannot be read at all.
func refuse(text string) Result {
	return Result{Problems: []Problem{{Text: text, Severity: Fault}}}
}
