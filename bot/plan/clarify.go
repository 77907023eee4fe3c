package plan

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// rowByNumber gives a row of a plan in force by its short number.
func rowByNumber(t *chat.Turn, n uint64) (row, error) {
	id, err := t.Tx.Identity(store.ItemNumber, n)
	if err != nil {
		return row{}, err
	}
	for _, p := range t.Plans {
		items := p.Items()
		i := slices.IndexFunc(items, func(i plans.Item) bool { return row{p, i}.identity() == id })
		if i >= 0 {
			return row{p, items[i]}, nil
		}
	}
	return row{}, chat.Stale()
}

// clarifyKeys are the buttons under a row for whoever may press them.
func clarifyKeys(t *chat.Turn, k *chat.Keyboard, item plans.Item, number uint64) {
	if clarifiable(item) && t.Allowed(chat.LoadPlan, nil) {
		k.Row(chat.Key{Text: "✏️ Уточнить срок", Verb: "clar", Number: number})
	}
	if e, ok := rowEvent(item); ok && recordsRow(t, item) {
		k.Row(chat.Key{Text: rowEventButton(e), Verb: "rowev", Number: number})
	}
}

// clarifiable reports whether the row's deadline is a controller's to name: the
// document's words are unclear.
func clarifiable(i plans.Item) bool {
	_, unclear := i.Deadline.(plans.Unclear)
	return unclear || i.Words != ""
}

// clarifying gives a row to somebody who may name its deadline.
func clarifying(t *chat.Turn, n uint64) (row, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return row{}, err
	}
	r, err := rowByNumber(t, n)
	if err != nil {
		return r, err
	}
	if !clarifiable(r.item) {
		return r, chat.Refuse(chat.NothingToDo, textRowIsClear)
	}
	return r, nil
}

// pressedClarify asks for the deadline of an unclear row of a plan in force.
func pressedClarify(t *chat.Turn, p chat.Press) error {
	r, err := clarifying(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "clarify", Number: p.Number}); err != nil {
		return err
	}
	return t.Say(textAskClarify(r.item), chat.CancelKeys())
}

// clarifyWords takes the deadline: the plan with it becomes the next version.
func clarifyWords(t *chat.Turn, d store.Dialog) error {
	r, err := clarifying(t, d.Number)
	if err != nil {
		return err
	}
	words := chat.Cut(t.Words(), chat.ProofLimit)
	if words == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	deadline, problems := phrase.Parse(words, r.plan.Period)
	if u, still := deadline.(plans.Unclear); still {
		return t.Say(textStillUnclear(r.item.No, u), chat.CancelKeys())
	}
	if err := t.Done(); err != nil {
		return err
	}
	if _, err := loadPlan(t, schedule.Reword(r.plan, r.item.No, words, deadline)); err != nil {
		return err
	}
	tasks, err := openTasks(t, r)
	if err != nil {
		return err
	}
	r.item.Deadline = deadline
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✏️ Уточнить срок", Verb: "clar", Number: d.Number})
	return t.Say(textClarified(r.item, tasks)+textProblems(problems), k)
}

// openTasks counts the open tasks of a row.
func openTasks(t *chat.Turn, of row) (int, error) {
	records, err := t.Tx.Tasks()
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range records {
		if r.ID.Plan() == of.plan.ID && r.Item == of.item.No && r.Open() {
			n++
		}
	}
	return n, nil
}
