package schedule

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Ahead names everything kept that lies in the future as nothing of its sort can,
// unless the clock was wrong when it was written. It reads the whole database.
func Ahead(tx *store.Tx, at store.Clocks) ([]string, error) {
	found, err := ahead(tx, at, true)
	names := make([]string, 0, len(found))
	for _, a := range found {
		names = append(names, a.What+" lies in the future")
	}
	return names, err
}

// MendAhead brings back to now what lies in the future, and the agenda up to the
// facts. It gives what it mended. Records that are many are read only where the
// agenda's mark or the journal shows that the program worked by a wrong clock.
func MendAhead(tx *store.Tx, at store.Clocks) ([]string, error) {
	found, err := suspected(tx, at)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var names []string
	for _, a := range found {
		if err := a.Mend(tx); err != nil {
			return nil, fmt.Errorf("mend %s: %w", a.What, err)
		}
		names = append(names, a.What)
	}
	_, err = Sync(tx, at.Now)
	return names, err
}

// AnyAhead reports whether [MendAhead] has anything to mend.
func AnyAhead(tx *store.Tx, at store.Clocks) (bool, error) {
	found, err := suspected(tx, at)
	return len(found) > 0, err
}

func suspected(tx *store.Tx, at store.Clocks) ([]store.Ahead, error) {
	marked, err := MarkAhead(tx, at.Now)
	if err != nil {
		return nil, err
	}
	written, err := tx.WrittenAhead(at.Now)
	if err != nil {
		return nil, err
	}
	return ahead(tx, at, marked || written)
}

// MarkAhead reports whether the agenda's mark lies so far ahead that reminders are
// missed: it is the one look that a tick can afford.
func MarkAhead(tx *store.Tx, now time.Time) (bool, error) {
	mark, err := tx.Mark()
	return mark.Sub(now) > store.AheadBy, err
}

func ahead(tx *store.Tx, at store.Clocks, deep bool) ([]store.Ahead, error) {
	found, err := tx.Ahead(at, deep)
	if err != nil {
		return nil, err
	}
	marked, err := MarkAhead(tx, at.Now)
	if err != nil {
		return nil, err
	}
	if marked {
		found = append(found, store.Ahead{What: "agenda's mark", Mend: func(tx *store.Tx) error { return tx.SetMark(at.Now) }})
	}
	if !deep {
		return found, nil
	}
	tasks, err := tx.Tasks()
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		if put, wrong := mended(t, at.Now, marked); wrong {
			found = append(found, store.Ahead{What: fmt.Sprintf("task %s", t.ID), Mend: func(tx *store.Tx) error { return tx.PutTask(put) }})
		}
	}
	return found, nil
}

// mended gives a task as it would be by a right clock, and whether it is otherwise;
// marked says that ticks went by a wrong one.
func mended(t store.TaskRecord, now time.Time, marked bool) (store.TaskRecord, bool) {
	young := t.Since.Sub(now) > store.AheadBy
	// Only a tick closes a gathering task, after its last day.
	early := marked && t.Kind == plans.Gathering && t.State == store.TaskDone && t.Due > plans.DateOf(now, time.UTC)
	if young {
		t.Since = now.UTC().Truncate(time.Second)
	}
	if early {
		t.State = store.TaskOpen
	}
	return t, young || early
}
