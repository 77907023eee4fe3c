package task

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// judged gives the confirmation a controller's button is about.
func judged(t *chat.Turn, p chat.Press) (View, plans.Confirmation, error) {
	if err := t.May(chat.Judge); err != nil {
		return View{}, plans.Confirmation{}, err
	}
	o, err := ViewOf(t, p.Number)
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	c, err := t.Tx.Confirmation(o.Number, uint64(n))
	if err != nil {
		return o, c, err
	}
	if c.State != plans.Given {
		return o, c, chat.Refuse(chat.OutOfDate, textJudged(c))
	}
	return o, c, nil
}

// pressedJudge puts a confirmation that waits before the controller once more.
func pressedJudge(t *chat.Turn, p chat.Press) error {
	o, c, err := judged(t, p)
	if err != nil {
		return err
	}
	if err := showFiles(t, t.Who, o, c, ""); err != nil {
		return err
	}
	text, k, err := confirmationView(t, o, c)
	if err != nil {
		return err
	}
	return t.SayAs(confirmationCard(o.Number, c.Number), text, k)
}

// pressedAccept accepts a confirmation.
func pressedAccept(t *chat.Turn, p chat.Press) error {
	o, c, err := judged(t, p)
	if err != nil {
		return err
	}
	accepted, err := c.Accept(t.Who.ID, t.Now)
	if err != nil {
		return err
	}
	if err := t.Tx.PutConfirmation(o.Number, accepted); err != nil {
		return err
	}
	if err := t.Note("accepted", JournalName(o.TaskRecord), c, accepted); err != nil {
		return err
	}
	t.Answer(textAcceptedShort)
	return redrawAccepted(t, o, accepted)
}

// redrawAccepted brings up all that shows a confirmation which was accepted: its author's
// line, the controllers' cards, the summary of the week.
func redrawAccepted(t *chat.Turn, o View, c plans.Confirmation) error {
	if err := redrawWeekly(t, o.Number); err != nil {
		return err
	}
	if err := refreshTaken(t, o, c); err != nil {
		return err
	}
	return redrawConfirmation(t, o, c)
}

