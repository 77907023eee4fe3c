package people

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// people lists the units with how many of their people are connected.
func people(t *chat.Turn, _ string) error {
	text, k, err := unitsPage(t, 0)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// pressedUnitsPage turns the pages of the units.
func pressedUnitsPage(t *chat.Turn, p chat.Press) error {
	text, k, err := unitsPage(t, p.Page())
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// unitsShown is how many units a page lists: with names of any length it stays within
// a message.
const unitsShown = 20

func unitsPage(t *chat.Turn, page int) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	if err := t.May(chat.Invite); err != nil {
		return "", k, err
	}
	all, err := t.Tx.People()
	if err != nil {
		return "", k, err
	}
	units, err := t.OwnUnits()
	if err != nil {
		return "", k, err
	}
	if len(t.Plans) == 0 && len(units) == 0 {
		return "", k, t.NoPlan()
	}
	shown := chat.PageOf(units, unitsShown, page)
	for _, u := range shown.Shown {
		n, err := t.Tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return "", k, err
		}
		k.Row(chat.Key{Text: chat.Cut(u.Name, 52), Verb: "unit", Number: n})
	}
	shown.Keys(&k, chat.Press{Verb: "unitspg"}.PageInNumber)
	k.Row(chat.Key{Text: "Без подразделения", Verb: "unitless"}, chat.Key{Text: "➕ Подразделение", Verb: "unitnew"})
	return textUnits(shown.Shown, all), k, k.Err
}

// members are the people of a unit who have not left.
func members(u plans.UnitID, all []store.PersonRecord) []store.PersonRecord {
	return slices.DeleteFunc(slices.Clone(all), func(p store.PersonRecord) bool { return p.Left || !p.In(u) })
}

// pressedUnit shows a unit's people.
func pressedUnit(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	u, err := t.Unit(p.Number)
	if err != nil {
		return err
	}
	return unitCard(t, u, p.Number, "")
}

// unitCard says a unit's people and what can be done with it; head is said first,
// "" for nothing.
func unitCard(t *chat.Turn, u plans.Unit, number uint64, head string) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✉️ Пригласить", Verb: "inv", Number: number})
	for _, m := range members(u.ID, all) {
		n, err := t.Tx.Number(store.PersonNumber, string(m.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(personLabel(m), 48), Verb: "pers", Number: n})
	}
	k.Row(chat.Key{Text: "Переименовать", Verb: "unitname", Number: number}, chat.Key{Text: "Объединить", Verb: "unitjoin", Number: number})
	k.Row(chat.Key{Text: "Убрать", Verb: "unitdrop", Number: number})
	if head != "" {
		head += "\n\n"
	}
	return t.Say(head+textUnit(u, members(u.ID, all)), k)
}

func personByNumber(t *chat.Turn, n uint64) (store.PersonRecord, error) {
	if err := t.May(chat.Invite); err != nil {
		return store.PersonRecord{}, err
	}
	id, err := t.Tx.Identity(store.PersonNumber, n)
	if err != nil {
		return store.PersonRecord{}, err
	}
	return t.Tx.Person(plans.PersonID(id))
}

// pressedPerson shows a person's card to an administrator.
func pressedPerson(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	text, k := personCard(t, person, p.Number)
	return t.Say(text, k)
}

func personCard(t *chat.Turn, p store.PersonRecord, n uint64) (string, chat.Keyboard) {
	var k chat.Keyboard
	if p.Left {
		k.Row(chat.Key{Text: "✉️ Пригласить снова", Verb: "inv", Number: n, Arg: "person"})
		return textPerson(p, t.UnitNames(p.Units), ""), k
	}
	for _, r := range plans.Roles() {
		k.Row(chat.Key{Text: chat.Ticked(p.Has(r), roleName(r)), Verb: "role", Number: n, Arg: chat.ArgsOf(chat.Word(r))})
	}
	k.Row(chat.Key{Text: "Подразделения", Verb: "units", Number: n}, chat.Key{Text: "Отпуск", Verb: "away", Number: n})
	k.Row(chat.Key{Text: "Изменить имя", Verb: "persname", Number: n})
	k.Row(chat.Key{Text: "✉️ Пригласить", Verb: "inv", Number: n, Arg: "person"}, chat.Key{Text: "Больше не работает", Verb: "left", Number: n})
	deputy := ""
	if p.Away.Deputy != "" && p.Away.To >= t.Today() {
		q, err := t.Tx.Person(p.Away.Deputy)
		if chat.NotFoundIsNone(err) != nil {
			t.Fail(err)
		}
		deputy = q.Name
	}
	return textPerson(p, t.UnitNames(p.Units), deputy), k
}

