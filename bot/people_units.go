package bot

import (
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedUnits shows the units of a person, to be ticked.
func (t *turn) pressedUnits(p press) error {
	person, err := t.personByNumber(p.number)
	if err != nil {
		return err
	}
	page, err := pageArg(p.arg)
	if err != nil {
		return err
	}
	k, err := t.memberKeys(person, p.number, page)
	if err != nil {
		return err
	}
	return t.edit(textAskUnits(person), k)
}

func (t *turn) memberKeys(p store.PersonRecord, n uint64, page int) (keyboard, error) {
	var k keyboard
	units := slices.DeleteFunc(slices.Clone(t.plan.Units), func(u plans.Unit) bool { return u.ByProject })
	pages := max(1, (len(units)+pageSize-1)/pageSize)
	page = min(page, pages-1)
	for _, u := range units[page*pageSize : min((page+1)*pageSize, len(units))] {
		number, err := t.tx.Number(store.UnitNumber, string(u.ID))
		if err != nil {
			return k, err
		}
		arg := strconv.FormatUint(number, 10) + "." + strconv.Itoa(page)
		k.row(key{text: ticked(p.In(u.ID), cut(u.Name, 48)), verb: "member", number: n, arg: arg})
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "units", number: n, arg: strconv.Itoa(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "units", number: n, arg: strconv.Itoa(page + 1)})
	}
	k.row(nav...)
	k.row(key{text: "Готово", verb: "pers", number: n})
	return k, nil
}

// pressedMember takes a person into a unit or out of it.
func (t *turn) pressedMember(p press) error {
	person, err := t.personByNumber(p.number)
	if err != nil {
		return err
	}
	first, second, _ := strings.Cut(p.arg, ".")
	n, err := strconv.ParseUint(first, 10, 64)
	if err != nil {
		return stale()
	}
	page, err := pageArg(second)
	if err != nil {
		return err
	}
	u, err := t.unit(n)
	if err != nil {
		return err
	}
	if person.Left {
		return refuse(plans.ErrConflict, textAlreadyLeft)
	}
	before := person.Units
	if person.In(u.ID) {
		person.Units = slices.DeleteFunc(slices.Clone(before), func(id plans.UnitID) bool { return id == u.ID })
	} else {
		person.Units = append(slices.Clone(before), u.ID)
	}
	if err := t.tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.note("units", "person/"+string(person.ID), before, person.Units); err != nil {
		return err
	}
	if err := t.tellUnits(person); err != nil {
		return err
	}
	t.answer(textSaved)
	k, err := t.memberKeys(person, p.number, page)
	if err != nil {
		return err
	}
	return t.edit(textAskUnits(person), k)
}

// tellUnits tells somebody else which units are his; of several changes in a row
// only the last need arrive.
func (t *turn) tellUnits(p store.PersonRecord) error {
	if !p.Connected() || p.ID == t.who.ID {
		return nil
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: textUnitsChanged(t.unitNames(p.Units)), NoPreview: true,
		Follow: "person/" + string(p.ID), Replaces: "units/" + string(p.ID),
	})
}
