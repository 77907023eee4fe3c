package phrase

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// clean gives the text as a person sees it: without the characters that Word
// and Excel hide in it (soft hyphens, zero-width marks, stress marks), with
// composed letters and single spaces. A line break stays as "\n", because in a
// cell it may stand between two deadlines. Case and spelling are kept: the
// names of events are quoted from here.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, line := false, false
	var prev rune
	for _, r := range s {
		switch {
		case hidden(r):
			continue
		case r == '\u0306' && (prev == 'и' || prev == 'И'), r == '\u0308' && (prev == 'е' || prev == 'Е'):
			prev = compose(&b, prev)
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			space = true
			line = line || r == '\n' || r == '\u2028' || r == '\u2029' || r == '\v'
			continue
		}
		if space && b.Len() > 0 {
			if line {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		}
		space, line = false, false
		r = plainHyphen(r)
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}

// compose replaces the letter just written with its composed form.
func compose(b *strings.Builder, prev rune) rune {
	whole := map[rune]rune{'и': 'й', 'И': 'Й', 'е': 'ё', 'Е': 'Ё'}[prev]
	text := b.String()
	b.Reset()
	b.WriteString(strings.TrimSuffix(text, string(prev)))
	b.WriteRune(whole)
	return whole
}

// hidden reports whether the character is never seen on paper.
func hidden(r rune) bool {
	return r == '\u00ad' || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// plainHyphen turns every kind of hyphen into "-"; long dashes are kept for quoting.
func plainHyphen(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2043', '\u2212', '\ufe63', '\uff0d':
		return '-'
	}
	return r
}

type tokenKind int

const (
	wordToken tokenKind = iota + 1
	numberToken
	markToken
)

// token is a word, a whole number or one mark. Words are lower-case, with е for
// ё and Cyrillic letters for the Latin ones that look alike; the full stop that
// follows at once belongs to them («кв.», «г.»).
type token struct {
	kind       tokenKind
	text       string
	value      int        // of a number
	month      time.Month // which the word names
	roman      int        // the Roman numeral which the word is
	start, end int        // in the cleaned text
	glued      bool       // nothing stands between this token and the one before
	dot        bool       // a word that ends with a full stop
	newline    bool       // a line break stands before
}

// longestNumber is the most digits that can mean something in a deadline.
const longestNumber = 6

// tokens splits a cleaned text. Quotation marks are left out: «"15" марта».
func tokens(text string) []token {
	var out []token
	end := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next := i + size
		if r == ' ' || r == '\n' || strings.ContainsRune(quotes, r) {
			i = next
			continue
		}
		t := token{start: i, glued: i == end}
		t.newline = end >= 0 && strings.Contains(text[end:i], "\n")
		switch {
		case isDigit(r):
			for next < len(text) && isDigit(rune(text[next])) {
				next++
			}
			t.kind, t.text = numberToken, text[i:next]
			if next-i > longestNumber {
				t.kind = wordToken
			} else {
				t.value = atoi(t.text)
			}
		case unicode.IsLetter(r):
			next += letters(text[next:])
			if n := romanBefore(text[i:next]); n > 0 {
				next = i + n
			}
			t.kind, t.text = wordToken, fold(text[i:next])
			t.month = monthOf(t.text)
			t.roman, _ = romanNumeral(t.text)
			if strings.HasPrefix(text[next:], ".") {
				t.dot = true
				next++
			}
		default:
			t.kind, t.text = markToken, mark(r)
			for t.text == "-" && strings.HasPrefix(text[next:], "-") {
				next++
			}
		}
		t.end, end = next, next
		out = append(out, t)
		i = next
	}
	return out
}

const quotes = "«»\"“”„‟'‘’`‹›"

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func atoi(digits string) int {
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}

// letters is the length, in bytes, of the letters that the text begins with.
func letters(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(text)
}

// romanBefore is the length of a Roman numeral that has run into «кв» or
// «полугодие»: «IVкв.».
func romanBefore(word string) int {
	n := 0
	for n < len(word) && strings.IndexByte("IVXivx", word[n]) >= 0 {
		n++
	}
	rest := fold(word[n:])
	if n > 0 && (strings.HasPrefix(rest, "кв") || strings.HasPrefix(rest, "полуг")) {
		return n
	}
	return 0
}

// mark gives one form to all dashes, strokes, brackets and plus signs.
func mark(r rune) string {
	if unicode.Is(unicode.Pd, r) {
		return "-"
	}
	switch r {
	case '÷', '~':
		return "-"
	case '⁄', '∕', '\\':
		return "/"
	case '[', '{':
		return "("
	case ']', '}':
		return ")"
	case '&':
		return "+"
	}
	return string(r)
}

var latinDoubles = strings.NewReplacer(
	"a", "а", "b", "в", "c", "с", "e", "е", "h", "н", "k", "к", "m", "м",
	"o", "о", "p", "р", "t", "т", "x", "х", "y", "у", "і", "и", "n", "п", "r", "г", "u", "и")

// fold lowers the case, takes е for ё, and reads Latin letters in a word that
// has Cyrillic ones as the Cyrillic letters they look like. A word without any
// Cyrillic letter stays Latin (a Roman numeral, a name), except for «c», which
// is often typed instead of «с».
func fold(word string) string {
	w := strings.ReplaceAll(strings.ToLower(word), "ё", "е")
	if w == "c" {
		return "с"
	}
	latin, cyrillic := false, false
	for _, r := range w {
		latin = latin || r <= unicode.MaxASCII || r == 'і'
		cyrillic = cyrillic || r > unicode.MaxASCII && r != 'і'
	}
	if latin && cyrillic {
		if _, ok := romanNumeral(w); ok {
			return w
		}
		return latinDoubles.Replace(w)
	}
	return w
}

// parser walks over the tokens of one text. Every rule of the grammar is a
// method that either consumes what it understands and reports true, or leaves
// the position where it was and reports false.
type parser struct {
	text string
	toks []token
	pos  int
	cell *cell
}

func newParser(text string) *parser { return parserOf(clean(text)) }

// parserOf is a parser over a text that is clean.
func parserOf(text string) *parser {
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

// try runs a rule and restores the position when it fails.
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

// any works as is does, over whole variants whose slots are separated by spaces;
// the first variant that fits counts.
func (p *parser) any(variants ...string) bool {
	pos := p.pos
	for _, v := range variants {
		for {
			slot, more := v, strings.IndexByte(v, ' ')
			if more >= 0 {
				slot = v[:more]
			}
			if !p.slot(slot) {
				break
			}
			if more < 0 {
				return true
			}
			v = v[more+1:]
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
	for {
		one, more := alternatives, strings.IndexByte(alternatives, '|')
		if more >= 0 {
			one = alternatives[:more]
		}
		if n := len(one) - 1; one == t.text || n >= 0 && one[n] == '*' && strings.HasPrefix(t.text, one[:n]) {
			return true
		}
		if more < 0 {
			return false
		}
		alternatives = alternatives[more+1:]
	}
}

// source is the text of the tokens from i up to j as it was written, with the
// quotation marks around it.
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
