package bot

import (
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// people lists the units with how many of their people are connected.
func (t *turn) people(string) error {
	if err := t.may(invite); err != nil {
		return err
	}
	if t.plan.ID == "" {
		return t.noPlan()
	}
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	var k keyboard
	for _, u := range t.plan.Units {
		if u.ByProject {
			continue
		}
		n, err := t.tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return err
		}
		k.row(key{text: cut(u.Name, 52), verb: "unit", number: n})
	}
	return t.say(textUnits(t.plan.Units, all), k)
}

func (t *turn) unit(n uint64) (plans.Unit, error) {
	id, err := t.tx.Identity(store.UnitNumber, n)
	if err != nil {
		return plans.Unit{}, err
	}
	u, ok := t.plan.Unit(plans.UnitID(id))
	if !ok {
		return u, stale()
	}
	return u, nil
}

// members are the people of a unit who have not left.
func members(u plans.UnitID, all []store.PersonRecord) []store.PersonRecord {
	return slices.DeleteFunc(slices.Clone(all), func(p store.PersonRecord) bool { return p.Left || !p.In(u) })
}

// pressedUnit shows a unit's people.
func (t *turn) pressedUnit(p press) error {
	if err := t.may(invite); err != nil {
		return err
	}
	u, err := t.unit(p.number)
	if err != nil {
		return err
	}
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "✉️ Пригласить", verb: "inv", number: p.number})
	for _, m := range members(u.ID, all) {
		n, err := t.tx.Number(store.PersonNumber, string(m.ID))
		if err != nil {
			return err
		}
		k.row(key{text: cut(personLabel(m), 48), verb: "pers", number: n})
	}
	return t.say(textUnit(u, members(u.ID, all)), k)
}

// inviteLife is how long an invitation may be used.
const inviteLife = 7 * 24 * time.Hour

// pressedInvite gives a link for one person: somebody named in the plan file who
// has not come yet, one after another, then somebody new. With a person's number
// as argument it is for that person.
func (t *turn) pressedInvite(p press) error {
	if err := t.may(invite); err != nil {
		return err
	}
	if p.arg == "person" {
		id, err := t.tx.Identity(store.PersonNumber, p.number)
		if err != nil {
			return err
		}
		person, err := t.tx.Person(plans.PersonID(id))
		if err != nil {
			return err
		}
		return t.inviteLink(person)
	}
	u, err := t.unit(p.number)
	if err != nil {
		return err
	}
	person, err := t.invitee(u)
	if err != nil {
		return err
	}
	return t.inviteLink(person)
}

// invitee is the next of the unit who has neither come nor been sent a link, or
// a new person.
func (t *turn) invitee(u plans.Unit) (store.PersonRecord, error) {
	all, err := t.tx.People()
	if err != nil {
		return store.PersonRecord{}, err
	}
	named := members(u.ID, all)
	slices.SortStableFunc(named, func(a, b store.PersonRecord) int { return t.planOrder(a.ID) - t.planOrder(b.ID) })
	for _, m := range named {
		if m.User == 0 && m.Invited.Add(inviteLife).Before(t.now) {
			return m, nil
		}
	}
	id, err := t.tx.NewPersonID()
	return store.PersonRecord{Person: plans.Person{
		ID: id, Units: []plans.UnitID{u.ID}, Roles: []plans.Role{plans.Responsible},
	}}, err
}

// planOrder is where a person stands in the plan file; those it does not name
// come last.
func (t *turn) planOrder(id plans.PersonID) int {
	i := slices.IndexFunc(t.plan.People, func(p plans.Person) bool { return p.ID == id })
	if i < 0 {
		return len(t.plan.People)
	}
	return i
}

// inviteLink gives an administrator the link for a person.
func (t *turn) inviteLink(p store.PersonRecord) error {
	link, p, err := t.newLink(p)
	if err != nil {
		return err
	}
	return t.say(textInvite(p, t.unitNames(p.Units), link, plans.DateOf(t.now.Add(inviteLife), t.zone)), keyboard{})
}

func (t *turn) personByNumber(n uint64) (store.PersonRecord, error) {
	if err := t.may(invite); err != nil {
		return store.PersonRecord{}, err
	}
	id, err := t.tx.Identity(store.PersonNumber, n)
	if err != nil {
		return store.PersonRecord{}, err
	}
	return t.tx.Person(plans.PersonID(id))
}

// pressedPerson shows a person's card to an administrator.
func (t *turn) pressedPerson(p press) error {
	person, err := t.personByNumber(p.number)
	if err != nil {
		return err
	}
	text, k := t.personCard(person, p.number)
	return t.say(text, k)
}

