package draft

import (
	"slices"

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
	return t.Say(textAskPost(t.Plan.Hashtag), k)
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
		return card.Redraw(t, rec)
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

// draftMessage takes text, photos and videos for a draft. The text replaces the
// one before, files are added.
func draftMessage(t *chat.Turn, d store.Dialog) error {
	rec, err := card.Drafting(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	came, err := received(t)
	if err != nil {
		return err
	}
	if continues(t, rec, came) {
		if n := plans.Len(rec.Draft.Text) + plans.Len(came.Text); n > pastedLength {
			return chat.Refuse(chat.TooMuch, card.TextTooLong(n))
		}
		came.Text, came.Entities = joined(rec.Draft, came)
	}
	next, err := merge(rec.Draft, came)
	if err != nil {
		return err
	}
	if came.Text != "" {
		rec.Written = t.In.At
	}
	return redraft(t, rec, next)
}

// Forwarded makes a draft of a message that somebody passed on without being
// asked for anything.
func Forwarded(t *chat.Turn) (bool, error) {
	if !t.In.Forwarded || !t.Allowed(chat.WritePost, nil) {
		return false, nil
	}
	return true, Begin(t)
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
	if c, err = merge(rec.Draft, c); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	return redraft(t, rec, c)
}

// received gives what the message holds for a post; what cannot stand in one is
// refused.
func received(t *chat.Turn) (plans.Content, error) {
	for _, m := range t.Media {
		if !m.Kind.Postable() {
			return plans.Content{}, chat.Refuse(chat.WrongFile, textPostMedia(m.Kind))
		}
	}
	c := plans.Content{Text: t.In.Text, Entities: t.In.Entities, Media: t.Media}
	if c.Empty() {
		return c, chat.Refuse(chat.WrongFile, textPostMedia(plans.OtherMedia))
	}
	return c, nil
}

// merge lays what came over the draft.
func merge(draft, came plans.Content) (plans.Content, error) {
	if came.Text != "" {
		draft.Text, draft.Entities = came.Text, came.Entities
	}
	draft.Media = slices.Clone(draft.Media)
	had := len(draft.Media)
	for _, m := range came.Media {
		if !slices.ContainsFunc(draft.Media, func(o plans.Media) bool { return o.Unique == m.Unique }) {
			draft.Media = append(draft.Media, m)
		}
	}
	switch {
	case len(draft.Media) > plans.AlbumLimit:
		return draft, chat.Refuse(chat.TooMuch, textTooManyPhotos(had, len(came.Media)))
	case len(draft.Media) == had && came.Text == "":
		return draft, chat.Refuse(chat.WrongFile, textPhotoTwice)
	}
	return draft, nil
}

// redraft keeps the changed draft and shows it.
func redraft(t *chat.Turn, rec store.PostRecord, c plans.Content) (err error) {
	if rec.Post, err = rec.Edit(c); err != nil {
		return card.Late(rec, err)
	}
	return card.Redraw(t, rec)
}
