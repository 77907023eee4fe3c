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
	for _, item := range t.Plan.Items() {
		if !strings.EqualFold(string(item.No), words) {
			continue
		}
		n, err := rowNumber(t, item)
		if err != nil {
			return true, err
		}
		return true, pressedItem(t, chat.Press{Verb: "item", Number: n})
	}
	return false, nil
}

// Find gives the rows whose number or words match.
func Find(t *chat.Turn, match func(string) bool) ([]chat.Finding, error) {
	if !t.Allowed(chat.SeePlan, nil) {
		return nil, nil
	}
	var found []chat.Finding
	for _, item := range t.Plan.Items() {
		if !match(string(item.No) + " " + item.Form) {
			continue
		}
		n, err := rowNumber(t, item)
		if err != nil {
			return nil, err
		}
		found = append(found, chat.Finding{
			Line: rowLine(item), Key: chat.Key{Text: chat.Cut(string(item.No)+" "+item.Form, 48), Verb: "item", Number: n},
		})
	}
	return found, nil
}

// rowNumber is the number of a row on buttons.
func rowNumber(t *chat.Turn, item plans.Item) (uint64, error) {
	return t.Tx.Number(store.ItemNumber, string(t.Plan.ID)+"/"+string(item.No))
}
