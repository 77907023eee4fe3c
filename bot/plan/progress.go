package plan

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// progress counts the tasks of a section or a row. Those that are late, and those that
// are near, are open.
type progress struct{ total, done, unseen, late, near int }

// nearDays is how many days before its date a task is near.
const nearDays = 14

// counted are the tasks of a plan by their rows, with what is needed to count them.
type counted struct {
	byRow  map[plans.ItemNo][]store.TaskRecord
	unseen map[uint64]bool
	today  plans.Date
}

func counting(t *chat.Turn, records []store.TaskRecord, plan plans.PlanID) (counted, error) {
	c := counted{byRow: map[plans.ItemNo][]store.TaskRecord{}, today: t.Today()}
	for _, r := range records {
		if r.ID.Plan() == plan {
			c.byRow[r.Item] = append(c.byRow[r.Item], r)
		}
	}
	var err error
	c.unseen, err = task.Unseen(t)
	return c, err
}

// of counts the tasks of some rows.
func (c counted) of(items []plans.Item) progress {
	var all []store.TaskRecord
	for _, i := range items {
		all = append(all, c.byRow[i.No]...)
	}
	return progressOf(all, c.unseen, c.today)
}

func progressOf(records []store.TaskRecord, unseen map[uint64]bool, today plans.Date) progress {
	var p progress
	for _, r := range records {
		if r.Ended || r.State == store.TaskOff {
			continue
		}
		p.total++
		switch {
		case r.State == store.TaskDone:
			p.done++
			if unseen[r.Number] {
				p.unseen++
			}
		case r.Due.IsZero():
		case r.Due < today:
			p.late++
		case r.Due-today <= nearDays:
			p.near++
		}
	}
	return p
}

func (p progress) String() string {
	if p.total == 0 {
		return "задач пока нет"
	}
	s := fmt.Sprintf("выполнено %d из %d", p.done, p.total) + task.TextUnseen(p.unseen)
	if p.late > 0 {
		s += fmt.Sprintf(", просрочено %d", p.late)
	}
	return s
}

// mark shows at a glance how things stand.
func (p progress) mark() string {
	switch {
	case p.late > 0:
		return "🔴"
	case p.total > 0 && p.done == p.total:
		return "✅"
	case p.near > 0:
		return "🟡"
	}
	return "▫️"
}
