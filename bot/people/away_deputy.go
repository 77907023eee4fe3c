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
		return chat.Refuse(chat.NothingToDo, textNoLeave)
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
	if err := t.Await(store.Dialog{Await: "awaydep", Number: n, Text: string(chat.ArgsOf(chat.Day(s.From), chat.Day(s.To)))}); err != nil {
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

func deputyKeys(t *chat.Turn, can []store.PersonRecord, number int) (chat.Keyboard, error) {
	var k chat.Keyboard
	page := chat.PageOf(can, chat.PageSize, number)
	for _, q := range page.Shown {
		n, err := t.Tx.Number(store.PersonNumber, string(q.ID))
		if err != nil {
			return k, err
		}
		k.Row(chat.Key{Text: chat.Cut(chat.NameOr(q.Name), 48), Verb: "dep", Number: n})
	}
	page.Keys(&k, chat.Press{Verb: "deps"}.PageInNumber)
	k.Row(chat.Key{Text: "Никто", Verb: "dep"}, chat.Key{Text: "Отмена", Verb: "no"})
	return k, nil
}

// askedAway gives the leave a deputy is being chosen for.
func askedAway(t *chat.Turn) (p store.PersonRecord, n uint64, s plans.Span, err error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return p, 0, s, err
	}
	r := chat.Args(d.Text).Read()
	s = plans.Span{From: r.Day(), To: r.Day()}
	if !ok || d.Await != "awaydep" || !r.Whole() {
		return p, 0, s, chat.Stale()
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
	k, err := deputyKeys(t, can, p.Page())
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
			return chat.Refuse(chat.OutOfDate, textDeputyCannot)
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
func deputyAsked(_ *chat.Turn, _ store.Dialog) error {
	return chat.Refuse(chat.ButtonWanted, textPressDeputy)
}
