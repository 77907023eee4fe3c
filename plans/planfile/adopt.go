package planfile

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/offices"
)

// Adopt gives a plan written by its own ids the ids of the district's units where they
// have a name in common, and an id of its own to a unit whose id means another one in
// the district. Questions are units that only look alike.
func Adopt(p plans.Plan, known []plans.Unit) (plans.Plan, []UnitQuestion) {
	same, alike := offices.Match(known, p.Units)
	renamed := map[plans.UnitID]plans.UnitID{}
	taken := map[plans.UnitID]bool{}
	for _, u := range known {
		taken[u.ID] = true
	}
	for _, u := range p.Units {
		if k, ok := same[u.ID]; ok {
			renamed[u.ID] = k.ID
		} else if taken[u.ID] {
			renamed[u.ID] = freeID(u.ID, taken)
		}
	}
	p = withUnits(p, renamed, same)
	var questions []UnitQuestion
	for _, a := range alike {
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

// withUnits is the plan under other ids of units; a unit that the district knows is
// called as it is there.
func withUnits(p plans.Plan, renamed map[plans.UnitID]plans.UnitID, same map[plans.UnitID]plans.Unit) plans.Plan {
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
		if k, ok := same[u.ID]; ok {
			u = k
		} else {
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
