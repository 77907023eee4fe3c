package schedule

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func propose(t *testing.T, tx *store.Tx, p plans.Plan, document bool) Proposal {
	t.Helper()
	before := cmp.Diff(plans.Plan{}, p)
	got, err := Propose(tx, p, document, Place{})
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
// version is it compared with, is it another plan altogether, and is it plain where it
// goes?
func TestPlanIsComparedWithTheOneItAmends(t *testing.T) {
	a, b := versionOf([]string{"семинар"}), versionOf([]string{"семинар", "выставка"})
	for name, c := range map[string]struct {
		loaded   []plans.Plan
		next     plans.Plan
		at       Place
		id       plans.PlanID // under which it is loaded
		with     int          // rows of the version compared with, 0 for none
		base     uint64
		another  bool
		unplaced bool
	}{
		"the first":                     {nil, a, Place{}, "p", 0, 0, true, false},
		"the same plan":                 {[]plans.Plan{a}, b, Place{}, "p", 1, 1, false, false},
		"another name, same time":       {[]plans.Plan{a}, named(b, "q"), Place{}, "q", 0, 1, true, true},
		"in its place":                  {[]plans.Plan{a}, named(b, "q"), Place{Instead: "p"}, "q", 1, 1, false, false},
		"beside it":                     {[]plans.Plan{a}, named(b, "q"), Place{Beside: true}, "q", 0, 1, true, false},
		"same name, another year":       {[]plans.Plan{a}, year(b, 2024), Place{}, "p-2", 0, 1, true, true},
		"nevertheless a newer version":  {[]plans.Plan{a}, year(b, 2024), Place{Newer: true}, "p", 1, 1, true, false},
		"in the place of its own name":  {[]plans.Plan{a}, year(b, 2024), Place{Instead: "p"}, "p", 1, 1, true, false},
		"beside two of its own name":    {[]plans.Plan{a, named(year(a, 2024), "p-2")}, year(b, 2025), Place{Beside: true}, "p-3", 0, 2, true, false},
		"beside its own name":           {[]plans.Plan{a}, year(b, 2024), Place{Beside: true}, "p-2", 0, 1, true, false},
		"another plan of another year":  {[]plans.Plan{a}, named(year(b, 2024), "q"), Place{}, "q", 0, 1, true, true},
		"in the place of another year":  {[]plans.Plan{a}, named(year(b, 2024), "q"), Place{Instead: "p"}, "q", 0, 1, true, false},
		"one of two":                    {[]plans.Plan{a, named(year(a, 2024), "q")}, b, Place{}, "p", 1, 2, false, false},
		"a newer version of the second": {[]plans.Plan{a, b, named(year(a, 2024), "q")}, named(year(b, 2024), "q"), Place{}, "q", 1, 3, false, false},
	} {
		kept(t, func(tx *store.Tx) error {
			for _, p := range c.loaded {
				if _, err := Load(tx, p, "", amendedAt); err != nil {
					return err
				}
			}
			got, err := Propose(tx, c.next, false, c.at)
			if err != nil {
				return err
			}
			if got.Amends != (c.with > 0) || len(got.Old.Items()) != c.with || got.Base != c.base || got.Another() != c.another || got.Unplaced != c.unplaced {
				t.Errorf("%s: amends %v, compared with %d rows, base %d, another %v, unplaced %v",
					name, got.Amends, len(got.Old.Items()), got.Base, got.Another(), got.Unplaced)
			}
			if d := cmp.Diff(named(c.next, c.id), got.Plan); d != "" {
				t.Errorf("%s: a plan of YAML is loaded as it stands: %s", name, d)
			}
			want := Difference{}
			if c.with > 0 {
				want = Diff(got.Old, got.Plan)
			}
			if d := cmp.Diff(want, got.Diff); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			_, err = Replace(tx, got.Instead, got.Plan, "", amendedAt)
			return err
		})
	}
}

// TestDocumentOfAnotherPlanIsNoNewVersion: the id of a document is a guess, so another
// plan of the same district and year has the same one.
func TestDocumentOfAnotherPlanIsNoNewVersion(t *testing.T) {
	force, read := versionOf([]string{"семинар"}), versionOf([]string{"приём граждан"})
	force.Title, read.Title = "Медиаплан", "План противодействия коррупции"
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, force, "", amendedAt); err != nil {
			return err
		}
		got := propose(t, tx, read, true)
		if got.Plan.ID != "p-2" || !got.Unplaced || got.Amends {
			t.Errorf("another document: %s, unplaced %v, amends %v", got.Plan.ID, got.Unplaced, got.Amends)
		}
		read.Title = force.Title
		if got := propose(t, tx, read, true); got.Plan.ID != "p" || got.Unplaced || !got.Amends {
			t.Errorf("the title of the plan in force: %s, unplaced %v, amends %v", got.Plan.ID, got.Unplaced, got.Amends)
		}
		return nil
	})
}

