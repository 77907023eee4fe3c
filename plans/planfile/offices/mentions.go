package offices

import (
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
)

// Read gives the units named in the lines of a cell, each once, and the names
// that may be one unit or several.
func (b *Book) Read(lines []string) (ids []plans.UnitID, doubts []string) {
	key := strings.Join(lines, "\n")
	names, ok := b.cells[key]
	if !ok {
		names = b.mentions(lines)
		b.cells[key] = names
	}
	for _, m := range names.all {
		if id := b.take(m); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, names.doubts
}

// mention is one unit named in a cell: a known one, or a name that is new.
type mention struct {
	id   plans.UnitID
	name string
	// doubt is the name when it may be several units.
	doubt string
	// agreed is «(по согласованию)»: the unit does not belong to the district.
	agreed bool
}

// mentions are the units of a cell, and the names among them of which nobody
// has said yet whether they are one unit or several.
type mentions struct {
	all    []mention
	doubts []string
}

const (
	// MaxNames is the most names that a cell may hold, longestName the most
	// pieces of a known name.
	MaxNames    = 60
	longestName = 8
)

// mentions splits the lines into names. A known name is looked for first, the
// longest first, because names hold commas themselves: «отдел, орган АПГОСК,
// координирующий деятельность…» is one.
func (b *Book) mentions(lines []string) (found mentions) {
	pieces := b.separate(lines)
	if len(pieces) > MaxNames {
		b.full = true
		return mentions{}
	}
	for len(pieces) > 0 {
		first := pieces[0]
		switch m, n := b.knownPrefix(pieces); {
		case n > 0:
			found.all = append(found.all, m)
			if m.doubt != "" {
				found.doubts = append(found.doubts, m.doubt)
			}
			pieces = pieces[n:]
		case first.bare == "" || first.bareKey == "по согласованию":
			if last := len(found.all) - 1; last >= 0 && (first.agreed || first.bare != "") {
				found.all[last].agreed = true
			}
			pieces = pieces[1:]
		case b.knownPair(first.bare) != nil:
			found.all = append(found.all, b.knownPair(first.bare)...)
			pieces = pieces[1:]
		default:
			pieces = pieces[b.newNames(pieces, &found):]
		}
	}
	return found
}

// knownPrefix finds the longest run of pieces that is a known name. A run that
// the next piece goes on with is another, longer name: «отдел культуры» is not
// meant where «отдел культуры, спорта и туризма» is written.
func (b *Book) knownPrefix(pieces []piece) (mention, int) {
	for n := b.run(pieces); n > 0; n-- {
		whole, bare := pieces[0].key, pieces[0].bareKey
		for _, p := range pieces[1:n] {
			whole, bare = whole+" "+p.key, bare+" "+p.bareKey
		}
		for _, name := range []string{whole, bare} {
			id, ok := b.names[strings.TrimPrefix(name, "и ")]
			if !ok || n < len(pieces) && b.goesOn(pieces[n]) {
				continue
			}
			m := mention{id: id, doubt: b.unsure[id]}
			for _, p := range pieces[:n] {
				m.agreed = m.agreed || p.agreed
			}
			return m, n
		}
	}
	return mention{}, 0
}

// run counts the pieces that may belong to one known name.
func (b *Book) run(pieces []piece) int {
	n := 1
	for n < min(len(pieces), longestName) && !pieces[n].apart {
		n++
	}
	return n
}

// goesOn reports whether a piece surely goes on with the name before it.
func (b *Book) goesOn(next piece) bool {
	return !next.apart && next.bare != "" && next.bareKey != "по согласованию" && !person.MatchString(next.bare) &&
		headOf(next.bare) == noHead && !properNoun(next.bare) && b.names[next.key] == ""
}

var jointName = regexp.MustCompile(` (?:и|а также) `)

// knownPair splits «финуправление и МФЦ» when both are known; the word «и» alone
// parts no names, since names hold it too.
func (b *Book) knownPair(name string) []mention {
	parts := jointName.Split(name, -1)
	if len(parts) < 2 {
		return nil
	}
	var all []mention
	for _, part := range parts {
		id, ok := b.names[b.normal(part)]
		if !ok {
			return nil
		}
		all = append(all, mention{id: id})
	}
	return all
}

// newNames reads a run of pieces that begins with an unknown name, and gives
// how many it took. Where only a person can say whether a piece goes on with
// the name before it, the run stays together until somebody does.
func (b *Book) newNames(pieces []piece, found *mentions) int {
	groups := [][]piece{{pieces[0]}}
	n := 1
	for ; n < len(pieces); n++ {
		if _, known := b.knownPrefix(pieces[n:]); known > 0 || pieces[n].bareKey == "по согласованию" {
			break
		}
		last := groups[len(groups)-1]
		relation := relate(last, pieces[n])
		if relation == same && betweenPosts(last, pieces[n:]) {
			relation = open
		}
		if relation == another {
			break
		}
		if relation == open {
			groups = append(groups, []piece{pieces[n]})
			continue
		}
		groups[len(groups)-1] = append(last, pieces[n])
	}
	whole := slices.Concat(groups...)
	if len(groups) > 1 {
		switch name, _ := withoutBrackets(joined(whole)); b.decide(name) {
		case Several:
			for _, g := range groups {
				found.add(g, "")
			}
			return n
		case One:
		default:
			found.doubts = append(found.doubts, name)
			found.add(whole, name)
			return n
		}
	}
	found.add(whole, "")
	return n
}

func (m *mentions) add(group []piece, doubt string) {
	name, agreed := withoutBrackets(joined(group))
	m.all = append(m.all, mention{name: name, agreed: agreed, doubt: doubt})
}

func joined(group []piece) string {
	var text strings.Builder
	text.WriteString(group[0].text)
	for _, p := range group[1:] {
		text.WriteString(p.joint + p.text)
	}
	return text.String()
}

// relation is how a piece stands to the name before it.
type relation int

const (
	another relation = iota
	same
	open
)

var (
	// participle begins a piece that goes on with the name before it.
	participle = regexp.MustCompile(`^(?:\p{Ll}+(?:ющ|ящ|ащ|ущ)(?:ий|ая|ее|ие|его|их)(?:ся)?|котор\p{Ll}+|в ведении|в чь\p{Ll}+) `)
	// generic is a piece that names nobody without what follows.
	generic = regexp.MustCompile(`^(?:(?:отраслевые|структурные|функциональные|территориальные) )*(?:отдел|отделы|орган|органы|управление|управления|комитет|комитеты|подразделение|подразделения)$`)
)

// relate decides whether a piece belongs to the name before it. One without an
// office word of its own does: «Отдел культуры, спорта и молодёжной политики».
func relate(name []piece, next piece) relation {
	last := name[len(name)-1]
	switch {
	case next.apart, next.bare == "":
		return another
	case participle.MatchString(next.text + " "), generic.MatchString(strings.ToLower(last.text)):
		return same
	case person.MatchString(next.bare):
		if isPost(last.bare) && !holdsPerson(name) {
			return same
		}
		return another
	case len(name) == 1 && person.MatchString(last.bare):
		if isPost(next.bare) {
			return same
		}
		return another
	}
	switch headOf(next.bare) {
	case sureHead:
		return another
	case openHead:
		return open
	}
	if properNoun(next.bare) || !slices.ContainsFunc(name, func(p piece) bool { return headOf(p.bare) != noHead }) {
		return open
	}
	return same
}

// betweenPosts reports whether a person stands between two posts and may hold either:
// «Глава администрации, И.И. Петров, начальник отдела».
func betweenPosts(name, next []piece) bool {
	named := func(i int) bool { return i < len(next) && !next[i].apart && person.MatchString(next[i].bare) }
	return named(0) && isPost(name[len(name)-1].bare) && len(next) > 1 && !next[1].apart && isPost(next[1].bare) && !named(2)
}

func holdsPerson(name []piece) bool {
	return slices.ContainsFunc(name, func(p piece) bool { return person.MatchString(p.bare) })
}
