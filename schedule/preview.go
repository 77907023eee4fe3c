package schedule

import (
	"fmt"
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
	// Plan is set where several plans are rehearsed together.
	Plan plans.PlanID `json:"plan,omitempty"`
}

// Preview gives every reminder that would go out on the days from one to another under
// all the plans together if nobody ever confirmed anything, by time and then in the
// order of the plans. Their projects and the dates of those are taken as known from
// the beginning; the hour is that of the first plan. A zero from is the first day of
// the periods, a zero to the last day of the periods or the last due date, whichever
// is later. A zone that does not exist, and a second zone, is a [plans.ErrInvalid].
func Preview(all []plans.Plan, from, to plans.Date, cal *Calendar) ([]Entry, error) {
	var projects []plans.Project
	first, last := plans.Date(0), plans.Date(0)
	for _, p := range all {
		for _, x := range p.Projects {
			if !slices.ContainsFunc(projects, func(y plans.Project) bool { return y.ID == x.ID }) {
				projects = append(projects, x)
			}
		}
		if first == 0 || p.Period.From < first {
			first = p.Period.From
		}
		last = max(last, p.Period.To)
	}
	if from == 0 {
		from = first
	}
	var entries []Entry
	var owed []owedUnder
	for _, p := range all {
		ladder, err := NewLadder(p, cal)
		if err != nil {
			return nil, err
		}
		if p.Zone != all[0].Zone {
			return nil, fmt.Errorf("zone %s beside %s: %w", p.Zone, all[0].Zone, plans.ErrInvalid)
		}
		ladder.Reminders.At = all[0].Reminders.At
		o := owedUnder{p.ID, ladder, Tasks(p, projects, Facts{Others: othersOf(p, all)}, cal)}
		for _, t := range o.tasks {
			last = max(last, t.Due)
		}
		owed = append(owed, o)
	}
	if to == 0 {
		to = last
	}
	for _, o := range owed {
		entries = append(entries, o.entries(from, to)...)
	}
	if len(all) == 1 {
		for i := range entries {
			entries[i].Plan = ""
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.At.Compare(b.At) })
	return entries, nil
}

// owedUnder is what is owed under one plan.
type owedUnder struct {
	plan   plans.PlanID
	ladder Ladder
	tasks  []plans.Task
}

// entries are the reminders of whole days: after the last instant before the first of
// them.
func (o owedUnder) entries(from, to plans.Date) []Entry {
	after := from.At(plans.Clock(0), o.ladder.Zone).Add(-time.Nanosecond)
	upto := (to + 1).At(plans.Clock(0), o.ladder.Zone).Add(-time.Nanosecond)
	var all []Entry
	for _, t := range o.tasks {
		for _, m := range o.ladder.Between(t, time.Time{}, after, upto) {
			all = append(all, Entry{
				At: m.At, Kind: m.Kind, Rung: m.Rung, Plan: o.plan,
				Item: t.Item, Project: t.Project, Part: t.Part, Due: t.Due, Units: t.Units,
			})
		}
	}
	return all
}
