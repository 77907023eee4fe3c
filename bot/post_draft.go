package bot

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// newPost starts a post that is for no row of the plan.
func (t *turn) newPost(string) error {
	if err := t.may(writePost); err != nil {
		return err
	}
	rec, err := t.draftFor("")
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskPost(t.plan.Hashtag), k)
}

// preparePost starts a post for a task, or goes on with the draft this person
// already has for it.
func (t *turn) preparePost(task store.TaskRecord) error {
	rec, err := t.draftFor(task.ID)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	if !rec.Draft.Empty() {
		return t.redraw(rec)
	}
	o, err := t.describe(task)
	if err != nil {
		return err
	}
	template, err := t.template(o)
	if err != nil {
		return err
	}
	var k keyboard
	if template != "" {
		k.row(key{text: "📋 Взять этот текст", verb: "ptpl", number: rec.Number})
	}
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskPostFor(o, template), k)
}

// draftFor gives this person's draft for a task: the one under way, for no task
// an empty one, else a new one. So a second press makes no second draft.
func (t *turn) draftFor(task plans.TaskID) (store.PostRecord, error) {
	all, err := t.tx.Posts()
	if err != nil {
		return store.PostRecord{}, err
	}
	for _, rec := range all {
		same := rec.Author == t.who.ID && rec.Task == task && rec.State == plans.Drafting
		if same && (task != "" || rec.Draft.Empty()) {
			return rec, nil
		}
	}
	rec, err := t.tx.NewPost(plans.NewPost(t.who.ID, task, t.now))
	if err != nil {
		return rec, err
	}
	return rec, t.note("post begun", postName(rec.Number), nil, nil)
}

// draftMessage takes text, photos and videos for a draft. The text replaces the
// one before, files are added.
func (t *turn) draftMessage(d store.Dialog) error {
	rec, err := t.drafting(d.Number)
	if err != nil {
		return t.giveUp(err)
	}
	came, err := t.received()
	if err != nil {
		return err
	}
	if t.continues(rec, came) {
		if n := plans.Len(rec.Draft.Text) + plans.Len(came.Text); n > pastedLength {
			return refuse(plans.ErrInvalid, textTooLong(n))
		}
		came.Text, came.Entities = joined(rec.Draft, came)
	}
	next, err := merge(rec.Draft, came)
	if err != nil {
		return err
	}
	if came.Text != "" {
		rec.Written = t.in.At
	}
	return t.redraft(rec, next)
}

// forwarded makes a draft of a message that somebody passed on without being
// asked for anything.
func (t *turn) forwarded() (bool, error) {
	if !t.in.Forwarded || !t.allowed(writePost, nil) {
		return false, nil
	}
	c, err := t.received()
	if err != nil {
		return true, err
	}
	rec, err := t.draftFor("")
	if err != nil {
		return true, err
	}
	if c, err = merge(rec.Draft, c); err != nil {
		return true, err
	}
	if err := t.await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return true, err
	}
	return true, t.redraft(rec, c)
}

