package project

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// projects lists the projects.
func projects(t *chat.Turn, _ string) error {
	text, k, err := projectPage(t, 0)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// pressedProjects turns the pages of the list.
func pressedProjects(t *chat.Turn, p chat.Press) error {
	text, k, err := projectPage(t, p.Page())
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// projectsShown is how many projects a page lists: with names of any length it
// stays within a message.
const projectsShown = 20

func projectPage(t *chat.Turn, number int) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	if err := t.May(chat.SeePlan); err != nil {
		return "", k, err
	}
	all, err := t.Tx.Projects()
	if err != nil {
		return "", k, err
	}
	page := chat.PageOf(all, projectsShown, number)
	for _, p := range page.Shown {
		n, err := t.Tx.Number(store.ProjectNumber, string(p.ID))
		if err != nil {
			return "", k, err
		}
		k.Row(chat.Key{Text: chat.Cut(p.Name, 48), Verb: "proj", Number: n})
	}
	page.Keys(&k, chat.Press{Verb: "projs"}.PageInNumber)
	if t.Allowed(chat.RecordEvent, nil) {
		k.Row(chat.Key{Text: "➕ Добавить проект", Verb: "newp"})
	}
	return textProjects(page.Shown), k, k.Err
}

// Project is the project that a short number stands for.
func Project(t *chat.Turn, n uint64) (store.ProjectRecord, error) {
	id, err := t.Tx.Identity(store.ProjectNumber, n)
	if err != nil {
		return store.ProjectRecord{}, err
	}
	return t.Tx.Project(plans.ProjectID(id))
}

// pressedProject shows a project's card.
func pressedProject(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	project, err := Project(t, p.Number)
	if err != nil {
		return err
	}
	text, k := CardView(t, p.Number, project.Project)
	return t.SayAs(CardName(p.Number), text, k)
}

// pressedNewProject asks for the name of a new project.
func pressedNewProject(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.RecordEvent); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "project"}); err != nil {
		return err
	}
	return t.Say(textAskProject, chat.CancelKeys())
}

// projectName takes the name and asks which unit runs the project.
func projectName(t *chat.Turn, _ store.Dialog) error {
	if err := t.May(chat.RecordEvent); err != nil {
		return err
	}
	name := chat.Cut(t.Words(), projectNameLimit)
	if name == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	if err := t.Await(store.Dialog{Await: "project", Text: name}); err != nil {
		return err
	}
	k, err := runnerKeys(t, 0)
	if err != nil {
		return err
	}
	return t.Say(textAskProjectUnit(name), k)
}

// runnerKeys is a page of the units that may run a new project.
func runnerKeys(t *chat.Turn, page int) (chat.Keyboard, error) {
	var k chat.Keyboard
	units, err := t.Units()
	if err != nil {
		return k, err
	}
	units = slices.DeleteFunc(units, func(u plans.Unit) bool { return !mayRun(t, u) })
	shown := chat.PageOf(units, projectsShown, page)
	for _, u := range shown.Shown {
		n, err := t.Tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return k, err
		}
		k.Row(chat.Key{Text: chat.Cut(u.Name, 48), Verb: "unitp", Number: n})
	}
	shown.Keys(&k, chat.Press{Verb: "unitppg"}.PageInNumber)
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return k, nil
}

// pressedRunners turns the pages of the units that may run a new project.
func pressedRunners(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.RecordEvent); err != nil {
		return err
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	if !ok || d.Await != "project" || d.Text == "" {
		return chat.Stale()
	}
	k, err := runnerKeys(t, p.Page())
	if err != nil {
		return err
	}
	return t.Edit(textAskProjectUnit(d.Text), k)
}

// mayRun reports whether this person may add a project of the unit's: a controller
// of any, the others of their own.
func mayRun(t *chat.Turn, u plans.Unit) bool {
	return !u.ByProject && !u.External && (t.Admin || t.Who.Has(plans.Controller) || t.Who.In(u.ID))
}

const projectNameLimit = 200

// pressedProjectUnit adds the project.
func pressedProjectUnit(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.RecordEvent); err != nil {
		return err
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	if !ok || d.Await != "project" || d.Text == "" {
		return chat.Stale()
	}
	u, err := t.Unit(p.Number)
	if err != nil {
		return err
	}
	if !mayRun(t, u) {
		return fmt.Errorf("project of unit %s: %w", u.ID, plans.ErrForbidden)
	}
	id, err := t.Tx.NewProjectID()
	if err != nil {
		return err
	}
	project := store.ProjectRecord{Project: plans.Project{ID: id, Name: d.Text, Unit: u.ID, Added: t.Today()}}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Tx.PutProject(project); err != nil {
		return err
	}
	if err := t.Note("project added", "project/"+string(project.ID), nil, project.Project); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.Tx, t.Now); err != nil {
		return err
	}
	number, err := t.Tx.Number(store.ProjectNumber, string(project.ID))
	if err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Открыть проект", Verb: "proj", Number: number})
	return t.Say(textProjectAdded(project.Project, u.Name), k)
}
