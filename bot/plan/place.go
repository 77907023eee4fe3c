package plan

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// A plan that is no version of one in force never closes another unasked: whether it
// stands beside them or takes the place of one is said by a button.

func placeOf(l store.PlanLoad) schedule.Place {
	return schedule.Place{Newer: l.Newer, Beside: l.Beside, Instead: l.Instead}
}

// placeKeys are the buttons that decide what becomes of a file.
func placeKeys(t *chat.Turn, k *chat.Keyboard, load store.PlanLoad, p schedule.Proposal) error {
	no := chat.Key{Text: "Отмена", Verb: "plno", Number: load.Number}
	if !p.Unplaced {
		k.Row(chat.Key{Text: "Загрузить", Verb: "plload", Number: load.Number}, no)
		return nil
	}
	beside := chat.Key{Text: "Рядом с действующими", Verb: "plside", Number: load.Number}
	var others []chat.Key
	for _, o := range t.Plans {
		n, err := t.PlanNumber(o.ID)
		if err != nil {
			return err
		}
		name := chat.Cut(t.PlanName(o), 36)
		if o.ID == load.Plan.ID {
			others = append(others, chat.Key{Text: "Новая версия: " + name, Verb: "plnewer", Number: load.Number})
		}
		others = append(others, chat.Key{Text: "Вместо плана «" + name + "»", Verb: "plinst", Number: load.Number, Arg: chat.ArgsOf(chat.Num(n))})
	}
	keys := slices.Concat([]chat.Key{beside}, others)
	if !another(t, p.Plan) {
		keys = slices.Concat(others, []chat.Key{beside})
	}
	for _, key := range keys {
		k.Row(key)
	}
	k.Row(no)
	return nil
}

// another reports whether a plan looks like one more: no plan in force has its title
// and its time.
func another(t *chat.Turn, p plans.Plan) bool {
	return !slices.ContainsFunc(t.Plans, func(o plans.Plan) bool {
		return o.Title == p.Title && o.Period == p.Period
	})
}

// unplaced gives the file of a button while it is open where its plan goes.
func unplaced(t *chat.Turn, b chat.Press) (store.PlanLoad, error) {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return load, err
	}
	p, err := propose(t, load)
	if err == nil && !p.Unplaced {
		err = chat.Refuse(chat.Answered, textAnswered)
	}
	return load, err
}

// pressedBeside puts the plan in force beside the others.
func pressedBeside(t *chat.Turn, b chat.Press) error {
	load, err := unplaced(t, b)
	if err != nil {
		return err
	}
	load.Beside = true
	return loadPending(t, load)
}

// pressedNewer compares the plan with the one that has its id, whatever their time.
func pressedNewer(t *chat.Turn, b chat.Press) error {
	load, err := unplaced(t, b)
	if err != nil {
		return err
	}
	load.Newer = true
	if err := t.Strip(); err != nil {
		return err
	}
	return proceed(t, load, "")
}

// pressedInstead shows what it would close to put the plan in the place of another.
func pressedInstead(t *chat.Turn, b chat.Press) error {
	load, err := unplaced(t, b)
	if err != nil {
		return err
	}
	n, err := b.Arg.Number()
	if err != nil {
		return err
	}
	old, err := t.NumberedPlan(uint64(n))
	if err != nil {
		return err
	}
	load.Instead = old.ID
	if err := t.Strip(); err != nil {
		return err
	}
	return proceed(t, load, "")
}

// closed are the open tasks that loading would close for want of their rows: those of
// a plan whose place is taken, or of an older version of another time.
func closed(t *chat.Turn, p schedule.Proposal) ([]task.View, error) {
	of := p.Instead
	if p.Amends && p.Another() {
		of = p.Old.ID
	}
	if of == "" {
		return nil, nil
	}
	stays := map[plans.ItemNo]bool{}
	for _, pair := range p.Diff.Kept {
		stays[pair.Was.No] = true
	}
	return openOf(t, of, func(r store.TaskRecord) bool { return !stays[r.Item] })
}

// openOf gives the open tasks of a plan for which is reports true.
func openOf(t *chat.Turn, plan plans.PlanID, is func(store.TaskRecord) bool) ([]task.View, error) {
	records, err := t.Tx.Tasks()
	if err != nil {
		return nil, err
	}
	return task.DescribeAll(t, slices.DeleteFunc(records, func(r store.TaskRecord) bool {
		return !r.Open() || r.ID.Plan() != plan || !is(r)
	}))
}
