package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// movable gives an open task to somebody who may move its deadline.
func (t *turn) movable(n uint64) (owed, error) {
	o, err := t.owed(n)
	if err != nil {
		return o, err
	}
	if err := t.mayTo(moveTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, refuse(plans.ErrConflict, textNotOpen(o.State))
	}
	return o, nil
}

// pressedMove asks for a new deadline.
func (t *turn) pressedMove(p press) error {
	o, err := t.movable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "move", Number: o.Number}); err != nil {
		return err
	}
	return t.say(textAskMove(o), cancelKeys())
}

// moveDate takes the new deadline and asks for the reason.
func (t *turn) moveDate(d store.Dialog) error {
	o, err := t.movable(d.Number)
	if err != nil {
		return err
	}
	day, _, ok := t.future(t.words(), o.Due)
	if !ok {
		return refuse(plans.ErrInvalid, textDateUnknown)
	}
	if err := t.await(store.Dialog{Await: "movewhy", Number: o.Number, Text: day.String()}); err != nil {
		return err
	}
	return t.say(textAskMoveReason(day), cancelKeys())
}

// moveReason moves the deadline.
func (t *turn) moveReason(d store.Dialog) error {
	o, err := t.movable(d.Number)
	if err != nil {
		return err
	}
	reason, err := t.reason()
	if err != nil {
		return err
	}
	day, err := plans.ParseDate(d.Text)
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	move := store.Move{Task: o.ID, Due: day, By: t.who.ID, At: t.now, Reason: reason}
	if err := t.tx.MoveTask(move); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.tx, t.now); err != nil {
		return err
	}
	if err := t.note("moved", taskName(o.TaskRecord), o.Due, move); err != nil {
		return err
	}
	if err := t.redrawWeekly(o.Number); err != nil {
		return err
	}
	if err := t.tellOthers(o, textMoved(o, day, reason)); err != nil {
		return err
	}
	return t.say(textMoved(o, day, reason), keyboard{})
}

// tellOthers tells a task's people what somebody else did to it.
func (t *turn) tellOthers(o owed, text string) error {
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	for _, p := range t.reachOf(o.Units, all, t.today()).people {
		if p.ID == t.who.ID {
			continue
		}
		if err := t.tell(p, text, keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// pressedOff asks why a task is taken off control.
func (t *turn) pressedOff(p press) error {
	o, err := t.movable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "off", Number: o.Number}); err != nil {
		return err
	}
	return t.say(textAskOff, cancelKeys())
}

// offReason takes a task off control.
func (t *turn) offReason(d store.Dialog) error {
	o, err := t.movable(d.Number)
	if err != nil {
		return err
	}
	reason, err := t.reason()
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	rec := o.TaskRecord
	rec.State, rec.Reason = store.TaskOff, reason
	if err := schedule.Settle(t.tx, rec); err != nil {
		return err
	}
	if err := t.note("taken off", taskName(rec), nil, reason); err != nil {
		return err
	}
	if err := t.redrawWeekly(o.Number); err != nil {
		return err
	}
	if err := t.tellOthers(o, textOff(o, reason)); err != nil {
		return err
	}
	return t.say(textOff(o, reason), keyboard{})
}
