package task

import (
	"cmp"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// movable gives an open task to somebody who may move its deadline.
func movable(t *chat.Turn, n uint64) (View, error) {
	o, err := ViewOf(t, n)
	if err != nil {
		return o, err
	}
	if err := t.MayTo(chat.MoveTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, chat.Refuse(chat.OutOfDate, TextNotOpen(o.TaskRecord))
	}
	return o, nil
}

// pressedMove asks for a new deadline.
func pressedMove(t *chat.Turn, p chat.Press) error {
	o, err := movable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "move", Number: o.Number}); err != nil {
		return err
	}
	return t.Say(textAskMove(o), chat.CancelKeys())
}

// moveDate takes the new deadline and asks for the reason.
func moveDate(t *chat.Turn, d store.Dialog) error {
	o, err := movable(t, d.Number)
	if err != nil {
		return err
	}
	day, _, ok := t.Future(t.Words(), o.Due)
	if !ok {
		return chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
	}
	if err := t.Await(store.Dialog{Await: "movewhy", Number: o.Number, Text: day.String()}); err != nil {
		return err
	}
	return t.Say(textAskMoveReason(day), chat.CancelKeys())
}

// moveReason moves the deadline.
func moveReason(t *chat.Turn, d store.Dialog) error {
	o, err := movable(t, d.Number)
	if err != nil {
		return err
	}
	reason, err := t.Reason()
	if err != nil {
		return err
	}
	day, err := plans.ParseDate(d.Text)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	move := store.Move{Task: o.ID, Due: day, From: o.Due, By: t.Who.ID, At: t.Now, Reason: reason}
	if before, moved, err := t.Tx.MoveOf(o.ID); err != nil {
		return err
	} else if moved {
		move.From = cmp.Or(before.From, move.From)
	}
	if err := t.Tx.MoveTask(move); err != nil {
		return err
	}
	if _, err := schedule.Sync(t.Tx, t.Now); err != nil {
		return err
	}
	if err := t.Note("moved", JournalName(o.TaskRecord), o.Due, move); err != nil {
		return err
	}
	if err := redrawWeekly(t, o.Number); err != nil {
		return err
	}
	if err := tellOthers(t, o, textMoved(o, move, t.Today())); err != nil {
		return err
	}
	return t.Say(textMoved(o, move, t.Today()), chat.Keyboard{})
}

// tellOthers tells a task's people what somebody else did to it.
func tellOthers(t *chat.Turn, o View, text string) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range t.ReachOf(o.Units, all, t.Today()).People {
		if p.ID == t.Who.ID {
			continue
		}
		if err := t.Tell(p, text, chat.Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// pressedOff asks why a task is taken off control.
func pressedOff(t *chat.Turn, p chat.Press) error {
	o, err := movable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "off", Number: o.Number}); err != nil {
		return err
	}
	return t.Say(textAskOff, chat.CancelKeys())
}

// offReason takes a task off control.
func offReason(t *chat.Turn, d store.Dialog) error {
	o, err := movable(t, d.Number)
	if err != nil {
		return err
	}
	reason, err := t.Reason()
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	rec := o.TaskRecord
	rec.State, rec.Reason = store.TaskOff, reason
	if err := schedule.Settle(t.Tx, rec); err != nil {
		return err
	}
	if err := t.Note("taken off", JournalName(rec), nil, reason); err != nil {
		return err
	}
	if err := redrawWeekly(t, o.Number); err != nil {
		return err
	}
	if err := tellOthers(t, o, textOff(o, reason)); err != nil {
		return err
	}
	return t.Say(textOff(o, reason), chat.Keyboard{})
}

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
	if err := t.Note("date named", JournalName(o.TaskRecord), nil, move); err != nil {
		return err
	}
	if err := tellOthers(t, o, textNamed(o, day)); err != nil {
		return err
	}
	return t.Say(textNamed(o, day), chat.Keyboard{})
}
