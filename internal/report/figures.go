package report

import (
	"slices"

	"sdelaemvmeste/plans"
)

// Figures count the tasks that are due in the period. Total is the sum of InTime,
// Late, Undone, Ahead and Dropped; Checking and Moved are of those already counted.
type Figures struct {
	Total, InTime, Late, Undone, Ahead, Dropped int
	// Checking are done and not looked at yet, Moved have a due day that a
	// controller named in the place of the plan's.
	Checking, Moved int
}

// Group is the figures of a unit or of a section.
type Group struct {
	Name string
	Figures
}

// Due is how many tasks of the period were to be done by the day of the report.
func (f Figures) Due() int { return f.InTime + f.Late + f.Undone }

// Discipline is the share of what was done in time in what was due, in percent,
// rounded to the nearest; ok is false when nothing was due.
func (f Figures) Discipline() (percent int, ok bool) {
	due := f.Due()
	if due == 0 {
		return 0, false
	}
	return (200*f.InTime + due) / (2 * due), true
}

// Add counts a task.
func (f *Figures) Add(t Task) {
	f.Total++
	switch t.Status {
	case InTime:
		f.InTime++
	case AfterDue:
		f.Late++
	case Undone:
		f.Undone++
	case Ahead:
		f.Ahead++
	case Dropped:
		f.Dropped++
	}
	if t.Checking {
		f.Checking++
	}
	if !t.Was.IsZero() {
		f.Moved++
	}
}

// count makes the figures of the tasks whose day lies in the period. A task that
// several units answer for counts for each of them.
func (r *Report) count() {
	for _, s := range r.Plan.Sections {
		r.Sections = append(r.Sections, Group{Name: s.Title})
	}
	units := map[plans.UnitID]*Figures{}
	for _, row := range r.Rows {
		for _, t := range row.Tasks {
			if !Counted(t.Task, r.Plan, r.Period.Span) {
				continue
			}
			r.Total.Add(t)
			r.Sections[row.SectionNo].Add(t)
			for _, u := range t.Task.Units {
				if units[u] == nil {
					units[u] = &Figures{}
				}
				units[u].Add(t)
			}
			if t.Status == Undone {
				r.Overdue = append(r.Overdue, t)
			}
		}
	}
	for _, u := range r.Plan.Units {
		if f := units[u.ID]; f != nil {
			r.Units = append(r.Units, Group{Name: u.Name, Figures: *f})
		}
	}
	slices.SortStableFunc(r.Overdue, func(a, b Task) int { return int(dueDay(a.Task, r.Plan) - dueDay(b.Task, r.Plan)) })
}

// Counted reports whether a task belongs to the period: its due day lies there. One
// without a date is counted on the last day of the plan.
func Counted(t plans.Task, plan plans.Plan, period plans.Span) bool {
	return period.Contains(dueDay(t, plan))
}

func dueDay(t plans.Task, plan plans.Plan) plans.Date {
	if t.Due.IsZero() {
		return plan.Period.To
	}
	return t.Due
}
