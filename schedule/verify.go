package schedule

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"sdelaemvmeste/store"
)

// Verify derives tasks and agenda from the facts and names every difference from
// what is kept; none means that the indexes are sound.
func Verify(tx *store.Tx) ([]string, error) {
	district, err := DistrictOf(tx)
	if err != nil {
		return nil, err
	}
	derived, err := district.derive(tx)
	if err != nil {
		return nil, err
	}
	mark, err := tx.Mark()
	if err != nil {
		return nil, err
	}
	var faults []string
	var want []store.Appointment
	live := map[uint64]bool{}
	for _, d := range derived {
		t, err := tx.TaskByID(d.ID)
		if err != nil {
			faults = append(faults, fmt.Sprintf("task %s is not kept: %v", d.ID, err))
			continue
		}
		live[t.Number] = true
		if t.Ended || t.Finished || !sameTask(t, store.TaskRecord{Task: d}) {
			faults = append(faults, fmt.Sprintf("task %s is kept otherwise than derived", d.ID))
		}
		if at, ok := district.next(t, mark); ok {
			want = append(want, store.Appointment{At: at.UTC().Truncate(time.Second), Task: t.Number})
		}
	}
	kept, err := tx.Tasks()
	if err != nil {
		return nil, err
	}
	for _, t := range kept {
		if _, inForce := district.Standing(t.ID.Plan()); !live[t.Number] && !t.Ended && (inForce || !t.Finished) {
			faults = append(faults, fmt.Sprintf("task %s is kept but not derived", t.ID))
		}
	}
	silences, err := tx.Silences()
	if err != nil {
		return nil, err
	}
	for _, q := range silences {
		want = append(want, store.Appointment{At: q.Until.UTC().Truncate(time.Second), Task: q.Task, Person: q.Person})
	}
	return verifyAgenda(tx, faults, want)
}

func sameTask(a, b store.TaskRecord) bool {
	x, y := a.Task, b.Task
	if len(x.Units) == 0 && len(y.Units) == 0 {
		x.Units, y.Units = nil, nil
	}
	return reflect.DeepEqual(x, y)
}

func verifyAgenda(tx *store.Tx, faults []string, want []store.Appointment) ([]string, error) {
	have, err := tx.Agenda()
	if err != nil {
		return nil, err
	}
	for _, a := range want {
		if !slices.Contains(have, a) {
			faults = append(faults, fmt.Sprintf("agenda lacks task %d, person %d at %s", a.Task, a.Person, a.At.Format(time.RFC3339)))
		}
	}
	for _, a := range have {
		if !slices.Contains(want, a) {
			faults = append(faults, fmt.Sprintf("agenda has task %d, person %d at %s", a.Task, a.Person, a.At.Format(time.RFC3339)))
		}
	}
	return faults, nil
}
