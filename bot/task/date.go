package task

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// nameable gives a task without a date to somebody who may confirm it: whoever
// does the work knows when it will be.
func nameable(t *chat.Turn, n uint64) (View, error) {
	o, err := confirmable(t, n)
	if err == nil && o.Kind != plans.Undated {
		err = chat.Refuse(chat.OutOfDate, textHasDate)
	}
	return o, err
}

// pressedName asks for the date of a task that has none.
func pressedName(t *chat.Turn, p chat.Press) error {
	o, err := nameable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "name", Number: o.Number}); err != nil {
		return err
	}
	return t.Say(textAskName(o), chat.CancelKeys())
}

// namedDate keeps the date: from now on the task has the plan's ladder.
func namedDate(t *chat.Turn, d store.Dialog) error {
	o, err := nameable(t, d.Number)
	if err != nil {
		return err
	}
	day, _, ok := t.Future(t.Words(), 0)
	if !ok {
		return chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
	}
	if err := t.Done(); err != nil {
		return err
	}
	move := store.Move{Task: o.ID, Due: day, By: t.Who.ID, At: t.Now}
	if err := t.Tx.MoveTask(move); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.Tx, t.Now); err != nil {
		return err
	}
	if err := t.Note("date named", TaskName(o.TaskRecord), nil, move); err != nil {
		return err
	}
	if err := tellOthers(t, o, textNamed(o, day)); err != nil {
		return err
	}
	return t.Say(textNamed(o, day), chat.Keyboard{})
}
