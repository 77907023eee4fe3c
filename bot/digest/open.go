package digest

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// allTasks is the caption of the way to all open tasks of a person, with their number.
func allTasks(t *chat.Turn, p store.PersonRecord) (string, error) {
	units, err := answersWith(t, p)
	if err != nil || len(units) == 0 {
		return "Все задачи", err
	}
	return fmt.Sprintf("Все задачи · %d", t.Tx.OpenOf(units)), nil
}

// answersWith are the units for which a person answers today: their own, and those of
// whom they stand in for.
func answersWith(t *chat.Turn, p store.PersonRecord) ([]plans.UnitID, error) {
	units := slices.Clone(p.Units)
	all, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Away.Deputy == p.ID && !all[i].Left && all[i].AwayOn(t.Today()) {
			units = append(units, all[i].Units...)
		}
	}
	return units, nil
}
