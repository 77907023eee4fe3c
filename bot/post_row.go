package bot

import (
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// rowLimit is how many rows are offered for a post at once.
const rowLimit = 30

// pressedRow offers the rows of the plan that the post may be for: the open
// tasks of this person that want a post.
func (t *turn) pressedRow(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	mine, err := t.mine()
	if err != nil {
		return err
	}
	mine = slices.DeleteFunc(mine, func(o owed) bool { return o.item.Post == "" || o.ID == rec.Task })
	var k keyboard
	for _, o := range mine[:min(len(mine), rowLimit)] {
		k.row(key{text: o.caption(), verb: "prowis", number: rec.Number, arg: strconv.FormatUint(o.Number, 10)})
	}
	last := []key{{text: "Отмена", verb: "no"}}
	if rec.Task != "" {
		last = append([]key{{text: "Без строки", verb: "prowis", number: rec.Number, arg: "0"}}, last...)
	}
	k.row(last...)
	return t.say(textAskPostRow(len(mine)), k)
}

// pressedRowIs puts the post to a row, which its publication will then close.
func (t *turn) pressedRowIs(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	n, err := strconv.ParseUint(p.arg, 10, 64)
	if err != nil {
		return stale()
	}
	var task plans.TaskID
	if n != 0 {
		o, err := t.owed(n)
		if err != nil {
			return err
		}
		if err := t.mayTo(confirmTask, &o.TaskRecord); err != nil {
			return err
		}
		if !o.Open() {
			return refuse(plans.ErrConflict, textNotOpen(o.State))
		}
		task = o.ID
	}
	before := rec.Task
	rec.Task = task
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.note("post for a row", postName(rec.Number), before, task); err != nil {
		return err
	}
	if err := t.edit(textRowChosen(task != ""), keyboard{}); err != nil {
		return err
	}
	if rec.Draft.Empty() {
		return t.await(store.Dialog{Await: "pdraft", Number: rec.Number})
	}
	return t.refreshAuthor(rec)
}
