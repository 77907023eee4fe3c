package schedule

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// pairs writes a difference as the rows' numbers, "1.1>1.2 +1.3 -1.4".
func pairs(d Difference) string {
	var all []string
	for _, p := range d.Kept {
		all = append(all, string(p.Was.No)+">"+string(p.Now.No))
	}
	for _, i := range d.Added {
		all = append(all, "+"+string(i.No))
	}
	for _, i := range d.Gone {
		all = append(all, "-"+string(i.No))
	}
	return strings.Join(all, " ")
}

// TestPairIsChangedByAnyOneThing changes one thing of a row at a time.
func TestPairIsChangedByAnyOneThing(t *testing.T) {
	row := func() plans.Item {
		return plans.Item{No: "1.1", Form: "Пресс-тур", Deadline: by20March, Responsible: []plans.UnitID{"u", "v"}}
	}
	for name, c := range map[string]struct {
		change func(*plans.Item)
		want   string
	}{
		"nothing":                    {func(*plans.Item) {}, ""},
		"number":                     {func(i *plans.Item) { i.No = "1.2" }, "renumbered"},
		"words":                      {func(i *plans.Item) { i.Form = "Семинар" }, "reworded"},
		"spaces, signs and capitals": {func(i *plans.Item) { i.Form = "  пресс — ТУР." }, ""},
		"date":                       {func(i *plans.Item) { i.Deadline = plans.ByDate{To: 5} }, "redated"},
		"kind of deadline":           {func(i *plans.Item) { i.Deadline = plans.Throughout{} }, "redated"},
		"words of the deadline":      {func(i *plans.Item) { i.Phrase = "не позднее 20 марта" }, ""},
		"another unit":               {func(i *plans.Item) { i.Responsible = []plans.UnitID{"u", "w"} }, "reassigned"},
		"a unit less":                {func(i *plans.Item) { i.Responsible = []plans.UnitID{"u"} }, "reassigned"},
		"order of the units":         {func(i *plans.Item) { i.Responsible = []plans.UnitID{"v", "u", "v"} }, ""},
	} {
		p := Pair{Was: row(), Now: row()}
		c.change(&p.Now)
		var got []string
		for what, is := range map[string]bool{
			"renumbered": p.Renumbered(), "reworded": p.Reworded(), "redated": p.Redated(), "reassigned": p.Reassigned(),
		} {
			if is {
				got = append(got, what)
			}
		}
		if strings.Join(got, " ") != c.want || p.Changed() != (c.want != "") {
			t.Errorf("%s: %q, changed %v; want %q", name, got, p.Changed(), c.want)
		}
		if d := (Difference{Kept: []Pair{{Was: row(), Now: row()}, p}}); d.Empty() != (c.want == "") || (len(d.Of(Pair.Changed)) == 0) != (c.want == "") {
			t.Errorf("%s: the difference is empty: %v", name, d.Empty())
		}
	}
}

func TestDifferenceIsEmptyOnlyWithoutNewAndLostRows(t *testing.T) {
	one := []plans.Item{{No: "1.1"}}
	for name, d := range map[string]Difference{"added": {Added: one}, "gone": {Gone: one}, "both": {Added: one, Gone: one}} {
		if d.Empty() {
			t.Errorf("%s: empty", name)
		}
	}
	if !(Difference{}).Empty() {
		t.Error("nothing is not empty")
	}
}

// sections is a plan with the rows of each section, numbered through.
func sections(titles []string, forms ...[]string) plans.Plan {
	var all []string
	for _, f := range forms {
		all = append(all, f...)
	}
	p := versionOf(all)
	items := p.Sections[0].Items
	p.Sections = nil
	for i, f := range forms {
		p.Sections = append(p.Sections, plans.Section{Title: titles[i], Items: items[:len(f)]})
		items = items[len(f):]
	}
	return p
}

// secondOf is a plan of one row, numbered 1.2.
func secondOf(form string) plans.Plan {
	p := versionOf([]string{form})
	p.Sections[0].Items[0].No = "1.2"
	return p
}

