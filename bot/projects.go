package bot

import (
	"fmt"

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