// pressedRole gives a role or takes it.
func pressedRole(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	role := plans.Role(p.Arg.Word())
	if !slices.Contains(plans.Roles(), role) {
		return chat.Stale()
	}
	before := slices.Clone(person.Roles)
	if person.Has(role) {
		person.Roles = slices.DeleteFunc(slices.Clone(person.Roles), func(r plans.Role) bool { return r == role })
	} else {
		person.Roles = append(slices.Clone(person.Roles), role)
	}
	if err := t.Tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.Note("roles", "person/"+string(person.ID), before, person.Roles); err != nil {
		return err
	}
	t.Answer(chat.TextSaved)
	was := person
	was.Roles = before
	if err := recast(t, was); err != nil {
		return err
	}
	text, k := personCard(t, person, p.Number)
	return t.Edit(text, k)
}

// pressedLeft lets a person go: the account is freed, the history stays, his
// open tasks are his unit's as before.
func pressedLeft(t *chat.Turn, p chat.Press) error {
	person, err := personByNumber(t, p.Number)
	if err != nil {
		return err
	}
	if person.Left {
		return chat.Refuse(chat.OutOfDate, chat.TextAlreadyLeft)
	}
	if person.ID == t.Who.ID {
		return chat.Refuse(chat.NoRight, textLeftSelf)
	}
	if err := leave(t, person); err != nil {
		return err
	}
	if person, err = t.Tx.Person(person.ID); err != nil {
		return err
	}
	if err := t.Note("left", "person/"+string(person.ID), nil, nil); err != nil {
		return err
	}
	t.Answer(chat.TextSaved)
	text, k := personCard(t, person, p.Number)
	return t.Edit(text, k)
}

// dismiss writes to somebody for the last time and takes the keyboard below away.
func dismiss(t *chat.Turn, p store.PersonRecord, text string) error {
	if !p.Connected() {
		return nil
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: text, NoPreview: true, Bare: true, Follow: chat.FollowPerson(p.ID),
	})
}

// leave frees a person's account; no invitation made before lets him in again. Those
// he was to stand in for are told that they have no deputy any more.
func leave(t *chat.Turn, p store.PersonRecord) error {
	if err := dismiss(t, p, textAccessClosed); err != nil {
		return err
	}
	if p.User != 0 {
		if err := t.Tx.EndDialog(int64(p.User), p.User); err != nil {
			return err
		}
		if err := t.DropMenu(p.User); err != nil {
			return err
		}
	}
	if err := t.Tx.CancelInvites(p.ID); err != nil {
		return err
	}
	p.Left, p.User, p.Unreachable, p.Reported, p.Away = true, 0, false, false, store.Away{}
	if err := t.Tx.PutPerson(p); err != nil {
		return err
	}
	return loseDeputy(t, p)
}

func loseDeputy(t *chat.Turn, gone store.PersonRecord) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Away.Deputy != gone.ID {
			continue
		}
		p.Away.Deputy = ""
		if err := t.Tx.PutPerson(p); err != nil {
			return err
		}
		if p.Away.To < t.Today() {
			continue
		}
		n, err := t.Tx.Number(store.PersonNumber, string(p.ID))
		if err != nil {
			return err
		}
		if err := t.Tell(p, textDeputyLost(p.Away.Span, gone.Name), awayKeys(n)); err != nil {
			return err
		}
	}
	return nil
}
