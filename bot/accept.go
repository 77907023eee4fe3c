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
	waits := false
	err := b.Store.View(func(tx *store.Tx) error {
		at, ok := tx.OldestUnjudged()
		waits = ok && now.Sub(at) > patience*24*time.Hour
		return nil
	})
	if err != nil || !waits {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error { return b.acceptUnjudged(tx, now) })
}

// acceptUnjudged takes the confirmations whose working days are over. The term is
// counted from the day after the confirmation (ГК РФ ст. 191), so it ends with its
// last day, and the morning after is the time to say so.
func (b *Bot) acceptUnjudged(tx *store.Tx, now time.Time) error {
	s, ok, err := schedule.StandingOf(tx)
	if err != nil || !ok || !s.Awake(now) {
		return err
	}
	today := plans.DateOf(now, s.Ladder.Zone)
	first := s.Ladder.Calendar.Add(today, -patience)
	waiting, err := tx.Unjudged(first.At(0, s.Ladder.Zone))
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
