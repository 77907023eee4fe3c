package report

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// sortTasks puts the tasks of a row into the order of the plan; tasks that it does
// not know come last.
func sortTasks(tasks []store.TaskRecord, order map[plans.TaskID]int) {
	at := func(t store.TaskRecord) int {
		if i, ok := order[t.ID]; ok {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(tasks, func(a, b store.TaskRecord) int { return at(a) - at(b) })
}

// row gathers what has become of a row.
func (m *maker) row(section int, title string, item plans.Item) Row {
	r := Row{Item: item, Section: title, SectionNo: section, Units: m.unitNames(item.Responsible)}
	for _, rec := range m.byItem[item.No] {
		t := m.task(rec)
		t.Form, t.Section = clean(item.Form), clean(title)
		t.Mark = m.taskMark(t)
		r.Tasks = append(r.Tasks, t)
	}
	r.Mark = m.mark(r)
	return r
}

// task says how a task stands.
func (m *maker) task(rec store.TaskRecord) Task {
	t := Task{Number: rec.Number, Task: rec.Task, Name: m.apart(rec.Task), Units: m.unitNames(rec.Units), Status: Ahead, Changes: m.changed(fmt.Sprintf("task/%d", rec.Number))}
	if move, ok := m.Moves[rec.ID]; ok && move.Due == rec.Due {
		t.Moved = move
		t.Was = m.planned[rec.ID]
	}
	for _, c := range m.Confirmations[rec.Number] {
		if c.Stands() {
			t.Facts = append(t.Facts, m.fact(c))
		}
	}
	switch {
	case rec.State == store.TaskOff:
		t.Status, t.Off = Dropped, clean(rec.Reason)
	case rec.State == store.TaskDone && len(t.Facts) > 0:
		m.done(&t)
	case rec.State == store.TaskDone:
		t.Status = InTime
	case dueDay(rec.Task, m.Plan) < m.on && rec.Kind == plans.Gathering && len(t.Facts) > 0:
		m.done(&t)
	case dueDay(rec.Task, m.Plan) < m.on:
		t.Status, t.Late = Undone, m.Calendar.Count(dueDay(rec.Task, m.Plan)+1, m.on)
	}
	return t
}

// done judges a task by the day of its first fact that stands: the day when it was
// done, not when somebody accepted it. The proof of the last fact may still be looked
// at.
func (m *maker) done(t *Task) {
	t.Done = t.Facts[0].Day
	for _, f := range t.Facts {
		t.Done = min(t.Done, f.Day)
		t.Checking = t.Checking || f.Checking
	}
	t.Status = InTime
	if due := t.Task.Due; !due.IsZero() && t.Done > due {
		t.Status, t.Late = AfterDue, m.Calendar.Count(due+1, t.Done)
	}
}

// apart is what sets a task apart from others of its row.
func (m *maker) apart(t plans.Task) string {
	var parts []string
	if t.Project != "" {
		name := m.projects[t.Project]
		if name == "" {
			name = string(t.Project)
		}
		parts = append(parts, name)
	}
	if t.Part != "" {
		parts = append(parts, plans.PartName(t.Part))
	}
	return strings.Join(parts, ", ")
}

// wordsLimit is how much of the words of a proof a cell shows, in UTF-16 units.
const wordsLimit = 400

// fact is a confirmation as a report tells of it.
func (m *maker) fact(c plans.Confirmation) Fact {
	f := Fact{Day: c.On(m.Zone), By: m.person(c.By), Checking: c.State == plans.Given}
	if c.State == plans.Accepted {
		f.Unseen = c.Judge == ""
		f.Judge = m.person(c.Judge)
	}
	for _, p := range c.Proofs {
		switch p.Kind {
		case plans.LinkProof, plans.PostProof:
			f.link(p.Text)
		case plans.WordProof:
			if words := cut(p.Text, wordsLimit); words != "" {
				f.Words = append(f.Words, words)
			}
		case plans.FileProof:
			for _, media := range p.Media {
				if media.Kind == plans.Photo {
					f.Photos++
				} else {
					f.Files++
				}
			}
		}
	}
	return f
}

// link keeps an address once; what is none is kept as words.
func (f *Fact) link(s string) {
	s = clean(s)
	switch {
	case s == "" || slices.Contains(f.Links, s):
	case IsAddress(s):
		f.Links = append(f.Links, s)
	default:
		f.Words = append(f.Words, cut(s, wordsLimit))
	}
}

// IsAddress reports whether a text may stand as a link in a document: it leads to the
// web and nowhere else.
func IsAddress(s string) bool {
	return len(s) <= 2000 && (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n\"<>\\^`{|}")
}
