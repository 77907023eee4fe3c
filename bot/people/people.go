package people

import (
	"slices"
	"time"

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

// inviteLife is how long an invitation may be used.
const inviteLife = 7 * 24 * time.Hour

// pressedInvite gives a link for one person: somebody named in the plan file who
// has not come yet, one after another, then somebody new. With a person's number
// as argument it is for that person.
func pressedInvite(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	if p.Arg == "person" {
		id, err := t.Tx.Identity(store.PersonNumber, p.Number)
		if err != nil {
			return err
		}
		person, err := t.Tx.Person(plans.PersonID(id))
		if err != nil {
			return err
		}
		return inviteLink(t, person)
	}
	if p.Arg == "unitless" {
		person, err := unitlessInvitee(t)
		if err != nil {
			return err
		}
		return inviteLink(t, person)
	}
	u, err := t.Unit(p.Number)
	if err != nil {
		return err
	}
	person, err := invitee(t, u)
	if err != nil {
		return err
	}
	return inviteLink(t, person)
}

// invitee is the next of the unit who has neither come nor been sent a link, or
// a new person.
func invitee(t *chat.Turn, u plans.Unit) (store.PersonRecord, error) {
	all, err := t.Tx.People()
	if err != nil {
		return store.PersonRecord{}, err
	}
	named := members(u.ID, all)
	slices.SortStableFunc(named, func(a, b store.PersonRecord) int { return planOrder(t, a.ID) - planOrder(t, b.ID) })
	for _, m := range named {
		if m.User == 0 && m.Invited.Add(inviteLife).Before(t.Now) {
			return m, nil
		}
	}
	id, err := t.Tx.NewPersonID()
	return store.PersonRecord{Person: plans.Person{
		ID: id, Units: []plans.UnitID{u.ID}, Roles: []plans.Role{plans.Responsible},
	}}, err
}

// planOrder is where a person stands in the plan files; those they do not name
// come last.
func planOrder(t *chat.Turn, id plans.PersonID) int {
	before := 0
	for _, p := range t.Plans {
		if i := slices.IndexFunc(p.People, func(p plans.Person) bool { return p.ID == id }); i >= 0 {
			return before + i
		}
		before += len(p.People)
	}
	return before
}

// inviteLink gives an administrator the link for a person.
func inviteLink(t *chat.Turn, p store.PersonRecord) error {
	link, p, err := newLink(t, p)
	if err != nil {
		return err
	}
	return t.Say(textInvite(p, t.UnitNames(p.Units), link, plans.DateOf(t.Now.Add(inviteLife), t.Zone)), chat.Keyboard{})
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
	k.Row(chat.Key{Text: "✉️ Пригласить", Verb: "inv", Number: n, Arg: "person"}, chat.Key{Text: "Уволен", Verb: "left", Number: n})
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
	if err := tellRoles(t, person); err != nil {
		return err
	}
	text, k := personCard(t, person, p.Number)
	return t.Edit(text, k)
}

// tellRoles tells somebody else what he may do from now on; his menu follows.
func tellRoles(t *chat.Turn, p store.PersonRecord) error {
	if err := t.SetMenu(p); err != nil || p.ID == t.Who.ID || !p.Connected() {
		return err
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: textRoles(p, t.Env.Admin(p.User)), NoPreview: true,
		Follow: chat.FollowPerson(p.ID), Replaces: "roles/" + string(p.ID),
	})
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

// leave frees a person's account; no invitation made before lets him in again. Those he was to stand in for are told that they
// have no deputy any more.
func leave(t *chat.Turn, p store.PersonRecord) error {
	if err := t.Tell(p, textAccessClosed, chat.Keyboard{}); err != nil {
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
