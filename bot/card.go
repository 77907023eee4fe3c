package bot

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedTask shows a task's card.
func (t *turn) pressedTask(p press) error {
	o, err := t.owed(p.number)
	if err != nil {
		return err
	}
	if err := t.mayTo(seeTask, &o.TaskRecord); err != nil {
		return err
	}
	return t.card(o)
}

// card says all of a task, with the buttons this person may press.
func (t *turn) card(o owed) error {
	said, err := t.tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	people, err := t.tx.People()
	if err != nil {
		return err
	}
	view := cardView{
		owed: o, units: t.unitNames(o.Units), confirmations: said, names: personNames(people),
		today: t.today(), zone: t.zone, cal: t.calendar(), deputies: t.deputies(o, people),
	}
	if moved, ok, err := t.tx.MoveOf(o.ID); err != nil {
		return err
	} else if ok {
		view.moved = moved
	}
	return t.sayAs(fmt.Sprintf("task/%d", o.Number), textCard(view), t.cardKeys(o, said))
}

func (t *turn) cardKeys(o owed, said []plans.Confirmation) keyboard {
	var k keyboard
	n := o.Number
	if o.Open() {
		act := key{text: "✅ Выполнено", verb: "done", number: n}
		if o.Kind == plans.Gathering {
			act.text = "➕ Добавить факт"
		}
		k.row(act, key{text: "⏰ Отложить", verb: "mute", number: n})
		if o.Kind == plans.Undated {
			k.row(key{text: "📅 Назначить дату", verb: "name", number: n})
		}
		if o.item.Post != "" {
			k.row(key{text: "📝 Подготовить пост", verb: "post", number: n})
		}
		k.row(key{text: "🆘 Нужна помощь", verb: "help", number: n})
	}
	for _, c := range slices.Backward(said) {
		if c.Stands() {
			if c.By == t.who.ID {
				k.rows = append(k.rows, amendKeys(o.TaskRecord, c).rows...)
			}
			break
		}
	}
	if !t.allowed(judge, nil) {
		return k
	}
	switch {
	case o.Open():
		k.row(key{text: "📅 Перенести срок", verb: "move", number: n}, key{text: "Снять с контроля", verb: "off", number: n})
	default:
		k.row(key{text: "↩️ Вернуть", verb: "back", number: n})
	}
	k.row(key{text: "📜 История", verb: "hist", number: n})
	return k
}

// deputies are the names of those who stand in today for the task's people.
func (t *turn) deputies(o owed, people []store.PersonRecord) []string {
	names := personNames(people)
	var found []string
	for _, p := range people {
		if !p.Left && p.In(o.Units...) && p.AwayOn(t.today()) {
			found = append(found, textDeputy(p, names[p.Away.Deputy]))
		}
	}
	return found
}

func personNames(people []store.PersonRecord) map[plans.PersonID]string {
	names := make(map[plans.PersonID]string, len(people))
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names
}

// pressedHistory tells the task's changes from the journal.
func (t *turn) pressedHistory(p press) error {
	o, err := t.owed(p.number)
	if err != nil {
		return err
	}
	if err := t.mayTo(seeTask, &o.TaskRecord); err != nil {
		return err
	}
	entries, err := t.tx.Journal(fmt.Sprintf("task/%d", o.Number))
	if err != nil {
		return err
	}
	people, err := t.tx.People()
	if err != nil {
		return err
	}
	return t.say(textHistory(o, entries, personNames(people), t.zone), keyboard{})
}

// pressedPost starts a post for the task.
func (t *turn) pressedPost(p press) error {
	o, err := t.owed(p.number)
	if err != nil {
		return err
	}
	if err := t.mayTo(seeTask, &o.TaskRecord); err != nil {
		return err
	}
	if err := t.may(writePost); err != nil {
		return err
	}
	return t.preparePost(o.TaskRecord)
}
