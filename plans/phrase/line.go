package phrase

import (
	"slices"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// Complete reports whether one line of a cell is a deadline by itself, whatever
// the lines around it say. It is not
//   - when a word is missing or left over: «до 25», «последнего месяца квартала»;
//   - when a mark or a conjunction ties it to its neighbour: «01.04.2026-»,
//     «ежегодно,», «и 17 июня», «(понедельник)»;
//   - when it may only add to the line before it: «2026 г.», «понедельник»,
//     «в 14:00».
//
// The plan's year need not be known: «до 1 июня» is complete.
func Complete(line string) bool {
	if utf8.RuneCountInString(line) > longestPhrase {
		return false
	}
	p := newParser(line)
	if p.done() || p.tied() || p.fork(0).opensWithYear() {
		return false
	}
	list, ok := p.clauses()
	if !ok || len(list) == 1 && is[weekdaysOnly](list[0]) {
		return false
	}
	r := &resolver{period: unnamedYear()}
	r.deadline(list)
	return r.why == "" || r.why == whyWeekdayNo
}

// Continues reports whether a line of a cell may belong to the same deadline as
// the line before it, so that nobody can say without asking that they are two.
// They are two only when both are [Complete] and, read together, make no other
// deadline than the list of both: «до 1 марта» and «до 1 июня» are two,
// «ежегодно» and «до 25 декабря» may be one.
func Continues(before, line string) bool {
	if !Complete(before) || !Complete(line) {
		return true
	}
	first, _ := Parse(before, unnamedYear())
	second, _ := Parse(line, unnamedYear())
	both := slices.Concat(dueDays(first), dueDays(second))
	slices.Sort(both)
	both = slices.Compact(both)
	for _, joint := range []string{" ", "\n"} {
		switch d, _ := Parse(before+joint+line, unnamedYear()); d := d.(type) {
		case plans.Unclear:
		case plans.ByDate, plans.Dates:
			if !slices.Equal(dueDays(d), both) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// unnamedYear is a period that no line names, so that a year which one line lends
// to another shows. It is a leap year, which has all days.
func unnamedYear() plans.Span {
	return plans.Span{From: plans.NewDate(2096, 1, 1), To: plans.NewDate(2096, 12, 31)}
}

// dueDays are the days of the calendar on which the deadline is due.
func dueDays(d plans.Deadline) []plans.Date {
	switch d := d.(type) {
	case plans.ByDate:
		return []plans.Date{d.To}
	case plans.Between:
		return []plans.Date{d.To}
	case plans.Period:
		return []plans.Date{d.To}
	case plans.Dates:
		return d.Days
	}
	return nil
}

// tied reports whether the text begins or ends with something that belongs to
// what stands around it, or has half a pair of brackets.
func (p *parser) tied() bool {
	const joints = ",|-|:|/|+|(|и|а|но|или|либо|также"
	open := 0
	for _, t := range p.toks {
		if fits(t, "(") {
			open++
		} else if fits(t, ")") {
			open--
		}
	}
	first, last := p.toks[0], p.toks[len(p.toks)-1]
	return open != 0 || fits(first, joints+"|;|)|.") || fits(last, joints)
}

// opensWithYear reports whether the text begins with a year, which may be that of
// the date before it: «2026 г.», «на 2025-2026 годы», «следующего года».
func (p *parser) opensWithYear() bool {
	if _, ok := p.day(); ok {
		return false
	}
	var e edge
	p.is("в|во|на|за?")
	return p.wholeYear(&e)
}
