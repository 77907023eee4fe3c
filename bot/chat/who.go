package chat

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Names are the names of everybody, by id.
func (t *Turn) Names() (map[plans.PersonID]string, error) {
	all, err := t.Tx.People()
	return PersonNames(all), err
}

// Admins are the administrators who can be reached.
func (t *Turn) Admins() ([]store.PersonRecord, error) {
	all, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p store.PersonRecord) bool { return !p.Connected() || !t.Env.Admin(p.User) }), nil
}

// TellAdmins writes to every administrator who can be reached.
func (t *Turn) TellAdmins(text string) error {
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	for _, p := range admins {
		if err := t.Tell(p, text, Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// ChannelIdentity is what a channel's short number stands for.
func ChannelIdentity(c store.BoundChannel) string { return fmt.Sprint(c.ID) }

// PersonNames are the names of people, by id.
func PersonNames(people []store.PersonRecord) map[plans.PersonID]string {
	names := make(map[plans.PersonID]string, len(people))
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names
}

// NameHere is how the person of this turn is called, an administrator who is
// not on the list by their account.
func (t *Turn) NameHere() string {
	if t.Known() {
		return NameOr(t.Who.Name)
	}
	return t.AccountName()
}

// Reach says who is to hear of a task today.
type Reach struct {
	// People are those who answer for it: the units' people at work, deputies of
	// those on leave.
	People []store.PersonRecord
	// Unattended are the district's own units in which nobody can be reached.
	Unattended []plans.UnitID
}

// ReachOf finds who is to hear of a task of these units on a day.
func (t *Turn) ReachOf(units []plans.UnitID, all []store.PersonRecord, day plans.Date) Reach {
	var r Reach
	inside := false
	for _, id := range units {
		u, _ := t.UnitOf(id)
		found := attend(id, all, day)
		for _, p := range found {
			if !slices.ContainsFunc(r.People, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
				r.People = append(r.People, p)
			}
		}
		inside = inside || !u.External
		if len(found) == 0 && !u.External {
			r.Unattended = append(r.Unattended, id)
		}
	}
	if len(r.People) == 0 && !inside {
		r.Unattended = units
	}
	return r
}

// attend gives the people who are told of a unit's tasks on a day: those who answer for
// them or keep the plan. Where none of these can be reached it is everybody else of the
// unit, whatever their role, because a task must not be known to nobody.
func attend(unit plans.UnitID, all []store.PersonRecord, day plans.Date) []store.PersonRecord {
	if found := attendAs(unit, all, day, true); len(found) > 0 {
		return found
	}
	return attendAs(unit, all, day, false)
}

func toldFirst(roles []plans.Role) bool {
	return slices.Contains(roles, plans.Responsible) || slices.Contains(roles, plans.Controller)
}

// attendAs gives the people of a unit who can be reached on a day, only those who are told
// first or all: those at work and the deputies of those on leave.
func attendAs(unit plans.UnitID, all []store.PersonRecord, day plans.Date, first bool) []store.PersonRecord {
	var found []store.PersonRecord
	for i := range all {
		// A record is large, and this is asked of everybody for each unit.
		if all[i].Left || !slices.Contains(all[i].Units, unit) || first && !toldFirst(all[i].Roles) {
			continue
		}
		p := all[i]
		if p.AwayOn(day) {
			// A deputy who is also on leave stands in for nobody.
			j := slices.IndexFunc(all, func(q store.PersonRecord) bool {
				return q.ID == p.Away.Deputy && q.Connected() && !q.AwayOn(day)
			})
			if j < 0 {
				continue
			}
			p = all[j]
		}
		known := slices.ContainsFunc(found, func(q store.PersonRecord) bool { return q.ID == p.ID })
		if p.Connected() && !known {
			found = append(found, p)
		}
	}
	return found
}

// Controllers are those who keep the plan and can be reached; where there is
// none, the administrators.
func (t *Turn) Controllers() ([]store.PersonRecord, error) {
	all, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	return t.ControllersOf(all), nil
}

// ControllersOf leaves out who is on leave, unless that would leave nobody:
// control knows no deputies, and a plea to nobody is lost.
func (t *Turn) ControllersOf(all []store.PersonRecord) []store.PersonRecord {
	pick := func(is func(store.PersonRecord) bool) []store.PersonRecord {
		var atWork, onLeave []store.PersonRecord
		for _, p := range all {
			switch {
			case !p.Connected() || !is(p):
			case p.AwayOn(t.Today()):
				onLeave = append(onLeave, p)
			default:
				atWork = append(atWork, p)
			}
		}
		if len(atWork) > 0 {
			return atWork
		}
		return onLeave
	}
	if c := pick(func(p store.PersonRecord) bool { return p.Has(plans.Controller) }); len(c) > 0 {
		return c
	}
	return pick(func(p store.PersonRecord) bool { return t.Env.Admin(p.User) })
}

// UnitNames are the units' names.
func (t *Turn) UnitNames(ids []plans.UnitID) []string {
	var names []string
	for _, id := range ids {
		if u, ok := t.UnitOf(id); ok {
			names = append(names, u.Name)
		}
	}
	return names
}

// AccountName is how the account that acts is called in Telegram.
func (t *Turn) AccountName() string {
	if name := Cut(withoutPictures(t.In.From.Name), nameLimit); name != "" {
		return name
	}
	return textNameless
}

// withoutPictures is a name of an account without the flowers in it.
func withoutPictures(name string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r), unicode.IsDigit(r), unicode.IsPunct(r), r == '<', r == '>':
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, name)), " ")
}

const nameLimit = 64
