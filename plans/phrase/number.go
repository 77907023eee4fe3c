package phrase

import "strings"

// cardinals are the numbers in words, in the cases that occur in deadlines.
var cardinals = forms(map[int]string{
	1: "один одна одно одну одного одной одному одним", 2: "два две двух двум двумя", 3: "три трех трем тремя",
	4: "четыре четырех четырем", 5: "пять пяти пятью", 6: "шесть шести шестью", 7: "семь семи семью",
	8: "восемь восьми", 9: "девять девяти", 10: "десять десяти десятью", 11: "одиннадцать одиннадцати",
	12: "двенадцать двенадцати", 13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати",
	15: "пятнадцать пятнадцати", 16: "шестнадцать шестнадцати", 17: "семнадцать семнадцати",
	18: "восемнадцать восемнадцати", 19: "девятнадцать девятнадцати", 20: "двадцать двадцати",
	30: "тридцать тридцати", 40: "сорок сорока", 50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти",
	70: "семьдесят семидесяти", 80: "восемьдесят восьмидесяти", 90: "девяносто девяноста", 100: "сто ста",
	200: "двести двухсот", 300: "триста трехсот",
})

// ordinalStems with ordinalEndings give the ordinals.
var ordinalStems = map[int]string{
	1: "перв", 2: "втор", 3: "трет", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят",
	10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат",
	16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат",
}

const ordinalEndings = "ый ий ой ая ья ое ье ого ьего ому ьему ом ьем ым ьим ую ью ей ьей ые ьи ых ьих"

var ordinals = ordinalForms()

func forms(words map[int]string) map[string]int {
	out := map[string]int{}
	for n, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[w] = n
		}
	}
	return out
}

func ordinalForms() map[string]int {
	out := map[string]int{}
	for n, stem := range ordinalStems {
		for ending := range strings.FieldsSeq(ordinalEndings) {
			out[stem+ending] = n
		}
	}
	return out
}

const (
	cardinalSuffixes = "ти|и|х|ех|ух|м|ми|та|ого|го|ой|й|ь"
	ordinalSuffixes  = "го|ого|его|му|ому|й|ый|ий|ой|е|ое|ье|ая|я|ья|м|ом|ем|ую|ю|ью|ей"
)

// suffix consumes the ending written after digits: «6-го», «5-ти», «2е».
func (p *parser) suffix(endings string) {
	p.try(func() bool {
		if fits(p.at(0), "-") {
			if !p.at(1).glued && !p.at(0).glued {
				return false
			}
			p.pos++
		} else if !p.at(0).glued {
			return false
		}
		return p.is(endings)
	})
}

// digits consumes a number of lo to hi.
func (p *parser) digits(lo, hi int) (int, bool) {
	t := p.at(0)
	if t.kind != numberToken || t.value < lo || t.value > hi {
		return 0, false
	}
	p.pos++
	return t.value, true
}

// cardinalWords consumes a number in words: «двадцати пяти».
func (p *parser) cardinalWords() (int, bool) {
	n, last := 0, 1000
	for {
		v, ok := cardinals[p.at(0).text]
		if !ok || p.at(0).kind != wordToken || v >= last || last < 20 || last%10 != 0 {
			return n, n > 0
		}
		if n > 0 && last < 100 && v >= 10 {
			return n, true
		}
		n, last = n+v, v
		p.pos++
	}
}

// largestCount is the largest number which a deadline may count.
const largestCount = 3660

// cardinal consumes a count: «10», «30 (тридцати)», «десяти», «10-ти»,
// «трёх (3)». Two numbers that differ are refused.
func (p *parser) cardinal() (n int, ok bool) {
	ok = p.try(func() bool {
		inDigits := false
		if n, inDigits = p.digits(0, largestCount); inDigits {
			p.suffix(cardinalSuffixes)
		} else if n, ok = p.cardinalWords(); !ok {
			return false
		}
		again := true
		p.try(func() bool {
			if !p.is("(") {
				return false
			}
			m, ok := p.cardinalWords()
			if !ok {
				m, ok = p.digits(0, largestCount)
			}
			if !ok || !p.is(")") {
				return false
			}
			again = m == n
			return true
		})
		return again
	})
	return n, ok
}

// ordinal consumes an ordinal: «6-го», «первого», «двадцать пятое», «II», «3».
func (p *parser) ordinal() (n int, ok bool) {
	ok = p.try(func() bool {
		if n, ok = p.digits(1, finalNumber); ok {
			if len(p.at(-1).text) > 2 {
				return false
			}
			if n == 1 && p.at(0).glued && fits(p.at(0), "у|v") {
				p.pos++
				n = 4
				return true
			}
			p.suffix(ordinalSuffixes)
			return p.sameInBrackets(n)
		}
		if n, ok = p.ordinalWords(); ok {
			return p.sameInBrackets(n)
		}
		if n = p.at(0).roman; n > 0 && !p.at(0).dot {
			p.pos++
			p.suffix(ordinalSuffixes)
			return true
		}
		return false
	})
	return n, ok
}

// sameInBrackets consumes the number said once more, «1 (первого)»; another
// number there is refused.
func (p *parser) sameInBrackets(n int) bool {
	same := true
	p.try(func() bool {
		if !p.is("(") {
			return false
		}
		m, ok := p.ordinalWords()
		if !ok {
			m, ok = p.digits(1, finalNumber)
		}
		same = !ok || m == n
		return ok && p.is(")")
	})
	return same
}

func (p *parser) ordinalWords() (int, bool) {
	if n, ok := ordinals[p.at(0).text]; ok {
		p.pos++
		return n, true
	}
	tens := cardinals[p.at(0).text]
	if n, ok := ordinals[p.at(1).text]; ok && n < 10 && (tens == 20 || tens == 30) {
		p.pos += 2
		return tens + n, true
	}
	return 0, false
}

// romanNumeral reads I to XII, also typed with letters and digits that look
// alike on a Russian keyboard: «ІІ», «ІУ», «ХІ», «lll».
func romanNumeral(w string) (int, bool) {
	if len(w) > 12 {
		return 0, false
	}
	if n, ok := romans[w]; ok {
		return n, true
	}
	n, ok := romans[romanDoubles.Replace(w)]
	return n, ok
}

var (
	romans = map[string]int{
		"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
	}
	romanDoubles = strings.NewReplacer("і", "i", "l", "i", "у", "v", "х", "x")
)

// partNumber consumes the number of a quarter or a half-year. Before these
// words «П» and «Ш» stand for II and III where Latin letters are hard to type.
func (p *parser) partNumber(last int) (n int, ok bool) {
	ok = p.try(func() bool {
		switch t := p.at(0); {
		case t.kind == wordToken && (t.text == "п" || t.text == "ii" || t.text == "пi"):
			n = 2
			p.pos++
		case t.kind == wordToken && t.text == "ш":
			n = 3
			p.pos++
		default:
			if n, ok = p.ordinal(); !ok {
				return false
			}
		}
		return n >= 1 && n <= last
	})
	return n, ok
}
