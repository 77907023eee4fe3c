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
