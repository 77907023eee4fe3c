package bot

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// historyPlans are the plans which the histories load: rows of the same numbers, units
// in common, one row of each that hangs on an event of its own, other ladders. What a
// plan is called says nothing of which of them it is.
func historyPlans(id plans.PlanID) plans.Plan {
	p := historyPlan()
	p.ID, p.Title = id, "План "+string(id)
	p.Sections[0].Items = append(p.Sections[0].Items, plans.Item{
		No: "1.7", Form: "строка 1.7", Channel: plans.SiteChannel, Responsible: []plans.UnitID{"a"},
		Deadline: plans.AfterEvent{Event: plans.OtherEvent, What: "собрание", N: 10, Unit: plans.TermDay},
	})
	if id == "hist" {
		return p
	}
	p.People = nil
	p.Period = plans.Span{From: plans.NewDate(2023, 3, 1), To: plans.NewDate(2023, 9, 30)}
	p.Reminders.Before, p.Reminders.Overdue, p.Reminders.Controller, p.Reminders.Group = []int{10, 2}, plans.Weekly, 1, 2
	p.Units = append(p.Units, plans.Unit{ID: "d", Name: "отдел Г"})
	rows := p.Sections[0].Items
	rows[0].Responsible, rows[0].Deadline = []plans.UnitID{"b"}, plans.ByDate{To: plans.NewDate(2023, 4, 10)}
	rows[5].Responsible = []plans.UnitID{"d"}
	return p
}

// keepPlans loads a plan beside those in force, or as a newer version, or in the place
// of another, or somebody presses «Завершить план».
func (w *world) keepPlans() {
	id := rapid.SampledFrom([]plans.PlanID{"hist", "side", "side", "third"}).Draw(w.t, "plan")
	if rapid.IntRange(0, 2).Draw(w.t, "finishes") == 0 {
		w.presses(w.account(), fmt.Sprintf("v1:plend!:%d", w.number(store.PlanNumber, string(id))))
		return
	}
	p := historyPlans(id)
	rows := p.Sections[0].Items
	switch rapid.IntRange(0, 3).Draw(w.t, "version") {
	case 1:
		rows[0].Deadline = plans.ByDate{To: plans.NewDate(2023, 4, 28)}
	case 2:
		rows[1].No, rows[2].No = rows[2].No, rows[1].No
	case 3:
		p.Sections[0].Items = slices.Delete(rows, 3, 4)
	}
	w.change(func(tx *store.Tx) error {
		force, err := tx.InForce()
		if err != nil {
			return err
		}
		instead := plans.PlanID("")
		if len(force) > 0 && rapid.Bool().Draw(w.t, "instead") {
			instead = rapid.SampledFrom(force).Draw(w.t, "of").Plan.ID
		}
		_, err = schedule.Replace(tx, instead, p, "", w.now)
		return err
	})
}

// tellsOfEvent lets some account say when the event of a row happened. A row of a plan
// that was never loaded has no button and no number: its press is one of no row.
func (w *world) tellsOfEvent() {
	row := rapid.SampledFrom([]store.Row{{Plan: "hist", Item: "1.7"}, {Plan: "side", Item: "1.7"},
		{Plan: "third", Item: "1.7"}, {Plan: "side", Item: "1.1"}}).Draw(w.t, "row")
	day := rapid.IntRange(0, 1).Draw(w.t, "ago")
	var n uint64
	if w.loaded(row.Plan) {
		n = w.number(store.ItemNumber, string(row.Plan)+"/"+string(row.Item))
	}
	w.presses(w.account(), fmt.Sprintf("v1:rowday:%d:%d", n, day))
}

func (w *world) loaded(id plans.PlanID) (yes bool) {
	w.change(func(tx *store.Tx) error {
		_, err := tx.Plan(id)
		yes = err == nil
		return nil
	})
	return yes
}

// saidOf is what people have said of a plan's tasks and rows and where those stand, by
// plan.
func saidOf(tx *store.Tx) (map[plans.PlanID]string, error) {
	said := map[plans.PlanID]string{}
	note := func(plan plans.PlanID, what any) { said[plan] += fmt.Sprintf("%+v\n", what) }
	tasks, err := tx.Tasks()
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		plan := t.ID.Plan()
		note(plan, t)
		all, err := tx.Confirmations(t.Number)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			note(plan, []any{t.Number, c.Number, c.State})
		}
	}
	moves, err := tx.Moves()
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		note(m.Task.Plan(), m)
	}
	states, err := tx.PlanStates()
	if err != nil {
		return nil, err
	}
	for _, s := range states {
		events, err := tx.Events(s.Plan)
		if err != nil {
			return nil, err
		}
		note(s.Plan, events)
	}
	return said, nil
}

// apart holds that nothing was said of a plan of which the journal does not speak: a
// row of the same number in another plan is another row. Settings are every plan's.
func (w *world) apart(tx *store.Tx, before map[plans.PlanID]string, entries []store.Entry) error {
	spoken := map[plans.PlanID]bool{}
	for _, e := range entries {
		kind, of, _ := strings.Cut(e.Of, "/")
		switch kind {
		case "settings":
			return nil
		case "task":
			var n uint64
			if _, err := fmt.Sscan(of, &n); err != nil {
				return err
			}
			t, err := tx.Task(n)
			if err != nil {
				return err
			}
			spoken[t.ID.Plan()] = true
		case "row", "plan":
			id, _, _ := strings.Cut(of, "/")
			spoken[plans.PlanID(id)] = true
		}
	}
	after, err := saidOf(tx)
	if err != nil {
		return err
	}
	for plan, is := range after {
		if is != before[plan] && !spoken[plan] {
			return fmt.Errorf("plan %s was touched, the journal says only %v; before:\n%safter:\n%s", plan, entries, before[plan], is)
		}
	}
	return nil
}

// onlyInForce holds that a digest tells of no task whose plan is finished.
func onlyInForce(tx *store.Tx, o store.Outgoing) error {
	n, ok := digest.NumberOf(o)
	if !ok {
		return nil
	}
	who, _, _ := strings.Cut(strings.TrimPrefix(o.Key, "digest/"), "/")
	d, err := tx.Digest(plans.PersonID(who), n)
	if err != nil {
		return err
	}
	force, err := idsInForce(tx)
	if err != nil {
		return err
	}
	for _, l := range d.Lines {
		t, err := tx.Task(l.Task)
		if err != nil {
			return err
		}
		if !force[t.ID.Plan()] {
			return fmt.Errorf("%s is told of %s, which is finished", who, t.ID)
		}
	}
	return nil
}

// finishedSleep holds that nothing of a finished plan waits for its hour.
func finishedSleep(tx *store.Tx) error {
	force, err := idsInForce(tx)
	if err != nil {
		return err
	}
	agenda, err := tx.Agenda()
	if err != nil {
		return err
	}
	for _, a := range agenda {
		t, err := tx.Task(a.Task)
		if err != nil {
			return err
		}
		if !force[t.ID.Plan()] || !t.Open() {
			return fmt.Errorf("the agenda holds %s", t.ID)
		}
	}
	return nil
}

func idsInForce(tx *store.Tx) (map[plans.PlanID]bool, error) {
	states, err := tx.PlanStates()
	force := map[plans.PlanID]bool{}
	for _, s := range states {
		force[s.Plan] = s.InForce()
	}
	return force, err
}
