package bot

import (
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// judged gives the confirmation a controller's button is about.
func (t *turn) judged(p press) (owed, plans.Confirmation, error) {
	if err := t.may(judge); err != nil {
		return owed{}, plans.Confirmation{}, err
	}
	o, err := t.owed(p.number)
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	n, err := strconv.ParseUint(p.arg, 10, 64)
	if err != nil {
		return o, plans.Confirmation{}, stale()
	}
	c, err := t.tx.Confirmation(o.Number, n)
	if err != nil {
		return o, c, err
	}
	if c.State != plans.Given {
		return o, c, refuse(plans.ErrConflict, textJudged(c))
	}
	return o, c, nil
}

// pressedAccept accepts a confirmation.
func (t *turn) pressedAccept(p press) error {
	o, c, err := t.judged(p)
	if err != nil {
		return err
	}
	accepted, err := c.Accept(t.who.ID, t.now)
	if err != nil {
		return err
	}
	if err := t.tx.PutConfirmation(o.Number, accepted); err != nil {
		return err
	}
	if err := t.note("accepted", taskName(o.TaskRecord), c, accepted); err != nil {
		return err
	}
	t.answer(textAcceptedShort)
	return t.redrawConfirmation(o, accepted)
}

// redrawConfirmation rewrites every controller's card as the confirmation stands
// now; one that was judged has no buttons any more.
func (t *turn) redrawConfirmation(o owed, c plans.Confirmation) error {
	by, err := t.tx.Person(c.By)
	if err != nil {
		return err
	}
	shown, err := t.tx.Card(confirmationCard(o.Number, c.Number))
	if err != nil {
		return err
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	text, k := textConfirmation(o, c, by.Name), keyboard{}
	if c.State == plans.Given {
		k = judgeKeys(o.Number, c.Number)
	} else {
		text += "\n\n" + textVerdict(c, nameOr(names[c.Judge]))
	}
	for _, s := range shown {
		for _, m := range s.Messages {
			if err := t.editAt(s.Chat, m, text, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// pressedReturn asks why a confirmation is sent back.
func (t *turn) pressedReturn(p press) error {
	o, c, err := t.judged(p)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "return", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.say(textAskReturn, cancelKeys())
}

// cancelKeys is «Отмена» under a question.
func cancelKeys() keyboard {
	var k keyboard
	k.row(key{text: "Отмена", verb: "no"})
	return k
}

// reasonLimit is how long a reason or a plea may be.
const reasonLimit = 500

// reason takes the awaited words.
func (t *turn) reason() (string, error) {
	r := cut(t.words(), reasonLimit)
	if r == "" {
		return "", refuse(plans.ErrInvalid, textSendWords)
	}
	return r, nil
}

// returnReason sends a confirmation back.
func (t *turn) returnReason(d store.Dialog) error {
	o, c, err := t.judged(press{number: d.Number, arg: strconv.Itoa(d.Version)})
	if err != nil {
		return err
	}
	reason, err := t.reason()
	if err != nil {
		return err
	}
	returned, err := c.Return(t.who.ID, t.now, reason)
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutConfirmation(o.Number, returned); err != nil {
		return err
	}
	if err := t.note("returned", taskName(o.TaskRecord), c, returned); err != nil {
		return err
	}
	if err := t.reopen(o, reason); err != nil {
		return err
	}
	return t.redrawConfirmation(o, returned)
}

// waitAgain opens a task whose confirmation no longer stands. One taken off control
// stays off: it was not the confirmation that closed it.
func (t *turn) waitAgain(task store.TaskRecord) error {
	if task.State == store.TaskOff {
		return nil
	}
	task.State = store.TaskOpen
	if err := schedule.Settle(t.tx, task); err != nil {
		return err
	}
	return t.redrawWeekly(task.Number)
}

// reopen makes a task wait again and tells its people why.
func (t *turn) reopen(o owed, reason string) error {
	if err := t.waitAgain(o.TaskRecord); err != nil {
		return err
	}
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Открыть задачу", verb: "task", number: o.Number})
	for _, p := range t.reachOf(o.Units, all, t.today()).people {
		if p.ID == t.who.ID {
			continue
		}
		if err := t.tell(p, textReopened(o, reason), k); err != nil {
			return err
		}
	}
	return t.say(textReturned(o), keyboard{})
}

// pressedReopen is a controller's «Вернуть» on the card of a closed task.
func (t *turn) pressedReopen(p press) error {
	o, err := t.closed(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "reopen", Number: o.Number}); err != nil {
		return err
	}
	return t.say(textAskReturn, cancelKeys())
}

func (t *turn) closed(n uint64) (owed, error) {
	o, err := t.owed(n)
	if err != nil {
		return o, err
	}
	if err := t.may(judge); err != nil {
		return o, err
	}
	if o.Open() {
		return o, refuse(plans.ErrConflict, textStillOpen)
	}
	return o, nil
}

// reopenReason opens a closed task again; the last confirmation that stands is
// returned with it.
func (t *turn) reopenReason(d store.Dialog) error {
	o, err := t.closed(d.Number)
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
	said, err := t.tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	for _, c := range said {
		if !c.Stands() {
			continue
		}
		before := c
		c.State, c.Judge, c.Judged, c.Reason = plans.Returned, t.who.ID, t.now, reason
		if err := t.tx.PutConfirmation(o.Number, c); err != nil {
			return err
		}
		if err := t.note("returned", taskName(o.TaskRecord), before, c); err != nil {
			return err
		}
	}
	o.Reason, o.State = "", store.TaskDone
	return t.reopen(o, reason)
}
