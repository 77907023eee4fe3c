// Package phrase reads deadlines in the words of Russian plans («не позднее 30
// календарных дней со дня завершения реализации проекта») and moments in the
// words of a chat («в пятницу в 10»).
//
// It is a grammar: the text becomes tokens, rules over tokens find clauses, and
// the clauses of a cell are combined into one deadline. A text is understood to
// its last word or not at all: where a word is left over, it is unclear, because
// a wrong date is worse than a question. The package must not know the
// calendar of days off, the clock, files or Telegram.
package phrase

import (
	"reflect"
	"slices"
	"strings"
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
	text, footnote := withoutFootnote(clean(text))
	d, problems := parsed(text, period)
	if _, unclear := d.(plans.Unclear); footnote && !unclear {
		problems = append(problems, problemFootnote)
	}
	return d, problems
}

// parsed reads a text of one line or more.
func parsed(text string, period plans.Span) (plans.Deadline, []string) {
	d, problems := parse(text, period)
	if _, unclear := d.(plans.Unclear); unclear || !strings.Contains(text, "\n") {
		return d, problems
	}
	// A line break parts deadlines in one cell and only wraps the line in another.
	// Where both make sense and differ, nobody can say which was meant; nor where the
	// break alone makes a deadline of lines of which none is one, «2023⏎2022 годы».
	whole, _ := parse(strings.ReplaceAll(text, "\n", " "), period)
	_, unclear := whole.(plans.Unclear)
	if !unclear && !reflect.DeepEqual(d, whole) || unclear && !slices.ContainsFunc(strings.Split(text, "\n"), Complete) {
		return plans.Unclear{Why: whyLineBreak}, nil
	}
	return d, problems
}

