package draft

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedNote puts the explanations under the text.
func pressedNote(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	missing := card.Unexplained(rec.Draft.Text, card.Mentions(t.Settings))
	if len(missing) == 0 {
		return chat.Refuse(chat.NothingToDo, textNotesThere)
	}
	c := rec.Draft
	c.Text += "\n"
	for _, m := range missing {
		c.Text += "\n" + textMentionNote(card.Mentioned(m), m.Note)
	}
	t.Answer(textNotesAdded)
	return putDraft(t, rec, c)
}

// mentionLimit is how many organisations the list may hold, mentionLength how long
// a line of it may be, in UTF-16 units: it is put under posts.
const (
	mentionLimit  = 500
	mentionLength = 700
)

// pressedMentions shows the list of organisations to be explained and asks for a
// change of it.
func pressedMentions(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "ment"}); err != nil {
		return err
	}
	return t.Say(textMentions(card.Mentions(t.Settings)), chat.CancelKeys())
}

// mentionWords takes one change of the list.
func mentionWords(t *chat.Turn, _ store.Dialog) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	had, words := card.Mentions(t.Settings), t.Words()
	is, change, ok := amendMentions(had, words)
	switch {
	case plans.Len(words) > mentionLength:
		return chat.Refuse(chat.TooMuch, textMentionLong(plans.Len(words)))
	case !ok:
		return chat.Refuse(chat.NotUnderstood, textMentionUnknown)
	case len(is) > mentionLimit:
		return chat.Refuse(chat.TooMuch, textMentionsFull(mentionLimit))
	}
	after := t.Settings
	after.Mentions = &is
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.KeepSettings(after, "mentions", change.was, change.is); err != nil {
		return err
	}
	return t.Say(textMentionChanged(change), chat.Keyboard{})
}

// mentionChange is an entry of the list as it was and as it is; no entry is nil.
type mentionChange struct{ was, is *store.Mention }

// amendMentions takes «Название — пояснение» into the list, in the place of an
// older one of that name, or «убрать Название» out of it; ok is false where neither
// was asked or no such name is there.
func amendMentions(had []store.Mention, words string) (is []store.Mention, change mentionChange, ok bool) {
	m, adds := card.MentionOf(words)
	name := m.Name
	if !adds {
		what, rest, _ := strings.Cut(words, " ")
		if name = strings.TrimSpace(rest); !strings.EqualFold(what, "убрать") {
			return nil, change, false
		}
	}
	is = slices.Clone(had)
	if i := slices.IndexFunc(is, func(o store.Mention) bool { return strings.EqualFold(o.Name, name) }); i >= 0 {
		change.was = &had[i]
		is = slices.Delete(is, i, i+1)
	}
	if adds {
		change.is = &m
		is = slices.Insert(is, 0, m)
	}
	return is, change, adds || change.was != nil
}
