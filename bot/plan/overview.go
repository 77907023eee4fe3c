package plan

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// overview shows the plan: its sections with how much is done. In a group it is
// a summary without buttons.
func overview(t *chat.Turn, _ string) error {
	if !t.Private() && t.In.Chat.ID != t.Settings.Group && !t.Admin {
		if !t.Known() {
			return nil
		}
		return t.Whisper(chat.TextGroupUnbound)
	}
	if t.Private() {
		if err := t.May(chat.SeePlan); err != nil {
			return err
		}
	}
	if len(t.Plans) == 0 {
		if handled, err := finishedOnly(t); handled || err != nil {
			return err
		}
		return t.NoPlan()
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	if len(t.Plans) > 1 {
		return listPlans(t, records)
	}
	return showPlan(t, t.Longest(), records)
}

// showPlan shows a plan's sections with how much is done.
func showPlan(t *chat.Turn, p plans.Plan, records []store.TaskRecord) error {
	var k chat.Keyboard
	if t.Private() {
		n, err := t.PlanNumber(p.ID)
		if err != nil {
			return err
		}
		for i, s := range p.Sections {
			k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", i+1, chat.Cut(s.Title, 48)), Verb: "psec", Number: n, Arg: chat.ArgsOf(chat.Num(i+1), chat.PageNo(0))})
		}
		filterKeys(&k)
		if t.Allowed(chat.MakeReport, nil) {
			k.Row(chat.Key{Text: "📊 Отчёт", Verb: "rpplan", Number: n, Arg: "new"})
		}
		keeperKeys(t, &k, p, n)
	}
	if !t.Private() {
		return t.Whisper(textOverview(p, records, t.Today()))
	}
	return t.Say(textOverview(p, records, t.Today()), k)
}

// pressedSection shows the rows of a section of the plan that was in force when there
// was one alone.
func pressedSection(t *chat.Turn, p chat.Press) error {
	number, err := p.Arg.Page()
	if err != nil {
		return err
	}
	return section(t, 0, int64(p.Number), number)
}

// pressedPlanSection shows the rows of a section.
func pressedPlanSection(t *chat.Turn, p chat.Press) error {
	r := p.Arg.Read()
	of, page := r.Number(), r.Page()
	if !r.Whole() {
		return chat.Stale()
	}
	return section(t, p.Number, of, page)
}

func section(t *chat.Turn, plan uint64, of int64, number int) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	p, err := t.NumberedPlan(plan)
	if err != nil {
		return err
	}
	if of < 1 || of > int64(len(p.Sections)) {
		return chat.Stale()
	}
	s := p.Sections[of-1]
	page := chat.PageOf(s.Items, chat.PageSize, number)
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	for _, item := range page.Shown {
		n, err := row{p, item}.number(t)
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(string(item.No)+" "+item.Form, 48), Verb: "item", Number: n})
	}
	page.Keys(&k, func(n int) chat.Press {
		return chat.Press{Verb: "psec", Number: plan, Arg: chat.ArgsOf(chat.Num(of), chat.PageNo(n))}
	})
	return t.Say(chat.OfPlan(t, p)+textSection(int(of), s.Title, page.Shown, ofPlan(records, p.ID), t.Today()), k)
}

// ofPlan are the tasks of one plan.
func ofPlan(records []store.TaskRecord, id plans.PlanID) []store.TaskRecord {
	return slices.DeleteFunc(slices.Clone(records), func(r store.TaskRecord) bool { return r.ID.Plan() != id })
}

// rowPage is how many tasks of a row a message lists: a row repeated for each
// project may have many.
const rowPage = 20

// pressedItem shows a row and its tasks; the only task of a row at once as its
// card.
func pressedItem(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	of, err := rowByNumber(t, p.Number)
	if err != nil {
		return err
	}
	item := of.item
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool { return r.Ended || r.ID.Plan() != of.plan.ID || r.Item != item.No })
	tasks, err := task.DescribeAll(t, records)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	clarifyKeys(t, &k, item, p.Number)
	if len(tasks) == 1 && len(k.Rows) == 0 && t.Allowed(chat.SeeTask, &tasks[0].TaskRecord) {
		return task.Card(t, tasks[0])
	}
	number, err := p.Arg.Page()
	if err != nil {
		return err
	}
	page := chat.PageOf(tasks, rowPage, number)
	for i, o := range page.Shown {
		if t.Allowed(chat.SeeTask, &o.TaskRecord) {
			k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", page.Before+i+1, o.Caption()), Verb: "task", Number: o.Number})
		}
	}
	page.Keys(&k, p.PageInArg)
	return t.Say(chat.OfPlan(t, of.plan)+textItem(item, t.UnitNames(item.Responsible), page.Shown, page.Before, t.Today()), k)
}
