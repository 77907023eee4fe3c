// Package spelling cleans texts of plans and compares them letter by letter. It
// must know nothing of files, tables and plans.
package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxRunes is the most characters that a cell of a plan may hold.
const MaxRunes = 4000

// invisible removes what office programs put into text for the typesetter only.
// Letters typed on a Mac may come as a base letter and a combining mark.
var invisible = strings.NewReplacer(
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
	"\u2011", "-", "и\u0306", "й", "И\u0306", "Й", "е\u0308", "ё", "Е\u0308", "Ё",
)

// Tidy gives the text on one line with single spaces and nothing invisible.
func Tidy(s string) string {
	if isTidy(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, invisible.Replace(s))
	return strings.Join(strings.Fields(s), " ")
}

// isTidy reports whether a text surely needs no cleaning. Most texts are tidy
// already, and seeing so costs far less than cleaning them again.
func isTidy(s string) bool {
	space := true
	for _, r := range s {
		switch {
		case r == ' ':
			if space {
				return false
			}
			space = true
			continue
		case r > ' ' && r < 0x7f, r >= 'Ѐ' && r <= 'ҁ', r == '«', r == '»', r == '№', r == '…', r >= '–' && r <= '”':
		default:
			return false
		}
		space = false
	}
	return !space || s == ""
}

// TooLong reports whether the text exceeds what a cell may hold.
func TooLong(s string) bool {
	return len(s) > MaxRunes && utf8.RuneCountInString(s) > MaxRunes
}

// Clip shortens a text that is quoted in a problem.
func Clip(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most])) + "…"
}

// Normal gives a name as it is compared: small letters, ё as е, without quotes,
// brackets and dashes of any kind.
func Normal(s string) string {
	s = strings.ToLower(Tidy(s))
	s = strings.Map(func(r rune) rune {
		switch r {
		case 'ё':
			return 'е'
		case '«', '»', '"', '\'', '“', '”', '„', '‘', '’', '(', ')', '-', '–', '—', '−', ',', ';', '.', ':':
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
