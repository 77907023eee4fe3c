package plan

import (
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// plansPage shows the plans in force, with how much of each is done.
func plansPage(t *chat.Turn, records []store.TaskRecord, number int) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	page := chat.PageOf(t.Plans, chat.PageSize, number)
	text, err := textPlans(t, page.Shown, page.Before, records)
	if err != nil || !t.Private() {
		return text, k, err
	}
	for i, p := range page.Shown {
		n, err := t.PlanNumber(p.ID)
		if err != nil {
			return "", k, err
		}
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", page.Before+i+1, t.PlanName(p)), Verb: "plshow", Number: n})
	}
	page.Keys(&k, chat.Press{Verb: "plans"}.PageInNumber)
	if err := filterKeys(t, &k); err != nil {
		return "", k, err
	}
	if t.Allowed(chat.MakeReport, nil) {
		k.Row(chat.Key{Text: "📊 Отчёт", Verb: "rpplans", Arg: "new"})
	}
	return text, k, nil
}

// pressedPlans turns the pages of the plans in force.
func pressedPlans(t *chat.Turn, b chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	text, k, err := plansPage(t, records, b.Page())
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// pressedPlan opens a plan in the place of what was pressed.
func pressedPlan(t *chat.Turn, b chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	p, err := t.NumberedPlan(b.Number)
	if err != nil {
		return err
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	text, k, err := planView(t, p, records)
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// finishedOnly says of a district whose plans are all finished when the last of them
// was; handled is false when there never was a plan.
func finishedOnly(t *chat.Turn) (handled bool, err error) {
	states, err := t.Tx.PlanStates()
	if err != nil || len(states) == 0 {
		return false, err
	}
	last := slices.MaxFunc(states, func(a, b store.PlanState) int { return a.Finished.Compare(b.Finished) })
	v, err := t.Tx.Plan(last.Plan)
	if err != nil {
		return true, err
	}
	n, err := t.PlanNumber(v.Plan.ID)
	if err != nil {
		return true, err
	}
	var k chat.Keyboard
	if t.Private() && t.Allowed(chat.LoadPlan, nil) {
		k.Row(chat.Key{Text: "Новый план на основе прошлого", Verb: "plnext", Number: n})
	}
	return true, t.Say(textNoneInForce(v.Plan, plans.DateOf(last.Finished, t.Zone)), k)
}

// keeperKeys are what whoever keeps plans may do with one: to name it shortly where
// there are several, to begin the next one when its time runs out, to finish it after.
func keeperKeys(t *chat.Turn, k *chat.Keyboard, p plans.Plan, number uint64) {
	if !t.Allowed(chat.LoadPlan, nil) {
		return
	}
	if len(t.Plans) > 1 {
		k.Row(chat.Key{Text: "Короткое название плана", Verb: "plname", Number: number})
	}
	if p.Period.To-renewFrom <= t.Today() {
		k.Row(chat.Key{Text: "Новый план на основе прошлого", Verb: "plnext", Number: number})
	}
	if p.Period.To < t.Today() {
		k.Row(chat.Key{Text: "Завершить план", Verb: "plend", Number: number})
	}
}

// renewFrom is how many days before the end of a plan the next one is offered.
const renewFrom = 60

// finishable is the plan of a button, for who may finish plans.
func finishable(t *chat.Turn, n uint64) (plans.Plan, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return plans.Plan{}, err
	}
	return t.NumberedPlan(n)
}

// pressedFinish says what would stay undone and asks once more.
func pressedFinish(t *chat.Turn, b chat.Press) error {
	p, err := finishable(t, b.Number)
	if err != nil {
		return err
	}
	number, err := b.Arg.Page()
	if err != nil {
		return err
	}
	open, err := openOf(t, p.ID, func(store.TaskRecord) bool { return true })
	if err != nil {
		return err
	}
	page := chat.PageOf(textFinish(p, open, t.Today()), 1, number)
	var k chat.Keyboard
	page.Keys(&k, b.PageInArg)
	k.Row(chat.Key{Text: "Завершить план", Verb: "plend!", Number: b.Number, Arg: listedOpen}, chat.Key{Text: "Отмена", Verb: "no"})
	if b.Arg != "" {
		return t.Edit(page.Shown[0], k)
	}
	return t.Say(page.Shown[0], k)
}

// listedOpen says on a button that what stays undone was listed above it.
const listedOpen chat.Args = "listed"

// pressedFinishSure finishes the plan: nobody is reminded of its rows any more. What is
// open and was not listed is listed first.
func pressedFinishSure(t *chat.Turn, b chat.Press) error {
	p, err := finishable(t, b.Number)
	if err != nil {
		return err
	}
	if b.Arg != listedOpen {
		open, err := openOf(t, p.ID, func(store.TaskRecord) bool { return true })
		if err != nil {
			return err
		}
		if len(open) > 0 {
			return pressedFinish(t, chat.Press{Verb: "plend", Number: b.Number})
		}
	}
	if _, err := schedule.Finish(t.Tx, p.ID, t.Who.ID, t.Now); err != nil {
		return err
	}
	if err := t.ReadPlans(); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return t.Say(textFinished(p), chat.Keyboard{})
}