// TestOneZoneForAllPlans: the district has one.
func TestOneZoneForAllPlans(t *testing.T) {
	moscow, chita := versionOf([]string{"семинар"}), named(versionOf([]string{"лекция"}), "q")
	moscow.Zone, chita.Zone = "Europe/Moscow", "Asia/Chita"
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, moscow, "", amendedAt); err != nil {
			return err
		}
		if got := propose(t, tx, chita, false); got.Zone != "Europe/Moscow" {
			t.Errorf("beside: %q", got.Zone)
		}
		if _, err := Load(tx, chita, "", amendedAt); !errors.Is(err, plans.ErrInvalid) {
			t.Errorf("loaded: %v", err)
		}
		if got, err := Propose(tx, chita, false, Place{Instead: "p"}); err != nil || got.Zone != "" {
			t.Errorf("in its place: %q, %v", got.Zone, err)
		}
		moscow.Zone = "Asia/Chita"
		if got := propose(t, tx, moscow, false); got.Zone != "" {
			t.Errorf("a newer version of the only plan: %q", got.Zone)
		}
		return nil
	})
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
	read.Units = []plans.Unit{{ID: "u", Name: "Отд. культуры", Aliases: []string{"отд.", "отдел культуры"}}, {ID: "w", Name: "Новый"}, {ID: "x", Name: "Другого плана"}}
	read.Sections[0].Items[1].Responsible = []plans.UnitID{"w"}

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
			at := Place{Newer: c.next.Period != c.force.Period}
			got, err := Propose(tx, c.next, false, at)
			if err != nil {
				return err
			}
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

// TestPlanInThePlaceOfAnotherInheritsWhatBothHave: q takes the place of p; rows of p
// that q has not stay with it, and so do all for a plan of another year.
func TestPlanInThePlaceOfAnotherInheritsWhatBothHave(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, versionOf([]string{"семинар", "ярмарка"}), "", amendedAt); err != nil {
			return err
		}
		if err := errors.Join(confirm(tx, "p", "1.1", amendedAt), confirm(tx, "p", "1.2", amendedAt)); err != nil {
			return err
		}
		q := named(versionOf([]string{"выставка", "семинар"}), "q")
		if _, err := Replace(tx, "p", q, "", amendedAt); err != nil {
			return err
		}
		if rec, err := tx.TaskByID("p/1.2"); err != nil || !rec.Finished || rec.State != store.TaskDone {
			t.Errorf("a row that p alone had: %+v, %v", rec, err)
		}
		for id, want := range map[plans.TaskID]store.TaskState{"q/1.1": store.TaskOpen, "q/1.2": store.TaskDone} {
			rec, err := tx.TaskByID(id)
			if err != nil || rec.State != want || rec.Ended || rec.Finished {
				t.Errorf("%s: %+v, %v", id, rec, err)
			}
		}
		r := named(year(versionOf([]string{"семинар"}), 2024), "r")
		change, err := Replace(tx, "q", r, "", amendedAt)
		if err != nil {
			return err
		}
		if rec, err := tx.TaskByID("q/1.2"); err != nil || rec.State != store.TaskDone || !rec.Finished || len(change.Ended) != 2 {
			t.Errorf("the row of the plan that was replaced: %+v, %v; ended %d", rec, err, len(change.Ended))
		}
		if _, err := Replace(tx, "q", r, "", amendedAt); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("in the place of a finished plan: %v", err)
		}
		return nil
	})
}

