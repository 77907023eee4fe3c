package schedule

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func propose(t *testing.T, tx *store.Tx, p plans.Plan, document bool) Proposal {
	t.Helper()
	before := cmp.Diff(plans.Plan{}, p)
	got, err := Propose(tx, p, document)
	if err != nil {
		t.Fatal(err)
	}
	if after := cmp.Diff(plans.Plan{}, p); after != before {
		t.Errorf("the plan read is changed by its proposal: %s", after)
	}
	return got
}

// year is the plan, of another year.
func year(p plans.Plan, y int) plans.Plan {
	p.Period = plans.Span{From: plans.NewDate(y, 1, 1), To: plans.NewDate(y, 12, 31)}
	return p
}

func named(p plans.Plan, id plans.PlanID) plans.Plan {
	p.ID = id
	return p
}

// TestPlanIsComparedWithTheOneItAmends loads the plans and proposes another: which
// version is it compared with, and is it another plan altogether?
func TestPlanIsComparedWithTheOneItAmends(t *testing.T) {
	a, b := versionOf([]string{"семинар"}), versionOf([]string{"семинар", "выставка"})
	for name, c := range map[string]struct {
		loaded  []plans.Plan
		next    plans.Plan
		with    int // rows of the version compared with, 0 for none
		base    uint64
		another bool
	}{
		"the first":                    {nil, a, 0, 0, true},
		"the same plan":                {[]plans.Plan{a}, b, 1, 1, false},
		"another name, same time":      {[]plans.Plan{a}, named(b, "q"), 1, 1, false},
		"same name, another year":      {[]plans.Plan{a}, year(b, 2024), 1, 1, true},
		"another plan of another year": {[]plans.Plan{a}, named(year(b, 2024), "q"), 0, 1, true},
		"a plan that comes back":       {[]plans.Plan{a, b, named(year(a, 2024), "q")}, a, 2, 3, false},
	} {
		kept(t, func(tx *store.Tx) error {
			for _, p := range c.loaded {
				if _, err := Load(tx, p, "", amendedAt); err != nil {
					return err
				}
			}
			got := propose(t, tx, c.next, false)
			if got.Amends != (c.with > 0) || len(got.Old.Items()) != c.with || got.Base != c.base || got.Another() != c.another {
				t.Errorf("%s: amends %v, compared with %d rows, base %d, another %v", name, got.Amends, len(got.Old.Items()), got.Base, got.Another())
			}
			if d := cmp.Diff(c.next, got.Plan); d != "" {
				t.Errorf("%s: a plan of YAML is loaded as it stands: %s", name, d)
			}
			want := Difference{}
			if c.with > 0 {
				want = Diff(got.Old, c.next)
			}
			if d := cmp.Diff(want, got.Diff); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			_, err := Load(tx, c.next, "", amendedAt)
			return err
		})
	}
}

// TestDocumentTakesFromThePlanInForceWhatItCannotSay: rules and the units' other
// names stand in chat and in YAML alone.
func TestDocumentTakesFromThePlanInForceWhatItCannotSay(t *testing.T) {
	force := versionOf([]string{"семинар"})
	force.Zone, force.Hashtag, force.Approval = "Asia/Chita", "#ВМЕСТЕ", plans.Approval{Quorum: 3}
	force.Reminders.Controller = 9
	force.Units = []plans.Unit{
		{ID: "u", Name: "Отдел", Aliases: []string{"отдел культуры"}, External: true}, {ID: "v", Name: "Филиал", ByProject: true},
	}
	read := named(versionOf([]string{"семинар", "выставка"}), "doc")
	read.Units = []plans.Unit{{ID: "u", Name: "Отд. культуры", Aliases: []string{"отд.", "отдел культуры"}}, {ID: "w", Name: "Новый"}}

	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, force, "", amendedAt); err != nil {
			return err
		}
		got := propose(t, tx, read, true)
		want := read
		want.ID, want.Zone, want.Hashtag, want.Approval, want.Reminders = "p", "Asia/Chita", "#ВМЕСТЕ", force.Approval, force.Reminders
		want.Units = []plans.Unit{
			{ID: "u", Name: "Отдел", Aliases: []string{"отдел культуры", "отд."}, External: true}, {ID: "w", Name: "Новый"}, {ID: "v", Name: "Филиал", ByProject: true},
		}
		if d := cmp.Diff(want, got.Plan); d != "" {
			t.Errorf("of the same year: want -, got +\n%s", d)
		}
		own := year(read, 2024)
		own.Hashtag = "#СДЕЛАЕМ"
		if got := propose(t, tx, own, true).Plan; got.ID != "doc" || got.Hashtag != "#СДЕЛАЕМ" || got.Zone != "Asia/Chita" {
			t.Errorf("of another year: %s, %s, %s", got.ID, got.Hashtag, got.Zone)
		}
		return nil
	})
}

