package phrase

// noteClause consumes a remark that changes no date: «по согл.» after a day.
func (p *parser) noteClause() (clause, bool) {
	start := p.pos
	switch {
	case p.any("( ориентировочно|предварительно|предположительно|примерно )", "ориентировочно", "предварительно", "предположительно"):
		return note{"Срок назван предварительным: «" + p.source(start, p.pos) + "»"}, true
	case p.any("затем|далее|потом выкл|выключить|выключается|прекратить"):
		return note{"«" + p.source(start, p.pos) + "» понято как конец повторения"}, true
	}
	return nil, false
}
