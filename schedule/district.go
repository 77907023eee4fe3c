package schedule

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// District is the plans in force with what they have in common: the zone, the hour of
// the morning message and the calendar.
type District struct {
	// Plans stand in the order in which they came into force; none is a district
	// whose plans are all finished, or that never had one.
	Plans    []Standing
	Calendar *Calendar
	Zone     *time.Location
	At       plans.Clock
}

// Standing is a plan in force with the rules it is kept by.
type Standing struct {
	Plan    plans.Plan
	Version uint64
	Ladder  Ladder
}

// CalendarOf is the production calendar with the days administrators changed.
func CalendarOf(s store.Settings) *Calendar {
	local := make([]LocalDay, 0, len(s.LocalDays))
	for _, d := range s.LocalDays {
		local = append(local, LocalDay(d))
	}
	return NewCalendar(local)
}

// DistrictOf reads the plans in force. The zone is theirs; without any, that of the
// plan finished last. A zone that does not exist is a [plans.ErrInvalid].
func DistrictOf(tx *store.Tx) (District, error) {
	d := District{Zone: time.UTC, At: plans.DefaultReminders().At}
	set, err := tx.Settings()
	if err != nil {
		return d, err
	}
	versions, err := tx.InForce()
	if err != nil {
		return d, err
	}
	d.Calendar = CalendarOf(set)
	lead, ok, err := tx.LeadingPlan()
	if err != nil {
		return d, err
	}
	if ok {
		rules, _ := set.Rules(lead.Plan)
		d.At = rules.At
		if d.Zone, err = lead.Location(); err != nil {
			return d, fmt.Errorf("plan %s: zone %q: %w: %w", lead.Plan.ID, lead.Plan.Zone, plans.ErrInvalid, err)
		}
	}
	if set.At != nil {
		d.At = *set.At
	}
	for _, v := range versions {
		rules, _ := set.Rules(v.Plan)
		rules.At = d.At
		d.Plans = append(d.Plans, Standing{v.Plan, v.Version, Ladder{rules, d.Zone, d.Calendar}})
	}
	return d, nil
}

// Standing finds a plan in force; ok is false when it is not.
func (d District) Standing(id plans.PlanID) (s Standing, ok bool) {
	i := slices.IndexFunc(d.Plans, func(s Standing) bool { return s.Plan.ID == id })
	if i < 0 {
		return s, false
	}
	return d.Plans[i], true
}

// Awake reports whether reminders may go out now: on a working day, from the hour of
// the morning message on. Without a plan in force there are none.
func (d District) Awake(now time.Time) bool {
	day := plans.DateOf(now, d.Zone)
	return len(d.Plans) > 0 && d.Calendar.Working(day) && !now.Before(day.At(d.At, d.Zone))
}

// derive gives the tasks that follow from the facts kept, plan by plan.
func (d District) derive(tx *store.Tx) ([]plans.Task, error) {
	if len(d.Plans) == 0 {
		return nil, nil
	}
	records, err := tx.Projects()
	if err != nil {
		return nil, err
	}
	projects := make([]plans.Project, 0, len(records))
	for _, r := range records {
		projects = append(projects, r.Project)
	}
	moves, err := tx.Moves()
	if err != nil {
		return nil, err
	}
	facts := Facts{Moved: make(map[plans.TaskID]plans.Date, len(moves))}
	for _, m := range moves {
		facts.Moved[m.Task] = m.Due
	}
	var tasks []plans.Task
	for _, s := range d.Plans {
		events, err := tx.Events(s.Plan.ID)
		if err != nil {
			return nil, err
		}
		facts.Events = make(map[plans.ItemNo]plans.Date, len(events))
		for _, e := range events {
			facts.Events[e.Item] = e.Day
		}
		if facts.Others = nil; strays(s.Plan.Period, projects) {
			if facts.Others, err = besides(tx, s.Plan.ID); err != nil {
				return nil, err
			}
		}
		tasks = append(tasks, Tasks(s.Plan, projects, facts, d.Calendar)...)
	}
	return tasks, nil
}

// strays reports whether anything happened to a project outside a period.
func strays(period plans.Span, projects []plans.Project) bool {
	for _, p := range projects {
		for _, e := range []plans.Event{plans.ContractSigned, plans.Selection, plans.Completed, plans.Opening} {
			if day := p.Day(e); day != 0 && !period.Contains(day) {
				return true
			}
		}
	}
	return false
}
