package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestNewestVersionOfAPlanIsInForce(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		at := noon.In(time.FixedZone("Чита", 9*60*60))
		one, err1 := tx.LoadPlan(plans.Plan{ID: "p", Title: "первый"}, "a", at)
		two, err2 := tx.LoadPlan(plans.Plan{ID: "pq", Title: "другой"}, "a", at)
		three, err3 := tx.LoadPlan(plans.Plan{ID: "p", Title: "второй"}, "b", at)
		if one != 1 || two != 2 || three != 3 {
			t.Errorf("versions %d, %d, %d", one, two, three)
		}
		v, err := tx.Plan("p")
		if v.Version != three || v.Plan.Title != "второй" || v.By != "b" || v.At != noon {
			t.Errorf("in force: %+v", v)
		}
		all, err4 := tx.PlanVersions("p")
		if len(all) != 2 || all[0].Plan.Title != "первый" || all[1].Plan.Title != "второй" {
			t.Errorf("versions of the plan: %+v", all)
		}
		return firstOf(err1, err2, err3, err, err4)
	})
}

func TestTwelfthVersionIsInForceByItsNumber(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for range 12 {
			if _, err := tx.LoadPlan(plans.Plan{ID: "p"}, "a", noon); err != nil {
				return err
			}
		}
		v, err := tx.Plan("p")
		if v.Version != 12 {
			t.Errorf("version %d", v.Version)
		}
		return err
	})
}

func TestPlansAreInForceSideBySideUntilFinished(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		ids := func(what string, want ...plans.PlanID) {
			t.Helper()
			all, err := tx.InForce()
			var got []plans.PlanID
			for _, v := range all {
				got = append(got, v.Plan.ID)
			}
			if d := cmp.Diff(want, got); err != nil || d != "" {
				t.Errorf("%s: %v\n%s", what, err, d)
			}
		}
		load := func(id plans.PlanID, after time.Duration) {
			t.Helper()
			if _, err := tx.LoadPlan(plans.Plan{ID: id}, "a", noon.Add(after)); err != nil {
				t.Fatal(err)
			}
		}
		ids("none")
		load("b", 1)
		load("a", 2)
		ids("in the order of loading", "b", "a")
		load("b", 3)
		ids("a newer version keeps its place", "b", "a")
		if err := tx.FinishPlan("b", "k", noon.Add(4)); err != nil {
			return err
		}
		ids("one finished", "a")
		for _, id := range []plans.PlanID{"b", "c"} {
			if err := tx.FinishPlan(id, "k", noon); !errors.Is(err, plans.ErrNotFound) {
				t.Errorf("finish %s: %v", id, err)
			}
		}
		if v, err := tx.Plan("b"); err != nil || v.Version != 3 {
			t.Errorf("the finished one: %+v, %v", v, err)
		}
		states, err := tx.PlanStates()
		if want := (PlanState{Plan: "b", Version: 3, Since: noon.Add(1), Finished: noon.Add(4), By: "k"}); err != nil || !cmp.Equal(states[0], want) {
			t.Errorf("%+v, %v", states, err)
		}
		load("b", 5)
		ids("in force again", "a", "b")
		if _, err := tx.Plan("c"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("an unknown plan: %v", err)
		}
		return nil
	})
}

func TestPlanOfNoVersionIsAnError(t *testing.T) {
	change(t, filled(t), func(tx *Tx) error {
		if err := planStates.put(tx, []byte("seed"), PlanState{Plan: "seed", Version: 99}); err != nil {
			return err
		}
		if _, err := tx.Plan("seed"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("plan: %v", err)
		}
		if _, err := tx.InForce(); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("in force: %v", err)
		}
		return nil
	})
}

