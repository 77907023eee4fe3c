package schedule

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestDecisionsAboutUnitsHoldForLaterVersions loads the same document again after
// its units were merged, renamed and added to in chat: tasks are the heir's at once
// and stay so, and nothing of it counts as a difference.
func TestDecisionsAboutUnitsHoldForLaterVersions(t *testing.T) {
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	now := time.Date(2023, 3, 1, 9, 0, 0, 0, time.UTC)
	read := plans.Plan{
		ID: "p-2023", Zone: "Europe/Moscow", Period: plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Reminders: plans.DefaultReminders(), Approval: plans.Approval{Quorum: 1},
		Units: []plans.Unit{{ID: "a", Name: "отдел А"}, {ID: "b", Name: "отдел Б"}},
		Sections: []plans.Section{{Title: "Раздел", Items: []plans.Item{
			{No: "1.1", Form: "пост", Deadline: plans.ByDate{To: plans.NewDate(2023, 6, 1)}, Responsible: []plans.UnitID{"a"}},
		}}},
	}
	load := func(decisions ...plans.UnitDecision) {
		t.Helper()
		err := db.Update(func(tx *store.Tx) error {
			s, err := tx.Settings()
			if err != nil {
				return err
			}
			s.Units = append(s.Units, decisions...)
			if err := tx.PutSettings(s); err != nil {
				return err
			}
			p, err := Propose(tx, read, false, Place{})
			if err != nil {
				return err
			}
			if len(decisions) == 0 && p.Amends && !p.Diff.Empty() {
				t.Errorf("loading the same again differs: %+v", p.Diff)
			}
			_, err = Load(tx, p.Plan, "", now)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := func(units []plans.Unit, task ...plans.UnitID) {
		t.Helper()
		err := db.View(func(tx *store.Tx) error {
			v, err := tx.Plan(read.ID)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(units, v.Plan.Units); diff != "" {
				t.Errorf("units: %s", diff)
			}
			rec, err := tx.TaskByID(plans.MakeTaskID(read.ID, "1.1", "", ""))
			if diff := cmp.Diff(task, rec.Units); diff != "" {
				t.Errorf("units of the task: %s", diff)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	load()
	want(read.Units, "a")
	heir := []plans.Unit{{ID: "b", Name: "управление Б", Aliases: []string{"отдел А", "отдел Б"}}, {ID: "unit-3", Name: "пресс-служба"}}
	load(
		plans.UnitDecision{Kind: plans.UnitMerged, Unit: "a", Into: "b"},
		plans.UnitDecision{Kind: plans.UnitRenamed, Unit: "b", Name: "управление Б"},
		plans.UnitDecision{Kind: plans.UnitAdded, Unit: "unit-3", Name: "пресс-служба"},
	)
	want(heir, "b")
	load()
	want(heir, "b")
}

// TestUnitsOutliveTheirPlan: a plan that is finished leaves its units to the district.
// Files are matched with them for good; the directory shows them while it has no other
// plan, and then those alone that somebody belongs to.
func TestUnitsOutliveTheirPlan(t *testing.T) {
	two := versionOf([]string{"семинар", "выставка"})
	two.Units = append(two.Units, plans.Unit{ID: "v", Name: "архив"})
	two.Sections[0].Items[1].Responsible = []plans.UnitID{"v"}
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, two, "", amendedAt); err != nil {
			return err
		}
		if _, err := Finish(tx, "p", "", amendedAt.Add(time.Hour)); err != nil {
			return err
		}
		ids := func(read func(*store.Tx) ([]plans.Unit, error)) (all []plans.UnitID) {
			units, err := read(tx)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range units {
				all = append(all, u.ID)
			}
			return all
		}
		if d := cmp.Diff([]plans.UnitID{"u", "v"}, ids(Units)); d != "" {
			t.Errorf("the directory between two plans: %s", d)
		}
		next := named(year(versionOf([]string{"лекция"}), 2024), "q")
		next.Units = []plans.Unit{{ID: "w", Name: "музей"}}
		next.Sections[0].Items[0].Responsible = []plans.UnitID{"w"}
		if _, err := Load(tx, next, "", amendedAt.Add(2*time.Hour)); err != nil {
			return err
		}
		if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: "a", Name: "Архивариус", Units: []plans.UnitID{"v"}}}); err != nil {
			return err
		}
		if d := cmp.Diff([]plans.UnitID{"w", "v"}, ids(Units)); d != "" {
			t.Errorf("the directory under another plan: %s", d)
		}
		if d := cmp.Diff([]plans.UnitID{"w", "u", "v"}, ids(KnownUnits)); d != "" {
			t.Errorf("known to files: %s", d)
		}
		return nil
	})
}
