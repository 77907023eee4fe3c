package offices

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/plans/planfile/spelling"
)

// piece is what stands between two separators of a cell of those who answer.
type piece struct {
	text string
	// joint is what joins the piece to the one before it when both are one name.
	joint string
	// apart forbids that: a semicolon or a list's mark stood between them, or
	// words such as «совместно с».
	apart bool
	// bare is the text without remarks in brackets, agreed what they said.
	bare   string
	agreed bool
	// key and bareKey are the text and the bare one as names are compared.
	key, bareKey string
}

var (
	// openLine ends a line that goes on in the next one.
	openLine = regexp.MustCompile(`(?i)(?:[-–—/]|(?:^|[\s(«])(?:и|или|а|с|со|по|в|во|на|о|об|от|для|к|ко|из|за|при|у|до|над|под|совместно с|совместно))$`)
	listMark = regexp.MustCompile(`^(?:[-–—•*▪]|\d{1,2}[.)])\s+`)
)

// joinOpenLines joins lines that were broken in the middle of a name.
func joinOpenLines(lines []string) []string {
	var all []string
	for l := range strings.SplitSeq(strings.Join(lines, "\n"), "\n") {
		if l = spelling.Tidy(l); l == "" {
			continue
		}
		if n := len(all); n > 0 && (Open(all[n-1])) {
			all[n-1] += " " + l
			continue
		}
		all = append(all, l)
	}
	return all
}

// Open reports whether a line is broken in the middle of a name.
func Open(line string) bool { return openLine.MatchString(line) || Unclosed(line) }

// Unclosed reports whether a line ends inside brackets or typographic quotes.
func Unclosed(line string) bool {
	return strings.Count(line, "(") > strings.Count(line, ")") || strings.Count(line, "«") > strings.Count(line, "»")
}

// separate cuts lines at commas, semicolons and line ends that stand outside
// brackets and quotes, and at the words that join two offices.
func (b *Book) separate(lines []string) []piece {
	var all []piece
	text := []rune(strings.Join(joinOpenLines(lines), "\n"))
	begin, mark := 0, '\n'
	cut := func(end int) {
		all = b.appendPiece(all, string(text[begin:end]), mark)
	}
	for i := 0; i < len(text); i++ {
		switch r := text[i]; r {
		case ',', ';', '\n':
			cut(i)
			begin, mark = i+1, r
		case '(', '«', '"', '“', '„':
			if end := slices.Index(text[i+1:], closing[r]); end >= 0 {
				i = skipNested(text, i, i+1+end)
			}
		}
	}
	cut(len(text))
	return all
}

var closing = map[rune]rune{'(': ')', '«': '»', '"': '"', '“': '”', '„': '“'}

// skipNested gives the end of a bracket or quote that may hold others of its
// kind; when they do not pair, the nearest end is taken.
func skipNested(text []rune, begin, nearest int) int {
	open, shut := text[begin], closing[text[begin]]
	if open == shut {
		return nearest
	}
	depth := 0
	for i := begin; i < len(text); i++ {
		switch text[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return nearest
}

// appendPiece adds one piece, or several when words join offices in it.
func (b *Book) appendPiece(all []piece, text string, mark rune) []piece {
	s := spelling.Tidy(text)
	apart := mark == ';' || mark == '\n' && listMark.MatchString(s)
	s = trimFullStop(listMark.ReplaceAllString(s, ""))
	if s == "" {
		return all
	}
	joint := ", "
	if mark == '\n' {
		joint = " "
	}
	for i, part := range jointParts(s) {
		if part.apart {
			part.text = nominative(part.text)
		}
		if i == 0 {
			part.joint, part.apart = joint, apart || part.apart
		}
		part.bare, part.agreed = withoutBrackets(part.text)
		part.key, part.bareKey = b.normal(part.text), b.normal(part.bare)
		if joiner := strings.TrimSpace(part.joint); i > 0 && !part.apart {
			part.key, part.bareKey = joiner+" "+part.key, joiner+" "+part.bareKey
		}
		all = append(all, part)
	}
	return all
}

// trimFullStop takes the full stop off a piece, except after initials, to which
// it belongs: «Иванова И.И.».
func trimFullStop(s string) string {
	trimmed := strings.TrimRight(s, ". ")
	if strings.HasSuffix(s, ".") && strings.Contains(trimmed, " ") {
		if i := strings.LastIndexByte(trimmed, '.'); i > 0 && utf8.RuneCountInString(strings.TrimSpace(trimmed[i+1:])) == 1 {
			return trimmed + "."
		}
	}
	return trimmed
}

var jointWord = regexp.MustCompile(`(?i)(?:^| )(?:совместно со? |а также |и )`)

// jointParts cuts a piece at «совместно с», «а также» and «и» where an office
// follows; inside brackets and quotes nothing is cut.
func jointParts(s string) []piece {
	var all []piece
	rest, from := s, 0
	current := piece{}
	for {
		m := jointWord.FindStringIndex(rest[from:])
		if m == nil {
			break
		}
		begin, end := from+m[0], from+m[1]
		word := strings.ToLower(strings.TrimSpace(rest[begin:end]))
		after := rest[end:]
		together := strings.HasPrefix(word, "совместно")
		another := together || current.apart && nominative(after) != after
		if Unclosed(rest[:begin]) || !another && (begin == 0 && word == "и" || headOf(firstPart(after)) == noHead) {
			from = end - 1
			continue
		}
		if before := strings.TrimSpace(rest[:begin]); before != "" {
			current.text = before
			all = append(all, current)
		}
		current = piece{joint: " " + word + " ", apart: another || word == "а также"}
		rest, from = after, 0
	}
	current.text = strings.TrimSpace(rest)
	if current.text != "" {
		all = append(all, current)
	}
	return all
}

// firstPart is the text up to the next «и» that may part two offices.
func firstPart(s string) string {
	if before, _, ok := strings.Cut(s, " и "); ok {
		return before
	}
	return s
}

var (
	brackets = regexp.MustCompile(`\s*\(([^()]*)\)`)
	// Person is the pattern of a name with initials behind or in front, or in full.
	Person = `(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\. ?(?:\p{Lu}\.?)?|\p{Lu}\. ?(?:\p{Lu}\. ?)?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|` +
		`\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:вич|вна|ична|оглы|кызы))`
	person  = regexp.MustCompile(`^` + Person + `$`)
	persons = regexp.MustCompile(`^` + Person + `(?:(?:, ?|; ?| и )` + Person + `)*$`)
)

// withoutBrackets takes away remarks that are no part of a unit's name: «(по
// согласованию)», which marks it as an outside one, and names of persons.
func withoutBrackets(text string) (name string, agreed bool) {
	name = brackets.ReplaceAllStringFunc(text, func(group string) string {
		inner := strings.TrimSpace(strings.Trim(strings.TrimSpace(group), "()"))
		if strings.HasPrefix(spelling.Normal(inner), "по согласованию") {
			agreed = true
			return ""
		}
		if persons.MatchString(inner) {
			return ""
		}
		return group
	})
	if before, ok := strings.CutSuffix(name, " по согласованию"); ok {
		name, agreed = before, true
	}
	return spelling.Tidy(name), agreed
}
