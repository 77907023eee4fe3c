package people

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedAwayDeputy asks for another deputy for the same days.
func pressedAwayDeputy(t *chat.Turn, p chat.Press) error {
	person, err := leaver(t, p.Number)
	if err != nil {
		return err
	}
	if person.Away.To < t.Today() {
		return chat.Refuse(plans.ErrConflict, textNoLeave)
	}
	return askDeputy(t, person, p.Number, person.Away.Span)
}

// askDeputy offers everybody who could stand in; where there is nobody, nobody it
// is.
func askDeputy(t *chat.Turn, p store.PersonRecord, n uint64, s plans.Span) error {
	can, err := candidates(t, p, s)
	if err != nil {
		return err
	}
	if len(can) == 0 {
		if err := t.Done(); err != nil {
			return err
		}
		return keepAway(t, p, n, store.Away{Span: s})
	}
	if err := t.Await(store.Dialog{Await: "awaydep", Number: n, Text: s.From.String() + " " + s.To.String()}); err != nil {
		return err
	}
	k, err := deputyKeys(t, can, 0)
	if err != nil {
		return err
	}
	return t.Say(textAskDeputy(p, s, p.ID == t.Who.ID), k)
}

// candidates are those who can be reached and are not on leave themselves on any
// of the days; colleagues of the unit come first.
func candidates(t *chat.Turn, p store.PersonRecord, s plans.Span) ([]store.PersonRecord, error) {
	all, err := t.Tx.People()
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

func deputyKeys(t *chat.Turn, can []store.PersonRecord, page int) (chat.Keyboard, error) {
	var k chat.Keyboard
	pages := max(1, (len(can)+chat.PageSize-1)/chat.PageSize)
	page = max(0, min(page, pages-1))
	for _, q := range can[page*chat.PageSize : min((page+1)*chat.PageSize, len(can))] {
		n, err := t.Tx.Number(store.PersonNumber, string(q.ID))
		if err != nil {
			return k, err
		}
		k.Row(chat.Key{Text: chat.Cut(chat.NameOr(q.Name), 48), Verb: "dep", Number: n})
	}
	var nav []chat.Key
	if page > 0 {
		nav = append(nav, chat.Key{Text: "‹ Назад", Verb: "deps", Number: uint64(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, chat.Key{Text: "Дальше ›", Verb: "deps", Number: uint64(page + 1)})
	}
	k.Row(nav...)
	k.Row(chat.Key{Text: "Никто", Verb: "dep"}, chat.Key{Text: "Отмена", Verb: "no"})
	return k, nil
}

// askedAway gives the leave a deputy is being chosen for.
func askedAway(t *chat.Turn) (p store.PersonRecord, n uint64, s plans.Span, err error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return p, 0, s, err
	}
	from, to, two := strings.Cut(d.Text, " ")
	if !ok || d.Await != "awaydep" || !two {
		return p, 0, s, chat.Stale()
	}
	if s.From, err = plans.ParseDate(from); err != nil {
		return p, 0, s, err
	}
	if s.To, err = plans.ParseDate(to); err != nil {
		return p, 0, s, err
	}
	p, err = leaver(t, d.Number)
	return p, d.Number, s, err
}

// pressedDeputies turns the pages of the possible deputies.
func pressedDeputies(t *chat.Turn, p chat.Press) error {
	person, _, s, err := askedAway(t)
	if err != nil {
		return err
	}
	can, err := candidates(t, person, s)
	if err != nil {
		return err
	}
	k, err := deputyKeys(t, can, int(min(p.Number, 1<<10)))
	if err != nil {
		return err
	}
	return t.Edit(textAskDeputy(person, s, person.ID == t.Who.ID), k)
}

// pressedDeputy keeps the leave with the deputy chosen, or with nobody.
func pressedDeputy(t *chat.Turn, p chat.Press) error {
	person, n, s, err := askedAway(t)
	if err != nil {
		return err
	}
	a := store.Away{Span: s}
	if p.Number != 0 {
		id, err := t.Tx.Identity(store.PersonNumber, p.Number)
		if err != nil {
			return err
		}
		a.Deputy = plans.PersonID(id)
		can, err := candidates(t, person, s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(can, func(q store.PersonRecord) bool { return q.ID == a.Deputy }) {
			return chat.Refuse(plans.ErrConflict, textDeputyCannot)
		}
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return keepAway(t, person, n, a)
}

// deputyAsked is words where a button was asked for.
func deputyAsked(t *chat.Turn, _ store.Dialog) error {
	return chat.Refuse(plans.ErrInvalid, textPressDeputy)
}
