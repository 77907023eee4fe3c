package phrase

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	wordToken tokenKind = iota + 1
	numberToken
	markToken
)

// token is a word, a whole number or one mark. Words are lower-case, with е for
// ё and Cyrillic letters for their Latin doubles, and swallow the full stop
// that follows at once («кв.», «г.»).
type token struct {
	kind       tokenKind
	text       string
	value      int        // of a number
	month      time.Month // which the word names
	start, end int        // in the cleaned text
	glued      bool       // nothing stands between this token and the one before
	dot        bool       // a word that ends with a full stop
	newline    bool       // a line break stands before
}

// longestNumber is the most digits which can mean something in a deadline.
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

// letters is the length of the run of letters which the text begins with.
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

// mark makes one of every dash and of every plus-like joint.
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

// fold lowers the case, takes е for ё, and reads Latin letters in a word which
// has Cyrillic ones as the Cyrillic letters they look like. A word without any
// Cyrillic letter stays Latin (a Roman numeral, a name), but for «c», which a
// hurried hand types for «с».
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
		if n, ok := romanNumeral(w); ok && n > 0 {
			return w
		}
		return latinDoubles.Replace(w)
	}
	return w
}
