package plan

import (
	"bytes"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/internal/report/docx"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// pressedNext sends the plan of the next year, made of this one: as a file to be edited
// and loaded, with what is different in it.
func pressedNext(t *chat.Turn, b chat.Press) error {
	if err := t.May(chat.LoadPlan); err != nil {
		return err
	}
	id, err := t.Tx.Identity(store.PlanNumber, b.Number)
	if err != nil {
		return err
	}
	old, err := t.PlanOf(plans.PlanID(id))
	if err != nil {
		return err
	}
	next, notes := planfile.Renew(old)
	var file bytes.Buffer
	if err := planfile.Write(&file, next); err != nil {
		return err
	}
	table, err := docx.Plan(next)
	if err != nil {
		return err
	}
	for _, text := range chat.PackRows(textNextTitle(next), textNext(schedule.SameRows(old, next), notes)) {
		if err := t.Say(text, chat.Keyboard{}); err != nil {
			return err
		}
	}
	if err := sendFile(t, string(next.ID)+".docx", table, ""); err != nil {
		return err
	}
	return sendFile(t, string(next.ID)+".yaml", file.Bytes(), textNextFile(next))
}

func sendFile(t *chat.Turn, name string, data []byte, caption string) error {
	return t.Send(store.Outgoing{
		Do: store.SendUpload, Chat: t.In.Chat.ID, Text: caption, Upload: &store.Upload{Name: name, Data: data},
	})
}

// rowNamable is the row of a task, for who may name it shortly.
func rowNamable(t *chat.Turn, task uint64) (row, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return row{}, err
	}
	rec, err := t.Tx.Task(task)
	if err != nil {
		return row{}, err
	}
	p, ok := t.InForce(rec.ID.Plan())
	if !ok {
		return row{}, chat.Stale()
	}
	item, _, ok := p.Item(rec.Item)
	if !ok {
		return row{}, chat.Stale()
	}
	return row{p, item}, nil
}

// pressedRowName asks for the name of a task's row in lists.
func pressedRowName(t *chat.Turn, b chat.Press) error {
	r, err := rowNamable(t, b.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "rowname", Number: b.Number}); err != nil {
		return err
	}
	return t.Say(textAskRowName(r.item, r.plan.ShortNames()[r.item.No]), chat.CancelKeys())
}

// rowNameWords takes the name: the plan with it becomes the next version.
func rowNameWords(t *chat.Turn, d store.Dialog) error {
	r, err := rowNamable(t, d.Number)
	if err != nil {
		return err
	}
	words, err := shortName(t)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	named := schedule.WithShort(r.plan, r.item.No, words)
	if _, err := schedule.Load(t.Tx, named, t.Who.ID, t.Now); err != nil {
		return err
	}
	return t.Say(textRowNamed(r.item.No, named.ShortNames()[r.item.No]), chat.Keyboard{})
}

// shortName is the short name at hand; one that does not fit a line is refused.
func shortName(t *chat.Turn) (string, error) {
	words := chat.Plain(t.Words())
	switch {
	case words == "":
		return "", chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	case plans.Len(words) > shortLimit:
		return "", chat.Refuse(chat.NotUnderstood, textShortTooLong(plans.Len(words)))
	}
	return words, nil
}

// namable is the plan of a button, for who may name it shortly.
func namable(t *chat.Turn, n uint64) (plans.Plan, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return plans.Plan{}, err
	}
	return t.NumberedPlan(n)
}

// pressedShort asks for a plan's short name.
func pressedShort(t *chat.Turn, b chat.Press) error {
	p, err := namable(t, b.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "plname", Number: b.Number}); err != nil {
		return err
	}
	return t.Say(textAskShort(p), chat.CancelKeys())
}

// shortLimit is the longest short name, in UTF-16 units.
const shortLimit = 40

// shortWords takes the short name: the plan with it becomes the next version.
func shortWords(t *chat.Turn, d store.Dialog) error {
	p, err := namable(t, d.Number)
	if err != nil {
		return err
	}
	words, err := shortName(t)
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	p.Short = words
	if _, err := schedule.Load(t.Tx, p, t.Who.ID, t.Now); err != nil {
		return err
	}
	if err := t.ReadPlans(); err != nil {
		return err
	}
	return t.Say(textShortKept(p), chat.Keyboard{})
}
