package people

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// away is /away: it shows the leave one has, or asks for its days.
func away(t *chat.Turn, _ string) error {
	n, err := t.Tx.Number(store.PersonNumber, string(t.Who.ID))
	if err != nil {
		return err
	}
	if t.Who.Away.To < t.Today() {
		return askAway(t, t.Who, n)
	}
	names, err := t.Names()
	if err != nil {
		return err
	}
	return t.Say(textAway(t.Who, names[t.Who.Away.Deputy]), awayKeys(n))
}

func awayKeys(n uint64) chat.Keyboard {
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Другие даты", Verb: "away", Number: n}, chat.Key{Text: "Заместитель", Verb: "awaydep", Number: n})
	k.Row(chat.Key{Text: "Отпуск не нужен", Verb: "awayoff", Number: n})
	return k
}

func askAway(t *chat.Turn, p store.PersonRecord, n uint64) error {
	if err := t.Await(store.Dialog{Await: "away", Number: n}); err != nil {
		return err
	}
	return t.Say(textAskAway(p, p.ID == t.Who.ID), chat.CancelKeys())
}

// leaver gives the person whose leave this is about: one's own, or for an
// administrator anybody's.
func leaver(t *chat.Turn, n uint64) (store.PersonRecord, error) {
	id, err := t.Tx.Identity(store.PersonNumber, n)
	if err != nil {
		return store.PersonRecord{}, err
	}
	if plans.PersonID(id) != t.Who.ID {
		if err := t.May(chat.Invite); err != nil {
			return store.PersonRecord{}, err
		}
	}
	p, err := t.Tx.Person(plans.PersonID(id))
	if err == nil && p.Left {
		err = chat.Refuse(chat.OutOfDate, chat.TextAlreadyLeft)
	}
	return p, err
}

// pressedAway asks for the days of somebody's leave.
func pressedAway(t *chat.Turn, p chat.Press) error {
	person, err := leaver(t, p.Number)
	if err != nil {
		return err
	}
	return askAway(t, person, p.Number)
}

// awayDates takes the days and asks for a deputy.
func awayDates(t *chat.Turn, d store.Dialog) error {
	person, err := leaver(t, d.Number)
	if err != nil {
		return err
	}
	s, ok := daysOf(t.Words(), t.Today())
	switch {
	case !ok:
		return chat.Refuse(chat.NotUnderstood, textAwayUnknown)
	case s.To < t.Today():
		return chat.Refuse(chat.WrongDay, textAwayPast)
	case s.To-s.From > awayLimit:
		return chat.Refuse(chat.WrongDay, textAwayLong)
	}
	return keepDates(t, person, d.Number, s)
}

// keepDates keeps the days at once, with the deputy there was if they can still stand
// in, and then asks who stands in.
func keepDates(t *chat.Turn, p store.PersonRecord, n uint64, s plans.Span) error {
	can, err := candidates(t, p, s)
	if err != nil {
		return err
	}
	a := store.Away{Span: s}
	if slices.ContainsFunc(can, func(q store.PersonRecord) bool { return q.ID == p.Away.Deputy }) {
		a.Deputy = p.Away.Deputy
	}
	if err := t.Done(); err != nil {
		return err
	}
	if len(can) == 0 {
		return keepAway(t, p, n, a)
	}
	if p, err = saveAway(t, p, n, a); err != nil {
		return err
	}
	return askDeputy(t, p, n, s)
}

// awayLimit is the longest leave, in days: a slip in the year is likelier than
// two years away.
const awayLimit = 730

// keepAway keeps the leave and says it.
func keepAway(t *chat.Turn, p store.PersonRecord, n uint64, a store.Away) error {
	p, err := saveAway(t, p, n, a)
	if err != nil {
		return err
	}
	names, err := t.Names()
	if err != nil {
		return err
	}
	return t.Say(textAway(p, names[a.Deputy]), awayKeys(n))
}

// saveAway keeps the leave and tells the others it concerns; the person is given back
// as kept.
func saveAway(t *chat.Turn, p store.PersonRecord, n uint64, a store.Away) (store.PersonRecord, error) {
	before := p.Away
	if before == a {
		return p, nil
	}
	if before.To < t.Today() {
		before = store.Away{}
	}
	p.Away = a
	if err := t.Tx.PutPerson(p); err != nil {
		return p, err
	}
	if err := t.Note("away", "person/"+string(p.ID), before, a); err != nil {
		return p, err
	}
	if before.Deputy != a.Deputy {
		if err := tellDeputy(t, before.Deputy, textDeputyFreed(p, before.Span)); err != nil {
			return p, err
		}
	}
	if err := tellDeputy(t, a.Deputy, textDeputyNamed(p, t.UnitNames(p.Units), a.Span)); err != nil {
		return p, err
	}
	if p.ID == t.Who.ID {
		t.Who = p
		return p, nil
	}
	names, err := t.Names()
	if err != nil {
		return p, err
	}
	return p, t.Tell(p, textAway(p, names[a.Deputy]), awayKeys(n))
}

func tellDeputy(t *chat.Turn, id plans.PersonID, text string) error {
	if id == "" || id == t.Who.ID {
		return nil
	}
	p, err := t.Tx.Person(id)
	if err != nil {
		return err
	}
	return t.Tell(p, text, chat.Keyboard{})
}

// pressedAwayOff ends a leave, or calls it off.
func pressedAwayOff(t *chat.Turn, p chat.Press) error {
	person, err := leaver(t, p.Number)
	if err != nil {
		return err
	}
	if person.Away.To < t.Today() {
		return chat.Refuse(chat.NothingToDo, textNoLeave)
	}
	before := person.Away
	person.Away = store.Away{}
	if err := t.Tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.Note("back", "person/"+string(person.ID), before, nil); err != nil {
		return err
	}
	if err := tellDeputy(t, before.Deputy, textDeputyFreed(person, before.Span)); err != nil {
		return err
	}
	return t.Edit(textAwayOff(person, person.ID == t.Who.ID), chat.Keyboard{})
}