func (t *turn) personCard(p store.PersonRecord, n uint64) (string, keyboard) {
	var k keyboard
	if p.Left {
		k.row(key{text: "✉️ Пригласить снова", verb: "inv", number: n, arg: "person"})
		return textPerson(p, t.unitNames(p.Units), ""), k
	}
	for _, r := range []plans.Role{plans.Controller, plans.Responsible, plans.Approver} {
		k.row(key{text: ticked(p.Has(r), roleName(r)), verb: "role", number: n, arg: string(r)})
	}
	k.row(key{text: "Подразделения", verb: "units", number: n}, key{text: "Отпуск", verb: "away", number: n})
	k.row(key{text: "✉️ Пригласить", verb: "inv", number: n, arg: "person"}, key{text: "Уволен", verb: "left", number: n})
	deputy := ""
	if q, err := t.tx.Person(p.Away.Deputy); err == nil && p.Away.To >= t.today() {
		deputy = q.Name
	}
	return textPerson(p, t.unitNames(p.Units), deputy), k
}

// ticked marks what is chosen of several.
func ticked(on bool, text string) string {
	if on {
		return "✅ " + text
	}
	return "▫️ " + text
}

// pressedRole gives a role or takes it.
func (t *turn) pressedRole(p press) error {
	person, err := t.personByNumber(p.number)
	if err != nil {
		return err
	}
	role := plans.Role(p.arg)
	if role != plans.Controller && role != plans.Responsible && role != plans.Approver {
		return stale()
	}
	before := slices.Clone(person.Roles)
	if person.Has(role) {
		person.Roles = slices.DeleteFunc(slices.Clone(person.Roles), func(r plans.Role) bool { return r == role })
	} else {
		person.Roles = append(slices.Clone(person.Roles), role)
	}
	if err := t.tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.note("roles", "person/"+string(person.ID), before, person.Roles); err != nil {
		return err
	}
	t.answer(textSaved)
	if err := t.tellRoles(person); err != nil {
		return err
	}
	text, k := t.personCard(person, p.number)
	return t.edit(text, k)
}

// tellRoles tells somebody else what he may do from now on; his menu follows.
func (t *turn) tellRoles(p store.PersonRecord) error {
	if err := t.setMenu(p); err != nil || p.ID == t.who.ID || !p.Connected() {
		return err
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: textRoles(p, t.bot.admin(p.User)), NoPreview: true,
		Follow: "person/" + string(p.ID), Replaces: "roles/" + string(p.ID),
	})
}

// pressedLeft lets a person go: the account is freed, the history stays, his
// open tasks are his unit's as before.
func (t *turn) pressedLeft(p press) error {
	person, err := t.personByNumber(p.number)
	if err != nil {
		return err
	}
	if person.Left {
		return refuse(plans.ErrConflict, textAlreadyLeft)
	}
	if person.ID == t.who.ID {
		return refuse(plans.ErrInvalid, textLeftSelf)
	}
	if err := t.leave(person); err != nil {
		return err
	}
	if person, err = t.tx.Person(person.ID); err != nil {
		return err
	}
	if err := t.note("left", "person/"+string(person.ID), nil, nil); err != nil {
		return err
	}
	t.answer(textSaved)
	text, k := t.personCard(person, p.number)
	return t.edit(text, k)
}

// leave frees a person's account; no invitation made before lets him in again. Those he was to stand in for are told that they
// have no deputy any more.
func (t *turn) leave(p store.PersonRecord) error {
	if err := t.tell(p, textAccessClosed, keyboard{}); err != nil {
		return err
	}
	if p.User != 0 {
		if err := t.tx.EndDialog(int64(p.User), p.User); err != nil {
			return err
		}
		if err := t.dropMenu(p.User); err != nil {
			return err
		}
	}
	if err := t.tx.CancelInvites(p.ID); err != nil {
		return err
	}
	p.Left, p.User, p.Unreachable, p.Reported, p.Away = true, 0, false, false, store.Away{}
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	return t.loseDeputy(p)
}

func (t *turn) loseDeputy(gone store.PersonRecord) error {
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Away.Deputy != gone.ID {
			continue
		}
		p.Away.Deputy = ""
		if err := t.tx.PutPerson(p); err != nil {
			return err
		}
		if p.Away.To < t.today() {
			continue
		}
		n, err := t.tx.Number(store.PersonNumber, string(p.ID))
		if err != nil {
			return err
		}
		if err := t.tell(p, textDeputyLost(p.Away.Span, gone.Name), awayKeys(n)); err != nil {
			return err
		}
	}
	return nil
}
