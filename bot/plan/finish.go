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
// nothing is open, once. It is looked once a working morning; an idle tick reads when
// that is and nothing else, however many plans there are.
func TickFinish(b *chat.Env, now time.Time) error {
	idle := false
	err := b.Store.View(func(tx *store.Tx) error {
		at, err := tx.PlansLook()
		idle = now.Before(at)
		return err
	})
	if err != nil || idle {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		d, err := schedule.DistrictOf(tx)
		if err != nil {
			return err
		}
		if err := tx.LookAtPlans(d.NextMorning(now)); err != nil || !d.Awake(now) {
			return err
		}
		over, err := overPlans(tx, plans.DateOf(now, d.Zone))
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

// overPlans are the plans in force whose period is over and that nobody was offered to
// finish.
func overPlans(tx *store.Tx, today plans.Date) ([]plans.PlanID, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return nil, err
	}
	var over []plans.PlanID
	for _, s := range states {
		if s.InForce() && !s.Offered && s.To < today {
			over = append(over, s.Plan)
		}
	}
	return over, nil
}

func offerFinish(t *chat.Turn, id plans.PlanID) error {
	open, err := openOf(t, id, func(store.TaskRecord) bool { return true })
	if err != nil || len(open) > 0 {
		return err
	}
	if err := t.Tx.FinishOffered(id); err != nil {
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
