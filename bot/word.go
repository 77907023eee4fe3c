package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
		before, _ := utf8.DecodeLastRuneInString(text[:begin])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !inWord(before) && (inflected || !inWord(after)) {
			return true
		}
		from = end
	}
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
