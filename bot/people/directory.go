package people

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// The directory of units is the plans', under the decisions that administrators
// make here. A decision is kept, so that later versions and other plans are read under
// it; tasks and agenda follow at once.

// unitNameLimit is the longest name of a unit, in UTF-16 units.
const unitNameLimit = 200

// decide keeps a decision and puts the plans in force under it.
func decide(t *chat.Turn, d plans.UnitDecision) error {
	before, _ := t.UnitOf(d.Unit)
	t.Settings.Units = append(t.Settings.Units, d)
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	if err := t.Note("unit "+string(d.Kind), "unit/"+string(d.Unit), before, d); err != nil {
		return err
	}
	for _, p := range t.Plans {
		if _, err := schedule.Load(t.Tx, p, t.Who.ID, t.Now); err != nil {
			return err
		}
	}
	return t.ReadPlans()
}

// pressedNewUnit asks how a new unit is called.
func pressedNewUnit(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	if len(t.Plans) == 0 {
		return t.NoPlan()
	}
	if err := t.Await(store.Dialog{Await: "unitnew"}); err != nil {
		return err
	}
	return t.Say(textAskUnitName, chat.CancelKeys())
}

// newUnitName adds the unit that was asked about.
func newUnitName(t *chat.Turn, _ store.Dialog) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	name, ok, err := unitName(t, "")
	if err != nil || !ok {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	id := freeUnit(t)
	if err := decide(t, plans.UnitDecision{Kind: plans.UnitAdded, Unit: id, Name: name}); err != nil {
		return err
	}
	return showUnit(t, id, textUnitAdded(name))
}

// freeUnit is an identity no unit has or ever had.
func freeUnit(t *chat.Turn) plans.UnitID {
	for n := len(t.Settings.Units) + 1; ; n++ {
		id := plans.UnitID("unit-" + strconv.Itoa(n))
		_, taken := t.UnitOf(id)
		if !taken && !slices.ContainsFunc(t.Settings.Units, func(d plans.UnitDecision) bool { return d.Unit == id }) {
			return id
		}
	}
}

// unitName reads the name that was sent; ok is false when it was refused with a
// line, and the question stays open.
func unitName(t *chat.Turn, except plans.UnitID) (name string, ok bool, err error) {
	name = strings.Join(strings.Fields(t.Words()), " ")
	switch {
	case name == "":
		return "", false, t.Say(textUnitNameEmpty, chat.CancelKeys())
	case plans.Len(name) > unitNameLimit:
		return "", false, t.Say(textUnitNameLong, chat.CancelKeys())
	}
	all, err := t.Units()
	if err != nil {
		return "", false, err
	}
	for _, u := range all {
		if u.ID != except && slices.ContainsFunc(append(u.Aliases, u.Name), func(n string) bool { return strings.EqualFold(n, name) }) {
			return "", false, t.Say(textUnitNameTaken(u.Name), chat.CancelKeys())
		}
	}
	return name, true, nil
}

// pressedRenameUnit asks for another name.
func pressedRenameUnit(t *chat.Turn, p chat.Press) error {
	u, err := unitToChange(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "unitname", Number: p.Number}); err != nil {
		return err
	}
	return t.Say(textAskUnitRename(u.Name), chat.CancelKeys())
}

