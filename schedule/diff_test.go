package schedule

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// twoVersions draws a plan and an edited copy: rows dropped, added, moved and
// reworded, then numbered anew.
func twoVersions(t *rapid.T) (old, next plans.Plan) {
	forms := rapid.SliceOfN(rapid.SampledFrom([]string{
		"информирование о сроках проведения конкурсного отбора", "информирование об итогах проведения конкурсного отбора",
		"пресс-релиз о начале реализации проектов", "размещение постов о ходе реализации", "размещение постов об итогах реализации",
		"официальные открытия готовых объектов", "награждение почётными грамотами", "пресс-тур по проектам", "семинар", "семинар",
	}), 0, 12).Draw(t, "forms")
	edited := slices.Clone(forms)
	for range rapid.IntRange(0, 4).Draw(t, "edits") {
		switch at := rapid.IntRange(0, len(edited)).Draw(t, "at"); rapid.IntRange(0, 2).Draw(t, "edit") {
		case 0:
			edited = slices.Insert(edited, at, fmt.Sprintf("новая строка %d", at))
		case 1:
			if at < len(edited) {
				edited = slices.Delete(edited, at, at+1)
			}
		case 2:
			if at < len(edited) {
				edited[at] += " в округе"
			}
		}
	}
	return versionOf(forms), versionOf(edited)
}

func versionOf(forms []string) plans.Plan {
	p := plans.Plan{ID: "p", Period: plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)}, Zone: "UTC"}
	p.Reminders, p.Units = plans.DefaultReminders(), []plans.Unit{{ID: "u", Name: "отдел"}}
	var s plans.Section
	for i, f := range forms {
		s.Items = append(s.Items, plans.Item{
			No: plans.ItemNo(fmt.Sprintf("1.%d", i+1)), Form: f, Responsible: []plans.UnitID{"u"},
			Deadline: plans.ByDate{To: plans.NewDate(2023, 6, 1)},
		})
	}
	p.Sections = []plans.Section{s}
	return p
}

func TestDiffNamesEveryRowOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, next := twoVersions(t)
		d := Diff(old, next)
		var was, now []plans.ItemNo
		for _, p := range d.Kept {
			was, now = append(was, p.Was.No), append(now, p.Now.No)
			if p.Was.Form != p.Now.Form && likeness(trigrams(normal(p.Was.Form)), trigrams(normal(p.Now.Form))) < alikeInPlace {
				t.Fatalf("«%s» and «%s» are taken for one row", p.Was.Form, p.Now.Form)
			}
		}
		for _, i := range d.Gone {
			was = append(was, i.No)
		}
		for _, i := range d.Added {
			now = append(now, i.No)
		}
		once(t, was, old.Items())
		once(t, now, next.Items())
	})
}

func once(t *rapid.T, got []plans.ItemNo, items []plans.Item) {
	var want []plans.ItemNo
	for _, i := range items {
		want = append(want, i.No)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("rows %v instead of %v", got, want)
	}
}

func TestDiffOfTheSameIsEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, _ := twoVersions(t)
		if d := Diff(old, old); !d.Empty() || len(d.Kept) != len(old.Items()) {
			t.Fatalf("%+v", d)
		}
	})
}

func TestDiffBackwardsPairsTheSameRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, next := twoVersions(t)
		there, back := Diff(old, next), Diff(next, old)
		if len(there.Kept) != len(back.Kept) || len(there.Added) != len(back.Gone) {
			t.Fatalf("%+v\n%+v", there, back)
		}
	})
}

func TestDiffFollowsRowsThatMove(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, now []string
		want     string
	}{
		{"a row inserted above", []string{"пресс-тур", "семинар"}, []string{"выставка работ", "пресс-тур", "семинар"}, "1.1>1.2 1.2>1.3 +1.1"},
		{"two rows change places", []string{"пресс-тур", "семинар"}, []string{"семинар", "пресс-тур"}, "1.2>1.1 1.1>1.2"},
		{"the first of two like rows goes", []string{
			"информирование о сроках проведения конкурсного отбора", "информирование об итогах проведения конкурсного отбора",
		}, []string{"информирование об итогах проведения конкурсного отбора"}, "1.2>1.1 -1.1"},
		{"another row under the number", []string{"пресс-тур по проектам"}, []string{"награждение грамотами"}, "+1.1 -1.1"},
		{"an edited row stays", []string{"пресс-тур по проектам"}, []string{"пресс-тур по новым проектам"}, "1.1>1.1"},
		{"another year elsewhere is another row", []string{"итоги отбора проектов на 2023 год"}, []string{"семинар", "итоги отбора проектов на 2024 год"}, "+1.1 +1.2 -1.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Diff(versionOf(c.old), versionOf(c.now))
			if got := pairs(d); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestDiffOfAnotherPeriodSharesNothing(t *testing.T) {
	old := versionOf([]string{"семинар"})
	next := old
	next.Period = plans.Span{From: plans.NewDate(2024, 1, 1), To: plans.NewDate(2024, 12, 31)}
	if d := Diff(old, next); len(d.Kept) != 0 || len(d.Added) != 1 || len(d.Gone) != 1 {
		t.Errorf("%+v", d)
	}
}

func BenchmarkDiff(b *testing.B) {
	var old, next []string
	for i := range 300 {
		old = append(old, fmt.Sprintf("информирование о ходе реализации инициативного проекта номер %d", i))
		next = append(next, fmt.Sprintf("размещение постов о ходе реализации инициативного проекта номер %d", i))
	}
	x, y := versionOf(old), versionOf(next)
	for b.Loop() {
		Diff(x, y)
	}
}
