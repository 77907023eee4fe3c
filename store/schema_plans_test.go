package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// TestOnePlanBecomesOneOfSeveral brings a file of schema 3 up to date in which a plan
// took the place of another: the rules set in chat and the events belong to the plan
// in force, the other one is finished.
func TestOnePlanBecomesOneOfSeveral(t *testing.T) {
	evening := plans.DefaultReminders()
	evening.At = 18*60 + 1
	dir := filled(t)
	change(t, dir, func(tx *Tx) error {
		load := func(id plans.PlanID, after time.Duration, by plans.PersonID) uint64 {
			n, err := tx.LoadPlan(plans.Plan{ID: id, Period: plans.Span{To: 9}}, by, noon.Add(after))
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		load("old", time.Hour, "a")
		load("old", 2*time.Hour, "a")
		load("new", 3*time.Hour, "b")
		// Posts of that time have another form; they have a test of their own.
		if err := firstOf(planStates.clear(tx, nil), events.clear(tx, nil), posts.clear(tx, nil)); err != nil {
			return err
		}
		return firstOf(
			meta.put(tx, []byte("schema"), "3"), meta.put(tx, []byte("plan"), "new/4"),
			events.put(tx, []byte("1.1"), EventRecord{Item: "1.1", Day: 7}), events.put(tx, []byte("1.2"), EventRecord{Item: "1.2", Day: 8}),
			table[settingsBefore]{"settings"}.put(tx, []byte("settings"), settingsBefore{
				Settings{Group: -7}, PlanRules{Reminders: &evening, Templates: map[string]string{"results": "текст"}}, nil,
			}),
			tx.bolt.DeleteBucket([]byte("planstates")),
		)
	})
	change(t, dir, func(tx *Tx) error {
		states, err1 := tx.PlanStates()
		seed, err4 := tx.Plan("seed")
		seedEnd := seed.Plan.Period.To
		want := []PlanState{
			{Plan: "seed", Version: 1, To: seedEnd, Since: noon, Finished: noon.Add(time.Hour), By: "a"},
			{Plan: "old", Version: 3, To: 9, Since: noon.Add(time.Hour), Finished: noon.Add(3 * time.Hour), By: "b"},
			{Plan: "new", Version: 4, To: 9, Since: noon.Add(3 * time.Hour)},
		}
		if d := cmp.Diff(want, states); d != "" {
			t.Errorf("plans: want -, got +\n%s", d)
		}
		e, ok, err2 := tx.Event("new", "1.1")
		if !ok || e.Day != 7 {
			t.Errorf("event: %+v, %v", e, ok)
		}
		if e, ok, err := tx.Event("new", "1.2"); !ok || e.Day != 8 || err != nil {
			t.Errorf("the second event: %+v, %v, %v", e, ok, err)
		}
		s, err3 := tx.Settings()
		if r := s.Plans["new"]; s.Group != -7 || s.At == nil || *s.At != evening.At || r.Reminders == nil || r.Templates["results"] != "текст" {
			t.Errorf("settings: %+v", s)
		}
		return firstOf(err1, err2, err3, err4)
	})
}

// TestRulesOfADistrictBecomeThoseOfItsPlan whichever of them were set.
func TestRulesOfADistrictBecomeThoseOfItsPlan(t *testing.T) {
	reminders := plans.DefaultReminders()
	for name, c := range map[string]struct {
		rules PlanRules
		set   bool
	}{
		"none": {PlanRules{}, false}, "reminders": {PlanRules{Reminders: &reminders}, true}, "approval": {PlanRules{Approval: &plans.Approval{Quorum: 3}}, true},
		"templates": {PlanRules{Templates: map[string]string{"results": "текст"}}, true},
	} {
		fresh(t, func(tx *Tx) error {
			before := settingsBefore{Settings{Group: -7}, c.rules, nil}
			if err := table[settingsBefore](settings).put(tx, []byte("settings"), before); err != nil {
				return err
			}
			if _, err := settingsOf(tx, "p"); err != nil {
				return err
			}
			s, err := tx.Settings()
			got, set := s.Plans["p"]
			if set != c.set || s.Group != -7 || !cmp.Equal(got, c.rules) {
				t.Errorf("%s: %+v of %+v", name, got, s)
			}
			return err
		})
	}
}
