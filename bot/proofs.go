package bot

import (
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// amendKeys is what the author may still do to a confirmation: add proof at any
// time while it stands; change or withdraw it until a controller has looked.
func amendKeys(task store.TaskRecord, c plans.Confirmation) keyboard {
	var k keyboard
	if !c.Stands() {
		return k
	}
	n, arg := task.Number, strconv.FormatUint(c.Number, 10)
	first := []key{{text: "📎 Дополнить", verb: "more", number: n, arg: arg}}
	if c.State != plans.Given {
		k.row(first...)
		return k
	}
	if task.Kind == plans.Gathering {
		first = append(first, key{text: "📅 Дата факта", verb: "factday", number: n, arg: arg})
	}
	k.row(first...)
	k.row(key{text: "✏️ Заменить", verb: "redo", number: n, arg: arg}, key{text: "Отозвать", verb: "undo", number: n, arg: arg})
	return k
}

// amended gives one's own confirmation that still stands; with open it must not
// have been looked at.
func (t *turn) amended(task uint64, arg string, open bool) (owed, plans.Confirmation, error) {
	o, err := t.owed(task)
	if err != nil {
		return o, plans.Confirmation{}, err
	}
	n, err := strconv.ParseUint(arg, 10, 64)
	if err != nil {
		return o, plans.Confirmation{}, stale()
	}
	c, err := t.tx.Confirmation(o.Number, n)
	switch {
	case err != nil:
		return o, c, err
	case c.By != t.who.ID:
		return o, c, refuse(plans.ErrForbidden, textNotYours)
	case !c.Stands(), open && c.State != plans.Given:
		return o, c, refuse(plans.ErrConflict, textJudged(c))
	}
	return o, c, t.mayTo(confirmTask, &o.TaskRecord)
}

// pressedMore asks for one more proof.
func (t *turn) pressedMore(p press) error {
	o, c, err := t.amended(p.number, p.arg, false)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "more", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.say(textAskMore(o), cancelKeys())
}

// moreProof adds the proof to those given.
func (t *turn) moreProof(d store.Dialog) error {
	o, c, err := t.amended(d.Number, strconv.Itoa(d.Version), false)
	if err != nil {
		return err
	}
	proofs, err := t.proofs()
	if err != nil {
		return err
	}
	if len(c.Proofs)+len(proofs) > proofsLimit {
		return refuse(plans.ErrInvalid, textProofsEnough)
	}
	after := c
	after.Proofs = slices.Concat(c.Proofs, proofs)
	return t.amend(o, c, after, "proof added", proofs)
}

// proofsLimit keeps a card readable and a record small.
const proofsLimit = 20

// pressedRedo asks for other proof in the place of what was given.
func (t *turn) pressedRedo(p press) error {
	o, c, err := t.amended(p.number, p.arg, true)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "redo", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.say(textAskRedo(o), cancelKeys())
}

// otherProof puts the proof in the place of what was given.
func (t *turn) otherProof(d store.Dialog) error {
	o, c, err := t.amended(d.Number, strconv.Itoa(d.Version), true)
	if err != nil {
		return err
	}
	proofs, err := t.proofs()
	if err != nil {
		return err
	}
	after := c
	after.Proofs = proofs
	return t.amend(o, c, after, "proof changed", proofs)
}

// amend keeps a confirmation its author has changed and shows it to those who see
// to it. Of one already accepted they are told, because they will not look again.
func (t *turn) amend(o owed, before, after plans.Confirmation, did string, fresh []plans.Proof) error {
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutConfirmation(o.Number, after); err != nil {
		return err
	}
	if err := t.note(did, taskName(o.TaskRecord), before, after); err != nil {
		return err
	}
	if err := t.redrawConfirmation(o, after); err != nil {
		return err
	}
	controllers, err := t.controllers()
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if p.ID == t.who.ID || len(fresh) == 0 {
			continue
		}
		if err := t.showFiles(p, plans.Confirmation{Proofs: fresh}); err != nil {
			return err
		}
		if err := t.tell(p, textAmended(o, fresh, t.who.Name, did == "proof changed"), keyboard{}); err != nil {
			return err
		}
	}
	return t.say(textConfirmed(o, after), amendKeys(o.TaskRecord, after))
}

// pressedTakeBack takes back one's own confirmation: the task waits again.
func (t *turn) pressedTakeBack(p press) error {
	o, c, err := t.amended(p.number, p.arg, true)
	if err != nil {
		return err
	}
	withdrawn, err := c.Return(t.who.ID, t.now, textWithdrawnReason)
	if err != nil {
		return err
	}
	if err := t.tx.PutConfirmation(o.Number, withdrawn); err != nil {
		return err
	}
	if err := t.note("withdrawn", taskName(o.TaskRecord), c, withdrawn); err != nil {
		return err
	}
	if err := t.waitAgain(o.TaskRecord); err != nil {
		return err
	}
	if err := t.redrawConfirmation(o, withdrawn); err != nil {
		return err
	}
	return t.edit(textWithdrawn(o), keyboard{})
}

// pressedFactDay asks on which day a fact happened.
func (t *turn) pressedFactDay(p press) error {
	o, c, err := t.amended(p.number, p.arg, true)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "factday", Number: o.Number, Version: int(c.Number)}); err != nil {
		return err
	}
	return t.say(textAskFactDay(o), cancelKeys())
}

// factDay keeps the day named.
func (t *turn) factDay(d store.Dialog) error {
	o, c, err := t.amended(d.Number, strconv.Itoa(d.Version), true)
	if err != nil {
		return err
	}
	day, ok := t.past(t.words())
	switch {
	case !ok:
		return refuse(plans.ErrInvalid, textDateUnknown)
	case day > t.today():
		return refuse(plans.ErrInvalid, textEventFuture)
	case !t.plan.Period.Contains(day):
		return refuse(plans.ErrInvalid, textOutsidePeriod(t.plan.Period))
	}
	after := c
	after.Day = day
	return t.amend(o, c, after, "fact dated", nil)
}
