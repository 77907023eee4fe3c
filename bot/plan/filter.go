package plan

import (
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// filterKeys are the ways to look at the plan's open tasks.
func filterKeys(k *chat.Keyboard) {
	k.Row(chat.Key{Text: "Мои", Verb: "list", Arg: "new"}, chat.Key{Text: "Просрочено", Verb: "filter", Arg: "late.new"})
	k.Row(chat.Key{Text: "На этой неделе", Verb: "filter", Arg: "week.new"}, chat.Key{Text: "По проекту", Verb: "filterp"})
}

// pressedFilter shows a page of the open tasks of one sort: overdue, due this
// week, or of a project («p» and its number). «new» asks for a new message.
func pressedFilter(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	kind, fresh := strings.CutSuffix(p.Arg, ".new")
	title, keep, err := filter(t, kind)
	if err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	tasks, err := task.DescribeAll(t, slices.DeleteFunc(records, func(r store.TaskRecord) bool { return !r.Open() || !keep(r) }))
	if err != nil {
		return err
	}
	text, k := filtered(t, tasks, title, kind, int(min(p.Number, 1<<10)))
	if fresh {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

// filter gives the heading of a sort of tasks and what belongs to it.
func filter(t *chat.Turn, kind string) (string, func(store.TaskRecord) bool, error) {
	today := t.Today()
	switch kind {
	case "late":
		return "Просрочено", func(r store.TaskRecord) bool { return !r.Due.IsZero() && r.Due < today }, nil
	case "week":
		last := chat.Monday(today) + 6
		return "Срок на этой неделе", func(r store.TaskRecord) bool { return r.Due >= today && r.Due <= last }, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(kind, "p"), 10, 64)
	if err != nil {
		return "", nil, chat.Stale()
	}
	project, err := project.Project(t, n)
	if err != nil {
		return "", nil, err
	}
	return chat.Cut(project.Name, 200), func(r store.TaskRecord) bool { return r.Project == project.ID }, nil
}

// filtered renders one page; a task somebody may not open has a line and no button.
func filtered(t *chat.Turn, tasks []task.View, title, kind string, page int) (string, chat.Keyboard) {
	lines := make([]task.Line, 0, len(tasks))
	for _, o := range tasks {
		lines = append(lines, task.Line{View: &o, Urgency: task.UrgencyOf(o, t.Today())})
	}
	task.SortLines(lines)
	pages := max(1, (len(lines)+chat.PageSize-1)/chat.PageSize)
	page = min(page, pages-1)
	from := page * chat.PageSize
	shown := lines[from:min(from+chat.PageSize, len(lines))]
	var k chat.Keyboard
	for i, s := range shown {
		if t.Allowed(chat.SeeTask, &s.TaskRecord) {
			k.Row(chat.Key{Text: strconv.Itoa(from+i+1) + ". " + s.Caption(), Verb: "task", Number: s.Number})
		}
	}
	var nav []chat.Key
	if page > 0 {
		nav = append(nav, chat.Key{Text: "‹ Назад", Verb: "filter", Number: uint64(page - 1), Arg: kind})
	}
	if page < pages-1 {
		nav = append(nav, chat.Key{Text: "Дальше ›", Verb: "filter", Number: uint64(page + 1), Arg: kind})
	}
	k.Row(nav...)
	return task.TextLines(textFiltered(title, len(lines)), shown, from, t.Today(), t.Calendar()), k
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
		return chat.Refuse(plans.ErrNotFound, textNoProjects)
	}
	pages := (len(all) + chat.PageSize - 1) / chat.PageSize
	page := min(int(min(p.Number, 1<<10)), pages-1)
	var k chat.Keyboard
	for _, project := range all[page*chat.PageSize : min((page+1)*chat.PageSize, len(all))] {
		n, err := t.Tx.Number(store.ProjectNumber, string(project.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(project.Name, 48), Verb: "filter", Arg: "p" + strconv.FormatUint(n, 10)})
	}
	var nav []chat.Key
	if page > 0 {
		nav = append(nav, chat.Key{Text: "‹ Назад", Verb: "filterp", Number: uint64(page - 1), Arg: "page"})
	}
	if page < pages-1 {
		nav = append(nav, chat.Key{Text: "Дальше ›", Verb: "filterp", Number: uint64(page + 1), Arg: "page"})
	}
	k.Row(nav...)
	if p.Arg == "page" {
		return t.Edit(textWhichProject, k)
	}
	return t.Say(textWhichProject, k)
}
