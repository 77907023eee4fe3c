package draft

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// rowLimit is how many rows are offered for a post at once.
const rowLimit = 30

// pressedRow offers the rows of the plan that the post may be for: the open
// tasks of this person that want a post.
func pressedRow(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	mine, err := task.Mine(t)
	if err != nil {
		return err
	}
	mine = slices.DeleteFunc(mine, func(o task.View) bool { return o.PlanItem.Post == "" || o.ID == rec.Task })
	var k chat.Keyboard
	for _, o := range mine[:min(len(mine), rowLimit)] {
		k.Row(chat.Key{Text: o.Caption(t.Today()), Verb: "prowis", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(o.Number))})
	}
	last := []chat.Key{{Text: "Отмена", Verb: "no"}}
	if rec.Task != "" {
		last = append([]chat.Key{{Text: "Без строки", Verb: "prowis", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(0))}}, last...)
	}
	k.Row(last...)
	return t.Say(textAskPostRow(len(mine)), k)
}

// pressedRowIs puts the post to a row, which its publication will then close.
func pressedRowIs(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return err
	}
	var row plans.TaskID
	if n != 0 {
		o, err := task.ViewOf(t, uint64(n))
		if err != nil {
			return err
		}
		if err := t.MayTo(chat.ConfirmTask, &o.TaskRecord); err != nil {
			return err
		}
		if !o.Open() {
			return chat.Refuse(chat.OutOfDate, task.TextNotOpen(o.TaskRecord))
		}
		row = o.ID
	}
	before := rec.Task
	rec.Task = row
	if err := t.Note("post for a row", card.PostName(rec.Number), before, row); err != nil {
		return err
	}
	if err := t.Edit(textRowChosen(row != ""), chat.Keyboard{}); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if !rec.Draft.Empty() {
		return nil
	}
	return t.Await(store.Dialog{Await: "pdraft", Number: rec.Number})
}
