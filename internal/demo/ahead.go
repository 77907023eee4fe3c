package demo

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Due is a day on which tasks are due.
type Due struct {
	Day   plans.Date
	Items []string // the rows, by their numbers
}

// Ahead is what the district has before it.
type Ahead struct {
	// Next is the agenda's first appointment and What it is about; zero when
	// nothing is ahead.
	Next time.Time
	What string
	// Dues are the days on which open tasks are due, in order.
	Dues []Due
	// Advice is what the audience may do next.
	Advice Advice
}

// Ahead looks at what comes. While the clock is being turned it gives what came
// before.
func (d *Demo) Ahead() (a Ahead, err error) {
	if !d.acting.TryLock() {
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.ahead, nil
	}
	defer d.acting.Unlock()
	err = d.program.Store.View(func(tx *store.Tx) error {
		if a.Next, a.What, err = next(tx, d.Now()); err != nil {
			return err
		}
		if a.Dues, err = dues(tx); err != nil {
			return err
		}
		a.Advice, err = d.advise(d, tx)
		return err
	})
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ahead = a
	return a, err
}

// next names the agenda's first appointment that is still ahead, or the turn of a
// post before it.
func next(tx *store.Tx, now time.Time) (at time.Time, what string, err error) {
	agenda, err := tx.Agenda()
	if err != nil {
		return at, "", err
	}
	if i := slices.IndexFunc(agenda, func(a store.Appointment) bool { return a.At.After(now) }); i >= 0 {
		t, err := tx.Task(agenda[i].Task)
		if err != nil {
			return at, "", err
		}
		at, what = agenda[i].At, "напоминание, строка "+string(t.Item)
		if agenda[i].Person != 0 {
			what = "конец отсрочки, строка " + string(t.Item)
		}
	}
	posts, err := tx.Posts()
	for _, p := range posts {
		if p.Wake.After(now) && (at.IsZero() || p.Wake.Before(at)) {
			at, what = p.Wake, fmt.Sprintf("пост № %d", p.Number)
		}
	}
	return at, what, err
}

func dues(tx *store.Tx) ([]Due, error) {
	tasks, err := tx.Tasks()
	if err != nil {
		return nil, err
	}
	var all []Due
	for _, t := range tasks {
		if !t.Open() || t.Due.IsZero() {
			continue
		}
		i := slices.IndexFunc(all, func(d Due) bool { return d.Day == t.Due })
		if i < 0 {
			i = len(all)
			all = append(all, Due{Day: t.Due})
		}
		if item := string(t.Item); !slices.Contains(all[i].Items, item) {
			all[i].Items = append(all[i].Items, item)
		}
	}
	slices.SortFunc(all, func(a, b Due) int { return int(a.Day - b.Day) })
	return all, nil
}
