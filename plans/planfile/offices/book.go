// Package offices reads who answers for a row: the names of offices and people
// in the words of a cell. It never guesses: a name that may be one office or
// several is one until somebody says so, and likeness makes no name another's.
// It must know nothing of tables and files.
package offices

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/spelling"
)

// latin writes Russian letters as passports and road signs nearly do.
var latin = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i",
	'й': "y", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "",
	'э': "e", 'ю': "yu", 'я': "ya",
}

// smallWords say nothing of who a unit is.
var smallWords = []string{"и", "в", "во", "по", "на", "с", "со", "о", "об", "для", "при", "к", "от", "из"}

// Identifier makes an identifier of a name: Latin letters, digits and dashes,
// whole words as far as they fit. The same name always gives the same one.
func Identifier(name string) string {
	const longest = 40
	var id string
	for word := range strings.FieldsSeq(spelling.Normal(name)) {
		if slices.Contains(smallWords, word) {
			continue
		}
		var b strings.Builder
		for _, r := range word {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
				b.WriteRune(r)
			default:
				b.WriteString(latin[r])
			}
		}
		w := b.String()
		switch {
		case w == "":
		case id == "":
			id = w[:min(len(w), longest)]
		case len(id)+1+len(w) > longest:
			return id
		default:
			id += "-" + w
		}
	}
	if id == "" {
		return "unit"
	}
	return id
}

// MaxNew is the most units that a document may add: each is compared with all
// others.
const MaxNew = 200

// Book knows the units of a plan while its rows are read.
type Book struct {
	known, found []plans.Unit
	names        map[string]plans.UnitID
	used         map[plans.UnitID]bool
	decide       func(name string) Verdict
	// unsure are units that may be several, by their names.
	unsure map[plans.UnitID]string
	// cells and normals keep what is read again and again: the same few cells
	// stand in most rows of a plan.
	cells   map[string]mentions
	normals map[string]string
	looks   map[string]look
	// full tells that a document names more units than any plan has.
	full bool
}

// Verdict is what somebody has said of a name that may be several units.
type Verdict int

// The verdicts.
const (
	// Unsaid keeps the name together and in doubt.
	Unsaid Verdict = iota
	One
	Several
)

// NewBook makes a book of the known units; decide gives the verdicts on names.
func NewBook(known []plans.Unit, decide func(name string) Verdict) *Book {
	b := &Book{
		known: known, names: map[string]plans.UnitID{}, used: map[plans.UnitID]bool{}, decide: decide,
		cells: map[string]mentions{}, normals: map[string]string{}, looks: map[string]look{}, unsure: map[plans.UnitID]string{},
	}
	for _, u := range known {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			if n := b.normal(name); n != "" && b.names[n] == "" {
				b.names[n] = u.ID
			}
		}
	}
	return b
}

// normal is [spelling.Normal], kept.
func (b *Book) normal(name string) string {
	n, ok := b.normals[name]
	if !ok {
		n = spelling.Normal(name)
		b.normals[name] = n
	}
	return n
}

// take gives the unit that is mentioned and makes one of a name that is new. It
// is looked up letter for letter but for case, quotes and punctuation.
func (b *Book) take(m mention) plans.UnitID {
	id := m.id
	if id == "" {
		id = b.names[b.normal(m.name)]
	}
	if id == "" {
		if len(b.found) == MaxNew {
			b.full = true
			return ""
		}
		id = b.free(Identifier(m.name))
		b.names[b.normal(m.name)] = id
		b.found = append(b.found, plans.Unit{ID: id, Name: m.name, ByProject: byProject(m.name)})
	}
	b.used[id] = true
	if m.doubt != "" {
		b.unsure[id] = m.doubt
	}
	if m.agreed {
		for i := range b.found {
			if b.found[i].ID == id && !b.found[i].ByProject {
				b.found[i].External = true
			}
		}
	}
	return id
}

func (b *Book) free(id string) plans.UnitID {
	taken := func(id plans.UnitID) bool {
		return slices.ContainsFunc(slices.Concat(b.known, b.found), func(u plans.Unit) bool { return u.ID == id })
	}
	for n := 2; ; n++ {
		if !taken(plans.UnitID(id)) {
			return plans.UnitID(id)
		}
		id = fmt.Sprintf("%s-%d", strings.TrimSuffix(id, fmt.Sprintf("-%d", n-1)), n)
	}
}

