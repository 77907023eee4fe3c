package bot

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// projects lists the projects.
func (t *turn) projects(string) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	all, err := t.tx.Projects()
	if err != nil {
		return err
	}
	var k keyboard
	for _, p := range all {
		n, err := t.tx.Number(store.ProjectNumber, string(p.ID))
		if err != nil {
			return err
		}
		k.row(key{text: cut(p.Name, 48), verb: "proj", number: n})
	}
	if t.allowed(recordEvent, nil) {
		k.row(key{text: "➕ Добавить проект", verb: "newp"})
	}
	return t.say(textProjects(all), k)
}

func (t *turn) project(n uint64) (store.ProjectRecord, error) {
	id, err := t.tx.Identity(store.ProjectNumber, n)
	if err != nil {
		return store.ProjectRecord{}, err
	}
	return t.tx.Project(plans.ProjectID(id))
}

// pressedProject shows a project's card.
func (t *turn) pressedProject(p press) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	project, err := t.project(p.number)
	if err != nil {
		return err
	}
	var k keyboard
	if t.records(project.Project) {
		for _, e := range events() {
			k.row(key{text: e.button, verb: "event", number: p.number, arg: string(e.event)})
		}
	}
	return t.say(textProject(project.Project, t.unitNames([]plans.UnitID{project.Unit})), k)
}

// records tells whether this person may record the project's events: a
// controller, or somebody of the unit that runs it.
func (t *turn) records(p plans.Project) bool {
	if t.admin || t.known() && t.who.Has(plans.Controller) {
		return true
	}
	return t.allowed(recordEvent, nil) && t.who.In(p.Unit)
}

// projectEvent is an event of a project as buttons and texts name it.
type projectEvent struct {
	event  plans.Event
	button string
	done   string // «контракт заключён»
	past   string // «Дата заключения контракта»
}

func events() []projectEvent {
	return []projectEvent{
		{plans.ContractSigned, "🖊 Контракт заключён", "контракт заключён", "дату заключения контракта"},
		{plans.Completed, "🏁 Проект завершён", "проект завершён", "дату завершения проекта"},
		{plans.Opening, "🎀 Объект открыт", "объект открыт", "дату открытия объекта"},
	}
}

func eventNamed(name string) (projectEvent, bool) {
	i := slices.IndexFunc(events(), func(e projectEvent) bool { return string(e.event) == name })
	if i < 0 {
		return projectEvent{}, false
	}
	return events()[i], true
}

// recordable gives the project and event of a button or an answer to somebody
// who may record it.
func (t *turn) recordable(n uint64, name string) (store.ProjectRecord, projectEvent, error) {
	e, ok := eventNamed(name)
	if !ok {
		return store.ProjectRecord{}, e, stale()
	}
	p, err := t.project(n)
	if err != nil {
		return p, e, err
	}
	if !t.records(p.Project) {
		return p, e, fmt.Errorf("record event: %w", plans.ErrForbidden)
	}
	return p, e, nil
}

// pressedEvent asks on which day it happened.
func (t *turn) pressedEvent(p press) error {
	project, e, err := t.recordable(p.number, p.arg)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "event", Number: p.number, Text: string(e.event)}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Сегодня", verb: "evday", number: p.number, arg: string(e.event) + ":0"},
		key{text: "Вчера", verb: "evday", number: p.number, arg: string(e.event) + ":1"})
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskEvent(project.Project, e), k)
}

// pressedEventDay is «Сегодня» or «Вчера».
func (t *turn) pressedEventDay(p press) error {
	if len(p.arg) < 3 {
		return stale()
	}
	name, back := p.arg[:len(p.arg)-2], p.arg[len(p.arg)-1]
	if back != '0' && back != '1' {
		return stale()
	}
	project, e, err := t.recordable(p.number, name)
	if err != nil {
		return err
	}
	day := t.today() - plans.Date(back-'0')
	if err := t.checkEvent(project.Project, e.event, day); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.recordEvent(project, e, day)
}

// eventDate takes the day in words.
func (t *turn) eventDate(d store.Dialog) error {
	project, e, err := t.recordable(d.Number, d.Text)
	if err != nil {
		return err
	}
	day, ok := t.past(t.words())
	if !ok {
		return refuse(plans.ErrInvalid, textDateUnknown)
	}
	if err := t.checkEvent(project.Project, e.event, day); err != nil {
		return err
	}
	return t.recordEvent(project, e, day)
}

