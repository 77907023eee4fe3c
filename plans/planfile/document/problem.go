package document

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
)

// Severity says whether a problem forbids loading.
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
			parts = append(parts, "ячейка "+ColumnLetters(p.Cell)+fmt.Sprint(p.Row))
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

// ColumnLetters names a column as Excel does: 1 is A, 27 is AA.
func ColumnLetters(n int) string {
	var s string
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// MaxProblems bounds the list of problems: nobody reads more.
const MaxProblems = 200

// Listed cuts a list of problems that is too long. Faults are kept before
// warnings, whatever stands first, or a plan with faults would seem to have none.
func Listed(all []Problem) []Problem {
	if len(all) <= MaxProblems {
		return all
	}
	faults := 0
	for _, p := range all {
		if p.Severity == Fault {
			faults++
		}
	}
	warnings := max(0, MaxProblems-faults)
	kept := make([]Problem, 0, MaxProblems)
	for _, p := range all {
		switch {
		case len(kept) == MaxProblems:
			return kept
		case p.Severity == Fault:
		case warnings == 0:
			continue
		default:
			warnings--
		}
		kept = append(kept, p)
	}
	return kept
}
