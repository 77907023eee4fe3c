package schedule

import (
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Predecessors are the tasks that an earlier plan had for what a task is about: its row
// has the same words, but for the years in them, and the same part of the year. The
// earlier plan is the one whose period ended last before the task's plan began.
func Predecessors(tx *store.Tx, task plans.Task) ([]store.TaskRecord, error) {
	now, err := tx.Plan(task.ID.Plan())
	if err != nil {
		return nil, err
	}
	item, _, ok := now.Plan.Item(task.Item)
	if !ok {
		return nil, nil
	}
	before, ok, err := planBefore(tx, now.Plan)
	if err != nil || !ok {
		return nil, err
	}
	rows := map[plans.ItemNo]bool{}
	for _, i := range before.Items() {
		if yearless(i.Form) == yearless(item.Form) {
			rows[i.No] = true
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	all, err := tx.Tasks()
	return slices.DeleteFunc(all, func(r store.TaskRecord) bool {
		return r.Ended || r.ID.Plan() != before.ID || !rows[r.Item] || yearly(r.Part) != yearly(task.Part)
	}), err
}

// planBefore finds the plan whose period ended last before a plan began.
func planBefore(tx *store.Tx, p plans.Plan) (before plans.Plan, ok bool, err error) {
	states, err := tx.PlanStates()
	if err != nil {
		return before, false, err
	}
	var last store.PlanState
	for _, s := range states {
		if s.Plan != p.ID && s.To < p.Period.From && s.To > last.To {
			last = s
		}
	}
	if last.Plan == "" {
		return before, false, nil
	}
	v, err := tx.Plan(last.Plan)
	return v.Plan, err == nil, err
}

// yearless is the words of a row without figures: «реализуемых в 2023 году».
func yearless(form string) string {
	return strings.Join(strings.FieldsFunc(normal(form), func(r rune) bool { return r == ' ' || r >= '0' && r <= '9' }), " ")
}

// yearly is a reporting part without its year: «Q2» of «2023Q2».
func yearly(part string) string {
	if len(part) < len("2023") {
		return part
	}
	return part[len("2023"):]
}
