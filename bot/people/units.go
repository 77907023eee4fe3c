package people

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedUnits shows the units of a person, to be ticked.
func pressedUnits(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	page, err := p.Arg.Page()
	if err != nil {
		return err
	}
	k, err := memberKeys(t, person, p.Number, page)
	if err != nil {
		return err
	}
	return t.Edit(textAskUnits(person), k)
}

func memberKeys(t *chat.Turn, p store.PersonRecord, n uint64, number int) (chat.Keyboard, error) {
	var k chat.Keyboard
	units, err := t.OwnUnits()
	if err != nil {
		return k, err
	}
	page := chat.PageOf(units, chat.PageSize, number)
	for _, u := range page.Shown {
		unit, err := t.Tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return k, err
		}
		arg := chat.ArgsOf(chat.Num(unit), chat.PageNo(page.Number))
		k.Row(chat.Key{Text: chat.Ticked(p.In(u.ID), chat.Cut(u.Name, 48)), Verb: "member", Number: n, Arg: arg})
	}
	page.Keys(&k, chat.Press{Verb: "units", Number: n}.PageInArg)
	k.Row(chat.Key{Text: "Готово", Verb: "pers", Number: n})
	return k, nil
}

// pressedMember takes a person into a unit or out of it.
func pressedMember(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	r := p.Arg.Read()
	unit, page := r.Number(), r.Page()
	if !r.Whole() {
		return chat.Stale()
	}
	u, err := t.Unit(uint64(unit))
	if err != nil {
		return err
	}
	if person.Left {
		return chat.Refuse(chat.OutOfDate, chat.TextAlreadyLeft)
	}
	before := person.Units
	if person.In(u.ID) {
		person.Units = slices.DeleteFunc(slices.Clone(before), func(id plans.UnitID) bool { return id == u.ID })
	} else {
		person.Units = append(slices.Clone(before), u.ID)
	}
	if err := t.Tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.Note("units", "person/"+string(person.ID), before, person.Units); err != nil {
		return err
	}
	was := person
	was.Units = before
	if err := recast(t, was); err != nil {
		return err
	}
	t.Answer(chat.TextSaved)
	k, err := memberKeys(t, person, p.Number, page)
	if err != nil {
		return err
	}
	return t.Edit(textAskUnits(person), k)
}
