package bot

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// overview shows the plan: its sections with how much is done. In a group it is
// a summary without buttons.
func (t *turn) overview(string) error {
	if !t.private() && t.in.Chat.ID != t.settings.Group && !t.admin {
		if !t.known() {
			return nil
		}
		return t.say(textGroupUnbound, keyboard{})
	}
	if t.private() {
		if err := t.may(seePlan); err != nil {
			return err
		}
	}
	if t.plan.ID == "" {
		return t.noPlan()
	}
	records, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	var k keyboard
	if t.private() {
		for i, s := range t.plan.Sections {
			k.row(key{text: fmt.Sprintf("%d. %s", i+1, cut(s.Title, 48)), verb: "sec", number: uint64(i + 1)})
		}
		filterKeys(&k)
	}
	return t.say(textOverview(t.plan, records, t.today()), k)
}

// noPlan is the refusal of whatever needs a plan, before there is any.
func (t *turn) noPlan() error {
	if t.private() && t.allowed(loadPlan, nil) {
		return refuse(plans.ErrNotFound, textNoPlanYet)
	}
	return refuse(plans.ErrNotFound, textNoPlan)
}

// pressedSection shows the rows of a section.
func (t *turn) pressedSection(p press) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	if p.number == 0 || p.number > uint64(len(t.plan.Sections)) {
		return stale()
	}
	s := t.plan.Sections[p.number-1]
	page, pages, err := pageOf(p, len(s.Items), pageSize)
	if err != nil {
		return err
	}
	shown := s.Items[page*pageSize : min((page+1)*pageSize, len(s.Items))]
	records, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	var k keyboard
	for _, item := range shown {
		n, err := t.tx.Number(store.ItemNumber, string(t.plan.ID)+"/"+string(item.No))
		if err != nil {
			return err
		}
		k.row(key{text: cut(string(item.No)+" "+item.Form, 48), verb: "item", number: n})
	}
	pageKeys(&k, p, page, pages)
	return t.say(textSection(int(p.number), s.Title, shown, records, t.today()), k)
}

// pageOf is the page a button asks for, of how many; the first when it names none.
func pageOf(p press, total, size int) (page, pages int, err error) {
	page, err = strconv.Atoi("0" + p.arg)
	if err != nil {
		return 0, 0, stale()
	}
	pages = max(1, (total+size-1)/size)
	return min(page, pages-1), pages, nil
}

// pageKeys are the buttons that turn the pages of what a button opened.
func pageKeys(k *keyboard, p press, page, pages int) {
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: p.verb, number: p.number, arg: strconv.Itoa(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: p.verb, number: p.number, arg: strconv.Itoa(page + 1)})
	}
	k.row(nav...)
}

// rowPage is how many tasks of a row a message lists: a row repeated for each
// project may have many.
const rowPage = 20

// pressedItem shows a row and its tasks; the only task of a row at once as its
// card.
func (t *turn) pressedItem(p press) error {
	if err := t.may(seePlan); err != nil {
		return err
	}
	item, err := t.rowByNumber(p.number)
	if err != nil {
		return err
	}
	records, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(r store.TaskRecord) bool { return r.Ended || r.Item != item.No })
	tasks, err := t.describeAll(records)
	if err != nil {
		return err
	}
	var k keyboard
	t.rowKeys(&k, item, p.number)
	if len(tasks) == 1 && len(k.rows) == 0 && t.allowed(seeTask, &tasks[0].TaskRecord) {
		return t.card(tasks[0])
	}
	page, pages, err := pageOf(p, len(tasks), rowPage)
	if err != nil {
		return err
	}
	from := page * rowPage
	shown := tasks[from:min(from+rowPage, len(tasks))]
	for i, o := range shown {
		if t.allowed(seeTask, &o.TaskRecord) {
			k.row(key{text: fmt.Sprintf("%d. %s", from+i+1, o.caption()), verb: "task", number: o.Number})
		}
	}
	pageKeys(&k, p, page, pages)
	return t.say(textItem(item, t.unitNames(item.Responsible), shown, from, t.today()), k)
}
