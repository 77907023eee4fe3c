package task

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// pressedDone asks for what proves that the task is done.
func pressedDone(t *chat.Turn, p chat.Press) error {
	o, err := confirmable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "proof", Number: o.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Без подтверждения", Verb: "bare", Number: o.Number}, chat.Key{Text: "Отмена", Verb: "no", Number: o.Number})
	return t.Say(textAskProof(o), k)
}

// confirmable gives a task that this person may confirm now.
func confirmable(t *chat.Turn, n uint64) (View, error) {
	o, err := ViewOf(t, n)
	if err != nil {
		return o, err
	}
	if err := t.MayTo(chat.ConfirmTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, chat.Refuse(chat.OutOfDate, TextNotOpen(o.TaskRecord))
	}
	return o, nil
}

// pressedBare confirms without any proof.
func pressedBare(t *chat.Turn, p chat.Press) error {
	o, err := confirmable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return confirmWith(t, o.TaskRecord, nil)
}

// MarkDone confirms a task in one press; what shows that it was done may follow.
func MarkDone(t *chat.Turn, n uint64) error {
	o, err := confirmable(t, n)
	if err != nil {
		return err
	}
	return confirmWith(t, o.TaskRecord, nil)
}

// proof takes the awaited proof: a link, files or words.
func proof(t *chat.Turn, d store.Dialog) error {
	o, err := confirmable(t, d.Number)
	if err != nil {
		return err
	}
	proofs, err := proofs(t)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	return confirmWith(t, o.TaskRecord, proofs)
}

// confirmWith confirms in the name of this turn's person.
func confirmWith(t *chat.Turn, task store.TaskRecord, proofs []plans.Proof) error {
	c, err := ConfirmAs(t, t.Who.ID, task, proofs)
	if err != nil {
		return err
	}
	o, err := ViewOf(t, task.Number)
	if err != nil {
		return err
	}
	t.Answer(textConfirmedShort)
	return acknowledge(t, o, c)
}

// ConfirmAs records a confirmation (for a gathering task a fact) in somebody's
// name and puts it before the controllers. One given by the only controller has
// nobody else to look at it and counts as accepted.
func ConfirmAs(t *chat.Turn, by plans.PersonID, task store.TaskRecord, proofs []plans.Proof) (plans.Confirmation, error) {
	controllers, err := t.Controllers()
	if err != nil {
		return plans.Confirmation{}, err
	}
	others := slices.DeleteFunc(slices.Clone(controllers), func(p store.PersonRecord) bool { return p.ID == by })
	c := plans.Confirmation{Task: task.ID, By: by, At: t.Now, Proofs: proofs, State: plans.Given}
	if len(others) == 0 && len(controllers) > 0 {
		if c, err = c.Accept(by, t.Now); err != nil {
			return c, err
		}
	}
	if c, err = t.Tx.Confirm(task.Number, c); err != nil {
		return c, err
	}
	if task.Kind != plans.Gathering {
		task.State = store.TaskDone
		if err := schedule.Settle(t.Tx, task); err != nil {
			return c, err
		}
	}
	if err := t.Tx.Write(t.Now, by, "confirmed", JournalName(task), nil, c); err != nil {
		return c, err
	}
	if err := redrawWeekly(t, task.Number); err != nil {
		return c, err
	}
	return c, putBefore(t, others, task, c)
}

// JournalName is the journal's name of a task.
func JournalName(task store.TaskRecord) string { return fmt.Sprintf("task/%d", task.Number) }

// putBefore shows a confirmation with its proof to the controllers.
func putBefore(t *chat.Turn, controllers []store.PersonRecord, task store.TaskRecord, c plans.Confirmation) error {
	o, err := Describe(t, task)
	if err != nil {
		return err
	}
	by, err := t.Tx.Person(c.By)
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if err := showFiles(t, p, o, c, ""); err != nil {
			return err
		}
		if err := t.TellAs(p, confirmationCard(o.Number, c.Number), textConfirmation(o, c, by.Name), judgeKeys(o.Number, c.Number)); err != nil {
			return err
		}
	}
	return nil
}

func judgeKeys(task, n uint64) chat.Keyboard {
	var k chat.Keyboard
	arg := chat.ArgsOf(chat.Num(n))
	k.Row(chat.Key{Text: "👍 Принять", Verb: "ok", Number: task, Arg: arg}, chat.Key{Text: "↩️ Вернуть", Verb: "ret", Number: task, Arg: arg})
	return k
}

func confirmationCard(task, n uint64) string { return fmt.Sprintf("confirmation/%d/%d", task, n) }
