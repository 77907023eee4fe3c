package plan

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// rowPage is how many tasks of a row a message lists: a row repeated for each
// project may have many.
const rowPage = 20

// pressedItem shows a row and its tasks in a message of its own, whose pages turn in
// place.
func pressedItem(t *chat.Turn, p chat.Press) error {
	page, err := p.Arg.Page()
	if err != nil {
		return err
	}
	return showRow(t, p.Number, func(k *chat.Keyboard, tasks chat.Page[task.View]) { tasks.Keys(k, p.PageInArg) }, page, p.Arg != "")
}

// pressedRow shows a row in the place of its section.
func pressedRow(t *chat.Turn, p chat.Press) error {
	r := p.Arg.Read()
	from, page := r.Page(), r.Page()
	if !r.Whole() {
		return chat.Stale()
	}
	of, err := rowByNumber(t, p.Number)
	if err != nil {
		return err
	}
	plan, err := t.PlanNumber(of.plan.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(of.plan.Sections, func(s plans.Section) bool {
		return slices.ContainsFunc(s.Items, func(i plans.Item) bool { return i.No == of.item.No })
	})
	back := chat.Press{Verb: "psec", Number: plan, Arg: sectionPage(int64(i+1), from)}
	return showRow(t, p.Number, func(k *chat.Keyboard, tasks chat.Page[task.View]) {
		tasks.KeysBack(k, back, func(n int) chat.Press {
			p.Arg = chat.ArgsOf(chat.PageNo(from), chat.PageNo(n))
			return p
		})
	}, page, true)
}

// showRow shows a row and a page of its tasks; the only task of a row at once as its
// card.
func showRow(t *chat.Turn, number uint64, turn func(*chat.Keyboard, chat.Page[task.View]), n int, inPlace bool) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	of, err := rowByNumber(t, number)
	if err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool {
		return r.Ended || r.ID.Plan() != of.plan.ID || r.Item != of.item.No
	})
	tasks, err := task.DescribeAll(t, records)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	clarifyKeys(t, &k, of.item, number)
	if len(tasks) == 1 && len(k.Rows) == 0 && t.Allowed(chat.SeeTask, &tasks[0].TaskRecord) {
		return task.Card(t, tasks[0])
	}
	page := chat.PageOf(tasks, rowPage, n)
	for i, o := range page.Shown {
		if t.Allowed(chat.SeeTask, &o.TaskRecord) {
			k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", page.Before+i+1, o.Caption(t.Today())), Verb: "task", Number: o.Number})
		}
	}
	turn(&k, page)
	text := chat.OfPlan(t, of.plan) + textItem(of.item, t.UnitNames(of.item.Responsible), page.Shown, page.Before, t.Today())
	if inPlace {
		return t.Edit(text, k)
	}
	return t.Say(text, k)
}
