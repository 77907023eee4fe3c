package bot

import (
	"strings"
	"unicode"
)

// hasWord tells whether the text holds the word by itself, not inside another;
// inflected lets any ending follow it.
func hasWord(text, word string, inflected bool) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		begin, end := from+i, from+i+len(word)
		before, after := []rune(text[:begin]), []rune(text[end:])
		if (len(before) == 0 || !inWord(before[len(before)-1])) && (inflected || len(after) == 0 || !inWord(after[0])) {
			return true
		}
		from = end
	}
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
