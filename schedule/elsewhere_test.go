package schedule

import (
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

// TestEventGoesToThePlanWhoseTimeIsNearest: to this one whenever it lies in its period,
// else to the nearer, of two as near to the earlier, if that has a row for such events.
func TestEventGoesToThePlanWhoseTimeIsNearest(t *testing.T) {
	completed, done := plans.AfterEvent{Event: plans.Completed, N: 10, Unit: plans.TermDay}, plans.AsItHappens{Event: plans.Completed}
	span := func(from, to string) plans.Span { return plans.Span{From: day(from), To: day(to)} }
	for name, c := range map[string]struct {
		mine, theirs plans.Span
		row          plans.Deadline // of the other plan
		day          string
		want         bool
	}{
		"in both periods":             {span("2023-07-01", "2023-12-31"), span("2023-01-01", "2023-12-31"), completed, "2023-09-01", true},
		"in this one alone":           {span("2023-01-01", "2023-12-31"), span("2024-01-01", "2024-12-31"), completed, "2023-12-31", true},
		"in the other alone":          {span("2023-01-01", "2023-12-31"), span("2024-01-01", "2024-12-31"), completed, "2024-01-01", false},
		"… whose row knows no term":   {span("2023-01-01", "2023-12-31"), span("2024-01-01", "2024-12-31"), done, "2024-01-01", false},
		"… which has no row for it":   {span("2023-01-01", "2023-12-31"), span("2024-01-01", "2024-12-31"), plans.Throughout{}, "2024-01-01", true},
		"between both, nearer to us":  {span("2023-01-01", "2023-06-30"), span("2023-07-31", "2023-12-31"), completed, "2023-07-14", true},
		"between both, nearer there":  {span("2023-01-01", "2023-06-30"), span("2023-07-31", "2023-12-31"), completed, "2023-07-17", false},
		"in the middle, we are first": {span("2023-01-01", "2023-06-30"), span("2023-07-10", "2023-12-31"), completed, "2023-07-05", true},
		"in the middle, they are":     {span("2023-07-10", "2023-12-31"), span("2023-01-01", "2023-06-30"), completed, "2023-07-05", false},
		"of one time, both":           {span("2023-01-01", "2023-06-30"), span("2023-01-01", "2023-06-30"), completed, "2023-07-05", true},
	} {
		other := planOf(c.row)
		other.ID, other.Period = "other", c.theirs
		projects := []plans.Project{{ID: "park", Completed: day(c.day)}}
		for _, row := range []plans.Deadline{completed, done} {
			plan := planOf(row)
			plan.Period = c.mine
			tasks := Tasks(plan, projects, Facts{Others: []plans.Plan{other}}, NewCalendar(nil))
			if got := slices.ContainsFunc(tasks, func(t plans.Task) bool { return t.Project == "park" }); got != c.want {
				t.Errorf("%s: %T is owed here: %t", name, row, got)
			}
		}
	}
}
