package chat

import (
	"strings"
	"unicode"
)

// Finding is something that a search found: its line, and the button that opens it.
type Finding struct {
	Line string
	Key  Key
}

// Matcher gives what reports whether a text holds all the words looked for, whatever
// their endings; nil when there is nothing to look for.
func Matcher(words string) func(text string) bool {
	type wanted struct {
		stem  string
		whole bool
	}
	var stems []wanted
	for w := range strings.FieldsFuncSeq(folded(words), func(r rune) bool { return !InWord(r) && r != '.' }) {
		if s := stem(w); s != "" {
			stems = append(stems, wanted{s, s == w})
		}
	}
	if len(stems) == 0 {
		return nil
	}
	return func(text string) bool {
		text = folded(text)
		for _, s := range stems {
			if !HasWord(text, s.stem, !s.whole) {
				return false
			}
		}
		return true
	}
}

// folded is a text as it is compared: «ё» is «е».
func folded(s string) string { return strings.ReplaceAll(strings.ToLower(Plain(s)), "ё", "е") }

// stem is a word without the ending that Russian changes; a word of one letter finds
// nothing.
func stem(word string) string {
	word = strings.Trim(word, ".")
	letters := []rune(word)
	switch n := len(letters); {
	case n < 2:
		return ""
	case n < 4 || unicode.IsDigit(letters[n-1]):
		return word
	case n < 6:
		return string(letters[:n-1])
	default:
		return string(letters[:n-2])
	}
}
