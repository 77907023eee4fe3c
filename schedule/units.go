package schedule

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Units are the district's: those of the plans in force, and those of finished plans
// that still have people or projects. A unit of several plans stands once.
func Units(tx *store.Tx) ([]plans.Unit, error) {
	force, err := tx.InForce()
	if err != nil {
		return nil, err
	}
	var all []plans.Unit
	known := map[plans.UnitID]bool{"": true}
	for _, v := range force {
		for _, u := range v.Plan.Units {
			if !known[u.ID] {
				known[u.ID] = true
				all = append(all, u)
			}
		}
	}
	held, err := attendedUnits(tx)
	if err != nil {
		return nil, err
	}
	for _, id := range held {
		if known[id] {
			continue
		}
		u, ok, err := FinishedUnit(tx, id)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, u)
		}
	}
	return all, nil
}

// attendedUnits are the units that have people or projects, in the order of their ids.
func attendedUnits(tx *store.Tx) ([]plans.UnitID, error) {
	people, err := tx.People()
	if err != nil {
		return nil, err
	}
	projects, err := tx.Projects()
	if err != nil {
		return nil, err
	}
	var held []plans.UnitID
	for _, p := range people {
		if !p.Left {
			held = append(held, p.Units...)
		}
	}
	for _, p := range projects {
		held = append(held, p.Unit)
	}
	slices.Sort(held)
	return slices.Compact(held), nil
}

// FinishedUnit finds a unit in the newest finished plan that has it, under the
// decisions made about it since; ok is false when none does.
func FinishedUnit(tx *store.Tx, id plans.UnitID) (u plans.Unit, ok bool, err error) {
	states, err := tx.PlanStates()
	if err != nil {
		return u, false, err
	}
	set, err := tx.Settings()
	if err != nil {
		return u, false, err
	}
	for _, s := range slices.Backward(states) {
		if s.InForce() {
			continue
		}
		v, err := tx.Plan(s.Plan)
		if err != nil {
			return u, false, err
		}
		if u, ok = v.Plan.Decided(set.Units).Unit(id); ok {
			return u, true, nil
		}
	}
	return u, false, nil
}