// otherUnitName renames the unit that was asked about.
func otherUnitName(t *chat.Turn, d store.Dialog) error {
	u, err := unitToChange(t, d.Number)
	if err != nil {
		return err
	}
	name, ok, err := unitName(t, u.ID)
	if err != nil || !ok {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if name == u.Name {
		return showUnit(t, u.ID, textUnitSameName)
	}
	if err := decide(t, plans.UnitDecision{Kind: plans.UnitRenamed, Unit: u.ID, Name: name}); err != nil {
		return err
	}
	return showUnit(t, u.ID, textUnitRenamed(u.Name, name))
}

// unitToChange is the unit of a number, for who may change units. What stands for
// the units of projects is no unit of its own.
func unitToChange(t *chat.Turn, n uint64) (plans.Unit, error) {
	if err := t.May(chat.Invite); err != nil {
		return plans.Unit{}, err
	}
	u, err := t.Unit(n)
	if err != nil {
		return u, err
	}
	if u.ByProject {
		return u, chat.Stale()
	}
	return u, nil
}

// pressedJoinUnit asks with which unit to merge.
func pressedJoinUnit(t *chat.Turn, p chat.Press) error {
	u, err := unitToChange(t, p.Number)
	if err != nil {
		return err
	}
	own, err := t.OwnUnits()
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(own, func(o plans.Unit) bool { return o.ID == u.ID })
	if len(others) == 0 {
		return chat.Refuse(chat.NothingToDo, textNoOtherUnit)
	}
	number, err := p.Arg.Page()
	if err != nil {
		return err
	}
	page := chat.PageOf(others, chat.PageSize, number)
	var k chat.Keyboard
	for _, o := range page.Shown {
		n, err := t.Tx.Number(store.UnitNumber, string(o.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(o.Name, 52), Verb: "unitinto", Number: p.Number, Arg: chat.ArgsOf(chat.Num(n))})
	}
	page.Keys(&k, p.PageInArg)
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	if p.Arg != "" {
		return t.Edit(textAskJoin(u.Name), k)
	}
	return t.Say(textAskJoin(u.Name), k)
}

// pressedJoinInto says what would follow and asks once more.
func pressedJoinInto(t *chat.Turn, p chat.Press) error {
	from, into, err := toJoin(t, p)
	if err != nil {
		return err
	}
	has, err := holdings(t, from.ID)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Объединить", Verb: "unitjoin!", Number: p.Number, Arg: p.Arg}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Edit(textJoinSure(from.Name, into.Name, has), k)
}

func toJoin(t *chat.Turn, p chat.Press) (from, into plans.Unit, err error) {
	if from, err = unitToChange(t, p.Number); err != nil {
		return from, into, err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return from, into, err
	}
	if into, err = unitToChange(t, uint64(n)); err == nil && into.ID == from.ID {
		err = chat.Stale()
	}
	return from, into, err
}

// pressedJoinSure merges a unit into another: its people, rows and projects follow.
func pressedJoinSure(t *chat.Turn, p chat.Press) error {
	from, into, err := toJoin(t, p)
	if err != nil {
		return err
	}
	if err := t.CloseHere(); err != nil {
		return err
	}
	projects, err := t.Tx.Projects()
	if err != nil {
		return err
	}
	for _, x := range projects {
		if x.Unit == from.ID {
			x.Unit = into.ID
			if err := t.Tx.PutProject(x); err != nil {
				return err
			}
		}
	}
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	var moved []store.PersonRecord
	for _, x := range people {
		if !x.In(from.ID) {
			continue
		}
		moved = append(moved, x)
		x.Units = plans.ReplaceUnit(x.Units, from.ID, into.ID)
		if err := t.Tx.PutPerson(x); err != nil {
			return err
		}
	}
	if err := decide(t, plans.UnitDecision{Kind: plans.UnitMerged, Unit: from.ID, Into: into.ID}); err != nil {
		return err
	}
	for _, x := range moved {
		if err := recast(t, x); err != nil {
			return err
		}
	}
	if err := t.Edit(textUnitsMerged(from.Name, into.Name), chat.Keyboard{}); err != nil {
		return err
	}
	return showUnit(t, into.ID, "")
}

// holding is what a unit has.
type holding struct{ people, rows, projects int }

func (h holding) empty() bool { return h == holding{} }

func holdings(t *chat.Turn, unit plans.UnitID) (holding, error) {
	var h holding
	all, err := t.Tx.People()
	if err != nil {
		return h, err
	}
	h.people = len(members(unit, all))
	for _, p := range t.Plans {
		for _, i := range p.Items() {
			if slices.Contains(i.Responsible, unit) {
				h.rows++
			}
		}
	}
	projects, err := t.Tx.Projects()
	for _, x := range projects {
		if x.Unit == unit {
			h.projects++
		}
	}
	return h, err
}

// pressedDropUnit takes a unit off that has nothing left.
func pressedDropUnit(t *chat.Turn, p chat.Press) error {
	u, err := unitToChange(t, p.Number)
	if err != nil {
		return err
	}
	has, err := holdings(t, u.ID)
	if err != nil {
		return err
	}
	if !has.empty() {
		return chat.Refuse(chat.OutOfDate, textUnitNotEmpty(has))
	}
	if err := decide(t, plans.UnitDecision{Kind: plans.UnitRemoved, Unit: u.ID, Name: u.Name}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Вернуть", Verb: "unitback", Number: p.Number})
	return t.Edit(textUnitRemoved(u.Name), k)
}

// pressedUnitBack takes the removal back.
func pressedUnitBack(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	id, err := t.Tx.Identity(store.UnitNumber, p.Number)
	if err != nil {
		return err
	}
	unit := plans.UnitID(id)
	all, err := t.Units()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(u plans.Unit) bool { return u.ID == unit }) {
		return chat.Refuse(chat.NothingToDo, textUnitThere)
	}
	i := slices.IndexFunc(t.Settings.Units, func(d plans.UnitDecision) bool { return d.Kind == plans.UnitRemoved && d.Unit == unit })
	if i < 0 {
		return chat.Stale()
	}
	name := t.Settings.Units[i].Name
	t.Settings.Units = slices.Delete(slices.Clone(t.Settings.Units), i, i+1)
	if err := decide(t, plans.UnitDecision{Kind: plans.UnitAdded, Unit: unit, Name: name}); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return showUnit(t, unit, "")
}

// pressedUnitless lists the people who belong to no unit: the head, the press
// secretary, those who only watch.
func pressedUnitless(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	free := slices.DeleteFunc(all, func(p store.PersonRecord) bool { return p.Left || len(p.Units) > 0 })
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✉️ Пригласить", Verb: "inv", Arg: "unitless"})
	for _, m := range free {
		n, err := t.Tx.Number(store.PersonNumber, string(m.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(personLabel(m), 48), Verb: "pers", Number: n})
	}
	return t.Say(textUnitless(free), k)
}

// unitlessInvitee is a new person of no unit, who only watches until given more to
// do.
func unitlessInvitee(t *chat.Turn) (store.PersonRecord, error) {
	id, err := t.Tx.NewPersonID()
	return store.PersonRecord{Person: plans.Person{ID: id, Roles: []plans.Role{plans.Observer}}}, err
}

// showUnit shows a unit after something was done with it.
func showUnit(t *chat.Turn, id plans.UnitID, head string) error {
	n, err := t.Tx.Number(store.UnitNumber, string(id))
	if err != nil {
		return err
	}
	u, ok := t.UnitOf(id)
	if !ok {
		return fmt.Errorf("unit %s: %w", id, plans.ErrNotFound)
	}
	return unitCard(t, u, n, head)
}
