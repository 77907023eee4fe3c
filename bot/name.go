package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// nameable gives a task without a date to somebody who may confirm it: whoever
// does the work knows when it will be.
func (t *turn) nameable(n uint64) (owed, error) {
	o, err := t.confirmable(n)
	if err == nil && o.Kind != plans.Undated {
		err = refuse(plans.ErrConflict, textHasDate)
	}
	return o, err
}

// pressedName asks for the date of a task that has none.
func (t *turn) pressedName(p press) error {
	o, err := t.nameable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "name", Number: o.Number}); err != nil {
		return err
	}
	return t.say(textAskName(o), cancelKeys())
}

// namedDate keeps the date: from now on the task has the plan's ladder.
func (t *turn) namedDate(d store.Dialog) error {
	o, err := t.nameable(d.Number)
	if err != nil {
		return err
	}
	day, _, ok := t.future(t.words(), 0)
	if !ok {
		return refuse(plans.ErrInvalid, textDateUnknown)
	}
	if err := t.done(); err != nil {
		return err
	}
	move := store.Move{Task: o.ID, Due: day, By: t.who.ID, At: t.now}
	if err := t.tx.MoveTask(move); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.tx, t.now); err != nil {
		return err
	}
	if err := t.note("date named", taskName(o.TaskRecord), nil, move); err != nil {
		return err
	}
	if err := t.tellOthers(o, textNamed(o, day)); err != nil {
		return err
	}
	return t.say(textNamed(o, day), keyboard{})
}
