package emulator

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// finder finds one kind of entity: the first group of its pattern is the entity.
type finder struct {
	kind    string
	pattern *regexp.Regexp
	// borders reports whether the characters beside a find allow it; nil allows all.
	borders func(before, after rune) bool
}

const domains = `(?:ru|рф|su|com|org|net|info|biz|gov|edu|io|me|dev|app|tv|eu|by|kz|de|uk|site|online|xyz|москва|рус|дети)`

// finders go from the strongest kind to the weakest: what one has found the
// following do not see.
var finders = []finder{
	{"url", regexp.MustCompile(`(?i)((?:https?|ftp|tg|ton)://[^\s<>"«»]+)`), notAfterWord},
	{"email", regexp.MustCompile(`(?i)([a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,10})`), betweenWords},
	{"url", regexp.MustCompile(`(?i)((?:[\p{L}\p{N}-]+\.)+` + domains + `(?:/[^\s<>"«»]*)?)`), betweenWords},
	{"bot_command", regexp.MustCompile(`(/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)`), func(before, after rune) bool {
		return betweenWords(before, after) && !strings.ContainsRune("/<>", before) && !strings.ContainsRune("/<>", after)
	}},
	{"mention", regexp.MustCompile(`(@[a-zA-Z0-9_]{4,32})`), betweenWords},
	{"hashtag", regexp.MustCompile(`(#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)`), func(before, after rune) bool {
		return betweenWords(before, after) && after != '#' && before != '#'
	}},
	{"cashtag", regexp.MustCompile(`(\$[A-Z]{3,8})`), betweenWords},
	{"phone_number", regexp.MustCompile(`(\+\d[\d() -]{8,16}\d)`), betweenWords},
}

// findEntities finds what the server marks by itself, sorted and not crossing.
func findEntities(text string) []Entity {
	taken := make([]bool, len(text))
	var es []Entity
	for _, f := range finders {
		for _, m := range f.pattern.FindAllStringSubmatchIndex(text, -1) {
			begin, end := m[2], m[3]
			if f.kind == "url" {
				end = begin + len(trimURL(text[begin:end]))
			}
			before, _ := utf8.DecodeLastRuneInString(text[:begin])
			after, _ := utf8.DecodeRuneInString(text[end:])
			if anyTaken(taken[begin:end]) || !f.borders(before, after) {
				continue
			}
			for i := begin; i < end; i++ {
				taken[i] = true
			}
			es = append(es, Entity{Type: f.kind, Offset: units(text[:begin]), Length: units(text[begin:end])})
		}
	}
	sortEntities(es)
	return es
}

// trimURL cuts the punctuation that ends a sentence, not an address.
func trimURL(s string) string {
	for {
		cut := strings.TrimRight(s, `.,:;!?'"…`)
		if strings.HasSuffix(cut, ")") && strings.Count(cut, "(") < strings.Count(cut, ")") {
			cut = cut[:len(cut)-1]
		}
		if cut == s {
			return s
		}
		s = cut
	}
}

func anyTaken(taken []bool) bool {
	for _, t := range taken {
		if t {
			return true
		}
	}
	return false
}

func isWord(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func notAfterWord(before, _ rune) bool { return !isWord(before) }

func betweenWords(before, after rune) bool {
	return !isWord(before) && !isWord(after) && before != '@' && after != '@'
}
