package planfile

import (
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
)

// mention is one unit named in a cell.
type mention struct {
	name string
	// agreed is «(по согласованию)»: the unit does not belong to the district.
	agreed bool
}

// read gives the units named in the lines of a cell, each once.
func (b *unitBook) read(lines []string) []plans.UnitID {
	var ids []plans.UnitID
	for _, m := range b.mentions(lines) {
		if id := b.take(m.name, m.agreed); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// longestName is how many pieces between commas a known name may have.
const longestName = 8

// mentions splits the lines into names. A known name is looked for first, the
// longest first, because names hold commas themselves: «отдел, орган АПГОСК,
// координирующий деятельность…» is one.
func (b *unitBook) mentions(lines []string) []mention {
	pieces := separate(lines)
	if len(pieces) > maxNames {
		b.full = true
		return nil
	}
	var all []mention
	for len(pieces) > 0 {
		if m, n := b.knownPrefix(pieces); n > 0 {
			all = append(all, m)
			pieces = pieces[n:]
			continue
		}
		name, agreed := withoutBrackets(pieces[0])
		switch {
		case name == "" || normal(name) == "по согласованию":
			if agreed = agreed || name != ""; agreed && len(all) > 0 {
				all[len(all)-1].agreed = true
			}
			pieces = pieces[1:]
		case b.knownPair(name) != nil:
			all = append(all, b.knownPair(name)...)
			pieces = pieces[1:]
		default:
			n := b.continued(pieces)
			name, agreed = withoutBrackets(strings.Join(pieces[:n], ", "))
			all = append(all, mention{name: name, agreed: agreed})
			pieces = pieces[n:]
		}
	}
	return all
}

// knownPrefix finds the longest run of pieces that is a known name.
func (b *unitBook) knownPrefix(pieces []string) (mention, int) {
	for n := min(len(pieces), longestName); n > 0; n-- {
		whole := strings.Join(pieces[:n], ", ")
		bare, agreed := withoutBrackets(whole)
		for _, name := range []string{whole, bare} {
			if _, ok := b.lookup(name); ok {
				return mention{name: name, agreed: agreed}, n
			}
		}
	}
	return mention{}, 0
}

var joint = regexp.MustCompile(` (?:и|совместно с|а также) `)

// knownPair splits «финансовое управление и отдел культуры» when both are
// known; the word «и» alone parts no names, since names hold it too.
func (b *unitBook) knownPair(name string) []mention {
	var all []mention
	for _, part := range joint.Split(name, -1) {
		if _, ok := b.lookup(part); !ok {
			return nil
		}
		all = append(all, mention{name: part})
	}
	return all
}

var (
	// participle begins a piece that goes on with the name before it.
	participle = regexp.MustCompile(`^(?:\p{Ll}+(?:ющ|ящ|ащ|ущ)(?:ий|ая|ее|ие|его|их)(?:ся)?|котор\p{Ll}+|в ведении|в чь\p{Ll}+) `)
	// generic is a piece that names nobody without what follows.
	generic = regexp.MustCompile(`^(?:(?:отраслевые|структурные|функциональные|территориальные) )*(?:отдел|отделы|орган|органы|управление|управления|комитет|комитеты|подразделение|подразделения)$`)
)

// continued counts the pieces that make up one unknown name.
func (b *unitBook) continued(pieces []string) int {
	n := 1
	for n < len(pieces) {
		_, known := b.knownPrefix(pieces[n:])
		if known > 0 || !participle.MatchString(pieces[n]+" ") && !generic.MatchString(strings.ToLower(pieces[n-1])) {
			break
		}
		n++
	}
	return n
}

// separate cuts lines at commas, semicolons and line ends that stand outside
// brackets and quotes.
func separate(lines []string) []string {
	var all []string
	text := []rune(strings.Join(lines, "\n"))
	begin := 0
	for i := 0; i < len(text); i++ {
		switch r := text[i]; r {
		case ',', ';', '\n':
			all = appendPiece(all, text[begin:i])
			begin = i + 1
		case '(', '«', '"', '“', '„':
			if end := slices.Index(text[i+1:], closing[r]); end >= 0 {
				i = skipNested(text, i, i+1+end)
			}
		}
	}
	return appendPiece(all, text[begin:])
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

var listMark = regexp.MustCompile(`^(?:[-–—•*]|\d{1,2}[.)])\s+`)

func appendPiece(all []string, piece []rune) []string {
	s := strings.TrimRight(listMark.ReplaceAllString(tidy(string(piece)), ""), ". ")
	if strings.HasSuffix(string(piece), ".") && strings.Contains(s, " ") {
		// A full stop after initials belongs to them: «Иванова И.И.».
		if i := strings.LastIndexByte(s, '.'); i > 0 && len([]rune(s[i+1:])) == 1 {
			s += "."
		}
	}
	if s == "" {
		return all
	}
	return append(all, s)
}

var (
	brackets = regexp.MustCompile(`\s*\(([^()]*)\)`)
	person   = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\. ?\p{Lu}\.?$`)
)

// withoutBrackets takes away remarks that are no part of a unit's name: «(по
// согласованию)», which marks it as an outside one, and a person's name.
func withoutBrackets(piece string) (name string, agreed bool) {
	name = brackets.ReplaceAllStringFunc(piece, func(group string) string {
		inner := strings.TrimSpace(strings.Trim(strings.TrimSpace(group), "()"))
		if strings.HasPrefix(normal(inner), "по согласованию") {
			agreed = true
			return ""
		}
		if person.MatchString(inner) {
			return ""
		}
		return group
	})
	if before, ok := strings.CutSuffix(name, " по согласованию"); ok {
		name, agreed = before, true
	}
	return tidy(name), agreed
}
