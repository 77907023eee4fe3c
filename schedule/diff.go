package schedule

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
)

// Difference is what a newer version of a plan changes in an older one. Every
// row of the old one stands in Kept or in Gone, every row of the new one in Kept
// or in Added, each exactly once.
type Difference struct {
	// Kept are the rows that remain, in the order of the new plan.
	Kept []Pair
	// Added and Gone are rows of one of the two alone, in its order.
	Added, Gone []plans.Item
}

// Pair is one row in both versions.
type Pair struct{ Was, Now plans.Item }

// Renumbered reports whether the row has another number.
func (p Pair) Renumbered() bool { return p.Was.No != p.Now.No }

// Reworded reports whether the row's words changed, spaces and signs aside.
func (p Pair) Reworded() bool { return normal(p.Was.Form) != normal(p.Now.Form) }

// Redated reports whether the row's deadline is understood differently.
func (p Pair) Redated() bool { return !reflect.DeepEqual(p.Was.Deadline, p.Now.Deadline) }

// Reassigned reports whether others answer for the row.
func (p Pair) Reassigned() bool { return !sameUnits(p.Was.Responsible, p.Now.Responsible) }

// Changed reports whether the row is renumbered, reworded, redated or reassigned.
func (p Pair) Changed() bool {
	return p.Renumbered() || p.Reworded() || p.Redated() || p.Reassigned()
}

func sameUnits(a, b []plans.UnitID) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(x), slices.Compact(y))
}

// Empty reports whether the versions agree in all that is compared.
func (d Difference) Empty() bool {
	return len(d.Added)+len(d.Gone) == 0 && !slices.ContainsFunc(d.Kept, Pair.Changed)
}

// Of gives the kept rows for which is reports true, such as [Pair.Redated].
func (d Difference) Of(is func(Pair) bool) []Pair {
	return slices.DeleteFunc(slices.Clone(d.Kept), func(p Pair) bool { return !is(p) })
}

// Likeness from which two rows are taken for one: with the same number, a row
// whose words were edited; with another one, only where next to nothing was
// edited, because what people have said of the one will count for the other. A
// person sees every such pair before anything is loaded.
const (
	alikeInPlace   = 0.5
	alikeElsewhere = 0.85
)

// Diff compares two versions of a plan. Rows are matched by their words and
// numbers: first the same words under the same number, then the same words
// elsewhere (a row that moved), then like words under the same number (a row that
// was edited), last very like words with the same figures elsewhere. Plans of
// periods that do not meet share no row.
func Diff(old, next plans.Plan) Difference {
	m := matching{was: rowsOf(old), now: rowsOf(next)}
	if old.Period.Overlaps(next.Period) {
		m.pair()
	}
	return m.difference()
}

// SameRows compares two plans whatever their periods: the rows kept are those which
// last year's plan had as well.
func SameRows(old, next plans.Plan) Difference {
	m := matching{was: rowsOf(old), now: rowsOf(next)}
	m.pair()
	return m.difference()
}

func (m *matching) pair() {
	for _, alike := range []func(a, b *row) (float64, bool){sameInPlace, sameWords, likeInPlace, likeElsewhere} {
		m.pass(alike)
	}
}

func (m *matching) difference() Difference {
	var d Difference
	for i := range m.now {
		if n := &m.now[i]; n.taken {
			d.Kept = append(d.Kept, Pair{m.was[n.with].item, n.item})
		} else {
			d.Added = append(d.Added, n.item)
		}
	}
	for _, w := range m.was {
		if !w.taken {
			d.Gone = append(d.Gone, w.item)
		}
	}
	return d
}

// row is a row being matched.
type row struct {
	item           plans.Item
	words, section string
	figures        string
	grams          []string // sorted, of the words
	taken          bool
	with           int
}

func rowsOf(p plans.Plan) []row {
	var rows []row
	for _, s := range p.Sections {
		for _, i := range s.Items {
			words := normal(i.Form)
			rows = append(rows, row{item: i, words: words, section: normal(s.Title), figures: digits(words), grams: trigrams(words)})
		}
	}
	return rows
}

type matching struct{ was, now []row }

// pass pairs the rows still free that are alike, the most alike first, of
// equals those that stand nearest to each other.
func (m *matching) pass(alike func(a, b *row) (float64, bool)) {
	type candidate struct {
		i, j, apart int
		score       float64
	}
	var all []candidate
	for i := range m.was {
		for j := range m.now {
			if m.was[i].taken || m.now[j].taken {
				continue
			}
			if s, ok := alike(&m.was[i], &m.now[j]); ok {
				all = append(all, candidate{i, j, max(i-j, j-i), s})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.apart, b.apart), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, c := range all {
		if w, n := &m.was[c.i], &m.now[c.j]; !w.taken && !n.taken {
			w.taken, n.taken, w.with, n.with = true, true, c.j, c.i
		}
	}
}

func sameInPlace(a, b *row) (float64, bool) { return 1, a.item.No == b.item.No && a.words == b.words }

func sameWords(a, b *row) (float64, bool) {
	score := 0.0
	if a.section == b.section {
		score = 1
	}
	return score, a.words == b.words
}

func likeInPlace(a, b *row) (float64, bool) {
	if a.item.No != b.item.No {
		return 0, false
	}
	s := likeness(a.grams, b.grams)
	return s, s >= alikeInPlace
}

func likeElsewhere(a, b *row) (float64, bool) {
	if a.figures != b.figures {
		return 0, false
	}
	s := likeness(a.grams, b.grams)
	return s, s >= alikeElsewhere
}

// normal is a text's letters and figures in lower case, single blanks between
// words, ё as е.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 'ё' || r == 'Ё':
			return 'е'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func digits(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }), " ")
}

// trigrams are all runs of three letters, sorted, repetitions kept.
func trigrams(s string) []string {
	r := []rune(" " + s + " ")
	grams := make([]string, 0, len(r))
	for i := 0; i+3 <= len(r); i++ {
		grams = append(grams, string(r[i:i+3]))
	}
	slices.Sort(grams)
	return grams
}

// likeness is Dice's coefficient of two texts' trigrams: twice what they share
// by what they have together, from 0 to 1.
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
