package phrase

import "strings"

// said is a clause as it stands in the cell.
type said struct {
	clause
	text string
	// but: «но» stands before it, so it binds more than what stands before.
	but bool
	// aside: it stands in brackets or after «т.е.», so it explains what stands before.
	aside bool
	// dash: only a dash parts it from the clause before.
	dash bool
	// soft: nothing but a space parts it from the clause before.
	soft bool
}

// cell remembers, for each place in the text, the clauses which the rest from
// there falls into, so that no rest is read twice.
type cell struct {
	known map[int][]said
	depth int
}

// deepest is how far rests of rests are looked into.
const deepest = 64

// fork is a parser over the same text at another place.
func (p *parser) fork(pos int) *parser {
	return &parser{text: p.text, toks: p.toks, pos: pos, cell: p.cell}
}

// clauses splits everything from the position to the end into clauses, the
// longest first, and tells whether nothing is left over: a deadline of which a
// word is not understood is not understood at all.
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

// separators consumes what parts a clause from the one before.
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

// joins tells whether two clauses may stand one after the other. With nothing
// between them («25.12 ежегодно», «7 июня по согл.») they cannot be two dates,
// and a dash may only lead the day of a repetition: «01.04.2023 - постоянно»
// is a stretch without an end.
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

// inFigures tells whether the place is inside figures that hang together, as in
// «01.07.2008»: there no clause ends.
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

// restIsClauses tells whether everything after this place is deadlines.
func (p *parser) restIsClauses() bool {
	list, ok := p.fork(p.pos).clauses()
	return ok && len(list) > 0
}

// opensClause tells whether a clause opens here even without a mark before it.
func (p *parser) opensClause() bool {
	if _, ok := adverbs[p.at(0).text]; ok {
		return true
	}
	q := p.fork(p.pos)
	return q.atLeast() || q.inCourseOf() || q.any("по мере", "по согл|согласованию", "не позднее|позже")
}
