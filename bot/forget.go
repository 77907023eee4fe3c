package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// forget is /forget: it asks whether to erase one's own name and account.
func (t *turn) forget(string) error {
	var k keyboard
	n, err := t.tx.Number(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	k.row(key{text: "Удалить мои данные", verb: "forget!", number: n}, key{text: "Отмена", verb: "no"})
	return t.say(textAskForget, k)
}

// pressedForget erases them. What he did stays in the journal under a pseudonym.
func (t *turn) pressedForget(p press) error {
	n, err := t.tx.NumberOf(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	if !t.known() || n != p.number {
		return refuse(plans.ErrForbidden, textForgetOthers)
	}
	who := t.who
	if err := t.tx.Forget(who.ID); err != nil {
		return err
	}
	if t.who, err = t.tx.Person(who.ID); err != nil {
		return err
	}
	if err := t.loseDeputy(t.who); err != nil {
		return err
	}
	if err := t.note("forgotten", "person/"+string(who.ID), nil, nil); err != nil {
		return err
	}
	if err := t.reportForgotten(); err != nil {
		return err
	}
	// Not by strip: that would remember the chat.
	if err := t.send(store.Outgoing{Do: store.EditButtons, Chat: t.in.Chat.ID, Message: t.in.Message}); err != nil {
		return err
	}
	if err := t.dropMenu(who.User); err != nil {
		return err
	}
	return t.say(textForgotten, keyboard{})
}

// reportForgotten tells the administrators, by pseudonym, that a place is empty.
func (t *turn) reportForgotten() error {
	return t.tellAdmins(textForgottenReport(t.who.Name, t.unitNames(t.who.Units)))
}
