package bot

import (
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedAwayDeputy asks for another deputy for the same days.
func (t *turn) pressedAwayDeputy(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	if person.Away.To < t.today() {
		return refuse(plans.ErrConflict, textNoLeave)
	}
	return t.askDeputy(person, p.number, person.Away.Span)
}

// askDeputy offers everybody who could stand in; where there is nobody, nobody it
// is.
func (t *turn) askDeputy(p store.PersonRecord, n uint64, s plans.Span) error {
	can, err := t.candidates(p, s)
	if err != nil {
		return err
	}
	if len(can) == 0 {
		if err := t.done(); err != nil {
			return err
		}
		return t.keepAway(p, n, store.Away{Span: s})
	}
	if err := t.await(store.Dialog{Await: "awaydep", Number: n, Text: s.From.String() + " " + s.To.String()}); err != nil {
		return err
	}
	k, err := t.deputyKeys(can, 0)
	if err != nil {
		return err
	}
	return t.say(textAskDeputy(p, s, p.ID == t.who.ID), k)
}

// candidates are those who can be reached and are not on leave themselves on any
// of the days; colleagues of the unit come first.
func (t *turn) candidates(p store.PersonRecord, s plans.Span) ([]store.PersonRecord, error) {
	all, err := t.tx.People()
	if err != nil {
		return nil, err
	}
	can := slices.DeleteFunc(all, func(q store.PersonRecord) bool {
		overlaps := q.Away.To != 0 && q.Away.From <= s.To && q.Away.To >= s.From
		return q.ID == p.ID || !q.Connected() || overlaps
	})
	slices.SortStableFunc(can, func(a, b store.PersonRecord) int {
		switch x, y := a.In(p.Units...), b.In(p.Units...); {
		case x == y:
			return strings.Compare(a.Name, b.Name)
		case x:
			return -1
		}
		return 1
	})
	return can, nil
}

func (t *turn) deputyKeys(can []store.PersonRecord, page int) (keyboard, error) {
	var k keyboard
	pages := max(1, (len(can)+pageSize-1)/pageSize)
	page = max(0, min(page, pages-1))
	for _, q := range can[page*pageSize : min((page+1)*pageSize, len(can))] {
		n, err := t.tx.Number(store.PersonNumber, string(q.ID))
		if err != nil {
			return k, err
		}
		k.row(key{text: cut(nameOr(q.Name), 48), verb: "dep", number: n})
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "deps", number: uint64(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "deps", number: uint64(page + 1)})
	}
	k.row(nav...)
	k.row(key{text: "Никто", verb: "dep"}, key{text: "Отмена", verb: "no"})
	return k, nil
}

// askedAway gives the leave a deputy is being chosen for.
func (t *turn) askedAway() (p store.PersonRecord, n uint64, s plans.Span, err error) {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil {
		return p, 0, s, err
	}
	from, to, two := strings.Cut(d.Text, " ")
	if !ok || d.Await != "awaydep" || !two {
		return p, 0, s, stale()
	}
	if s.From, err = plans.ParseDate(from); err != nil {
		return p, 0, s, err
	}
	if s.To, err = plans.ParseDate(to); err != nil {
		return p, 0, s, err
	}
	p, err = t.leaver(d.Number)
	return p, d.Number, s, err
}

// pressedDeputies turns the pages of the possible deputies.
func (t *turn) pressedDeputies(p press) error {
	person, _, s, err := t.askedAway()
	if err != nil {
		return err
	}
	can, err := t.candidates(person, s)
	if err != nil {
		return err
	}
	k, err := t.deputyKeys(can, int(min(p.number, 1<<10)))
	if err != nil {
		return err
	}
	return t.edit(textAskDeputy(person, s, person.ID == t.who.ID), k)
}

// pressedDeputy keeps the leave with the deputy chosen, or with nobody.
func (t *turn) pressedDeputy(p press) error {
	person, n, s, err := t.askedAway()
	if err != nil {
		return err
	}
	a := store.Away{Span: s}
	if p.number != 0 {
		id, err := t.tx.Identity(store.PersonNumber, p.number)
		if err != nil {
			return err
		}
		a.Deputy = plans.PersonID(id)
		can, err := t.candidates(person, s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(can, func(q store.PersonRecord) bool { return q.ID == a.Deputy }) {
			return refuse(plans.ErrConflict, textDeputyCannot)
		}
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.keepAway(person, n, a)
}

// deputyAsked is words where a button was asked for.
func (t *turn) deputyAsked(store.Dialog) error { return refuse(plans.ErrInvalid, textPressDeputy) }
