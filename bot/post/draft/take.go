package draft

import (
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// textMeant is the subject of a question to which any words are the answer: the
// author has pressed «Текст».
const textMeant = "text"

// draftMessage takes text, photos and videos for a draft. The text replaces the
// one before, files are added. Words that may be meant for something else are
// asked about; files are taken in any case.
func draftMessage(t *chat.Turn, d store.Dialog) error {
	rec, err := card.Drafting(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	came, err := received(t)
	if err != nil {
		return err
	}
	switch {
	case continues(t, rec, came):
		return takeRest(t, rec, came)
	case d.Text == textMeant && came.Text != "":
		d.Text = ""
		if err := t.Tx.PutDialog(t.In.Chat.ID, t.In.From.ID, d); err != nil {
			return err
		}
	case came.Text != "" && byChance(t, rec, came.Text):
		return askWords(t, rec, came)
	}
	return take(t, rec, came)
}

// received gives what the message holds for a post; what cannot stand in one is
// refused.
func received(t *chat.Turn) (plans.Content, error) {
	for _, m := range t.Media {
		if !m.Kind.Postable() {
			return plans.Content{}, chat.Refuse(chat.WrongFile, textPostMedia(m.Kind))
		}
	}
	c := plans.Content{Text: t.In.Text, Entities: t.In.Entities, Media: t.Media, NoPreview: t.In.NoPreview}
	if c.Empty() {
		return c, chat.Refuse(chat.WrongFile, textPostMedia(plans.OtherMedia))
	}
	return c, nil
}

// take puts what came into the draft.
func take(t *chat.Turn, rec store.PostRecord, came plans.Content) error {
	next, err := merge(rec.Draft, came)
	if err != nil {
		return err
	}
	if came.Text != "" {
		replaceWords(&rec)
		rec.Written = t.In.At
	}
	rec.Taken = noted(rec.Taken, store.DraftMessage{Message: t.In.Message, Text: came.Text, Entities: came.Entities, Media: came.Media})
	return putDraft(t, rec, next)
}

// takeRest puts the rest of a text that a client has sent in pieces to the piece
// before.
func takeRest(t *chat.Turn, rec store.PostRecord, rest plans.Content) error {
	if n := plans.Len(rec.Draft.Text) + plans.Len(rest.Text); n > pastedLength {
		return chat.Refuse(chat.TooMuch, card.TextTooLong(n))
	}
	next := rec.Draft
	next.Text, next.Entities = joined(rec.Draft, rest)
	rec.Written = t.In.At
	rec.Taken = append(rec.Taken, store.DraftMessage{Message: t.In.Message, Text: rest.Text, Entities: rest.Entities})
	return putDraft(t, rec, next)
}

// replaceWords prepares a draft for another text: the present one can be put back,
// and the messages that gave it no longer speak for it.
func replaceWords(rec *store.PostRecord) {
	if rec.Draft.Text == "" {
		return
	}
	rec.Prior = &store.DraftMessage{Text: rec.Draft.Text, Entities: rec.Draft.Entities, NoPreview: rec.Draft.NoPreview}
	rec.Offered = nil
	rec.Taken = slices.DeleteFunc(slices.Clone(rec.Taken), func(m store.DraftMessage) bool { return len(m.Media) == 0 })
	for i := range rec.Taken {
		rec.Taken[i].Text, rec.Taken[i].Entities = "", nil
	}
}

// merge lays what came over the draft.
func merge(draft, came plans.Content) (plans.Content, error) {
	if came.Text != "" {
		draft.Text, draft.Entities, draft.NoPreview = came.Text, came.Entities, came.NoPreview
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

// putDraft puts a content in the place of the draft and shows it, even one that
// says the same as before.
func putDraft(t *chat.Turn, rec store.PostRecord, c plans.Content) error {
	same := rec.Draft.Equal(c)
	next, err := rec.Edit(c)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	if err := card.Save(t, &rec); err != nil || !same {
		return err
	}
	return card.ShowAgain(t, rec)
}

// pressedPrior puts the text back that the present one has replaced; the present
// one can then be put back in its turn.
func pressedPrior(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if rec.Prior == nil {
		return chat.Refuse(chat.NothingToDo, textNoPrior)
	}
	prior := *rec.Prior
	replaceWords(&rec)
	if rec.Draft.Text == "" {
		rec.Prior = nil
	}
	next := rec.Draft
	next.Text, next.Entities, next.NoPreview = prior.Text, prior.Entities, prior.NoPreview
	if err := t.KeepDrafting(rec.Number); err != nil {
		return err
	}
	t.Answer(textPriorBack)
	return putDraft(t, rec, next)
}

// A client sends a text over Telegram's limit as several messages at once, each
// but the last more than half as long as the limit (Telegram Desktop looks for a
// good place to part it in the second half).
const (
	pieceLength = plans.TextLimit / 2
	pieceGap    = 3 * time.Second
)

// pastedLength is how long a text put together from pieces may grow: as long as one
// that somebody may still want to shorten.
const pastedLength = 4 * plans.TextLimit

// continues reports whether a text is the rest of the one that came just before.
func continues(t *chat.Turn, rec store.PostRecord, came plans.Content) bool {
	return came.Text != "" && len(came.Media) == 0 && !t.In.Forwarded && !rec.Written.IsZero() &&
		plans.Len(rec.Draft.Text) >= pieceLength && t.In.At.Sub(rec.Written) <= pieceGap
}

// joined is the draft's text with the rest put to it. The blank at which the
// client parted them is lost: after a sentence it is taken for a new line.
func joined(draft, rest plans.Content) (string, []plans.Entity) {
	between := " "
	if strings.ContainsRune(".!?…:;»)", lastRune(draft.Text)) {
		between = "\n"
	}
	text := draft.Text + between
	entities := slices.Clone(draft.Entities)
	for _, e := range rest.Entities {
		e.Offset += plans.Len(text)
		entities = append(entities, e)
	}
	return text + rest.Text, entities
}

func lastRune(s string) rune {
	all := []rune(s)
	return all[len(all)-1]
}
