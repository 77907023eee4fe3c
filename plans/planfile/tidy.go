package planfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// invisible removes what Word and Excel put into text for the typesetter only.
// Letters typed on a Mac may come as a base letter and a combining mark.
var invisible = strings.NewReplacer(
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
	"\u2011", "-", "и\u0306", "й", "И\u0306", "Й", "е\u0308", "ё", "Е\u0308", "Ё",
)

// tidy gives the text on one line with single spaces and nothing invisible.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, invisible.Replace(s))
	return strings.Join(strings.Fields(s), " ")
}

// tooLong tells whether the text exceeds what a cell may hold.
func tooLong(s string) bool {
	return len(s) > maxCellRunes && utf8.RuneCountInString(s) > maxCellRunes
}

// clip shortens a text that is quoted in a problem.
func clip(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most])) + "…"
}
