package draft

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedPost starts a post for the task.
func pressedPost(t *chat.Turn, p chat.Press) error {
	o, err := task.ViewOf(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.MayTo(chat.SeeTask, &o.TaskRecord); err != nil {
		return err
	}
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	return preparePost(t, o.TaskRecord)
}

// newPost starts a post that is for no row of the plan.
func newPost(t *chat.Turn, _ string) error {
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	rec, err := draftFor(t, "")
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskPost(t.Longest().Hashtag), k)
}

// preparePost starts a post for a task, or goes on with the draft this person
// already has for it.
func preparePost(t *chat.Turn, of store.TaskRecord) error {
	rec, err := draftFor(t, of.ID)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if !rec.Draft.Empty() {
		return card.ShowAgain(t, rec)
	}
	o, err := task.Describe(t, of)
	if err != nil {
		return err
	}
	template, err := template(t, o)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	if template != "" {
		k.Row(chat.Key{Text: "📋 Взять этот текст", Verb: "ptpl", Number: rec.Number})
	}
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskPostFor(o, template), k)
}

// draftFor gives this person's draft for a task: the one under way, for no task
// an empty one, else a new one. So a second press makes no second draft.
func draftFor(t *chat.Turn, task plans.TaskID) (store.PostRecord, error) {
	all, err := t.Tx.Posts()
	if err != nil {
		return store.PostRecord{}, err
	}
	for _, rec := range all {
		same := rec.Author == t.Who.ID && rec.Task == task && rec.State == plans.Drafting
		if same && (task != "" || rec.Draft.Empty()) {
			return rec, nil
		}
	}
	rec, err := t.Tx.NewPost(plans.NewPost(t.Who.ID, task, t.Now))
	if err != nil {
		return rec, err
	}
	return rec, t.Note("post begun", card.PostName(rec.Number), nil, nil)
}

// Begin makes a draft of the message at hand.
func Begin(t *chat.Turn) error {
	if err := t.May(chat.WritePost); err != nil {
		return err
	}
	c, err := received(t)
	if err != nil {
		return err
	}
	rec, err := draftFor(t, "")
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return take(t, rec, c)
}