// checkEvent refuses a day that cannot be right.
func (t *turn) checkEvent(p plans.Project, e plans.Event, day plans.Date) error {
	switch {
	case day > t.today():
		return refuse(plans.ErrInvalid, textEventFuture)
	case e != plans.ContractSigned && !p.Contract.IsZero() && day < p.Contract:
		return refuse(plans.ErrInvalid, textEventBeforeContract(p.Contract))
	case e == plans.ContractSigned && !p.Completed.IsZero() && day > p.Completed:
		return refuse(plans.ErrInvalid, textContractAfterEnd(p.Completed))
	}
	return nil
}

// recordEvent keeps the day; the deadlines that hang on it follow, and their
// people are told.
func (t *turn) recordEvent(p store.ProjectRecord, e projectEvent, day plans.Date) error {
	before := p
	p.Project = p.With(e.event, day)
	p.Recorded = maps.Clone(p.Recorded)
	if p.Recorded == nil {
		p.Recorded = map[plans.Event]time.Time{}
	}
	p.Recorded[e.event] = t.now
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutProject(p); err != nil {
		return err
	}
	if err := t.note("event", "project/"+string(p.ID), before.Project, p.Project); err != nil {
		return err
	}
	change, err := schedule.Sync(t.tx, t.now)
	if err != nil {
		return err
	}
	changed, err := t.describeAll(slices.Concat(change.Added, change.Moved))
	if err != nil {
		return err
	}
	text := textEventRecorded(p.Project, e, day, changed)
	if err := t.tellConcerned(changed, text); err != nil {
		return err
	}
	return t.say(text, taskKeys(changed))
}

// tellConcerned tells the people of the changed tasks, each once.
func (t *turn) tellConcerned(changed []owed, text string) error {
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	told := []plans.PersonID{t.who.ID}
	for _, o := range changed {
		for _, p := range t.reachOf(o.Units, all, t.today()).people {
			if slices.Contains(told, p.ID) {
				continue
			}
			told = append(told, p.ID)
			mine := slices.DeleteFunc(slices.Clone(changed), func(c owed) bool { return !p.In(c.Units...) })
			if err := t.tell(p, text, taskKeys(mine)); err != nil {
				return err
			}
		}
	}
	return nil
}

// taskKeys is a button for each task.
func taskKeys(tasks []owed) keyboard {
	var k keyboard
	for i, o := range tasks[:min(len(tasks), pageSize)] {
		k.row(key{text: fmt.Sprintf("%d. %s", i+1, cut(o.label(), 48)), verb: "task", number: o.Number})
	}
	return k
}

// pressedNewProject asks for the name of a new project.
func (t *turn) pressedNewProject(press) error {
	if err := t.may(recordEvent); err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "project"}); err != nil {
		return err
	}
	return t.say(textAskProject, cancelKeys())
}

// projectName takes the name and asks which unit runs the project.
func (t *turn) projectName(store.Dialog) error {
	if err := t.may(recordEvent); err != nil {
		return err
	}
	name := cut(t.words(), projectNameLimit)
	if name == "" {
		return refuse(plans.ErrInvalid, textSendWords)
	}
	if err := t.await(store.Dialog{Await: "project", Text: name}); err != nil {
		return err
	}
	var k keyboard
	for _, u := range t.plan.Units {
		if u.ByProject || u.External || !t.admin && !t.who.Has(plans.Controller) && !t.who.In(u.ID) {
			continue
		}
		n, err := t.tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return err
		}
		k.row(key{text: cut(u.Name, 48), verb: "unitp", number: n})
	}
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskProjectUnit(name), k)
}

const projectNameLimit = 200

// pressedProjectUnit adds the project.
func (t *turn) pressedProjectUnit(p press) error {
	if err := t.may(recordEvent); err != nil {
		return err
	}
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil {
		return err
	}
	if !ok || d.Await != "project" || d.Text == "" {
		return stale()
	}
	u, err := t.unit(p.number)
	if err != nil {
		return err
	}
	id, err := t.tx.NewProjectID()
	if err != nil {
		return err
	}
	project := store.ProjectRecord{Project: plans.Project{ID: id, Name: d.Text, Unit: u.ID, Added: t.today()}}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutProject(project); err != nil {
		return err
	}
	if err := t.note("project added", "project/"+string(project.ID), nil, project.Project); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.tx, t.now); err != nil {
		return err
	}
	number, err := t.tx.Number(store.ProjectNumber, string(project.ID))
	if err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Открыть проект", verb: "proj", number: number})
	return t.say(textProjectAdded(project.Project, u.Name), k)
}
