package people

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// forget is /forget: it asks whether to erase one's own name and account.
func forget(t *chat.Turn, _ string) error {
	var k chat.Keyboard
	n, err := t.Tx.Number(store.PersonNumber, string(t.Who.ID))
	if err != nil {
		return err
	}
	k.Row(chat.Key{Text: "Удалить мои данные", Verb: "forget!", Number: n}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskForget, k)
}

// pressedForget erases them. What he did stays in the journal under a pseudonym.
func pressedForget(t *chat.Turn, p chat.Press) error {
	n, err := t.Tx.NumberOf(store.PersonNumber, string(t.Who.ID))
	if err != nil {
		return err
	}
	if !t.Known() || n != p.Number {
		return chat.Refuse(chat.NoRight, textForgetOthers)
	}
	who := t.Who
	if err := t.Tx.Forget(who.ID); err != nil {
		return err
	}
	if t.Who, err = t.Tx.Person(who.ID); err != nil {
		return err
	}
	if err := loseDeputy(t, t.Who); err != nil {
		return err
	}
	if err := t.Note("forgotten", "person/"+string(who.ID), nil, nil); err != nil {
		return err
	}
	if err := reportForgotten(t); err != nil {
		return err
	}
	// Not by strip: that would remember the chat.
	if err := t.Send(store.Outgoing{Do: store.EditButtons, Chat: t.In.Chat.ID, Message: t.In.Message}); err != nil {
		return err
	}
	if err := t.DropMenu(who.User); err != nil {
		return err
	}
	return t.Send(store.Outgoing{Do: store.SendText, Chat: t.In.Chat.ID, Text: textForgotten, NoPreview: true, Bare: true})
}

// reportForgotten tells the administrators, by pseudonym, that a place is empty.
func reportForgotten(t *chat.Turn) error {
	return t.TellAdmins(textForgottenReport(t.Who.Name, t.UnitNames(t.Who.Units)))
}
