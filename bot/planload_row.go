package bot

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// rowByNumber gives a row of the plan in force by its short number.
func (t *turn) rowByNumber(n uint64) (plans.Item, error) {
	id, err := t.tx.Identity(store.ItemNumber, n)
	if err != nil {
		return plans.Item{}, err
	}
	items := t.plan.Items()
	i := slices.IndexFunc(items, func(i plans.Item) bool { return string(t.plan.ID)+"/"+string(i.No) == id })
	if i < 0 {
		return plans.Item{}, stale()
	}
	return items[i], nil
}

// rowKeys are the buttons under a row for whoever may press them.
func (t *turn) rowKeys(k *keyboard, item plans.Item, number uint64) {
	if clarifiable(item) && t.allowed(loadPlan, nil) {
		k.row(key{text: "✏️ Уточнить срок", verb: "clar", number: number})
	}
	if e, ok := rowEvent(item); ok && t.recordsRow(item) {
		k.row(key{text: rowEventButton(e), verb: "rowev", number: number})
	}
}

// clarifiable tells whether the row's deadline is a controller's to name: the
// document's words are unclear.
func clarifiable(i plans.Item) bool {
	_, unclear := i.Deadline.(plans.Unclear)
	return unclear || i.Words != ""
}

// clarifying gives a row to somebody who may name its deadline.
func (t *turn) clarifying(n uint64) (plans.Item, error) {
	if err := t.may(loadPlan); err != nil {
		return plans.Item{}, err
	}
	item, err := t.rowByNumber(n)
	if err != nil {
		return item, err
	}
	if !clarifiable(item) {
		return item, refuse(plans.ErrConflict, textRowIsClear)
	}
	return item, nil
}

// pressedClarify asks for the deadline of an unclear row of the plan in force.
func (t *turn) pressedClarify(p press) error {
	item, err := t.clarifying(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "clarify", Number: p.number}); err != nil {
		return err
	}
	return t.say(textAskClarify(item), cancelKeys())
}

// clarifyWords takes the deadline: the plan with it becomes the next version.
func (t *turn) clarifyWords(d store.Dialog) error {
	item, err := t.clarifying(d.Number)
	if err != nil {
		return err
	}
	words := cut(t.words(), proofLimit)
	if words == "" {
		return refuse(plans.ErrInvalid, textSendWords)
	}
	deadline, problems := phrase.Parse(words, t.plan.Period)
	if u, still := deadline.(plans.Unclear); still {
		return t.say(textStillUnclear(item.No, u), cancelKeys())
	}
	if err := t.done(); err != nil {
		return err
	}
	if _, err := t.loadPlan(schedule.Reword(t.plan, item.No, words, deadline)); err != nil {
		return err
	}
	tasks, err := t.openTasks(item.No)
	if err != nil {
		return err
	}
	item.Deadline = deadline
	var k keyboard
	k.row(key{text: "✏️ Уточнить срок", verb: "clar", number: d.Number})
	return t.say(textClarified(item, tasks)+textProblems(problems), k)
}

// openTasks counts the open tasks of a row.
func (t *turn) openTasks(no plans.ItemNo) (int, error) {
	records, err := t.tx.Tasks()
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range records {
		if r.Item == no && r.Open() {
			n++
		}
	}
	return n, nil
}
