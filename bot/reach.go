package bot

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// reach says who is to hear of a task today.
type reach struct {
	// people are those who answer for it: the units' people at work, deputies of
	// those on leave.
	people []store.PersonRecord
	// unattended are units of ours of whom nobody can be reached.
	unattended []plans.UnitID
}

// reachOf finds who is to hear of a task of these units on a day.
func (t *turn) reachOf(units []plans.UnitID, all []store.PersonRecord, day plans.Date) reach {
	var r reach
	inside := false
	for _, id := range units {
		u, _ := t.plan.Unit(id)
		found := attend(id, all, day)
		for _, p := range found {
			if !slices.ContainsFunc(r.people, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
				r.people = append(r.people, p)
			}
		}
		inside = inside || !u.External
		if len(found) == 0 && !u.External {
			r.unattended = append(r.unattended, id)
		}
	}
	if len(r.people) == 0 && !inside {
		r.unattended = units
	}
	return r
}

// attend gives the people of a unit who can be reached on a day: those at work
// and the deputies of those on leave.
func attend(unit plans.UnitID, all []store.PersonRecord, day plans.Date) []store.PersonRecord {
	var found []store.PersonRecord
	for i := range all {
		// A record is large, and this is asked of everybody for each unit.
		if all[i].Left || !slices.Contains(all[i].Units, unit) {
			continue
		}
		p := all[i]
		if p.AwayOn(day) {
			// A deputy who is on leave himself stands in for nobody.
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

// controllers are those who keep the plan and can be reached; where there is
// none, the administrators.
func (t *turn) controllers() ([]store.PersonRecord, error) {
	all, err := t.tx.People()
	if err != nil {
		return nil, err
	}
	return t.controllersOf(all), nil
}

// controllersOf leaves out who is on leave, unless that would leave nobody:
// control knows no deputies, and a plea to nobody is lost.
func (t *turn) controllersOf(all []store.PersonRecord) []store.PersonRecord {
	pick := func(is func(store.PersonRecord) bool) []store.PersonRecord {
		var atWork, onLeave []store.PersonRecord
		for _, p := range all {
			switch {
			case !p.Connected() || !is(p):
			case p.AwayOn(t.today()):
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
	return pick(func(p store.PersonRecord) bool { return t.bot.admin(p.User) })
}

// unitNames are the units' names as the plan has them.
func (t *turn) unitNames(ids []plans.UnitID) []string {
	var names []string
	for _, id := range ids {
		if u, ok := t.plan.Unit(id); ok {
			names = append(names, u.Name)
		}
	}
	return names
}