// TestRowsAreMatchedByWordsThenNumbers says which rows are taken for the same.
func TestRowsAreMatchedByWordsThenNumbers(t *testing.T) {
	plan := func(forms ...string) plans.Plan { return versionOf(forms) }
	for name, c := range map[string]struct {
		old, next plans.Plan
		want      string
	}{
		"equal words stay under their number": {
			plan("семинар", "семинар", "семинар"), plan("семинар", "выставка", "семинар"), "1.1>1.1 1.3>1.3 +1.2 -1.2",
		},
		"of equal words elsewhere the nearest": {
			plan("а", "б", "в", "семинар", "семинар"), plan("а", "семинар", "б", "в"), "1.1>1.1 1.4>1.2 1.2>1.3 1.3>1.4 -1.5",
		},
		"the nearest may stand below": {
			plan("семинар", "а", "б", "семинар"), plan("а", "б", "семинар"), "1.2>1.1 1.3>1.2 1.4>1.3 -1.1",
		},
		"the nearest may stand above": {
			plan("а", "б", "семинар"), plan("семинар", "а", "б", "семинар"), "1.1>1.2 1.2>1.3 1.3>1.4 +1.1",
		},
		"of equal words the number before the place": {
			plan("семинар", "семинар"), secondOf("семинар"), "1.2>1.2 -1.1",
		},
		"of equal words elsewhere those of the section": {
			sections([]string{"Школы", "Пресса"}, []string{"семинар", "опрос"}, []string{"семинар", "лекция"}),
			sections([]string{"Школы"}, []string{"пикник", "дебаты", "конкурс", "семинар"}),
			"1.1>1.4 +1.1 +1.2 +1.3 -1.2 -1.3 -1.4",
		},
		"of like words elsewhere the most alike": {
			plan("итоги реализации проектов жителей округа", "итоги реализации проектов жителей округов"),
			plan("семинар", "дебаты", "итоги реализации проектов жителей округов!"), "1.2>1.3 +1.1 +1.2 -1.1",
		},
		"letters ё and е are one": {plan("учёт заявок"), plan("семинар", "Учет заявок"), "1.1>1.2 +1.1"},
		"capital Ё too":           {plan("Ёлка"), plan("семинар", "елка"), "1.1>1.2 +1.1"},
		"a number is a word":      {plan("этап 1"), plan("семинар", "этап 2"), "+1.1 +1.2 -1.1"},
	} {
		if got := pairs(Diff(c.old, c.next)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestLikenessFromWhichRowsAreOne: in place half of the trigrams is enough,
// elsewhere it takes 85 of a hundred and the same figures.
func TestLikenessFromWhichRowsAreOne(t *testing.T) {
	grams := func(shared, own int, mine string) []string {
		var all []string
		for i := range shared {
			all = append(all, "a"+string(rune('0'+i/10))+string(rune('0'+i%10)))
		}
		for range own {
			all = append(all, mine)
		}
		return all
	}
	for _, c := range []struct {
		shared, own      int
		inPlace, further bool
	}{
		{10, 0, true, true}, {17, 3, true, true}, {16, 3, true, false}, {10, 10, true, false}, {10, 11, false, false}, {0, 5, false, false},
	} {
		a, b := row{grams: grams(c.shared, c.own, "x")}, row{grams: grams(c.shared, c.own, "y")}
		want := float64(c.shared) / float64(c.shared+c.own)
		s, ok := likeInPlace(&a, &b)
		if ok != c.inPlace || math.Abs(s-want) > 1e-9 {
			t.Errorf("%d shared, %d own, in place: %v, %v", c.shared, c.own, s, ok)
		}
		if s, ok = likeElsewhere(&a, &b); ok != c.further || math.Abs(s-want) > 1e-9 {
			t.Errorf("%d shared, %d own, elsewhere: %v, %v", c.shared, c.own, s, ok)
		}
	}
	a, b := row{grams: grams(9, 0, ""), figures: "2023"}, row{grams: grams(9, 0, ""), figures: "2024"}
	if _, ok := likeElsewhere(&a, &b); ok {
		t.Error("other figures elsewhere are taken for the same row")
	}
	b.item.No = "1.2"
	if _, ok := likeInPlace(&a, &b); ok {
		t.Error("another number is taken for the same place")
	}
}

func TestLikenessOfTexts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"семинар", "семинар", 1}, {"семинар", "", 0}, {"", "", 0}, {"аб", "аб", 1}, {"аб", "вг", 0},
		{"аб", "абв", 2.0 * 1 / 5}, {"а", "а", 1}, {"ааа", "аааа", 2.0 * 3 / 7}, {"вба абв", "абв", 2.0 * 3 / 10},
	} {
		if got := likeness(trigrams(c.a), trigrams(c.b)); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("«%s» and «%s»: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("абв ")), 0, 20, -1)
		a, b := trigrams(text.Draw(t, "a")), trigrams(text.Draw(t, "b"))
		if s := likeness(a, b); s != likeness(b, a) || s < 0 || s > 1 {
			t.Fatalf("%v there, %v back", s, likeness(b, a))
		}
	})
}

func TestTextIsComparedByLettersAndFigures(t *testing.T) {
	for s, want := range map[string]string{
		"  Пресс-тур,\tпо №5! ": "пресс тур по 5", "Всё ЁЛКИ": "все елки", "": "", "—": "", "a1б2": "a1б2",
	} {
		if got := normal(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := digits("этап 12 из 3"); got != "12 3" {
		t.Errorf("figures %q", got)
	}
}
