package card

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// ShowVersion sends the frozen version to the group just as it would be
// published, and under it the card with the votes.
func ShowVersion(t *chat.Turn, rec store.PostRecord) error {
	follow := chat.FollowUp("post", chat.Word("shown"), chat.Num(rec.Number), chat.Num(rec.Version))
	for _, o := range Pieces(rec.Frozen) {
		o.Chat, o.Thread = t.Settings.Group, t.Settings.Thread
		o.Card, o.Follow = BodyCard(rec.Number, rec.Version), follow
		if err := t.Send(o); err != nil {
			return err
		}
	}
	text, k, err := GroupCardOf(t, rec, rec.Version)
	if err != nil {
		return err
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread, Text: text, Buttons: k.Rows,
		NoPreview: true, Card: GroupCard(rec.Number, rec.Version), Follow: follow,
	})
}

// GroupCardOf is the card of a version in the group as the post stands now.
func GroupCardOf(t *chat.Turn, rec store.PostRecord, version int) (string, chat.Keyboard, error) {
	v, err := View(t, rec)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	k := groupKeys(rec, version)
	if v.several() && rec.State == plans.InReview && rec.Version == version {
		k.Row(formsKey(rec.Number, version))
	}
	return TextGroupCard(v, version), k, k.Err
}

// groupKeys are the buttons of the vote; of a version that is settled they stay, grey.
func groupKeys(rec store.PostRecord, version int) chat.Keyboard {
	var k chat.Keyboard
	n, arg := rec.Number, chat.ArgsOf(chat.Num(version))
	settled := rec.State != plans.InReview || rec.Version != version
	key := func(text, verb string, style store.Style) chat.Key {
		if settled {
			style = ""
		}
		return chat.Key{Text: text, Verb: verb, Number: n, Arg: arg, Style: style, Disabled: settled}
	}
	k.Row(key("✅ Утвердить", "pok", store.Success))
	k.Row(key("✏️ На доработку", "pfix", ""), key("⛔️ Отклонить", "prej", store.Danger))
	if len(rec.Votes) > 0 && !settled {
		k.Row(key("Снять мой голос", "punok", ""))
	}
	return k
}

// RefreshVersion rewrites the card of a version in the group.
func RefreshVersion(t *chat.Turn, rec store.PostRecord, version int) error {
	text, k, err := GroupCardOf(t, rec, version)
	if err != nil {
		return err
	}
	return t.RefreshCard(GroupCard(rec.Number, version), text, k)
}
