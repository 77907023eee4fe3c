package chat

import (
	"fmt"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// PageArg reads the page a button names, 0 for none.
func PageArg(arg string) (int, error) {
	n, err := strconv.ParseUint("0"+arg, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("page %q: %w", arg, plans.ErrNotFound)
	}
	return int(n), nil
}

// NoPlan is the refusal of whatever needs a plan, before there is any.
func (t *Turn) NoPlan() error {
	if t.Private() && t.Allowed(LoadPlan, nil) {
		return Refuse(plans.ErrNotFound, textNoPlanYet)
	}
	return Refuse(plans.ErrNotFound, textNoPlan)
}

// PageOf is the page a button asks for, of how many; the first when it names none.
func PageOf(p Press, total, size int) (page, pages int, err error) {
	page, err = strconv.Atoi("0" + p.Arg)
	if err != nil {
		return 0, 0, Stale()
	}
	pages = max(1, (total+size-1)/size)
	return min(page, pages-1), pages, nil
}

// PageKeys are the buttons that turn the pages of what a button opened.
func PageKeys(k *Keyboard, p Press, page, pages int) {
	var nav []Key
	if page > 0 {
		nav = append(nav, Key{Text: "‹ Назад", Verb: p.Verb, Number: p.Number, Arg: strconv.Itoa(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, Key{Text: "Дальше ›", Verb: p.Verb, Number: p.Number, Arg: strconv.Itoa(page + 1)})
	}
	k.Row(nav...)
}

func (t *Turn) Unit(n uint64) (plans.Unit, error) {
	id, err := t.Tx.Identity(store.UnitNumber, n)
	if err != nil {
		return plans.Unit{}, err
	}
	u, ok := t.Plan.Unit(plans.UnitID(id))
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

// PageSize is how many tasks a message lists: each has a line and a button.
const PageSize = 8
