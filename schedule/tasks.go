package schedule

import (
	"slices"

	"sdelaemvmeste/plans"
)

// Facts are what has been recorded about a plan beside its projects.
type Facts struct {
	// Moved holds the deadlines moved by a controller, and the dates named for
	// tasks which had none.
	Moved map[plans.TaskID]plans.Date
	// Events holds the days of the events that are no project's own, by the row
	// whose term is counted from them.
	Events map[plans.ItemNo]plans.Date
	// Others are the district's other plans. What happens to a project outside a
	// plan's period is that plan's matter only where no plan of a nearer time has a row
	// for it: a term that began in December belongs to the plan of the old year.
	Others []plans.Plan
}

// Tasks gives everything owed under the plan as far as the facts go, in the
// order of the plan; within a row in the order of projects, parts or dates.
// Identities depend on row, project and part alone, so that a moved date keeps
// what people have said of a task. An unclear row owes nothing yet.
func Tasks(plan plans.Plan, projects []plans.Project, facts Facts, cal *Calendar) []plans.Task {
	d := deriver{plan: plan, projects: projects, facts: facts, cal: cal}
	d.byProject = make(map[plans.UnitID]bool, len(plan.Units))
	for _, u := range plan.Units {
		d.byProject[u.ID] = u.ByProject
	}
	for _, item := range plan.Items() {
		d.item(item)
	}
	return d.tasks
}

// deriver gathers the tasks of one plan.
type deriver struct {
	plan      plans.Plan
	projects  []plans.Project
	facts     Facts
	cal       *Calendar
	byProject map[plans.UnitID]bool
	tasks     []plans.Task
}

// item adds the tasks of one row.
func (d *deriver) item(item plans.Item) {
	switch dl := item.Deadline.(type) {
	case plans.ByDate:
		d.add(item, nil, plans.Task{Kind: plans.Dated, Due: dl.To, Time: dl.Time})
	case plans.Between:
		d.window(item, plans.Span{From: dl.From, To: dl.To}, dl.Time)
	case plans.Period:
		d.window(item, plans.Span{From: dl.From, To: dl.To}, dl.Time)
	case plans.Throughout:
		d.add(item, nil, plans.Task{Kind: plans.Gathering, Opens: d.plan.Period.From, Due: d.plan.Period.To})
	case plans.Every:
		d.every(item, dl)
	case plans.Dates:
		d.dates(item, dl)
	case plans.AfterEvent:
		d.afterEvent(item, dl)
	case plans.AsItHappens:
		d.asItHappens(item, dl)
	}
}

// window adds the one task of a row with a window of its own.
func (d *deriver) window(item plans.Item, s plans.Span, at plans.Clock) {
	d.add(item, nil, plans.Task{Kind: plans.Dated, Opens: s.From, Due: s.To, Time: at, Announced: true})
}

// dates adds a task for each day of the list; a day written twice is owed once.
func (d *deriver) dates(item plans.Item, dl plans.Dates) {
	for i, day := range dl.Days {
		if !slices.Contains(dl.Days[:i], day) {
			d.add(item, nil, plans.Task{Kind: plans.Dated, Part: day.String(), Due: day, Time: dl.Time})
		}
	}
}

// afterEvent adds a task for each event that is known: the row's own one, or
// that of each project.
func (d *deriver) afterEvent(item plans.Item, dl plans.AfterEvent) {
	if !dl.Event.OfProject() {
		if day := d.facts.Events[item.No]; day != 0 {
			d.add(item, nil, termTask(dl, day, d.cal))
		}
		return
	}
	for i, p := range d.projects {
		if day := p.Day(dl.Event); day != 0 && !d.elsewhere(dl.Event, day) {
			d.add(item, &d.projects[i], termTask(dl, day, d.cal))
		}
	}
}

// elsewhere reports whether another plan answers for what happened to a project on a
// day outside this plan's period: its time is nearer to the day, or as near and earlier,
// and a row of it hangs on such events.
func (d *deriver) elsewhere(e plans.Event, day plans.Date) bool {
	mine := apart(d.plan.Period, day)
	return mine > 0 && slices.ContainsFunc(d.facts.Others, func(o plans.Plan) bool {
		theirs := apart(o.Period, day)
		nearer := theirs < mine || theirs == mine && o.Period.From < d.plan.Period.From
		return nearer && slices.ContainsFunc(o.Items(), func(i plans.Item) bool { return hangsOn(i, e) })
	})
}

