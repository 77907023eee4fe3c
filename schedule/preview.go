package schedule

import (
	"slices"
	"time"

	"sdelaemvmeste/plans"
)

// Entry is one line of the rehearsal, in the form of CONTRACT §3.
type Entry struct {
	At      time.Time       `json:"at"`
	Kind    Kind            `json:"kind"`
	Rung    string          `json:"rung"`
	Item    plans.ItemNo    `json:"item"`
	Project plans.ProjectID `json:"project"`
	Part    string          `json:"part"`
	Due     plans.Date      `json:"due"`
	Units   []plans.UnitID  `json:"units"`
}

// Preview gives every reminder that would go out on the days from one to
// another if nobody ever confirmed anything, by time and then in the order of
// the plan. The plan's own projects and their dates are taken as known from the
// beginning. A zero from is the first day of the period, a zero to the last day
// of the period or the last due date, whichever is later. A zone that does not
// exist is a [plans.ErrInvalid].
func Preview(plan plans.Plan, from, to plans.Date, cal *Calendar) ([]Entry, error) {
	ladder, err := NewLadder(plan, cal)
	if err != nil {
		return nil, err
	}
	tasks := Tasks(plan, plan.Projects, Facts{}, cal)
	if from == 0 {
		from = plan.Period.From
	}
	if to == 0 {
		to = plan.Period.To
		for _, t := range tasks {
			to = max(to, t.Due)
		}
	}
	// The days are taken whole: after the last instant before the first of them.
	after := from.At(plans.Clock(0), ladder.Zone).Add(-time.Nanosecond)
	upto := (to + 1).At(plans.Clock(0), ladder.Zone).Add(-time.Nanosecond)
	var all []Entry
	for _, t := range tasks {
		for _, m := range ladder.Between(t, time.Time{}, after, upto) {
			all = append(all, Entry{
				At: m.At, Kind: m.Kind, Rung: m.Rung,
				Item: t.Item, Project: t.Project, Part: t.Part, Due: t.Due, Units: t.Units,
			})
		}
	}
	slices.SortStableFunc(all, func(a, b Entry) int { return a.At.Compare(b.At) })
	return all, nil
}