// byProject recognises «отдел, орган, координирующий деятельность в
// соответствующей отрасли»: whoever runs the branch of the project.
func byProject(name string) bool {
	n := spelling.Normal(name)
	return (strings.Contains(n, "координир") || strings.Contains(n, "курир")) && strings.Contains(n, "отрасл")
}

// Units gives the plan's units: the known ones when the document speaks of any
// of them, and then those it adds. A document of somebody else gets none of them.
func (b *Book) Units() []plans.Unit {
	for _, u := range b.known {
		if b.used[u.ID] {
			return slices.Concat(b.known, b.found)
		}
	}
	return b.found
}

// Full reports whether a document names more units than any plan has: more than
// [MaxNames] in a cell or more than [MaxNew] new ones.
func (b *Book) Full() bool { return b.full }

// Match finds units of a plan among known ones: same gives, by its id, the known unit
// that has one of its names; alike are others that only look like a known one.
func Match(known, found []plans.Unit) (same map[plans.UnitID]plans.Unit, alike []Alike) {
	b := NewBook(known, func(string) Verdict { return Unsaid })
	same = map[plans.UnitID]plans.Unit{}
	for _, u := range found {
		if id, ok := b.named(u); ok {
			i := slices.IndexFunc(known, func(k plans.Unit) bool { return k.ID == id })
			same[u.ID] = known[i]
			continue
		}
		best, closest := 0, plans.Unit{}
		for _, k := range known {
			if l := b.likeness(u, k); l > best {
				best, closest = l, k
			}
		}
		if best > 0 {
			alike = append(alike, Alike{Found: u, Near: closest})
		}
	}
	return same, alike
}

// named finds the known unit that has one of the unit's names.
func (b *Book) named(u plans.Unit) (plans.UnitID, bool) {
	for _, name := range append([]string{u.Name}, u.Aliases...) {
		if id := b.names[b.normal(name)]; id != "" {
			return id, true
		}
	}
	return "", false
}

// Alike is a unit that a document adds and the one it looks like.
type Alike struct{ Found, Near plans.Unit }

// Alike gives every new unit that looks like another one.
func (b *Book) Alike() []Alike {
	var all []Alike
	units := slices.Concat(b.known, b.found)
	for i, u := range b.found {
		var closest plans.Unit
		best := 0
		for _, other := range units[:len(b.known)+i] {
			if l := b.likeness(u, other); l > best {
				best, closest = l, other
			}
		}
		if best > 0 {
			all = append(all, Alike{Found: u, Near: closest})
		}
	}
	return all
}

// likeness says how much two units' names are alike, 0 when they are not: by
// letters, or by one holding all the words of the other.
func (b *Book) likeness(u, other plans.Unit) int {
	best := 0
	if u.ByProject && other.ByProject {
		best = 60
	}
	own := b.look(u.Name)
	for _, name := range append([]string{other.Name}, other.Aliases...) {
		its := b.look(name)
		if own.long || its.long || len(own.letters)+len(its.letters) == 0 {
			continue
		}
		// Names of very different length cannot be a quarter alike.
		if longer := max(len(own.letters), len(its.letters)); 4*min(len(own.letters), len(its.letters)) >= 3*longer {
			if d := spelling.Distance(own.letters, its.letters) * 100 / longer; d <= 25 {
				best = max(best, 100-d)
			}
		}
		if own.holds(its) || its.holds(own) {
			best = max(best, 50)
		}
	}
	return best
}

// look is a name as it is compared with others.
type look struct {
	letters []rune
	stems   []string
	long    bool
}

func (b *Book) look(name string) look {
	const longest = 150
	l, ok := b.looks[name]
	if !ok {
		n := b.normal(name)
		l.letters = []rune(n)
		l.long = len(l.letters) > longest
		for w := range strings.FieldsSeq(n) {
			l.stems = append(l.stems, stem(w))
		}
		slices.Sort(l.stems)
		b.looks[name] = l
	}
	return l
}

// holds reports whether all words of another name, two at least, stand in this
// one, whatever their endings.
func (l look) holds(other look) bool {
	if len(other.stems) < 2 {
		return false
	}
	return !slices.ContainsFunc(other.stems, func(s string) bool {
		_, found := slices.BinarySearch(l.stems, s)
		return !found
	})
}

// stem cuts off what an ending may be.
func stem(word string) string {
	r := []rune(word)
	return string(r[:min(len(r), max(4, len(r)-3))])
}
