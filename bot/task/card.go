package task

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// pressedTask shows a task's card.
func pressedTask(t *chat.Turn, p chat.Press) error {
	o, err := ViewOf(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.MayTo(chat.SeeTask, &o.TaskRecord); err != nil {
		return err
	}
	return Card(t, o)
}

// Card says all of a task, with the buttons this person may press.
func Card(t *chat.Turn, o View) error {
	text, k, err := CardView(t, o)
	if err != nil {
		return err
	}
	return t.SayAs(CardName(o.Number), text, k)
}

// CardName names the messages that show a task's card.
func CardName(n uint64) string { return fmt.Sprintf("task/%d", n) }

// CardView is a task's card as it stands now for this person.
func CardView(t *chat.Turn, o View) (string, chat.Keyboard, error) {
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	people, err := t.Tx.People()
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	view := cardView{
		View: o, unitNames: t.UnitNames(o.Units), confirmations: said, names: chat.PersonNames(people),
		today: t.Today(), zone: t.Zone, cal: t.Calendar(), deputies: deputies(t, o, people),
	}
	if view.lastYear, err = lastYear(t, o); err != nil {
		return "", chat.Keyboard{}, err
	}
	if view.moved, _, err = t.Tx.MoveOf(o.ID); err != nil {
		return "", chat.Keyboard{}, err
	}
	return textCard(view), cardKeys(t, o, said), nil
}

// lastYear is the newest link by which the same row was confirmed in an earlier plan,
// "" for none.
func lastYear(t *chat.Turn, o View) (string, error) {
	before, err := schedule.Predecessors(t.Tx, o.Task)
	if err != nil {
		return "", err
	}
	link := ""
	for _, r := range before {
		said, err := t.Tx.Confirmations(r.Number)
		if err != nil {
			return "", err
		}
		for _, c := range said {
			for _, p := range c.Proofs {
				if c.Stands() && (p.Kind == plans.LinkProof || p.Kind == plans.PostProof && strings.HasPrefix(p.Text, "https://")) {
					link = p.Text
				}
			}
		}
	}
	return link, nil
}

func cardKeys(t *chat.Turn, o View, said []plans.Confirmation) chat.Keyboard {
	var k chat.Keyboard
	n := o.Number
	if o.Open() {
		act := chat.Key{Text: "✅ Выполнено", Verb: "done", Number: n}
		if o.Kind == plans.Gathering {
			act.Text = "➕ Добавить факт"
		}
		k.Row(act, chat.Key{Text: "⏰ Отложить", Verb: "mute", Number: n})
		if o.Kind == plans.Undated {
			k.Row(chat.Key{Text: "📅 Назначить дату", Verb: "name", Number: n})
		}
		if o.PlanItem.Post != "" {
			k.Row(chat.Key{Text: "📝 Подготовить пост", Verb: "post", Number: n})
		}
		k.Row(chat.Key{Text: "🆘 Нужна помощь", Verb: "help", Number: n})
	}
	for _, c := range slices.Backward(said) {
		if c.Stands() {
			if c.By == t.Who.ID && !o.Finished {
				k.Rows = append(k.Rows, amendKeys(o.TaskRecord, c).Rows...)
			}
			break
		}
	}
	k.Row(showKey(t, o, said)...)
	if !t.Allowed(chat.Judge, nil) {
		return k
	}
	switch {
	case o.Finished:
	case o.Open():
		k.Row(chat.Key{Text: "📅 Перенести срок", Verb: "move", Number: n}, chat.Key{Text: "Снять с контроля", Verb: "off", Number: n})
	default:
		k.Row(chat.Key{Text: "↩️ Вернуть", Verb: "back", Number: n})
	}
	row := []chat.Key{{Text: "📜 История", Verb: "hist", Number: n}}
	if !o.Finished {
		row = append(row, chat.Key{Text: "Короткое название", Verb: "rowname", Number: n})
	}
	k.Row(row...)
	return k
}

// deputies are the names of those who stand in today for the task's people.
func deputies(t *chat.Turn, o View, people []store.PersonRecord) []string {
	names := chat.PersonNames(people)
	var found []string
	for _, p := range people {
		if !p.Left && p.In(o.Units...) && p.AwayOn(t.Today()) {
			found = append(found, chat.TextDeputy(p, names[p.Away.Deputy]))
		}
	}
	return found
}

// pressedHistory tells the task's changes from the journal.
func pressedHistory(t *chat.Turn, p chat.Press) error {
	o, err := ViewOf(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.MayTo(chat.SeeTask, &o.TaskRecord); err != nil {
		return err
	}
	entries, err := t.Tx.Journal(fmt.Sprintf("task/%d", o.Number))
	if err != nil {
		return err
	}
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(showKey(t, o, said)...)
	return t.Say(textHistory(o, entries, chat.PersonNames(people), t.Zone), k)
}

// Keys is a button for each task.
func Keys(tasks []View, today plans.Date) chat.Keyboard {
	var k chat.Keyboard
	for i, o := range tasks[:min(len(tasks), chat.PageSize)] {
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", i+1, o.Caption(today)), Verb: "task", Number: o.Number})
	}
	return k
}
