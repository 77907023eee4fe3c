package plan

import (
	"bytes"

	"sdelaemvmeste/bot/chat"
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
	for _, text := range chat.Pack(textNextTitle(next), textNext(schedule.SameRows(old, next), notes)) {
		if err := t.Say(text, chat.Keyboard{}); err != nil {
			return err
		}
	}
	return t.Send(store.Outgoing{
		Do: store.SendUpload, Chat: t.In.Chat.ID, Text: textNextFile(next),
		Upload: &store.Upload{Name: string(next.ID) + ".yaml", Data: file.Bytes()},
	})
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
	words := chat.Plain(t.Words())
	switch {
	case words == "":
		return chat.Refuse(chat.NotUnderstood, chat.TextSendWords)
	case plans.Len(words) > shortLimit:
		return chat.Refuse(chat.NotUnderstood, textShortTooLong(plans.Len(words)))
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
