package chat

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// PageSize is how many tasks a message lists: each has a line and a button.
const PageSize = 8

// Page is one page of a list.
type Page[T any] struct {
	Shown []T
	// Before is how many of the list come before it.
	Before int
	// Number is which page it is, from 0.
	Number int
	pages  int
}

// PageOf cuts the page of a number, counted from 0, out of a list. A list may have
// grown shorter since its button was shown: past the end it is the last page.
func PageOf[T any](list []T, size, number int) Page[T] {
	pages := max(1, (len(list)+size-1)/size)
	number = max(0, min(number, pages-1))
	from := number * size
	return Page[T]{list[from:min(from+size, len(list))], from, number, pages}
}

// Keys adds the row of buttons that turn to the pages beside this one; to gives
// what the button to a page says.
func (p Page[T]) Keys(k *Keyboard, to func(page int) Press) { p.keys(k, nil, to) }

// KeysBack is Keys for a list that was come to from elsewhere: from its first page
// «‹ Назад» leads there.
func (p Page[T]) KeysBack(k *Keyboard, back Press, to func(page int) Press) { p.keys(k, &back, to) }

func (p Page[T]) keys(k *Keyboard, back *Press, to func(page int) Press) {
	var row []Key
	switch {
	case p.Number > 0:
		row = append(row, to(p.Number-1).Back())
	case back != nil:
		row = append(row, back.Back())
	}
	if p.Number < p.pages-1 {
		row = append(row, to(p.Number+1).key("Дальше ›"))
	}
	k.Row(row...)
}

// Back is the button that leads to where one has come from.
func (p Press) Back() Key { return p.key("‹ Назад") }

func (p Press) key(text string) Key {
	return Key{Text: text, Verb: p.Verb, Number: p.Number, Arg: p.Arg}
}

// NoPlan is the refusal of whatever needs a plan in force, when there is none.
func (t *Turn) NoPlan() error {
	states, err := t.Tx.PlanStates()
	if err != nil {
		return err
	}
	text := textNoPlan
	if len(states) > 0 {
		text = textNoneInForce
	}
	if t.Private() && t.Allowed(LoadPlan, nil) {
		text += textSendPlan
	}
	return Refuse(Absent, text)
}

// Unit is the unit of the plan that a short number stands for.
func (t *Turn) Unit(n uint64) (plans.Unit, error) {
	id, err := t.Tx.Identity(store.UnitNumber, n)
	if err != nil {
		return plans.Unit{}, err
	}
	u, ok := t.UnitOf(plans.UnitID(id))
	if !ok {
		return u, Stale()
	}
	return u, nil
}

// Ticked marks what is chosen of several.
func Ticked(on bool, text string) string {
	if on {
		return "✅ " + text
	}
	return "▫️ " + text
}
