package schedule

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Units are the district's: those of the plans in force, and those of finished plans
// that still have people or projects. While no plan is in force, they are those of the
// plan finished last too. A unit of several plans stands once.
func Units(tx *store.Tx) ([]plans.Unit, error) {
	force, finished, err := directory(tx)
	if err != nil {
		return nil, err
	}
	held, err := attendedUnits(tx)
	if err != nil {
		return nil, err
	}
	var last plans.Plan
	if len(force) == 0 {
		v, _, err := tx.LeadingPlan()
		if err != nil {
			return nil, err
		}
		last = v.Plan
	}
	set, err := tx.Settings()
	return append(force, slices.DeleteFunc(finished, func(u plans.Unit) bool {
		_, stays := last.Unit(u.ID)
		stays = stays && !slices.ContainsFunc(set.Units, func(d plans.UnitDecision) bool {
			return d.Kind == plans.UnitRemoved && d.Unit == u.ID
		})
		return !stays && !slices.Contains(held, u.ID)
	})...), err
}

// KnownUnits are all units that a plan file may name: those of the plans in force and
// of all that were finished, so that a unit which comes back is the same one.
func KnownUnits(tx *store.Tx) ([]plans.Unit, error) {
	force, finished, err := directory(tx)
	return append(force, finished...), err
}

// directory gives the units of the plans in force, and then those that only finished
// plans have, the newest first, under the decisions made about them since.
func directory(tx *store.Tx) (force, finished []plans.Unit, err error) {
	states, err := tx.PlanStates()
	if err != nil {
		return nil, nil, err
	}
	set, err := tx.Settings()
	if err != nil {
		return nil, nil, err
	}
	inForce, err := tx.InForce()
	if err != nil {
		return nil, nil, err
	}
	known := map[plans.UnitID]bool{"": true}
	fresh := func(u plans.Unit) bool {
		defer func() { known[u.ID] = true }()
		return !known[u.ID]
	}
	for _, v := range inForce {
		for _, u := range v.Plan.Units {
			if fresh(u) {
				force = append(force, u)
			}
		}
	}
	for _, s := range slices.Backward(states) {
		if s.InForce() {
			continue
		}
		v, err := tx.Plan(s.Plan)
		if err != nil {
			return nil, nil, err
		}
		for _, u := range v.Plan.Decided(set.Units).Units {
			if fresh(u) {
				finished = append(finished, u)
			}
		}
	}
	return force, finished, nil
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
