package plan

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// proceed keeps the file as far as it has come and asks the next question about
// it: first what the file itself leaves open, then units that look alike, then
// unclear rows one by one, last whether to load. The head is said before the
// question.
func proceed(t *chat.Turn, load store.PlanLoad, head string) error {
	if load.Asked != nil {
		return askOpen(t, load, head)
	}
	if len(load.Doubts) == 0 {
		p, err := propose(t, load)
		if err != nil {
			return err
		}
		asked := unclearRows(p.Plan, load)
		if len(asked) == 0 {
			return offerPlan(t, load, p, head)
		}
		if err := askOf(t, load); err != nil {
			return err
		}
		return t.Say(head+textAskDeadline(asked[0], len(asked)), rowKeys(load, p.Plan, asked[0]))
	}
	if err := askOf(t, load); err != nil {
		return err
	}
	var k chat.Keyboard
	left := chat.Num(len(load.Doubts))
	k.Row(chat.Key{Text: "Одно и то же", Verb: "plunit", Number: load.Number, Arg: chat.ArgsOf(sameUnit, left)},
		chat.Key{Text: "Разные", Verb: "plunit", Number: load.Number, Arg: chat.ArgsOf(otherUnit, left)})
	k.Row(chat.Key{Text: "Отмена", Verb: "plno", Number: load.Number})
	return t.Say(head+textAskUnit(load.Doubts[0], len(load.Doubts)), k)
}

// askOf keeps the load and that its sender is asked something.
func askOf(t *chat.Turn, load store.PlanLoad) error {
	if err := t.Tx.PutPlanLoad(load); err != nil {
		return err
	}
	return t.Await(store.Dialog{Await: "plan", Number: load.Number})
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
func rowKeys(load store.PlanLoad, p plans.Plan, item plans.Item) chat.Keyboard {
	place := slices.IndexFunc(p.Items(), func(i plans.Item) bool { return i.No == item.No })
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Пропустить", Verb: "plskip", Number: load.Number, Arg: chat.ArgsOf(chat.Num(place))},
		chat.Key{Text: "Отмена", Verb: "plno", Number: load.Number})
	return k
}

// planWords takes the words for the row that was asked about, or another file.
func planWords(t *chat.Turn, d store.Dialog) error {
	if handled, err := File(t); handled || err != nil {
		return err
	}
	load, err := pendingLoad(t, d.Number)
	if err != nil {
		return err
	}
	words := chat.Cut(t.Words(), chat.ProofLimit)
	if load.Asked != nil {
		return openWords(t, load, words)
	}
	switch {
	case len(load.Doubts) > 0:
		return chat.Refuse(chat.ButtonWanted, textPressButton)
	case words == "":
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	}
	p, err := propose(t, load)
	if err != nil {
		return err
	}
	asked := unclearRows(p.Plan, load)
	if len(asked) == 0 {
		return proceed(t, load, "")
	}
	deadline, problems := phrase.Parse(words, load.Plan.Period)
	if u, still := deadline.(plans.Unclear); still {
		return t.Say(textStillUnclear(asked[0].No, u), rowKeys(load, p.Plan, asked[0]))
	}
	schedule.SetWords(&load.Plan, asked[0].No, words, deadline)
	return proceed(t, load, textUnderstood(asked[0].No, deadline, problems))
}

// pressedSkipRow leaves a row unclear.
func pressedSkipRow(t *chat.Turn, b chat.Press) error {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return err
	}
	p, err := propose(t, load)
	if err != nil {
		return err
	}
	asked := unclearRows(p.Plan, load)
	place, err := b.Arg.Number()
	items := p.Plan.Items()
	if err != nil || load.Asked != nil || len(load.Doubts) > 0 || len(asked) == 0 || place >= int64(len(items)) || place < 0 || items[place].No != asked[0].No {
		return chat.Refuse(chat.Answered, textAnswered)
	}
	load.Skipped = append(load.Skipped, asked[0].No)
	if err := t.Strip(); err != nil {
		return err
	}
	return proceed(t, load, textSkipped(asked[0].No))
}

// The answers to whether two units are one.
const (
	sameUnit  = chat.Word("y")
	otherUnit = chat.Word("n")
)

// pressedSameUnit settles whether two units are one. The argument is the answer
// and how many questions were left, so that an older button answers nothing.
func pressedSameUnit(t *chat.Turn, b chat.Press) error {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return err
	}
	r := b.Arg.Read()
	answer, left := chat.Word(r.Word()), r.Number()
	same := answer == sameUnit
	if load.Asked != nil || !r.Whole() || len(load.Doubts) == 0 || left != int64(len(load.Doubts)) || !same && answer != otherUnit {
		return chat.Refuse(chat.Answered, textAnswered)
	}
	d := load.Doubts[0]
	load.Doubts = load.Doubts[1:]
	if same {
		load = mergeUnits(load, d)
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return proceed(t, load, textUnitSettled(d, same))
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
