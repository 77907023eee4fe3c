package task

import (
	"errors"
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// patience is how many working days a confirmation waits for a controller's look
// before it counts as accepted.
const patience = 5

// TickUnjudged accepts what no controller has looked at in time. An idle tick only
// looks at the oldest: five working days are never less than five days.
func TickUnjudged(b *chat.Env, now time.Time) error {
	var waiting []store.Unjudged
	err := b.Store.View(func(tx *store.Tx) (err error) {
		if at, ok := tx.OldestUnjudged(); ok && now.Sub(at) > patience*24*time.Hour {
			waiting, err = overdueLooks(tx, now)
		}
		return err
	})
	if err != nil || len(waiting) == 0 {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error { return acceptWaiting(b, tx, now) })
}

// overdueLooks gives the confirmations whose working days are over, in the hours
// in which people work. The term is counted from the day after the confirmation
// (ГК РФ ст. 191), so it ends with its last day, and the morning after is the time
// to say so.
func overdueLooks(tx *store.Tx, now time.Time) ([]store.Unjudged, error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil || !d.Awake(now) {
		return nil, err
	}
	today := plans.DateOf(now, d.Zone)
	first := d.Calendar.Add(today, -patience)
	// Days that a clock has jumped over gave nobody time to look.
	leap, err := tx.Leap()
	if err != nil || leap.To.After(first.At(0, d.Zone)) {
		return nil, err
	}
	return tx.Unjudged(first.At(0, d.Zone))
}

func acceptWaiting(b *chat.Env, tx *store.Tx, now time.Time) error {
	waiting, err := overdueLooks(tx, now)
	if err != nil || len(waiting) == 0 {
		return err
	}
	t, err := b.OwnTurn(tx, "accepted/"+strconv.FormatInt(now.Unix(), 10))
	if err != nil {
		return err
	}
	for _, u := range waiting {
		if err := acceptUnjudged(t, u); err != nil {
			return err
		}
	}
	return nil
}

func acceptUnjudged(t *chat.Turn, u store.Unjudged) error {
	accepted, err := u.Expire(t.Now)
	if err != nil {
		return err
	}
	if err := t.Tx.PutConfirmation(u.Task, accepted); err != nil {
		return err
	}
	task, err := t.Tx.Task(u.Task)
	if err != nil {
		return err
	}
	if err := t.Tx.Write(t.Now, "", "accepted unseen", JournalName(task), u.Confirmation, accepted); err != nil {
		return err
	}
	o, err := Describe(t, task)
	if errors.Is(err, plans.ErrConflict) {
		return nil
	}
	if err != nil {
		return err
	}
	return redrawAccepted(t, o, accepted)
}

// Waiting are the confirmations that nobody has looked at, oldest first.
func Waiting(t *chat.Turn) ([]store.Unjudged, error) { return t.Tx.Unjudged(t.Now.Add(time.Second)) }

// Unseen are the tasks of which a confirmation waits to be looked at.
func Unseen(t *chat.Turn) (map[uint64]bool, error) {
	waiting, err := Waiting(t)
	if err != nil {
		return nil, err
	}
	of := make(map[uint64]bool, len(waiting))
	for _, w := range waiting {
		of[w.Task] = true
	}
	return of, nil
}