// apart is how many days a day lies outside a period.
func apart(s plans.Span, day plans.Date) plans.Date { return max(s.From-day, day-s.To, 0) }

// hangsOn reports whether a row speaks of an event.
func hangsOn(i plans.Item, e plans.Event) bool {
	switch dl := i.Deadline.(type) {
	case plans.AfterEvent:
		return dl.Event == e
	case plans.AsItHappens:
		return dl.Event == e
	}
	return false
}

// termTask gives the task of a term: a term that runs from an event opens on
// the event's day, one that runs towards it is open from the start.
func termTask(dl plans.AfterEvent, event plans.Date, cal *Calendar) plans.Task {
	t := plans.Task{Kind: plans.Dated, Due: term(dl, event, cal), Time: dl.Time}
	if !dl.Before {
		t.Opens = event
	}
	return t
}

// asItHappens adds a task without a date for each project, where the row speaks
// of projects, or a single one. People are reminded of a project's task from the
// month after its completion, of a single one from the second month of the plan.
func (d *deriver) asItHappens(item plans.Item, dl plans.AsItHappens) {
	if !dl.Event.OfProject() {
		d.add(item, nil, plans.Task{Kind: plans.Undated, NudgeFrom: nextMonth(d.plan.Period.From)})
		return
	}
	for i, p := range d.projects {
		if p.Completed != 0 && d.elsewhere(dl.Event, p.Completed) {
			continue
		}
		t := plans.Task{Kind: plans.Undated}
		if p.Completed != 0 {
			t.NudgeFrom = nextMonth(p.Completed)
		}
		d.add(item, &d.projects[i], t)
	}
}

// nextMonth gives the first day of the month after the day's own.
func nextMonth(d plans.Date) plans.Date { return d.MonthEnd() + 1 }

// add completes a task with its identity, the facts about it and those who
// answer for it; project is nil where the row is not repeated for projects.
func (d *deriver) add(item plans.Item, project *plans.Project, t plans.Task) {
	t.Item = item.No
	if project != nil {
		t.Project = project.ID
	}
	t.ID = plans.MakeTaskID(d.plan.ID, item.No, t.Project, t.Part)
	if moved := d.facts.Moved[t.ID]; moved != 0 {
		t = move(t, moved)
	}
	t.Units = d.units(item, project, t)
	d.tasks = append(d.tasks, t)
}

// move gives the task a new due date, which also makes a dated task of one
// that had none. A window that would open after it closes is no window.
func move(t plans.Task, due plans.Date) plans.Task {
	t.Due = due
	if t.Opens > due {
		t.Opens, t.Announced = 0, false
	}
	if t.Kind == plans.Undated {
		t.Kind, t.NudgeFrom = plans.Dated, 0
	}
	return t
}

// units gives those who answer for a task, each once, in the order of the row.
// A by-project unit stands for the project's own unit; on a task which is not a
// project's it stands for the units of all projects active in its window.
func (d *deriver) units(item plans.Item, project *plans.Project, t plans.Task) []plans.UnitID {
	units := make([]plans.UnitID, 0, len(item.Responsible))
	add := func(u plans.UnitID) {
		if u != "" && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	for _, u := range item.Responsible {
		switch {
		case !d.byProject[u]:
			add(u)
		case project != nil:
			add(project.Unit)
		default:
			in := d.windowOf(t)
			for _, p := range d.projects {
				if p.Active(in) {
					add(p.Unit)
				}
			}
		}
	}
	return units
}

// windowOf gives the days of a task; the plan's own bounds stand for those that
// it has not.
func (d *deriver) windowOf(t plans.Task) plans.Span {
	s := plans.Span{From: t.Opens, To: t.Due}
	if s.From == 0 {
		s.From = d.plan.Period.From
	}
	if s.To == 0 {
		s.To = d.plan.Period.To
	}
	// A date kept as written may lie before the period.
	s.From = min(s.From, s.To)
	return s
}
