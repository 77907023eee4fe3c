package people

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// nameLimit is the longest name with a post, in UTF-16 units.
const nameLimit = 120

// personName reads a name that was sent; what cannot be one is refused, and the
// question stays open.
func personName(t *chat.Turn) (string, error) {
	name := strings.Join(strings.Fields(chat.Plain(t.Words())), " ")
	switch {
	case name == "":
		return "", chat.Refuse(chat.NotUnderstood, textNameEmpty)
	case plans.Len(name) > nameLimit:
		return "", chat.Refuse(chat.TooMuch, textNameLong)
	}
	return name, nil
}

// pressedRename asks how a person is to be called.
func pressedRename(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "persname", Number: p.Number}); err != nil {
		return err
	}
	return t.Say(textAskName(person.Name), chat.CancelKeys())
}

// otherName takes the name.
func otherName(t *chat.Turn, d store.Dialog) error {
	person, err := personByNumber(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	name, err := personName(t)
	if err != nil {
		return err
	}
	before := person.Name
	person.Name = name
	if err := t.Tx.PutPerson(person); err != nil {
		return err
	}
	if person.ID == t.Who.ID {
		t.Who = person
	}
	if err := t.Note("renamed", "person/"+string(person.ID), before, name); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	text, k := personCard(t, person, d.Number)
	return t.Say(text, k)
}
