package bot

import (
	"strconv"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// patience is how many working days a confirmation waits for a controller's look
// before it counts as accepted.
const patience = 5

// tickUnjudged accepts what no controller has looked at in time. An idle tick only
// looks at the oldest: five working days are never less than five days.
func (b *Bot) tickUnjudged(now time.Time) error {
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
	return b.Store.Update(func(tx *store.Tx) error { return b.acceptUnjudged(tx, now) })
}

// overdueLooks gives the confirmations whose working days are over, in the hours
// in which people work. The term is counted from the day after the confirmation
// (ГК РФ ст. 191), so it ends with its last day, and the morning after is the time
// to say so.
func overdueLooks(tx *store.Tx, now time.Time) ([]store.Unjudged, error) {
	s, ok, err := schedule.StandingOf(tx)
	if err != nil || !ok || !s.Awake(now) {
		return nil, err
	}
	today := plans.DateOf(now, s.Ladder.Zone)
	first := s.Ladder.Calendar.Add(today, -patience)
	return tx.Unjudged(first.At(0, s.Ladder.Zone))
}

func (b *Bot) acceptUnjudged(tx *store.Tx, now time.Time) error {
	waiting, err := overdueLooks(tx, now)
	if err != nil || len(waiting) == 0 {
		return err
	}
	t, err := b.ownTurn(tx, "accepted/"+strconv.FormatInt(now.Unix(), 10))
	if err != nil {
		return err
	}
	for _, u := range waiting {
		if err := t.acceptUnjudged(u); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) acceptUnjudged(u store.Unjudged) error {
	accepted, err := u.Expire(t.now)
	if err != nil {
		return err
	}
	if err := t.tx.PutConfirmation(u.Task, accepted); err != nil {
		return err
	}
	task, err := t.tx.Task(u.Task)
	if err != nil {
		return err
	}
	if err := t.tx.Write(t.now, "", "accepted unseen", taskName(task), u.Confirmation, accepted); err != nil {
		return err
	}
	if _, _, ok := t.plan.Item(task.Item); !ok || task.Ended {
		return nil
	}
	o, err := t.describe(task)
	if err != nil {
		return err
	}
	return t.redrawConfirmation(o, accepted)
}
