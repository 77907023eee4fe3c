package phrase

import "strings"

// parser walks over the tokens of one text. Every rule of the grammar is a
// method which either consumes what it understands and reports true, or leaves
// the position where it was and reports false.
type parser struct {
	text string
	toks []token
	pos  int
	cell *cell
}

func newParser(text string) *parser {
	text = clean(text)
	return &parser{text: text, toks: tokens(text), cell: &cell{known: map[int][]said{}}}
}

// at is the token n places ahead; beyond the end it is the zero token.
func (p *parser) at(n int) token {
	if i := p.pos + n; i >= 0 && i < len(p.toks) {
		return p.toks[i]
	}
	return token{}
}

func (p *parser) done() bool { return p.pos >= len(p.toks) }

// try runs a rule and takes the position back when it fails.
func (p *parser) try(rule func() bool) bool {
	pos := p.pos
	if rule() {
		return true
	}
	p.pos = pos
	return false
}

// is consumes tokens that fit the slots one after another. A slot is a list of
// alternatives: «не», «до|к», a beginning «календарн*», and with a question
// mark at its end the slot may be missing: «чем?».
func (p *parser) is(slots ...string) bool {
	pos := p.pos
	for _, slot := range slots {
		if !p.slot(slot) {
			p.pos = pos
			return false
		}
	}
	return true
}

// any is is over whole variants, their slots parted by spaces; the first that
// fits counts.
func (p *parser) any(variants ...string) bool {
	pos := p.pos
	for _, v := range variants {
		fit := true
		for fit && v != "" {
			var slot string
			slot, v, _ = strings.Cut(v, " ")
			fit = p.slot(slot)
		}
		if fit {
			return true
		}
		p.pos = pos
	}
	return false
}

func (p *parser) slot(slot string) bool {
	alternatives, optional := strings.CutSuffix(slot, "?")
	if fits(p.at(0), alternatives) {
		p.pos++
		return true
	}
	return optional
}

// skip consumes every token in a row that fits one of the alternatives.
func (p *parser) skip(alternatives string) {
	for fits(p.at(0), alternatives) {
		p.pos++
	}
}

func fits(t token, alternatives string) bool {
	if t.kind == 0 || t.kind == numberToken {
		return false
	}
	for alternatives != "" {
		var one string
		one, alternatives, _ = strings.Cut(alternatives, "|")
		if stem, ok := strings.CutSuffix(one, "*"); ok {
			if strings.HasPrefix(t.text, stem) {
				return true
			}
		} else if one == t.text {
			return true
		}
	}
	return false
}

// source is the text of the tokens from i up to j as it was written, a
// quotation mark that belongs to it included.
func (p *parser) source(i, j int) string {
	if i >= j || j > len(p.toks) {
		return ""
	}
	start, end := p.toks[i].start, p.toks[j-1].end
	limit := len(p.text)
	if j < len(p.toks) {
		limit = p.toks[j].start
	}
	floor := 0
	if i > 0 {
		floor = p.toks[i-1].end
	}
	tail := p.text[end:limit]
	end += len(tail) - len(strings.TrimLeft(tail, quotes))
	head := p.text[floor:start]
	start -= len(head) - len(strings.TrimRight(head, quotes))
	return strings.Join(strings.Fields(p.text[start:end]), " ")
}
