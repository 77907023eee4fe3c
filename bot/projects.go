package bot

import (
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// projects lists the projects.
func (t *turn) projects(string) error {
	text, k, err := t.projectPage(0)
	if err != nil {
		return err
	}
	return t.say(text, k)
}

// pressedProjects turns the pages of the list.
func (t *turn) pressedProjects(p press) error {
	text, k, err := t.projectPage(int(min(p.number, 1<<10)))
	if err != nil {
		return err
	}
	return t.edit(text, k)
}

// projectsShown is how many projects a page lists: with names of any length it
// stays within a message.
const projectsShown = 20

func (t *turn) projectPage(page int) (string, keyboard, error) {
	var k keyboard
	if err := t.may(seePlan); err != nil {
		return "", k, err
	}
	all, err := t.tx.Projects()
	if err != nil {
		return "", k, err
	}
	page = max(0, min(page, (len(all)-1)/projectsShown))
	shown := all[page*projectsShown : min((page+1)*projectsShown, len(all))]
	for _, p := range shown {
		n, err := t.tx.Number(store.ProjectNumber, string(p.ID))
		if err != nil {
			return "", k, err
		}
		k.row(key{text: cut(p.Name, 48), verb: "proj", number: n})
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "projs", number: uint64(page - 1)})
	}
	if (page+1)*projectsShown < len(all) {
		nav = append(nav, key{text: "Дальше ›", verb: "projs", number: uint64(page + 1)})
	}
	k.row(nav...)
	if t.allowed(recordEvent, nil) {
		k.row(key{text: "➕ Добавить проект", verb: "newp"})
	}
	return textProjects(shown), k, k.err
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
	return t.say(textProject(project.Project, t.unitNames([]plans.UnitID{project.Unit}), t.today()), k)
}

// taskKeys is a button for each task.
func taskKeys(tasks []owed) keyboard {
	var k keyboard
	for i, o := range tasks[:min(len(tasks), pageSize)] {
		k.row(key{text: fmt.Sprintf("%d. %s", i+1, o.caption()), verb: "task", number: o.Number})
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
		if !t.mayRun(u) {
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

// mayRun tells whether this person may add a project of the unit's: a controller
// of any, the others of their own.
func (t *turn) mayRun(u plans.Unit) bool {
	return !u.ByProject && !u.External && (t.admin || t.who.Has(plans.Controller) || t.who.In(u.ID))
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
	if !t.mayRun(u) {
		return fmt.Errorf("project of unit %s: %w", u.ID, plans.ErrForbidden)
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