// parse reads a text that is clean.
func parse(text string, period plans.Span) (plans.Deadline, []string) {
	p := parserOf(text)
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

// clause is one thing said in a cell: «ежемесячно» and «до 5 числа» are two
// clauses of one deadline.
type clause interface{ clause() }

// oneDay is a day on which something is due.
type oneDay struct {
	calendarDay
	time plans.Clock
	// until: the day closes a stretch, «до 1 мая» and not «1 мая».
	until bool
}

// dayList is several days, each a deadline of its own.
type dayList struct {
	days []calendarDay
	time plans.Clock
	// doubtful: it is not clear to which of the days a year belongs.
	doubtful bool
}

// window is a stretch of days.
type window struct {
	from, to calendarDay
	// named: written as a whole («май»), not by its first and last day.
	named bool
	// whole: «в течение» stands before it, so it may be the plan's whole period.
	whole bool
	// lostDash: «2009 2011 годы», two years without a dash between them.
	lostDash bool
	time     plans.Clock
}

// windowList is several named stretches, each with its own end: «март, июнь».
type windowList struct {
	windows []window
	// whole: one word stands for all of them, «III, IV кварталы».
	whole bool
	// mixed: «III квартал и IV кварталы», one word for each and for all at once.
	mixed    bool
	doubtful bool
}

// since is a beginning without an end: «с 3 марта».
type since struct{ day calendarDay }

// repeat is how often: «не реже 1 раза в квартал».
type repeat struct {
	each     plans.Part
	n, times int
	// weekday is the day of the week as written; a deadline has no place for it.
	weekday string
	time    plans.Clock
}

// weekdaysOnly is a day of the week by itself: «(понедельник)».
type weekdaysOnly struct{ repeat }

// partDay is a day counted in the parts of a period: «до 10 числа месяца,
// следующего за отчетным кварталом».
type partDay struct {
	day, workday int
	time         plans.Clock
	partRef
	// from is the first day of a window inside the month, 0 when there is none.
	from int
	// each: «каждое 15 число», of every month.
	each bool
	// end: «до конца месяца», the end of the part itself.
	end bool
}

// throughout is «в течение года».
type throughout struct {
	note string
	// first and last are the years of «в течение 2023/2024 учебного года», else 0.
	// Only in a plan of just these years is it the whole period.
	first, last int
}

// periodEnd is «до конца периода».
type periodEnd struct{}

// term is a number of units counted from an event.
type term struct {
	plans.AfterEvent
	note string
}

// loose has no date of its own: «по мере необходимости».
type loose struct {
	plans.AsItHappens
	// until: «до начала работ», so that it would end a repetition.
	until bool
}

// atTime is a time of day by itself.
type atTime struct{ time plans.Clock }

// note changes no date, but the controller is told of it.
type note struct{ problem string }

// refused is understood but is not a date that anybody could keep.
type refused struct{ why string }

func (oneDay) clause()       {}
func (dayList) clause()      {}
func (window) clause()       {}
func (windowList) clause()   {}
func (since) clause()        {}
func (repeat) clause()       {}
func (weekdaysOnly) clause() {}
func (partDay) clause()      {}
func (throughout) clause()   {}
func (periodEnd) clause()    {}
func (term) clause()         {}
func (loose) clause()        {}
func (atTime) clause()       {}
func (note) clause()         {}
func (refused) clause()      {}

// said is a clause as it stands in the cell.
type said struct {
	clause
	text string
	// but: «но» stands before it, so it overrides the clauses before.
	but bool
	// aside: it stands in brackets or after «т.е.», so it explains the clauses before.
	aside bool
	// dash: only a dash stands between it and the clause before.
	dash bool
	// soft: only a space stands between it and the clause before.
	soft bool
}

// cell remembers, for each place in the text, how everything after it splits into
// clauses, so that nothing is read twice.
type cell struct {
	known map[int][]said
	depth int
}

// deepest is the most clauses that are tried one after another.
const deepest = 64

// fork is a parser over the same text at another place.
func (p *parser) fork(pos int) *parser {
	return &parser{text: p.text, toks: p.toks, pos: pos, cell: p.cell}
}

// clauses splits everything from the position to the end into clauses, the
// longest first, and reports whether no word is left over.
func (p *parser) clauses() ([]said, bool) {
	start := p.pos
	if list, ok := p.cell.known[start]; ok {
		return list, list != nil
	}
	if p.cell.depth >= deepest {
		return nil, false
	}
	p.cell.depth++
	p.cell.known[start] = nil
	list, ok := p.split()
	p.cell.known[start] = list
	p.cell.depth--
	p.pos = start
	return list, ok
}

func (p *parser) split() ([]said, bool) {
	first := p.separators()
	if p.done() {
		return []said{}, true
	}
	start := p.pos
	for _, c := range p.candidates() {
		first.clause = c.clause
		first.text = p.source(start, c.end)
		if !strings.Contains(first.text, "(") {
			first.text = strings.TrimRight(first.text, ")")
		}
		rest, ok := p.fork(c.end).clauses()
		if ok && (len(rest) == 0 || joins(first, rest[0])) {
			return append([]said{first}, rest...), true
		}
	}
	return nil, false
}

// separators consumes what stands between two clauses.
func (p *parser) separators() said {
	s := said{soft: !p.at(0).newline && p.pos > 0 && !p.at(-1).dot}
	for !p.done() && !p.inFigures() {
		switch {
		case p.any("т е", "то есть"):
			s.aside = true
		case p.is("("):
			s.aside = true
		case p.is("но"):
			s.but = true
		case p.is("-"):
			s.dash = s.soft || s.dash
		case p.is("при", "этом"), p.is("а", "также"), p.is(",|;|.|)|+|/|:|и|а"):
		default:
			return s
		}
		s.soft = false
	}
	return s
}

// joins reports whether two clauses may stand one after the other. With nothing
// between them («25.12 ежегодно», «7 июня по согл.») they cannot be two dates,
// and after a dash only the day of a repetition may follow: «01.04.2023 -
// постоянно» is a stretch without an end.
func joins(a, b said) bool {
	switch {
	case b.dash:
		return is[repeat](a) || is[note](b)
	case b.soft:
		return connects(a.clause) || connects(b.clause)
	}
	return true
}

func connects(c clause) bool {
	switch c.(type) {
	case repeat, throughout, loose, note, atTime, partDay:
		return true
	}
	return false
}

type candidate struct {
	clause clause
	end    int
}

// candidates are the clauses that can begin here, the longest first; of two
// equally long ones the rule named first wins.
func (p *parser) candidates() []candidate {
	var out []candidate
	start := p.pos
	for _, rule := range []func() (clause, bool){
		p.repeatClause, p.dayListClause, p.dayClause, p.windowListClause, p.windowClause, p.partDayClause,
		p.throughoutClause, p.sinceClause, p.timeClause, p.weekdayClause, p.noteClause, p.termClause, p.looseClause, p.refusedClause,
	} {
		p.pos = start
		c, ok := rule()
		if !ok || p.pos == start || p.inFigures() {
			continue
		}
		i := len(out)
		for i > 0 && out[i-1].end < p.pos {
			i--
		}
		out = append(out, candidate{})
		copy(out[i+1:], out[i:])
		out[i] = candidate{c, p.pos}
	}
	p.pos = start
	return out
}

func (p *parser) weekdayClause() (clause, bool) {
	out := weekdaysOnly{repeat{n: 1}}
	ok := p.try(func() bool {
		p.is("в|во|день?")
		return p.weekdays(&out.repeat)
	})
	return out, ok
}

// inFigures reports whether the place is inside figures written together, as in
// «01.07.2008»: no clause ends there.
func (p *parser) inFigures() bool {
	t := p.at(0)
	switch t.kind {
	case numberToken:
		return t.glued
	case markToken:
		return t.glued && p.at(1).glued && p.at(1).kind == numberToken && p.at(-1).kind == numberToken && !fits(t, ",|;|(|)|+")
	}
	return false
}

func (p *parser) timeClause() (clause, bool) {
	c, ok := p.clock()
	return atTime{c}, ok
}

// restIsClauses reports whether everything after this place splits into clauses.
func (p *parser) restIsClauses() bool {
	list, ok := p.fork(p.pos).clauses()
	return ok && len(list) > 0
}

// opensClause reports whether a clause begins here even without a mark before it.
func (p *parser) opensClause() bool {
	if _, ok := adverbs[p.at(0).text]; ok {
		return true
	}
	q := p.fork(p.pos)
	return q.atLeast() || q.inCourseOf() || q.any("по мере", "по согл|согласованию", "не позднее|позже")
}
