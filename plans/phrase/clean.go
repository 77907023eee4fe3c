package phrase

import (
	"strings"
	"unicode"
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

// compose replaces the letter just written by its composed form.
func compose(b *strings.Builder, prev rune) rune {
	whole := map[rune]rune{'и': 'й', 'И': 'Й', 'е': 'ё', 'Е': 'Ё'}[prev]
	text := b.String()
	b.Reset()
	b.WriteString(strings.TrimSuffix(text, string(prev)))
	b.WriteRune(whole)
	return whole
}

// hidden tells whether the character is never seen on paper.
func hidden(r rune) bool {
	return r == '\u00ad' || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// plainHyphen makes one of every hyphen; long dashes are kept for quoting.
func plainHyphen(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2043', '\u2212', '\ufe63', '\uff0d':
		return '-'
	}
	return r
}