// TestWordsOfAControllerStayWithTheDocuments: the row 1.1 was unclear, «в срок»,
// and a controller named a day for it.
func TestWordsOfAControllerStayWithTheDocuments(t *testing.T) {
	row := func(phrase string, d plans.Deadline) plans.Plan {
		p := versionOf([]string{"семинар", "выставка"})
		p.Sections[0].Items[0].Phrase, p.Sections[0].Items[0].Deadline = phrase, d
		return p
	}
	unclear := row("в срок", plans.Unclear{Why: "нет даты"})
	force := row("в срок", by20March)
	force.Sections[0].Items[0].Words = "до 20 марта"
	for name, c := range map[string]struct {
		force, next plans.Plan
		want        plans.Deadline
	}{
		"the same words":           {force, unclear, by20March},
		"but for spaces":           {force, row(" в срок\n", plans.Unclear{}), by20March},
		"other words":              {force, row("своевременно", plans.Unclear{}), plans.Unclear{}},
		"a date of its own":        {force, row("в срок", plans.ByDate{To: 5}), plans.ByDate{To: 5}},
		"nobody named anything":    {unclear, unclear, plans.Unclear{Why: "нет даты"}},
		"another year":             {force, named(year(unclear, 2024), "p"), plans.Unclear{Why: "нет даты"}},
		"a date, and words unread": {row("в срок", by20March), unclear, plans.Unclear{Why: "нет даты"}},
	} {
		kept(t, func(tx *store.Tx) error {
			if _, err := Load(tx, c.force, "", amendedAt); err != nil {
				return err
			}
			got := propose(t, tx, c.next, false)
			item, _, _ := got.Plan.Item("1.1")
			carried := slices.Equal(got.Carried, []plans.ItemNo{"1.1"})
			if !cmp.Equal(item.Deadline, c.want) || carried != (item.Words == "до 20 марта") || carried != cmp.Equal(item.Deadline, plans.Deadline(by20March)) {
				t.Errorf("%s: %+v, words %q, carried %v", name, item.Deadline, item.Words, got.Carried)
			}
			if d := cmp.Diff(Diff(got.Old, got.Plan), got.Diff); d != "" {
				t.Errorf("%s: compared before the words were carried: %s", name, d)
			}
			return nil
		})
	}
}

func TestRewordingChangesOneRowOfACopy(t *testing.T) {
	force := versionOf([]string{"семинар", "выставка"})
	got := Reword(force, "1.2", "до 20 марта", by20March)
	want := versionOf([]string{"семинар", "выставка"})
	want.Sections[0].Items[1].Words, want.Sections[0].Items[1].Deadline = "до 20 марта", by20March
	if d := cmp.Diff(want, got.Plan); d != "" || !got.Amends || got.Another() {
		t.Errorf("amends %v, another %v, want -, got +\n%s", got.Amends, got.Another(), d)
	}
	if d := cmp.Diff(versionOf([]string{"семинар", "выставка"}), force); d != "" {
		t.Errorf("the plan in force is changed: %s", d)
	}
	if redated := got.Diff.Of(Pair.Redated); len(redated) != 1 || redated[0].Now.No != "1.2" {
		t.Errorf("redated %+v", redated)
	}
}

// TestRowsOfAnOlderPlanOfTheNameInheritNothing: p of 2023, then q of 2024, then p
// takes the place of q.
func TestRowsOfAnOlderPlanOfTheNameInheritNothing(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, versionOf([]string{"семинар", "ярмарка"}), "", amendedAt); err != nil {
			return err
		}
		if err := confirm(tx, "p", "1.1", amendedAt); err != nil {
			return err
		}
		q := named(year(versionOf([]string{"выставка", "лекция"}), 2024), "q")
		if _, err := Load(tx, q, "", amendedAt); err != nil {
			return err
		}
		if err := confirm(tx, "q", "1.1", amendedAt); err != nil {
			return err
		}
		if _, err := Load(tx, year(versionOf([]string{"семинар", "выставка"}), 2024), "", amendedAt); err != nil {
			return err
		}
		if rec, err := tx.TaskByID("q/1.2"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("a row that q alone had can be inherited: %+v, %v", rec, err)
		}
		for id, want := range map[plans.TaskID]store.TaskState{"p/1.1": store.TaskOpen, "p/1.2": store.TaskDone} {
			rec, err := tx.TaskByID(id)
			if err != nil || rec.State != want || rec.Ended {
				t.Errorf("%s: %+v, %v", id, rec, err)
			}
			if all, err := tx.Confirmations(rec.Number); err != nil || (len(all) == 1) != (want == store.TaskDone) {
				t.Errorf("%s: confirmations %+v, %v", id, all, err)
			}
		}
		return nil
	})
}

// TestMovesOfOtherRowsStay: a row named another date, and the moved deadlines of
// its neighbours, of another plan and of an unknown task stay where they are.
func TestMovesOfOtherRowsStay(t *testing.T) {
	db := database(t)
	err := db.Update(func(tx *store.Tx) error {
		if _, err := Load(tx, named(year(versionOf([]string{"семинар"}), 2022), "q"), "", amendedAt); err != nil {
			return err
		}
		old := versionOf([]string{"семинар", "выставка"})
		old.Sections[0].Items[0].Deadline = plans.Dates{Days: days("2023-05-02", "2023-06-01")}
		if _, err := Load(tx, old, "", amendedAt); err != nil {
			return err
		}
		all := []plans.TaskID{"p/1.1#2023-05-02", "p/1.1#2023-06-01", "p/1.2", "q/1.1", "p/9.9"}
		for _, id := range all {
			if err := tx.MoveTask(store.Move{Task: id, Due: plans.NewDate(2023, 8, 1), At: amendedAt}); err != nil {
				return err
			}
		}
		next := versionOf([]string{"семинар", "выставка"})
		next.Sections[0].Items[0].Deadline = by20March
		if _, err := Load(tx, next, "", amendedAt); err != nil {
			return err
		}
		for _, id := range all {
			if _, ok, err := tx.MoveOf(id); err != nil || ok == strings.HasPrefix(string(id), "p/1.1") {
				t.Errorf("%s is moved: %v, %v", id, ok, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
