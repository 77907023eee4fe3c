package bot

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// owed is a task with what is needed to name it.
type owed struct {
	store.TaskRecord
	item    plans.Item
	section string
	project string // the project's name, "" for none
}

// owed gives a task and its row. A task whose row has gone from the plan is
// refused with a line of its own.
func (t *turn) owed(n uint64) (owed, error) {
	rec, err := t.tx.Task(n)
	if err != nil {
		return owed{}, err
	}
	return t.describe(rec)
}

func (t *turn) describe(rec store.TaskRecord) (owed, error) {
	o := owed{TaskRecord: rec}
	var ok bool
	o.item, o.section, ok = t.plan.Item(rec.Item)
	if !ok || rec.Ended {
		return o, refuse(plans.ErrConflict, textTaskEnded)
	}
	if rec.Project != "" {
		p, err := t.tx.Project(rec.Project)
		if err != nil {
			return o, err
		}
		o.project = p.Name
	}
	return o, nil
}

// describeAll names the tasks that are still in the plan.
func (t *turn) describeAll(records []store.TaskRecord) ([]owed, error) {
	var all []owed
	for _, rec := range records {
		if rec.Ended {
			continue
		}
		o, err := t.describe(rec)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// pageSize is how many tasks a message lists: each has a line and a button.
const pageSize = 8

// tasks lists what the person owes.
func (t *turn) tasks(string) error {
	text, k, err := t.taskList(0)
	if err != nil {
		return err
	}
	return t.say(text, k)
}

// pressedList is «Все задачи», or another page of them.
func (t *turn) pressedList(p press) error {
	text, k, err := t.taskList(int(min(p.number, 1<<16)))
	if err != nil {
		return err
	}
	if p.arg == "new" {
		return t.say(text, k)
	}
	return t.edit(text, k)
}

func (t *turn) taskList(page int) (string, keyboard, error) {
	if t.plan.ID == "" {
		return "", keyboard{}, t.noPlan()
	}
	mine, err := t.mine()
	if err != nil {
		return "", keyboard{}, err
	}
	slots := make([]slot, 0, len(mine))
	for _, o := range mine {
		slots = append(slots, slot{owed: &o, urgency: urgencyOf(o, t.today())})
	}
	sortSlots(slots)
	text, k := page8(slots, page, t.today(), textTaskListTitle(len(slots)), "list", 0, t.calendar())
	return text, k, nil
}

// mine are the open tasks this person answers for, a deputy's too.
func (t *turn) mine() ([]owed, error) {
	records, err := t.tx.Tasks()
	if err != nil {
		return nil, err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool { return !r.Open() || !t.answersFor(r) })
	return t.describeAll(records)
}

// page8 renders one page of a list: a line and a button for each task, and the
// buttons that turn the pages.
func page8(slots []slot, page int, today plans.Date, title, verb string, number uint64, cal workdays) (string, keyboard) {
	pages := max(1, (len(slots)+pageSize-1)/pageSize)
	page = max(0, min(page, pages-1))
	from := page * pageSize
	shown := slots[from:min(from+pageSize, len(slots))]
	text := textSlots(title, shown, from, today, cal)
	var k keyboard
	for i, s := range shown {
		k.row(key{text: fmt.Sprintf("%d. %s", from+i+1, s.caption()), verb: "task", number: s.Number})
	}
	if pages > 1 {
		turnTo := func(text string, to int) key {
			if verb == "list" {
				return key{text: text, verb: verb, number: uint64(to)}
			}
			return key{text: text, verb: verb, number: number, arg: strconv.Itoa(to)}
		}
		var nav []key
		if page > 0 {
			nav = append(nav, turnTo("‹ Назад", page-1))
		}
		if page < pages-1 {
			nav = append(nav, turnTo("Дальше ›", page+1))
		}
		k.row(nav...)
	}
	return text, k
}
