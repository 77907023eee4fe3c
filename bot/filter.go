package bot

import (
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// filterKeys are the ways to look at the plan's open tasks.
func filterKeys(k *keyboard) {
	k.row(key{text: "Мои", verb: "list", arg: "new"}, key{text: "Просрочено", verb: "filter", arg: "late.new"})
	k.row(key{text: "На этой неделе", verb: "filter", arg: "week.new"}, key{text: "По проекту", verb: "filterp"})
}

// pressedFilter shows a page of the open tasks of one sort: overdue, due this
// week, or of a project («p» and its number). «new» asks for a new message.
func (t *turn) pressedFilter(p press) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	kind, fresh := strings.CutSuffix(p.arg, ".new")
	title, keep, err := t.filter(kind)
	if err != nil {
		return err
	}
	records, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	tasks, err := t.describeAll(slices.DeleteFunc(records, func(r store.TaskRecord) bool { return !r.Open() || !keep(r) }))
	if err != nil {
		return err
	}
	text, k := t.filtered(tasks, title, kind, int(min(p.number, 1<<10)))
	if fresh {
		return t.say(text, k)
	}
	return t.edit(text, k)
}

// filter gives the heading of a sort of tasks and what belongs to it.
func (t *turn) filter(kind string) (string, func(store.TaskRecord) bool, error) {
	today := t.today()
	switch kind {
	case "late":
		return "Просрочено", func(r store.TaskRecord) bool { return !r.Due.IsZero() && r.Due < today }, nil
	case "week":
		last := monday(today) + 6
		return "Срок на этой неделе", func(r store.TaskRecord) bool { return r.Due >= today && r.Due <= last }, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(kind, "p"), 10, 64)
	if err != nil {
		return "", nil, stale()
	}
	project, err := t.project(n)
	if err != nil {
		return "", nil, err
	}
	return cut(project.Name, 200), func(r store.TaskRecord) bool { return r.Project == project.ID }, nil
}

// filtered renders one page; a task somebody may not open has a line and no button.
func (t *turn) filtered(tasks []owed, title, kind string, page int) (string, keyboard) {
	slots := make([]slot, 0, len(tasks))
	for _, o := range tasks {
		slots = append(slots, slot{owed: &o, urgency: urgencyOf(o, t.today())})
	}
	sortSlots(slots)
	pages := max(1, (len(slots)+pageSize-1)/pageSize)
	page = min(page, pages-1)
	from := page * pageSize
	shown := slots[from:min(from+pageSize, len(slots))]
	var k keyboard
	for i, s := range shown {
		if t.allowed(seeTask, &s.TaskRecord) {
			k.row(key{text: strconv.Itoa(from+i+1) + ". " + s.caption(), verb: "task", number: s.Number})
		}
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "filter", number: uint64(page - 1), arg: kind})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "filter", number: uint64(page + 1), arg: kind})
	}
	k.row(nav...)
	return textSlots(textFiltered(title, len(slots)), shown, from, t.today(), t.calendar()), k
}

// pressedFilterProject asks for the project.
func (t *turn) pressedFilterProject(p press) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	all, err := t.tx.Projects()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return refuse(plans.ErrNotFound, textNoProjects)
	}
	pages := (len(all) + pageSize - 1) / pageSize
	page := min(int(min(p.number, 1<<10)), pages-1)
	var k keyboard
	for _, project := range all[page*pageSize : min((page+1)*pageSize, len(all))] {
		n, err := t.tx.Number(store.ProjectNumber, string(project.ID))
		if err != nil {
			return err
		}
		k.row(key{text: cut(project.Name, 48), verb: "filter", arg: "p" + strconv.FormatUint(n, 10)})
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "filterp", number: uint64(page - 1), arg: "page"})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "filterp", number: uint64(page + 1), arg: "page"})
	}
	k.row(nav...)
	if p.arg == "page" {
		return t.edit(textWhichProject, k)
	}
	return t.say(textWhichProject, k)
}
