package plan

import (
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TickFinish offers the controllers to finish a plan whose period is over and in which
// nothing is open, once. An idle tick reads where the plans stand and nothing else; a
// plan is looked at once a day.
func TickFinish(b *chat.Env, now time.Time) error {
	var over []plans.PlanID
	err := b.Store.View(func(tx *store.Tx) (err error) {
		over, err = overPlans(tx, now)
		return err
	})
	if err != nil || len(over) == 0 {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		over, err := overPlans(tx, now)
		if err != nil || len(over) == 0 {
			return err
		}
		t, err := b.OwnTurn(tx, "over/"+strconv.FormatInt(now.Unix(), 10))
		if err != nil {
			return err
		}
		for _, id := range over {
			if err := offerFinish(t, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// overPlans are the plans in force to be looked at today: their period is over, and it
// is a working morning.
func overPlans(tx *store.Tx, now time.Time) ([]plans.PlanID, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return nil, err
	}
	var over []plans.PlanID
	today := plans.DateOf(now, time.UTC)
	for _, s := range states {
		// A day of any zone is at most one day off.
		if s.InForce() && !s.Offered && s.To <= today && s.Looked < today+1 {
			over = append(over, s.Plan)
		}
	}
	if len(over) == 0 {
		return nil, nil
	}
	d, err := schedule.DistrictOf(tx)
	if err != nil || !d.Awake(now) {
		return nil, err
	}
	today = plans.DateOf(now, d.Zone)
	due := over[:0]
	for _, s := range states {
		if s.InForce() && !s.Offered && s.To < today && s.Looked < today {
			due = append(due, s.Plan)
		}
	}
	return due, nil
}

func offerFinish(t *chat.Turn, id plans.PlanID) error {
	open, err := openOf(t, id, func(store.TaskRecord) bool { return true })
	if err != nil {
		return err
	}
	if err := t.Tx.LookedAtPlan(id, t.Today(), len(open) == 0); err != nil || len(open) > 0 {
		return err
	}
	p, ok := t.InForce(id)
	if !ok {
		return nil
	}
	n, err := t.PlanNumber(id)
	if err != nil {
		return err
	}
	keepers, err := t.Controllers()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Завершить план", Verb: "plend!", Number: n})
	k.Row(chat.Key{Text: "Новый план на основе прошлого", Verb: "plnext", Number: n})
	for _, c := range keepers {
		if err := t.Tell(c, textOver(p), k); err != nil {
			return err
		}
	}
	return nil
}
