package bot

import (
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// proceed keeps the file as far as it has come and asks the next question about
// it: first units that look alike, then unclear rows one by one, last whether to
// load. The head is said before the question.
func (t *turn) proceed(load store.PlanLoad, head string) error {
	if len(load.Doubts) == 0 {
		p, err := t.propose(load)
		if err != nil {
			return err
		}
		asked := unclearRows(p.Plan, load)
		if len(asked) == 0 {
			return t.offerPlan(load, p, head)
		}
		if err := t.askOf(load); err != nil {
			return err
		}
		return t.say(head+textAskDeadline(asked[0], len(asked)), rowKeys(load, p.Plan, asked[0]))
	}
	if err := t.askOf(load); err != nil {
		return err
	}
	var k keyboard
	arg := strconv.Itoa(len(load.Doubts))
	k.row(key{text: "Одно и то же", verb: "plunit", number: load.Number, arg: "y" + arg}, key{text: "Разные", verb: "plunit", number: load.Number, arg: "n" + arg})
	k.row(key{text: "Отмена", verb: "plno", number: load.Number})
	return t.say(head+textAskUnit(load.Doubts[0], len(load.Doubts)), k)
}

// askOf keeps the load and that its sender is asked something.
func (t *turn) askOf(load store.PlanLoad) error {
	if err := t.tx.PutPlanLoad(load); err != nil {
		return err
	}
	return t.await(store.Dialog{Await: "plan", Number: load.Number})
}

// unclearRows are the rows still to be asked about.
func unclearRows(p plans.Plan, load store.PlanLoad) []plans.Item {
	return slices.DeleteFunc(p.Items(), func(i plans.Item) bool {
		_, unclear := i.Deadline.(plans.Unclear)
		return !unclear || load.Skips(i.No)
	})
}

// rowKeys are the buttons under the question about a row. A row is named by its
// place: its number may be too long for a button.
func rowKeys(load store.PlanLoad, p plans.Plan, item plans.Item) keyboard {
	place := slices.IndexFunc(p.Items(), func(i plans.Item) bool { return i.No == item.No })
	var k keyboard
	k.row(key{text: "Пропустить", verb: "plskip", number: load.Number, arg: strconv.Itoa(place)},
		key{text: "Отмена", verb: "plno", number: load.Number})
	return k
}

// planWords takes the words for the row that was asked about, or another file.
func (t *turn) planWords(d store.Dialog) error {
	if handled, err := t.planFile(); handled || err != nil {
		return err
	}
	load, err := t.pendingLoad(d.Number)
	if err != nil {
		return err
	}
	words := cut(t.words(), proofLimit)
	switch {
	case len(load.Doubts) > 0:
		return refuse(plans.ErrInvalid, textPressButton)
	case words == "":
		return refuse(plans.ErrInvalid, textSendWords)
	}
	p, err := t.propose(load)
	if err != nil {
		return err
	}
	asked := unclearRows(p.Plan, load)
	if len(asked) == 0 {
		return t.proceed(load, "")
	}
	deadline, problems := phrase.Parse(words, load.Plan.Period)
	if u, still := deadline.(plans.Unclear); still {
		return t.say(textStillUnclear(asked[0].No, u), rowKeys(load, p.Plan, asked[0]))
	}
	schedule.SetWords(&load.Plan, asked[0].No, words, deadline)
	return t.proceed(load, textUnderstood(asked[0].No, deadline, problems))
}

// pressedSkipRow leaves a row unclear.
func (t *turn) pressedSkipRow(b press) error {
	load, err := t.pendingLoad(b.number)
	if err != nil {
		return err
	}
	p, err := t.propose(load)
	if err != nil {
		return err
	}
	asked := unclearRows(p.Plan, load)
	place, err := strconv.Atoi(b.arg)
	items := p.Plan.Items()
	if err != nil || len(load.Doubts) > 0 || len(asked) == 0 || place >= len(items) || place < 0 || items[place].No != asked[0].No {
		return refuse(plans.ErrConflict, textAnswered)
	}
	load.Skipped = append(load.Skipped, asked[0].No)
	if err := t.strip(); err != nil {
		return err
	}
	return t.proceed(load, textSkipped(asked[0].No))
}

// pressedSameUnit settles whether two units are one. The argument is the answer
// and how many questions were left, so that an older button answers nothing.
func (t *turn) pressedSameUnit(b press) error {
	load, err := t.pendingLoad(b.number)
	if err != nil {
		return err
	}
	left := strconv.Itoa(len(load.Doubts))
	if len(load.Doubts) == 0 || b.arg != "y"+left && b.arg != "n"+left {
		return refuse(plans.ErrConflict, textAnswered)
	}
	d := load.Doubts[0]
	load.Doubts = load.Doubts[1:]
	same := b.arg[0] == 'y'
	if same {
		load = mergeUnits(load, d)
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.proceed(load, textUnitSettled(d, same))
}

// mergeUnits puts the known unit in the place of the one found. The name found
// becomes an alias, so that it is known the next time; questions that named the
// one found are about the other from now on.
func mergeUnits(load store.PlanLoad, d store.UnitDoubt) store.PlanLoad {
	p := &load.Plan
	p.Units = slices.DeleteFunc(p.Units, func(u plans.Unit) bool { return u.ID == d.Found })
	i := slices.IndexFunc(p.Units, func(u plans.Unit) bool { return u.ID == d.Near })
	if i < 0 {
		p.Units = append(p.Units, plans.Unit{ID: d.Near, Name: d.NearName})
		i = len(p.Units) - 1
	}
	p.Units[i].Aliases = append(slices.Clone(p.Units[i].Aliases), d.FoundName)
	for s := range p.Sections {
		for r := range p.Sections[s].Items {
			item := &p.Sections[s].Items[r]
			var units []plans.UnitID
			for _, u := range item.Responsible {
				if u == d.Found {
					u = d.Near
				}
				if !slices.Contains(units, u) {
					units = append(units, u)
				}
			}
			item.Responsible = units
		}
	}
	load.Doubts = slices.Clone(load.Doubts)
	for n := range load.Doubts {
		if load.Doubts[n].Near == d.Found {
			load.Doubts[n].Near, load.Doubts[n].NearName = d.Near, d.NearName
		}
	}
	return load
}
