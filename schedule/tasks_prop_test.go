package schedule

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// drawDeadline gives any deadline whose window does not end before it begins.
func drawDeadline(t *rapid.T) plans.Deadline {
	somewhere := func() plans.Date {
		return day("2022-11-01") + plans.Date(rapid.IntRange(0, 500).Draw(t, "day"))
	}
	from := somewhere()
	to := from + plans.Date(rapid.IntRange(0, 200).Draw(t, "length"))
	event := rapid.SampledFrom([]plans.Event{
		plans.ContractSigned, plans.Selection, plans.Completed, plans.Opening, plans.OtherEvent,
	}).Draw(t, "event")
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return plans.ByDate{To: to}
	case 1:
		return plans.Between{From: from, To: to}
	case 2:
		return plans.Period{From: from, To: to}
	case 3:
		return plans.Throughout{}
	case 4:
		return plans.Dates{Days: []plans.Date{from, to, from}}
	case 5:
		return plans.AfterEvent{
			Event: event, N: rapid.IntRange(0, 40).Draw(t, "n"), Unit: plans.TermWorkingDay,
			Before: rapid.Bool().Draw(t, "before"),
		}
	case 6:
		return plans.AsItHappens{Event: event}
	case 7:
		return plans.Unclear{}
	}
	return plans.Every{
		Each: rapid.SampledFrom(everyPart).Draw(t, "each"), N: rapid.IntRange(0, 4).Draw(t, "n"),
		Day: rapid.IntRange(-2, 31).Draw(t, "day"), Shift: rapid.IntRange(-1, 2).Draw(t, "shift"),
		Month: rapid.IntRange(0, 12).Draw(t, "month"), Workday: rapid.SampledFrom([]int{0, 0, -1, 1, 6, 23}).Draw(t, "workday"),
	}
}

func drawProjects(t *rapid.T) []plans.Project {
	perhaps := func(name string) plans.Date {
		return rapid.SampledFrom([]plans.Date{0, day("2022-12-30"), day("2023-05-07"), day("2023-11-03")}).Draw(t, name)
	}
	var all []plans.Project
	for i := range rapid.IntRange(0, 4).Draw(t, "projects") {
		all = append(all, plans.Project{
			ID:       plans.ProjectID(fmt.Sprintf("p%d", i)),
			Unit:     rapid.SampledFrom([]plans.UnitID{"", "zhkh", "culture", "finance"}).Draw(t, "unit"),
			Contract: perhaps("contract"), Selected: perhaps("selected"),
			Completed: perhaps("completed"), Opened: perhaps("opened"),
		})
	}
	return all
}

func TestTasksProperties(t *testing.T) {
	cal := NewCalendar(nil)
	rapid.Check(t, func(t *rapid.T) {
		plan := planOf(rapid.SliceOfN(rapid.Custom(drawDeadline), 1, 6).Draw(t, "deadlines")...)
		projects := drawProjects(t)
		facts := Facts{Events: map[plans.ItemNo]plans.Date{"1": day("2023-05-06"), "3": day("2023-12-31")}}
		tasks := Tasks(plan, projects, facts, cal)
		seen := map[plans.TaskID]bool{}
		for _, task := range tasks {
			if seen[task.ID] {
				t.Fatalf("%s is owed twice", task.ID)
			}
			seen[task.ID] = true
			if task.ID != plans.MakeTaskID(plan.ID, task.Item, task.Project, task.Part) {
				t.Fatalf("%s does not name its parts: %+v", task.ID, task)
			}
			if (task.Kind == plans.Undated) != (task.Due == 0) || task.Due != 0 && task.Due < task.Opens {
				t.Fatalf("%s", brief(task))
			}
			if task.Units == nil || slices.Contains(task.Units, "branch") || slices.Contains(task.Units, "") {
				t.Fatalf("%s: units %q", task.ID, task.Units)
			}
			if u := slices.Sorted(slices.Values(task.Units)); len(slices.Compact(u)) != len(task.Units) {
				t.Fatalf("%s: units %q", task.ID, task.Units)
			}
		}
		if diff := cmp.Diff(tasks, Tasks(plan, projects, facts, cal)); diff != "" {
			t.Fatalf("asked again:\n%s", diff)
		}

		// A moved deadline changes its own task and no identity.
		if len(tasks) == 0 {
			return
		}
		i := rapid.IntRange(0, len(tasks)-1).Draw(t, "moved")
		to := day("2022-06-01") + plans.Date(rapid.IntRange(0, 900).Draw(t, "to"))
		facts.Moved = map[plans.TaskID]plans.Date{tasks[i].ID: to}
		for j, task := range Tasks(plan, projects, facts, cal) {
			switch {
			case task.ID != tasks[j].ID:
				t.Fatalf("%s has become %s", tasks[j].ID, task.ID)
			case i == j && (task.Due != to || task.Opens > to || task.Kind == plans.Undated):
				t.Fatalf("moved to %s: %s", to, brief(task))
			case i != j && !cmp.Equal(task, tasks[j]):
				t.Fatalf("%s changes with %s", task.ID, tasks[i].ID)
			}
		}
	})
}
