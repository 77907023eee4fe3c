package task

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// View is a task with what is needed to name it.
type View struct {
	store.TaskRecord
	PlanItem    plans.Item
	section     string
	ProjectName string // the project's name, "" for none
	// under says of which plan it is, in HTML; "" where there is one alone.
	under string
	// short is the row's short name.
	short string
}

// ViewOf gives a task and its row. A task whose row has gone from the plan is
// refused with a line of its own.
func ViewOf(t *chat.Turn, n uint64) (View, error) {
	rec, err := t.Tx.Task(n)
	if err != nil {
		return View{}, err
	}
	return Describe(t, rec)
}

// Describe names a task as its row and its project do. One whose row has gone from the
// plan is refused with a line of its own.
func Describe(t *chat.Turn, rec store.TaskRecord) (View, error) {
	o := View{TaskRecord: rec}
	var ok bool
	var err error
	if o.PlanItem, o.section, o.under, ok, err = t.Row(rec.Task); err != nil {
		return o, err
	}
	if !ok || rec.Ended {
		return o, chat.Refuse(chat.OutOfDate, TextTaskEnded)
	}
	if o.short, err = t.ShortName(rec.Task); err != nil {
		return o, err
	}
	if rec.Project != "" {
		p, err := t.Tx.Project(rec.Project)
		if err != nil {
			return o, err
		}
		o.ProjectName = p.Name
	}
	return o, nil
}

// DescribeAll names the tasks that are still in the plan.
func DescribeAll(t *chat.Turn, records []store.TaskRecord) ([]View, error) {
	var all []View
	for _, rec := range records {
		if rec.Ended {
			continue
		}
		o, err := Describe(t, rec)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// tasks lists what the person owes.
func tasks(t *chat.Turn, _ string) error {
	text, k, err := taskList(t, 0)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// pressedList is «Все задачи», or another page of them.
func pressedList(t *chat.Turn, p chat.Press) error {
	text, k, err := taskList(t, p.Page())
	if err != nil {
		return err
	}
	if p.Arg == "new" {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

func taskList(t *chat.Turn, page int) (string, chat.Keyboard, error) {
	if len(t.Plans) == 0 {
		return "", chat.Keyboard{}, t.NoPlan()
	}
	mine, err := Mine(t)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	lines := make([]Line, 0, len(mine))
	for _, o := range mine {
		lines = append(lines, Line{View: &o, Urgency: UrgencyOf(o, t.Today())})
	}
	SortLines(lines)
	text, k := ListPage(lines, page, t.Today(), textTaskListTitle(len(lines)), t.Calendar(), chat.Press{Verb: "list"}.PageInNumber)
	if len(lines) > 0 {
		k.Row(chat.Key{Text: "📅 Календарь", Verb: "rpcal"})
	}
	return text, k, nil
}

// Mine are the open tasks this person answers for, a deputy's too.
func Mine(t *chat.Turn) ([]View, error) {
	records, err := t.Tx.Tasks()
	if err != nil {
		return nil, err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool { return !r.Open() || !t.AnswersFor(r) })
	return DescribeAll(t, records)
}

// OfOnePlan are the lines without the name of their plan where all are of the same.
func OfOnePlan(lines []Line) []Line {
	if slices.ContainsFunc(lines, func(l Line) bool { return l.ID.Plan() != lines[0].ID.Plan() }) {
		return lines
	}
	if !slices.ContainsFunc(lines, func(l Line) bool { return l.under != "" }) {
		return lines
	}
	named := make([]Line, 0, len(lines))
	for _, l := range lines {
		v := *l.View
		v.under = ""
		l.View = &v
		named = append(named, l)
	}
	return named
}

// ListPage renders one page of a list: a line and a button for each task, and the
// buttons that turn the pages.
func ListPage(
	lines []Line, page int, today plans.Date, title string, cal workdays, to func(page int) chat.Press,
) (string, chat.Keyboard) {
	lines = OfOnePlan(lines)
	p := chat.PageOf(lines, chat.PageSize, page)
	var k chat.Keyboard
	for i, s := range p.Shown {
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", p.Before+i+1, s.Caption(today)), Verb: "task", Number: s.Number})
	}
	p.Keys(&k, to)
	return TextLines(title, p.Shown, p.Before, today, cal), k
}