// redrawConfirmation rewrites every controller's card as the confirmation stands
// now; one that was judged has no buttons any more.
func redrawConfirmation(t *chat.Turn, o View, c plans.Confirmation) error {
	shown, err := t.Tx.Card(confirmationCard(o.Number, c.Number))
	if err != nil {
		return err
	}
	text, k, err := confirmationView(t, o, c)
	if err != nil {
		return err
	}
	for _, s := range shown {
		for _, m := range s.Messages {
			if err := t.EditAt(s.Chat, m, text, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// confirmationView is a controller's card of a confirmation as it stands now.
func confirmationView(t *chat.Turn, o View, c plans.Confirmation) (string, chat.Keyboard, error) {
	names, err := t.Names()
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	text := textConfirmation(o, c, names[c.By])
	if c.State == plans.Given {
		return text, judgeKeys(o.Number, c.Number), nil
	}
	return text + "\n\n" + textVerdict(c, chat.NameOr(names[c.Judge])), chat.Keyboard{}, nil
}

// pressedReturn asks why a confirmation is sent back.
func pressedReturn(t *chat.Turn, p chat.Press) error {
	o, c, err := judged(t, p)
	if err != nil {
		return err
	}
	if o.Finished {
		return chat.Refuse(chat.OutOfDate, textPlanFinished)
	}
	if err := t.Await(store.Dialog{Await: "return", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.Say(textAskReturn, chat.CancelKeys())
}

// returnReason sends a confirmation back.
func returnReason(t *chat.Turn, d store.Dialog) error {
	o, c, err := judged(t, chat.Press{Number: d.Number, Arg: chat.ArgsOf(chat.Num(d.Version))})
	if err != nil {
		return err
	}
	reason, err := t.Reason()
	if err != nil {
		return err
	}
	returned, err := c.Return(t.Who.ID, t.Now, reason)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Tx.PutConfirmation(o.Number, returned); err != nil {
		return err
	}
	if err := t.Note("returned", JournalName(o.TaskRecord), c, returned); err != nil {
		return err
	}
	if err := reopen(t, o, reason); err != nil {
		return err
	}
	return redrawConfirmation(t, o, returned)
}

// waitAgain opens a task whose confirmation no longer stands. One taken off control
// stays off: it was not the confirmation that closed it.
func waitAgain(t *chat.Turn, task store.TaskRecord) error {
	if task.State == store.TaskOff {
		return nil
	}
	task.State = store.TaskOpen
	if err := schedule.Settle(t.Tx, task); err != nil {
		return err
	}
	return redrawWeekly(t, task.Number)
}

// reopen makes a task wait again and tells its people why.
func reopen(t *chat.Turn, o View, reason string) error {
	if err := waitAgain(t, o.TaskRecord); err != nil {
		return err
	}
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Открыть задачу", Verb: "task", Number: o.Number})
	for _, p := range t.ReachOf(o.Units, all, t.Today()).People {
		if p.ID == t.Who.ID {
			continue
		}
		if err := t.Tell(p, textReopened(o, reason), k); err != nil {
			return err
		}
	}
	return t.Say(textReturned(o), chat.Keyboard{})
}

// pressedReopen is a controller's «Вернуть» on the card of a closed task.
func pressedReopen(t *chat.Turn, p chat.Press) error {
	o, err := closed(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "reopen", Number: o.Number}); err != nil {
		return err
	}
	return t.Say(textAskReturn, chat.CancelKeys())
}

func closed(t *chat.Turn, n uint64) (View, error) {
	o, err := ViewOf(t, n)
	if err != nil {
		return o, err
	}
	if err := t.May(chat.Judge); err != nil {
		return o, err
	}
	switch {
	case o.Finished:
		return o, chat.Refuse(chat.OutOfDate, textPlanFinished)
	case o.Open():
		return o, chat.Refuse(chat.NothingToDo, textStillOpen)
	}
	return o, nil
}

// reopenReason opens a closed task again: one taken off control is put back on it,
// of one that was done the last confirmation is returned.
func reopenReason(t *chat.Turn, d store.Dialog) error {
	o, err := closed(t, d.Number)
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
	if o.State == store.TaskOff {
		return putBack(t, o, reason)
	}
	if err := returnLast(t, o, reason); err != nil {
		return err
	}
	return reopen(t, o, reason)
}

// returnLast returns the last confirmation that stands; a task closed at the end of
// its period keeps the facts before it.
func returnLast(t *chat.Turn, o View, reason string) error {
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	for _, before := range slices.Backward(said) {
		if !before.Stands() {
			continue
		}
		after := before
		after.State, after.Judge, after.Judged, after.Reason = plans.Returned, t.Who.ID, t.Now, reason
		if err := t.Tx.PutConfirmation(o.Number, after); err != nil {
			return err
		}
		if err := t.Note("returned", JournalName(o.TaskRecord), before, after); err != nil {
			return err
		}
		return redrawConfirmation(t, o, after)
	}
	return nil
}

// putBack undoes the taking off control: what was said of the task stays as it is.
func putBack(t *chat.Turn, o View, reason string) error {
	task := o.TaskRecord
	task.State, task.Reason = store.TaskOpen, ""
	if err := schedule.Settle(t.Tx, task); err != nil {
		return err
	}
	if err := t.Note("put back", JournalName(task), o.Reason, reason); err != nil {
		return err
	}
	if err := redrawWeekly(t, task.Number); err != nil {
		return err
	}
	if err := tellOthers(t, o, textPutBack(o, reason)); err != nil {
		return err
	}
	return t.Say(textPutBack(o, reason), chat.Keyboard{})
}
