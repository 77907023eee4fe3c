package task

import (
	"fmt"
	"slices"
	"strconv"

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

func Describe(t *chat.Turn, rec store.TaskRecord) (View, error) {
	o := View{TaskRecord: rec}
	var ok bool
	o.PlanItem, o.section, ok = t.Plan.Item(rec.Item)
	if !ok || rec.Ended {
		return o, chat.Refuse(plans.ErrConflict, TextTaskEnded)
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
	text, k, err := taskList(t, int(min(p.Number, 1<<16)))
	if err != nil {
		return err
	}
	if p.Arg == "new" {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

func taskList(t *chat.Turn, page int) (string, chat.Keyboard, error) {
	if t.Plan.ID == "" {
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
	text, k := Page8(lines, page, t.Today(), textTaskListTitle(len(lines)), "list", 0, t.Calendar())
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

// Page8 renders one page of a list: a line and a button for each task, and the
// buttons that turn the pages.
func Page8(lines []Line, page int, today plans.Date, title, verb string, number uint64, cal workdays) (string, chat.Keyboard) {
	pages := max(1, (len(lines)+chat.PageSize-1)/chat.PageSize)
	page = max(0, min(page, pages-1))
	from := page * chat.PageSize
	shown := lines[from:min(from+chat.PageSize, len(lines))]
	text := TextLines(title, shown, from, today, cal)
	var k chat.Keyboard
	for i, s := range shown {
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", from+i+1, s.Caption()), Verb: "task", Number: s.Number})
	}
	if pages > 1 {
		turnTo := func(text string, to int) chat.Key {
			if verb == "list" {
				return chat.Key{Text: text, Verb: verb, Number: uint64(to)}
			}
			return chat.Key{Text: text, Verb: verb, Number: number, Arg: strconv.Itoa(to)}
		}
		var nav []chat.Key
		if page > 0 {
			nav = append(nav, turnTo("‹ Назад", page-1))
		}
		if page < pages-1 {
			nav = append(nav, turnTo("Дальше ›", page+1))
		}
		k.Row(nav...)
	}
	return text, k
}