func TestFactsOfThePlanComeBack(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		project := ProjectRecord{Project: plans.Project{ID: "park", Unit: "u"}, Recorded: map[plans.Event]time.Time{plans.Completed: noon}}
		event := EventRecord{Plan: "p", Item: "1.1", Day: 5, By: "a", At: noon}
		move := Move{Task: "p/1.1", Due: 9, By: "a", At: noon, Reason: "перенос"}
		if err := firstOf(
			tx.PutProject(project), tx.PutProject(ProjectRecord{Project: plans.Project{ID: "alley"}}),
			tx.RecordEvent(event), tx.RecordEvent(EventRecord{Plan: "p", Item: "1.2"}), tx.MoveTask(move), tx.MoveTask(Move{Task: "p/1.2"}),
		); err != nil {
			return err
		}
		p, err1 := tx.Project("park")
		e, known, err2 := tx.Event("p", "1.1")
		m, moved, err3 := tx.MoveOf("p/1.1")
		if d := cmp.Diff([]any{project, event, move}, []any{p, e, m}); d != "" || !known || !moved {
			t.Errorf("%v, %v\n%s", known, moved, d)
		}
		projects, err4 := tx.Projects()
		events, err5 := tx.Events("p")
		if other, err := tx.Events("q"); err != nil || len(other) != 0 {
			t.Errorf("events of another plan: %+v, %v", other, err)
		}
		if len(projects) != 2 || projects[0].ID != "alley" || len(events) != 2 {
			t.Errorf("%+v, %+v", projects, events)
		}
		if err := firstOf(err1, err2, err3, err4, err5, tx.DropMove("p/1.1")); err != nil {
			return err
		}
		moves, err := tx.Moves()
		if len(moves) != 1 || moves[0].Task != "p/1.2" {
			t.Errorf("%+v", moves)
		}
		return err
	})
}

// TestShortNumberIsGivenOnceForEver: numbers count from 1 in each numbering.
func TestShortNumberIsGivenOnceForEver(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for _, c := range []struct {
			kind     NumberKind
			identity string
			want     uint64
		}{
			{TaskNumber, "p/1.1", 1}, {TaskNumber, "p/1.2", 2}, {UnitNumber, "p/1.1", 1}, {TaskNumber, "p/1.1", 1}, {TaskNumber, "p/1.3", 3}, {UnitNumber, "x", 2},
		} {
			n, err := tx.Number(c.kind, c.identity)
			if err != nil || n != c.want {
				t.Errorf("%s %s: %d, %v; want %d", c.kind, c.identity, n, err, c.want)
			}
			back, err := tx.Identity(c.kind, n)
			if kept, err2 := tx.NumberOf(c.kind, c.identity); err != nil || err2 != nil || back != c.identity || kept != n {
				t.Errorf("%s %d stands for %q, whose number is %d", c.kind, n, back, kept)
			}
		}
		if n, err := tx.NumberOf(TaskNumber, "p/9"); n != 0 || err != nil {
			t.Errorf("a number nobody asked for: %d, %v", n, err)
		}
		return nil
	})
}

func TestTaskIsOpenUntilDoneOrNoLongerAskedFor(t *testing.T) {
	for want, all := range map[bool][]TaskRecord{
		true: {{State: TaskOpen}}, false: {{State: TaskDone}, {State: TaskOff}, {State: TaskOpen, Ended: true}, {State: TaskOpen, Finished: true}, {}},
	} {
		for _, task := range all {
			if task.Open() != want {
				t.Errorf("%+v: want %v", task, want)
			}
		}
	}
}

func TestPersonHasOnePlanFileAtATime(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		first, err1 := tx.NewPlanLoad("a", 5, "план.docx", noon.In(time.FixedZone("Чита", 9*60*60)))
		second, err2 := tx.NewPlanLoad("a", 5, "план-2.docx", noon)
		other, err3 := tx.NewPlanLoad("b", 6, "план.yaml", noon)
		if first.Number != 1 || first.By != "a" || first.Chat != 5 || first.At != noon || first.File != "план.docx" || first.Read {
			t.Errorf("%+v", first)
		}
		second.Skipped = []plans.ItemNo{"1.1"}
		if err := firstOf(err1, err2, err3, tx.PutPlanLoad(first), tx.PutPlanLoad(second), tx.PutPlanLoad(other)); err != nil {
			return err
		}
		got, ok, err := tx.PlanLoad("a")
		if !ok || got.Number != 2 || !got.Skips("1.1") || got.Skips("1.2") {
			t.Errorf("%+v, %v", got, ok)
		}
		if err := firstOf(err, tx.DropPlanLoad("a")); err != nil {
			return err
		}
		_, mine, err1 := tx.PlanLoad("a")
		_, theirs, err2 := tx.PlanLoad("b")
		if mine || !theirs {
			t.Errorf("dropped: %v, the other person's kept: %v", !mine, theirs)
		}
		return firstOf(err1, err2)
	})
}