// giveUp ends a conversation whose subject is gone: were it refused, the next
// message would meet the same refusal.
func (t *turn) giveUp(err error) error {
	line, refused := refusal(err)
	if !refused {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	return t.say(esc(line), keyboard{})
}

// received gives what the message holds for a post; what cannot stand in one is
// refused.
func (t *turn) received() (plans.Content, error) {
	for _, m := range t.media {
		if !m.Kind.Postable() {
			return plans.Content{}, refuse(plans.ErrInvalid, textPostMedia(m.Kind))
		}
	}
	c := plans.Content{Text: t.in.Text, Entities: t.in.Entities, Media: t.media}
	if c.Empty() {
		return c, refuse(plans.ErrInvalid, textPostMedia(plans.OtherMedia))
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
		return draft, refuse(plans.ErrInvalid, textTooManyPhotos(had, len(came.Media)))
	case len(draft.Media) == had && came.Text == "":
		return draft, refuse(plans.ErrInvalid, textPhotoTwice)
	}
	return draft, nil
}

// redraft keeps the changed draft and shows it.
func (t *turn) redraft(rec store.PostRecord, c plans.Content) (err error) {
	if rec.Post, err = rec.Edit(c); err != nil {
		return late(rec, err)
	}
	return t.redraw(rec)
}

// redraw shows the draft to its author as it would be published, and under it
// the card, in the place of those shown before.
func (t *turn) redraw(rec store.PostRecord) error {
	author, err := t.authorOf(rec)
	if err != nil {
		return err
	}
	for _, card := range []string{previewCard(rec.Number), authorCard(rec.Number)} {
		if err := t.erase(card); err != nil {
			return err
		}
	}
	rec.Drawn++
	if err := t.keep(&rec); err != nil || !author.Connected() {
		return err
	}
	chat, follow := int64(author.User), fmt.Sprintf("post/drawn/%d/%d", rec.Number, rec.Drawn)
	if rec.State == plans.Drafting && rec.Draft.Check() == nil {
		for i, o := range pieces(rec.Draft) {
			o.Chat, o.Card, o.Follow = chat, previewCard(rec.Number), follow
			o.Replaces = fmt.Sprintf("post/%d/preview/%d", rec.Number, i)
			if err := t.send(o); err != nil {
				return err
			}
		}
	}
	text, k, err := t.authorCardOf(rec)
	if err != nil {
		return err
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: chat, Text: text, Buttons: k.rows, NoPreview: true,
		Card: authorCard(rec.Number), Follow: follow, Replaces: fmt.Sprintf("post/%d/author", rec.Number),
	})
}

// authorCardOf is what the author sees of the post, and what he may press.
func (t *turn) authorCardOf(rec store.PostRecord) (string, keyboard, error) {
	v, err := t.view(rec)
	if err != nil {
		return "", keyboard{}, err
	}
	k := authorKeys(v)
	return textAuthorCard(v), k, k.err
}

// refreshAuthor rewrites the author's card where it stands.
func (t *turn) refreshAuthor(rec store.PostRecord) error {
	text, k, err := t.authorCardOf(rec)
	if err != nil {
		return err
	}
	return t.refreshCard(authorCard(rec.Number), text, k)
}

// authorKeys are the buttons the post's state leaves to its author.
func authorKeys(v postView) keyboard {
	var k keyboard
	n := v.Number
	withdraw := key{text: "Отозвать", verb: "pback", number: n}
	if v.Out() {
		withdraw.text = "Отменить исправление"
	}
	switch v.State {
	case plans.Drafting:
		for _, r := range v.remarks {
			if r.mend != "" {
				k.row(key{text: r.caption, verb: r.mend, number: n})
			}
		}
		k.row(key{text: "✅ На согласование", verb: "psend", number: n})
		k.row(key{text: "✏️ Текст", verb: "ptext", number: n}, key{text: "🖼 Фото", verb: "pfoto", number: n})
		if v.Out() {
			k.row(key{text: "Отменить исправление", verb: "pdel", number: n})
			break
		}
		k.row(key{text: "🕙 Время публикации", verb: "ptime", number: n}, key{text: "📋 Строка плана", verb: "prow", number: n})
		k.row(key{text: "🗑 Удалить", verb: "pdel", number: n})
	case plans.InReview:
		k.row(key{text: "✏️ Изменить", verb: "pedit", number: n}, withdraw)
	case plans.Approved:
		k.row(key{text: "📣 Опубликовать сейчас", verb: "pnow", number: n})
		if !v.Editable() {
			break
		}
		k.row(key{text: "🕙 Время публикации", verb: "ptime", number: n}, withdraw)
		if v.PublishAt.IsZero() {
			k.row(key{text: "✏️ Изменить", verb: "pedit", number: n})
		}
	case plans.Withdrawn, plans.Rejected:
		k.row(key{text: "↩️ Вернуть в черновики", verb: "pundo", number: n})
	case plans.Published:
		k.row(key{text: "📄 Текст для других страниц", verb: "ppages", number: n})
		k.row(key{text: "✏️ Исправить", verb: "pcorr", number: n}, key{text: "🗑 Снять с публикации", verb: "pgone", number: n})
	case plans.Publishing, plans.Uncertain, plans.Amending, plans.Removing, plans.Removed:
	}
	return k
}
