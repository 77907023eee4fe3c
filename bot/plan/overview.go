package plan

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
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
	if t.Plan.ID == "" {
		return t.NoPlan()
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	if t.Private() {
		for i, s := range t.Plan.Sections {
			k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", i+1, chat.Cut(s.Title, 48)), Verb: "sec", Number: uint64(i + 1)})
		}
		filterKeys(&k)
	}
	if !t.Private() {
		return t.Whisper(textOverview(t.Plan, records, t.Today()))
	}
	return t.Say(textOverview(t.Plan, records, t.Today()), k)
}

// pressedSection shows the rows of a section.
func pressedSection(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	if p.Number == 0 || p.Number > uint64(len(t.Plan.Sections)) {
		return chat.Stale()
	}
	s := t.Plan.Sections[p.Number-1]
	number, err := p.Arg.Page()
	if err != nil {
		return err
	}
	page := chat.PageOf(s.Items, chat.PageSize, number)
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	for _, item := range page.Shown {
		n, err := rowNumber(t, item)
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(string(item.No)+" "+item.Form, 48), Verb: "item", Number: n})
	}
	page.Keys(&k, p.PageInArg)
	return t.Say(textSection(int(p.Number), s.Title, page.Shown, records, t.Today()), k)
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
	item, err := rowByNumber(t, p.Number)
	if err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool { return r.Ended || r.Item != item.No })
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
	return t.Say(textItem(item, t.UnitNames(item.Responsible), page.Shown, page.Before, t.Today()), k)
}
