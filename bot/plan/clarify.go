package plan

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// rowByNumber gives a row of the plan in force by its short number.
func rowByNumber(t *chat.Turn, n uint64) (plans.Item, error) {
	id, err := t.Tx.Identity(store.ItemNumber, n)
	if err != nil {
		return plans.Item{}, err
	}
	items := t.Plan.Items()
	i := slices.IndexFunc(items, func(i plans.Item) bool { return string(t.Plan.ID)+"/"+string(i.No) == id })
	if i < 0 {
		return plans.Item{}, chat.Stale()
	}
	return items[i], nil
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

// clarifiable tells whether the row's deadline is a controller's to name: the
// document's words are unclear.
func clarifiable(i plans.Item) bool {
	_, unclear := i.Deadline.(plans.Unclear)
	return unclear || i.Words != ""
}

// clarifying gives a row to somebody who may name its deadline.
func clarifying(t *chat.Turn, n uint64) (plans.Item, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return plans.Item{}, err
	}
	item, err := rowByNumber(t, n)
	if err != nil {
		return item, err
	}
	if !clarifiable(item) {
		return item, chat.Refuse(chat.NothingToDo, textRowIsClear)
	}
	return item, nil
}

// pressedClarify asks for the deadline of an unclear row of the plan in force.
func pressedClarify(t *chat.Turn, p chat.Press) error {
	item, err := clarifying(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "clarify", Number: p.Number}); err != nil {
		return err
	}
	return t.Say(textAskClarify(item), chat.CancelKeys())
}

// clarifyWords takes the deadline: the plan with it becomes the next version.
func clarifyWords(t *chat.Turn, d store.Dialog) error {
	item, err := clarifying(t, d.Number)
	if err != nil {
		return err
	}
	words := chat.Cut(t.Words(), chat.ProofLimit)
	if words == "" {
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	deadline, problems := phrase.Parse(words, t.Plan.Period)
	if u, still := deadline.(plans.Unclear); still {
		return t.Say(textStillUnclear(item.No, u), chat.CancelKeys())
	}
	if err := t.Done(); err != nil {
		return err
	}
	if _, err := loadPlan(t, schedule.Reword(t.Plan, item.No, words, deadline)); err != nil {
		return err
	}
	tasks, err := openTasks(t, item.No)
	if err != nil {
		return err
	}
	item.Deadline = deadline
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✏️ Уточнить срок", Verb: "clar", Number: d.Number})
	return t.Say(textClarified(item, tasks)+textProblems(problems), k)
}

// openTasks counts the open tasks of a row.
func openTasks(t *chat.Turn, no plans.ItemNo) (int, error) {
	records, err := t.Tx.Tasks()
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
