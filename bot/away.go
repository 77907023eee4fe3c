package bot

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// away is /away: it shows the leave one has, or asks for its days.
func (t *turn) away(string) error {
	n, err := t.tx.Number(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	if t.who.Away.To < t.today() {
		return t.askAway(t.who, n)
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	return t.say(textAway(t.who, names[t.who.Away.Deputy]), awayKeys(n))
}

func awayKeys(n uint64) keyboard {
	var k keyboard
	k.row(key{text: "Другие даты", verb: "away", number: n}, key{text: "Заместитель", verb: "awaydep", number: n})
	k.row(key{text: "Отпуск не нужен", verb: "awayoff", number: n})
	return k
}

// names are the names of everybody, by id.
func (t *turn) names() (map[plans.PersonID]string, error) {
	all, err := t.tx.People()
	return personNames(all), err
}

func (t *turn) askAway(p store.PersonRecord, n uint64) error {
	if err := t.await(store.Dialog{Await: "away", Number: n}); err != nil {
		return err
	}
	return t.say(textAskAway(p, p.ID == t.who.ID), cancelKeys())
}

// leaver gives the person whose leave this is about: one's own, or for an
// administrator anybody's.
func (t *turn) leaver(n uint64) (store.PersonRecord, error) {
	id, err := t.tx.Identity(store.PersonNumber, n)
	if err != nil {
		return store.PersonRecord{}, err
	}
	if plans.PersonID(id) != t.who.ID {
		if err := t.may(invite); err != nil {
			return store.PersonRecord{}, err
		}
	}
	p, err := t.tx.Person(plans.PersonID(id))
	if err == nil && p.Left {
		err = refuse(plans.ErrConflict, textAlreadyLeft)
	}
	return p, err
}

// pressedAway asks for the days of somebody's leave.
func (t *turn) pressedAway(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	return t.askAway(person, p.number)
}

// awayDates takes the days and asks for a deputy.
func (t *turn) awayDates(d store.Dialog) error {
	person, err := t.leaver(d.Number)
	if err != nil {
		return err
	}
	s, ok := daysOf(t.words(), t.today())
	switch {
	case !ok:
		return refuse(plans.ErrInvalid, textAwayUnknown)
	case s.To < t.today():
		return refuse(plans.ErrInvalid, textAwayPast)
	case s.To-s.From > awayLimit:
		return refuse(plans.ErrInvalid, textAwayLong)
	}
	return t.askDeputy(person, d.Number, s)
}

// awayLimit is the longest leave, in days: a slip in the year is likelier than
// two years away.
const awayLimit = 730

// keepAway keeps the leave and tells those it concerns.
func (t *turn) keepAway(p store.PersonRecord, n uint64, a store.Away) error {
	before := p.Away
	if before.To < t.today() {
		before = store.Away{}
	}
	p.Away = a
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	if err := t.note("away", "person/"+string(p.ID), before, a); err != nil {
		return err
	}
	if before.Deputy != a.Deputy {
		if err := t.tellDeputy(before.Deputy, textDeputyFreed(p, before.Span)); err != nil {
			return err
		}
	}
	if err := t.tellDeputy(a.Deputy, textDeputyNamed(p, t.unitNames(p.Units), a.Span)); err != nil {
		return err
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	if p.ID != t.who.ID {
		if err := t.tell(p, textAway(p, names[a.Deputy]), awayKeys(n)); err != nil {
			return err
		}
	} else {
		t.who = p
	}
	return t.say(textAway(p, names[a.Deputy]), awayKeys(n))
}

func (t *turn) tellDeputy(id plans.PersonID, text string) error {
	if id == "" || id == t.who.ID {
		return nil
	}
	p, err := t.tx.Person(id)
	if err != nil {
		return err
	}
	return t.tell(p, text, keyboard{})
}

// pressedAwayOff ends a leave, or calls it off.
func (t *turn) pressedAwayOff(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	if person.Away.To < t.today() {
		return refuse(plans.ErrConflict, textNoLeave)
	}
	before := person.Away
	person.Away = store.Away{}
	if err := t.tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.note("back", "person/"+string(person.ID), before, nil); err != nil {
		return err
	}
	if err := t.tellDeputy(before.Deputy, textDeputyFreed(person, before.Span)); err != nil {
		return err
	}
	return t.edit(textAwayOff(person, person.ID == t.who.ID), keyboard{})
}
