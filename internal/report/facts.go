package report

import (
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Facts are what a report is made of: all of one plan.
type Facts struct {
	Plan     plans.Plan
	Zone     *time.Location
	Calendar *schedule.Calendar
	Projects []plans.Project
	// Tasks are those of the plan, ended ones too.
	Tasks         []store.TaskRecord
	Confirmations map[uint64][]plans.Confirmation
	Moves         map[plans.TaskID]store.Move
	// Events are the days of rows that hang on something else than a project.
	Events map[plans.ItemNo]plans.Date
	People map[plans.PersonID]string
	Posts  []store.PostRecord
	// Pages are the official pages, removed ones too.
	Pages []store.Page
	// Journal is all of it, oldest first.
	Journal []store.Entry
	Hash    string
}

// Make makes the report of a period as of an instant.
func Make(f Facts, period Period, now time.Time) Report {
	m := maker{
		Facts: f, period: period.Span, on: plans.DateOf(now, f.Zone), projects: map[plans.ProjectID]string{}, units: map[plans.UnitID]string{},
		byItem: map[plans.ItemNo][]store.TaskRecord{}, planned: map[plans.TaskID]plans.Date{}, changes: map[string]int{},
	}
	m.index()
	r := Report{Plan: f.Plan, Zone: f.Zone, Period: period, On: m.on, Hash: f.Hash}
	for n, s := range f.Plan.Sections {
		for _, item := range s.Items {
			r.Rows = append(r.Rows, m.row(n, s.Title, item))
		}
	}
	r.count()
	for _, t := range f.Tasks {
		if t.Ended {
			ended := m.task(t)
			ended.Form = m.form(t.Item)
			r.Ended = append(r.Ended, ended)
		}
	}
	r.Posts, r.Scheduled = m.posts(), m.scheduled()
	r.Publications = m.publications()
	r.Journal = m.journal()
	return r
}

// maker makes one report.
type maker struct {
	Facts
	period   plans.Span
	on       plans.Date
	projects map[plans.ProjectID]string
	units    map[plans.UnitID]string
	byItem   map[plans.ItemNo][]store.TaskRecord
	// planned are the due days by the plan itself.
	planned map[plans.TaskID]plans.Date
	// changes counts the journal's entries by what they are about.
	changes map[string]int
}

func (m *maker) index() {
	for _, p := range m.Projects {
		m.projects[p.ID] = clean(p.Name)
	}
	for _, u := range m.Plan.Units {
		m.units[u.ID] = clean(u.Name)
	}
	for _, t := range m.Tasks {
		if !t.Ended {
			m.byItem[t.Item] = append(m.byItem[t.Item], t)
		}
	}
	for _, e := range m.Journal {
		m.changes[e.Of]++
	}
	order := map[plans.TaskID]int{}
	for i, t := range schedule.Tasks(m.Plan, m.Projects, schedule.Facts{Events: m.Events}, m.Calendar) {
		m.planned[t.ID] = t.Due
		order[t.ID] = i
	}
	for _, tasks := range m.byItem {
		sortTasks(tasks, order)
	}
}

func (m *maker) unitNames(ids []plans.UnitID) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		if name := m.units[id]; name != "" {
			names = append(names, name)
		}
	}
	return names
}

// form is what a row asks for, "" for one that is gone.
func (m *maker) form(no plans.ItemNo) string {
	item, _, _ := m.Plan.Item(no)
	return clean(item.Form)
}

// changed counts what was done to something, and to the plan.
func (m *maker) changed(of string) int { return m.changes[of] + m.changes["plan/"+string(m.Plan.ID)] }

func (m *maker) person(id plans.PersonID) string { return clean(m.People[id]) }
