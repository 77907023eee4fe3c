package planfile

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Adopt gives a plan written by its own ids the ids of the district's units where they
// have a name in common, and an id of its own to a unit whose id means another one in
// the district. Own are the units of the version before, nil for a plan that had none:
// one of them under another name is renamed. Questions are units that only look alike.
func Adopt(p plans.Plan, own, known []plans.Unit) (plans.Plan, []UnitQuestion) {
	known = slices.Concat(own, known)
	same, alike := offices.Match(known, p.Units)
	renamed := map[plans.UnitID]plans.UnitID{}
	taken := map[plans.UnitID]bool{}
	for _, u := range known {
		taken[u.ID] = true
	}
	free := map[plans.UnitID]bool{} // units of the version before that no unit is
	for _, u := range own {
		free[u.ID] = true
	}
	for id, k := range same {
		renamed[id] = k.ID
		delete(free, k.ID)
	}
	for _, u := range p.Units {
		if _, ok := same[u.ID]; !ok && taken[u.ID] && !free[u.ID] {
			renamed[u.ID] = freeID(u.ID, taken)
		}
	}
	p = withUnits(p, renamed, same, own)
	var questions []UnitQuestion
	for _, a := range alike {
		if free[a.Found.ID] {
			continue
		}
		q := UnitQuestion{Found: a.Found.ID, FoundName: a.Found.Name, Near: a.Near.ID, NearName: a.Near.Name}
		if id, ok := renamed[q.Found]; ok {
			q.Found = id
		}
		for _, i := range p.Items() {
			if slices.Contains(i.Responsible, q.Found) {
				q.Items = append(q.Items, i.No)
			}
		}
		questions = append(questions, q)
	}
	return p, questions
}

func freeID(id plans.UnitID, taken map[plans.UnitID]bool) plans.UnitID {
	for n := 2; ; n++ {
		if next := plans.UnitID(fmt.Sprintf("%s-%d", id, n)); !taken[next] {
			taken[next] = true
			return next
		}
	}
}

// withUnits is the plan under other ids of units; a unit that the district knows from
// other plans is called as it is there.
func withUnits(p plans.Plan, renamed map[plans.UnitID]plans.UnitID, same map[plans.UnitID]plans.Unit, own []plans.Unit) plans.Plan {
	now := func(id plans.UnitID) plans.UnitID {
		if next, ok := renamed[id]; ok {
			return next
		}
		return id
	}
	all := func(ids []plans.UnitID) []plans.UnitID {
		var next []plans.UnitID
		for _, id := range ids {
			if id = now(id); !slices.Contains(next, id) {
				next = append(next, id)
			}
		}
		return next
	}
	var units []plans.Unit
	for _, u := range p.Units {
		k, ok := same[u.ID]
		switch mine := slices.ContainsFunc(own, func(o plans.Unit) bool { return o.ID == k.ID }); {
		case ok && mine:
			u.ID = k.ID
			if spelling.Normal(u.Name) == spelling.Normal(k.Name) {
				u.Name = k.Name
			}
		case ok:
			u = k
		default:
			u.ID = now(u.ID)
		}
		if !slices.ContainsFunc(units, func(o plans.Unit) bool { return o.ID == u.ID }) {
			units = append(units, u)
		}
	}
	p.Units = units
	p.People, p.Projects, p.Sections = slices.Clone(p.People), slices.Clone(p.Projects), slices.Clone(p.Sections)
	for i := range p.People {
		p.People[i].Units = all(p.People[i].Units)
	}
	for i := range p.Projects {
		p.Projects[i].Unit = now(p.Projects[i].Unit)
	}
	for s := range p.Sections {
		p.Sections[s].Items = slices.Clone(p.Sections[s].Items)
		for i := range p.Sections[s].Items {
			p.Sections[s].Items[i].Responsible = all(p.Sections[s].Items[i].Responsible)
		}
	}
	return p
}
