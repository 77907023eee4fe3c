package draft

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// editedMessage takes a message anew that an open draft was made of and its author
// has changed since. A post that others look at already changes only when its author
// says so.
func editedMessage(t *chat.Turn) (bool, error) {
	all, err := t.Tx.Posts()
	if err != nil {
		return false, err
	}
	of := func(m store.DraftMessage) bool { return m.Message == t.In.Message }
	for _, rec := range slices.Backward(all) {
		if rec.Author != t.Who.ID || !rec.Editable() {
			continue
		}
		if rec.State != plans.Drafting {
			if slices.ContainsFunc(rec.Taken, of) {
				return true, offerEdit(t, rec)
			}
			continue
		}
		if slices.ContainsFunc(rec.Offered, of) {
			return true, offerAnew(t, rec)
		}
		if i := slices.IndexFunc(rec.Taken, of); i >= 0 {
			return true, takeAnew(t, rec, i)
		}
	}
	return false, nil
}

// offerAnew hears changed words of which nobody has said yet what they are for.
func offerAnew(t *chat.Turn, rec store.PostRecord) error {
	came, err := received(t)
	if err != nil {
		return err
	}
	came.Media = nil // the files were taken with the first words
	if came.Text == "" {
		rec.Offered = slices.DeleteFunc(slices.Clone(rec.Offered), func(m store.DraftMessage) bool { return m.Message == t.In.Message })
		return card.Save(t, &rec)
	}
	if len(rec.Offered) > 1 || byChance(t, rec, came.Text) {
		return askWords(t, rec, came)
	}
	return take(t, rec, came)
}

// takeAnew puts the words and files of a changed message in the place of those it
// gave before. Words that a draft did not take from it are asked about.
func takeAnew(t *chat.Turn, rec store.PostRecord, i int) error {
	came, err := received(t)
	if err != nil {
		return err
	}
	was := rec.Taken[i]
	next := rec.Draft
	next.Media = exchanged(rec.Draft.Media, was.Media, came.Media)
	rec.Taken = slices.Clone(rec.Taken)
	rec.Taken[i].Media = came.Media
	switch text, stands := rewritten(rec.Draft, was, came); {
	case came.Text == was.Text && slices.Equal(came.Entities, was.Entities):
	case was.Text == "" && rec.Draft.Text != "":
		rec.Post.Draft.Media = next.Media
		came.Media = nil
		return askWords(t, rec, came)
	case stands:
		rec.Prior = &store.DraftMessage{Text: rec.Draft.Text, Entities: rec.Draft.Entities, NoPreview: rec.Draft.NoPreview}
		next.Text, next.Entities, next.NoPreview = text.Text, text.Entities, came.NoPreview
		rec.Taken[i].Text, rec.Taken[i].Entities = came.Text, came.Entities
	default:
		replaceWords(&rec)
		next.Text, next.Entities, next.NoPreview = came.Text, came.Entities, came.NoPreview
		rec.Taken = noted(rec.Taken, store.DraftMessage{Message: t.In.Message, Text: came.Text, Entities: came.Entities, Media: came.Media})
	}
	return putDraft(t, rec, next)
}

// exchanged puts the new files of a message in the places of its old ones.
func exchanged(all, was, is []plans.Media) []plans.Media {
	all = slices.Clone(all)
	for i, old := range was {
		j := slices.IndexFunc(all, func(m plans.Media) bool { return m.Unique == old.Unique })
		if j >= 0 && i < len(is) {
			all[j] = is[i]
		}
	}
	return all
}

// rewritten is the draft's text with a message's words changed where they stand in
// it; ok is false when they no longer stand there.
func rewritten(draft plans.Content, was store.DraftMessage, is plans.Content) (text plans.Content, ok bool) {
	before, after, ok := strings.Cut(draft.Text, was.Text)
	if !ok || was.Text == "" {
		return text, false
	}
	begin := plans.Len(before)
	end := begin + plans.Len(was.Text)
	text.Text = before + is.Text + after
	for _, e := range draft.Entities {
		if e.Offset+e.Length <= begin {
			text.Entities = append(text.Entities, e)
		}
	}
	for _, e := range is.Entities {
		e.Offset += begin
		text.Entities = append(text.Entities, e)
	}
	for _, e := range draft.Entities {
		if e.Offset >= end {
			e.Offset += plans.Len(is.Text) - plans.Len(was.Text)
			text.Entities = append(text.Entities, e)
		}
	}
	return text, true
}

// offerEdit asks whether a post that is no draft any more is to change with the message
// it was made of.
func offerEdit(t *chat.Turn, rec store.PostRecord) error {
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✏️ Изменить пост", Verb: "pretake", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(t.In.Message))})
	return t.Say(textMessageEdited(rec), k)
}

// pressedTakeEdited makes a draft again of a post, with a changed message as it reads
// now; votes for the text before are void.
func pressedTakeEdited(t *chat.Turn, p chat.Press) error {
	rec, err := card.OwnPost(t, p.Number)
	if err != nil {
		return err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return err
	}
	said, ok, err := t.Tx.Said(t.In.Chat.ID, int(min(n, 1<<40)))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rec.Taken, func(m store.DraftMessage) bool { return int64(m.Message) == n })
	if !ok || i < 0 {
		return chat.Stale()
	}
	if rec, err = drafted(t, rec, "post taken back to edit", func(p plans.Post) (plans.Post, error) { return p.Edit(p.Draft) }); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pdraft", Number: rec.Number}); err != nil {
		return err
	}
	press, media := t.In, t.Media
	t.Join(said.Parts)
	err = takeAnew(t, rec, i)
	t.In, t.Media, t.Parts = press, media, []store.Incoming{press}
	return err
}
