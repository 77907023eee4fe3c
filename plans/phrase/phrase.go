// Package phrase reads deadlines in the words of Russian plans («не позднее 30
// календарных дней со дня завершения реализации проекта») and moments in the
// words of a chat («в пятницу в 10»).
//
// It is a grammar: the text becomes tokens, rules over tokens find clauses, and
// the clauses of a cell are put together into one deadline. Nothing is read in
// part: where a word is left over, the answer is that the text is unclear,
// because a wrong date is worse than a question. The package must not know the
// calendar of days off, the clock, files or Telegram.
package phrase

import (
	"slices"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// longestPhrase is the most characters a deadline may have.
const longestPhrase = 600

// Parse reads a deadline. The period is the plan's: its year is the year of a
// day without one. What is not understood is a [plans.Unclear] which says what
// to write; problems, in Russian, are what a person should know of what was
// understood (a date outside the period, a second deadline that did not win).
func Parse(text string, period plans.Span) (plans.Deadline, []string) {
	if utf8.RuneCountInString(text) > longestPhrase {
		return plans.Unclear{Why: whyTooLong}, nil
	}
	p := newParser(text)
	if !slices.ContainsFunc(p.toks, func(t token) bool { return t.kind != markToken }) {
		return plans.Unclear{Why: whyEmpty}, nil
	}
	list, ok := p.clauses()
	if !ok || len(list) == 0 {
		return plans.Unclear{Why: whyUnknown}, nil
	}
	r := &resolver{period: period}
	d := r.deadline(list)
	if r.why != "" {
		return plans.Unclear{Why: r.why}, nil
	}
	return d, r.problems
}
