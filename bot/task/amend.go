package task

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// amendKeys is what the author may still do to a confirmation: add proof at any
// time while it stands; change or withdraw it until a controller has looked.
func amendKeys(task store.TaskRecord, c plans.Confirmation) chat.Keyboard {
	var k chat.Keyboard
	if !c.Stands() {
		return k
	}
	n, arg := task.Number, chat.ArgsOf(chat.Num(c.Number))
	first := []chat.Key{{Text: "📎 Дополнить", Verb: "more", Number: n, Arg: arg}}
	if c.State != plans.Given {
		k.Row(first...)
		return k
	}
	if task.Kind == plans.Gathering {
		first = append(first, chat.Key{Text: "📅 Дата факта", Verb: "factday", Number: n, Arg: arg})
	}
	k.Row(first...)
	k.Row(chat.Key{Text: "✏️ Заменить", Verb: "redo", Number: n, Arg: arg}, chat.Key{Text: "Отозвать", Verb: "undo", Number: n, Arg: arg})
	return k
}

// amended gives one's own confirmation that still stands; with open it must not
// have been looked at.
func amended(t *chat.Turn, task uint64, arg chat.Args, open bool) (View, plans.Confirmation, error) {
	o, err := ViewOf(t, task)
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	n, err := arg.Number()
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	c, err := t.Tx.Confirmation(o.Number, uint64(n))
	switch {
	case err != nil:
		return o, c, err
	case c.By != t.Who.ID:
		return o, c, chat.Refuse(chat.NoRight, textNotYours)
	case o.Finished:
		return o, c, chat.Refuse(chat.OutOfDate, textPlanFinished)
	case !c.Stands(), open && c.State != plans.Given:
		return o, c, chat.Refuse(chat.OutOfDate, textJudged(c))
	}
	return o, c, t.MayTo(chat.ConfirmTask, &o.TaskRecord)
}

// pressedMore asks for one more proof.
func pressedMore(t *chat.Turn, p chat.Press) error {
	o, c, err := amended(t, p.Number, p.Arg, false)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "more", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.Say(textAskMore(o), chat.CancelKeys())
}

// moreProof adds the proof to those given.
func moreProof(t *chat.Turn, d store.Dialog) error {
	o, c, err := amended(t, d.Number, chat.ArgsOf(chat.Num(d.Version)), false)
	if err != nil {
		return err
	}
	fresh, err := proofs(t)
	if err != nil {
		return err
	}
	after, err := withProofs(c, fresh)
	if err != nil {
		return err
	}
	return amend(t, o, c, after, "proof added", fresh)
}

// proofsLimit keeps a card readable and a record small.
const proofsLimit = 20

// pressedRedo asks for other proof in the place of what was given.
func pressedRedo(t *chat.Turn, p chat.Press) error {
	o, c, err := amended(t, p.Number, p.Arg, true)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "redo", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.Say(textAskRedo(o), chat.CancelKeys())
}

// otherProof puts the proof in the place of what was given.
func otherProof(t *chat.Turn, d store.Dialog) error {
	o, c, err := amended(t, d.Number, chat.ArgsOf(chat.Num(d.Version)), true)
	if err != nil {
		return err
	}
	fresh, err := proofs(t)
	if err != nil {
		return err
	}
	after := c
	after.Proofs = fresh
	return amend(t, o, c, after, "proof changed", fresh)
}

// amend keeps a confirmation its author has changed and shows it to those who see
// to it. Of one already accepted they are told, because they will not look again.
func amend(t *chat.Turn, o View, before, after plans.Confirmation, did string, fresh []plans.Proof) error {
	if err := t.Done(); err != nil {
		return err
	}
	if err := keepAmended(t, o, before, after, did); err != nil {
		return err
	}
	controllers, err := otherControllers(t, before.By)
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if len(fresh) == 0 {
			continue
		}
		if err := showFiles(t, p, o, plans.Confirmation{Proofs: fresh}, ""); err != nil {
			return err
		}
		if err := t.Tell(p, textAmended(o, fresh, t.Who.Name, did == "proof changed"), chat.Keyboard{}); err != nil {
			return err
		}
	}
	return acknowledge(t, o, after)
}

// keepAmended keeps a confirmation its author has changed, and the controllers'
// cards with it.
func keepAmended(t *chat.Turn, o View, before, after plans.Confirmation, did string) error {
	if err := t.Tx.PutConfirmation(o.Number, after); err != nil {
		return err
	}
	if err := markProofs(t, o, after); err != nil {
		return err
	}
	if err := t.Note(did, JournalName(o.TaskRecord), before, after); err != nil {
		return err
	}
	return redrawConfirmation(t, o, after)
}

// otherControllers are those who see to somebody's confirmations.
func otherControllers(t *chat.Turn, by plans.PersonID) ([]store.PersonRecord, error) {
	all, err := t.Controllers()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p store.PersonRecord) bool { return p.ID == by }), nil
}

// pressedTakeBack takes back one's own confirmation: the task waits again.
func pressedTakeBack(t *chat.Turn, p chat.Press) error {
	o, c, err := amended(t, p.Number, p.Arg, true)
	if err != nil {
		return err
	}
	withdrawn, err := c.Return(t.Who.ID, t.Now, textWithdrawnReason)
	if err != nil {
		return err
	}
	if err := t.Tx.PutConfirmation(o.Number, withdrawn); err != nil {
		return err
	}
	if err := t.Note("withdrawn", JournalName(o.TaskRecord), c, withdrawn); err != nil {
		return err
	}
	if err := waitAgain(t, o.TaskRecord); err != nil {
		return err
	}
	if err := redrawConfirmation(t, o, withdrawn); err != nil {
		return err
	}
	return t.Edit(textWithdrawn(o), chat.Keyboard{})
}

// pressedFactDay asks on which day a fact happened.
func pressedFactDay(t *chat.Turn, p chat.Press) error {
	o, c, err := amended(t, p.Number, p.Arg, true)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "factday", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.Say(textAskFactDay(o), chat.CancelKeys())
}

// factDay keeps the day named.
func factDay(t *chat.Turn, d store.Dialog) error {
	o, c, err := amended(t, d.Number, chat.ArgsOf(chat.Num(d.Version)), true)
	if err != nil {
		return err
	}
	day, ok := t.Past(t.Words())
	switch {
	case !ok:
		return chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
	case day > t.Today():
		return chat.Refuse(chat.WrongDay, chat.TextEventFuture)
	}
	plan, err := t.PlanOf(o.ID.Plan())
	if err != nil {
		return err
	}
	if !plan.Period.Contains(day) {
		return chat.Refuse(chat.WrongDay, textOutsidePeriod(plan.Period))
	}
	after := c
	after.Day = day
	return amend(t, o, c, after, "fact dated", nil)
}
