package schedule

import (
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Count is how many tasks of a plan in force wait for somebody, and how many of them
// are past their date.
type Count struct {
	Plan    plans.PlanID `json:"plan"`
	Open    int          `json:"open"`
	Overdue int          `json:"overdue"`
}

// Counts counts the tasks of each plan in force, in the order in which the plans came
// into force. It reads every task there is.
func Counts(tx *store.Tx, now time.Time) ([]Count, error) {
	d, err := DistrictOf(tx)
	if err != nil {
		return nil, err
	}
	counts := make([]Count, len(d.Plans))
	place := make(map[plans.PlanID]int, len(d.Plans))
	for i, s := range d.Plans {
		counts[i].Plan, place[s.Plan.ID] = s.Plan.ID, i
	}
	today := plans.DateOf(now, d.Zone)
	err = tx.EachTask(func(t store.TaskRecord) {
		i, inForce := place[t.ID.Plan()]
		if !inForce || !t.Open() {
			return
		}
		counts[i].Open++
		if t.Due != 0 && t.Due < today {
			counts[i].Overdue++
		}
	})
	return counts, err
}
