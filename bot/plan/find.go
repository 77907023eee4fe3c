package plan

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// OpenRow opens the row of a number; handled is false when the plan has no such row.
func OpenRow(t *chat.Turn, words string) (handled bool, err error) {
	if !t.Allowed(chat.SeePlan, nil) {
		return false, nil
	}
	found := rowsWhere(t, func(i plans.Item) bool { return strings.EqualFold(string(i.No), words) })
	switch len(found) {
	case 0:
		return false, nil
	case 1:
		n, err := found[0].number(t)
		if err != nil {
			return true, err
		}
		return true, pressedItem(t, chat.Press{Verb: "item", Number: n})
	}
	var k chat.Keyboard
	for _, r := range found {
		n, err := r.number(t)
		if err != nil {
			return true, err
		}
		k.Row(chat.Key{Text: chat.Cut(t.PlanName(r.plan)+": "+r.item.Form, 48), Verb: "item", Number: n})
	}
	return true, t.Say(textRowOfWhichPlan(words), k)
}

// Find gives the rows whose number or words match.
func Find(t *chat.Turn, match func(string) bool) ([]chat.Finding, error) {
	if !t.Allowed(chat.SeePlan, nil) {
		return nil, nil
	}
	var found []chat.Finding
	for _, r := range rowsWhere(t, func(i plans.Item) bool { return match(string(i.No) + " " + i.Form) }) {
		n, err := r.number(t)
		if err != nil {
			return nil, err
		}
		found = append(found, chat.Finding{
			Line: rowLine(r.item) + t.Under(r.plan), Key: chat.Key{Text: chat.Cut(string(r.item.No)+" "+r.item.Form, 48), Verb: "item", Number: n},
		})
	}
	return found, nil
}

// row is a row of a plan in force.
type row struct {
	plan plans.Plan
	item plans.Item
}

// rowsWhere gives the rows of all plans in force for which is reports true.
func rowsWhere(t *chat.Turn, is func(plans.Item) bool) []row {
	var found []row
	for _, p := range t.Plans {
		for _, i := range p.Items() {
			if is(i) {
				found = append(found, row{p, i})
			}
		}
	}
	return found
}

func (r row) identity() string { return string(r.plan.ID) + "/" + string(r.item.No) }

// number is the number of a row on buttons.
func (r row) number(t *chat.Turn) (uint64, error) {
	return t.Tx.Number(store.ItemNumber, r.identity())
}