// TestFinishedPlanStandsAsItStood and is taken up where it was when it is loaded again.
func TestFinishedPlanStandsAsItStood(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		p := versionOf([]string{"семинар", "ярмарка"})
		if _, err := Load(tx, p, "", amendedAt); err != nil {
			return err
		}
		if err := confirm(tx, "p", "1.1", amendedAt); err != nil {
			return err
		}
		change, err := Finish(tx, "p", "k", amendedAt)
		if err != nil || len(change.Ended) != 2 || next(t, tx) != "" {
			t.Errorf("finished: %d ended, next %q, %v", len(change.Ended), next(t, tx), err)
		}
		if rec, err := tx.TaskByID("p/1.2"); err != nil || rec.State != store.TaskOpen || rec.Open() || rec.Ended {
			t.Errorf("a row left undone: %+v, %v", rec, err)
		}
		if change, err = Load(tx, p, "k", amendedAt); err != nil || len(change.Added) != 0 || len(change.Moved) != 2 || next(t, tx) == "" {
			t.Errorf("again: %d added, %d owed again, next %q, %v", len(change.Added), len(change.Moved), next(t, tx), err)
		}
		if rec, err := tx.TaskByID("p/1.1"); err != nil || rec.State != store.TaskDone || rec.Finished {
			t.Errorf("a row done: %+v, %v", rec, err)
		}
		if _, err := Finish(tx, "p", "k", amendedAt); err != nil {
			return err
		}
		n, err := tx.NumberOf(store.TaskNumber, "p/1.2")
		if err != nil {
			return err
		}
		if _, err := Load(tx, versionOf([]string{"семинар"}), "k", amendedAt); err != nil {
			return err
		}
		if rec, err := tx.Task(n); err != nil || !rec.Ended || rec.Finished {
			t.Errorf("a row that the plan has no more when it is taken up again: %+v, %v", rec, err)
		}
		return nil
	})
}

// happened is a project to which everything happened on one day.
func happened(id plans.ProjectID, day plans.Date) plans.Project {
	return plans.Project{ID: id, Contract: day, Selected: day, Completed: day, Opened: day}
}

// TestEventBelongsToThePlanOfItsTime: a term that began in December is the old year's,
// one of January the new one's; and a plan alone answers for both.
func TestEventBelongsToThePlanOfItsTime(t *testing.T) {
	old := versionOf([]string{"пост"})
	old.Sections[0].Items[0].Deadline = plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay}
	young := named(year(old, 2024), "q")
	kept(t, func(tx *store.Tx) error {
		for id, completed := range map[plans.ProjectID]string{"park": "2023-12-20", "club": "2024-01-10", "yard": "2022-12-25"} {
			if err := tx.PutProject(store.ProjectRecord{Project: happened(id, day(completed))}); err != nil {
				return err
			}
		}
		owed := func(want ...plans.TaskID) {
			t.Helper()
			all, err := tx.Tasks()
			var got []plans.TaskID
			for _, r := range all {
				if r.Open() {
					got = append(got, r.ID)
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(want, got); err != nil || d != "" {
				t.Errorf("%v, want -, got +\n%s", err, d)
			}
		}
		if _, err := Load(tx, old, "", amendedAt); err != nil {
			return err
		}
		owed("p/1.1@club", "p/1.1@park", "p/1.1@yard")
		if _, err := Load(tx, young, "", amendedAt); err != nil {
			return err
		}
		owed("p/1.1@park", "p/1.1@yard", "q/1.1@club")
		if _, err := Finish(tx, "p", "", amendedAt.Add(time.Hour)); err != nil {
			return err
		}
		owed("q/1.1@club")
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
