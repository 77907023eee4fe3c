package bot

import (
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// mentionLimit is how many organisations the list may hold, mentionLength how long
// a line of it may be, in UTF-16 units: it is put under posts.
const (
	mentionLimit  = 500
	mentionLength = 700
)

// pressedMentions shows the list of organisations to be explained and asks for a
// change of it.
func (t *turn) pressedMentions(press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "ment"}); err != nil {
		return err
	}
	return t.say(textMentions(mentions(t.settings)), cancelKeys())
}

// mentionWords takes one change of the list.
func (t *turn) mentionWords(store.Dialog) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	had, words := mentions(t.settings), t.words()
	is, change, ok := amendMentions(had, words)
	switch {
	case plans.Len(words) > mentionLength:
		return refuse(plans.ErrInvalid, textMentionLong(plans.Len(words)))
	case !ok:
		return refuse(plans.ErrInvalid, textMentionUnknown)
	case len(is) > mentionLimit:
		return refuse(plans.ErrInvalid, textMentionsFull(mentionLimit))
	}
	after := t.settings
	after.Mentions = &is
	if err := t.done(); err != nil {
		return err
	}
	if err := t.keepSettings(after, "mentions", change.was, change.is); err != nil {
		return err
	}
	return t.say(textMentionChanged(change), keyboard{})
}

// mentionChange is an entry of the list as it was and as it is; no entry is nil.
type mentionChange struct{ was, is *store.Mention }

// amendMentions takes «Название — пояснение» into the list, in the place of an
// older one of that name, or «убрать Название» out of it; ok is false where neither
// was asked or no such name is there.
func amendMentions(had []store.Mention, words string) (is []store.Mention, change mentionChange, ok bool) {
	m, adds := mentionOf(words)
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
