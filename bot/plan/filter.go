package plan

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/store"
)

// filterKeys are the ways to look at the plan's tasks.
func filterKeys(t *chat.Turn, k *chat.Keyboard) error {
	if t.Allowed(chat.Judge, nil) {
		waiting, err := task.Waiting(t)
		if err != nil {
			return err
		}
		if n := len(waiting); n > 0 {
			k.Row(chat.Key{Text: fmt.Sprintf("Ждут проверки: %d", n), Verb: "unseen"})
		}
	}
	k.Row(chat.Key{Text: "Мои", Verb: "list", Arg: "new"}, chat.Key{Text: "Просрочено", Verb: "filter", Arg: "late"})
	k.Row(chat.Key{Text: "На этой неделе", Verb: "filter", Arg: "week"}, chat.Key{Text: "По проекту", Verb: "filterp"})
	return nil
}

// toHome is «‹ Назад» of what is reached from the plan itself.
var toHome = chat.Press{Verb: "plhome"}

// pressedFilter shows a page of the open tasks of one sort: overdue, due this
// week, or of a project («p» and its number). «new» asks for a new message.
func pressedFilter(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	f, err := filterOf(t, p.Arg)
	if err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	tasks, err := task.DescribeAll(t, slices.DeleteFunc(records, func(r store.TaskRecord) bool { return !r.Open() || !f.keep(r) }))
	if err != nil {
		return err
	}
	text, k := filtered(t, tasks, f, p.Page())
	if f.fresh {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

// filter is a sort of tasks: its heading, what belongs to it, and the argument of
// its buttons.
type filter struct {
	title string
	keep  func(store.TaskRecord) bool
	arg   chat.Args
	back  chat.Press
	// fresh asks for a new message.
	fresh bool
}

// filterOf reads the sort of tasks that a button asks for.
func filterOf(t *chat.Turn, arg chat.Args) (filter, error) {
	f := filter{back: toHome}
	today, r := t.Today(), arg.Read()
	switch r.Word() {
	case "late":
		f.title, f.arg = "Просрочено", "late"
		f.keep = func(r store.TaskRecord) bool { return !r.Due.IsZero() && r.Due < today }
	case "week":
		last := chat.Monday(today) + 6
		f.title, f.arg = "Срок на этой неделе", "week"
		f.keep = func(r store.TaskRecord) bool { return r.Due >= today && r.Due <= last }
	case "p":
		n := r.Number()
		project, err := project.Project(t, uint64(n))
		if err != nil {
			return f, err
		}
		f.title, f.arg = chat.Cut(project.Name, 200), projectFilter(uint64(n))
		f.keep, f.back = func(r store.TaskRecord) bool { return r.Project == project.ID }, chat.Press{Verb: "filterp", Arg: "page"}
	default:
		return f, chat.Stale()
	}
	if r.More() {
		f.fresh = true
		if r.Word() != "new" {
			return f, chat.Stale()
		}
	}
	if !r.Whole() {
		return f, chat.Stale()
	}
	return f, nil
}

// projectFilter is the argument of the tasks of a project.
func projectFilter(n uint64) chat.Args { return chat.ArgsOf(chat.Word("p"), chat.Num(n)) }

// filtered renders one page; a task somebody may not open has a line and no button.
func filtered(t *chat.Turn, tasks []task.View, f filter, number int) (string, chat.Keyboard) {
	lines := make([]task.Line, 0, len(tasks))
	for _, o := range tasks {
		lines = append(lines, task.Line{View: &o, Urgency: task.UrgencyOf(o, t.Today())})
	}
	task.SortLines(lines)
	page := chat.PageOf(lines, chat.PageSize, number)
	var k chat.Keyboard
	for i, s := range page.Shown {
		if t.Allowed(chat.SeeTask, &s.TaskRecord) {
			k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", page.Before+i+1, s.Caption(t.Today())), Verb: "task", Number: s.Number})
		}
	}
	page.KeysBack(&k, f.back, chat.Press{Verb: "filter", Arg: f.arg}.PageInNumber)
	return task.TextLines(textFiltered(f.title, len(lines)), page.Shown, page.Before, t.Today(), t.Calendar()), k
}

// pressedFilterProject asks for the project.
func pressedFilterProject(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	all, err := t.Tx.Projects()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return chat.Refuse(chat.Absent, textNoProjects)
	}
	page := chat.PageOf(all, chat.PageSize, p.Page())
	var k chat.Keyboard
	for _, project := range page.Shown {
		n, err := t.Tx.Number(store.ProjectNumber, string(project.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(project.Name, 48), Verb: "filter", Arg: projectFilter(n)})
	}
	page.KeysBack(&k, toHome, chat.Press{Verb: "filterp", Arg: "page"}.PageInNumber)
	return t.Edit(textWhichProject, k)
}
