package bot

import (
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// mentionLimit is how many organisations the list may hold.
const mentionLimit = 500

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
	had := mentions(t.settings)
	is, said, ok := amendMentions(had, cut(t.words(), settingLimit))
	switch {
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
	if err := t.keepSettings(after, "mentions", nil, said); err != nil {
		return err
	}
	return t.say(esc(said), keyboard{})
}

// amendMentions takes «Название — пояснение» into the list, in the place of an
// older one of that name, or «убрать Название» out of it, and says what it did;
// ok is false where neither was asked or no such name is there.
func amendMentions(had []store.Mention, words string) (is []store.Mention, said string, ok bool) {
	m, adds := mentionOf(words)
	name := m.Name
	if !adds {
		what, rest, _ := strings.Cut(words, " ")
		if name = strings.TrimSpace(rest); !strings.EqualFold(what, "убрать") {
			return nil, "", false
		}
	}
	is = slices.DeleteFunc(slices.Clone(had), func(o store.Mention) bool { return strings.EqualFold(o.Name, name) })
	if adds {
		return append([]store.Mention{m}, is...), textMentionAdded(m), true
	}
	return is, textMentionDropped(name), len(is) < len(had)
}
