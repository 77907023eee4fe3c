package schedule

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// besides gives the newest versions of the plans beside a plan, finished ones too. Those
// whose place it took, one after another, are not among them: what happened in their
// time is its own matter. Such a plan was finished at the very instant at which the one
// in its place came into force.
func besides(tx *store.Tx, id plans.PlanID) ([]plans.Plan, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return nil, err
	}
	places := map[plans.PlanID]bool{id: true}
	for i := 0; i >= 0; {
		own := states[slices.IndexFunc(states, func(s store.PlanState) bool { return s.Plan == id })]
		i = slices.IndexFunc(states, func(s store.PlanState) bool { return !places[s.Plan] && s.Finished.Equal(own.Since) })
		if i >= 0 {
			id = states[i].Plan
			places[id] = true
		}
	}
	var all []plans.Plan
	for _, s := range states {
		if places[s.Plan] {
			continue
		}
		v, err := tx.Plan(s.Plan)
		if err != nil {
			return nil, err
		}
		all = append(all, v.Plan)
	}
	return all, nil
}

// othersOf are all plans but one.
func othersOf(p plans.Plan, all []plans.Plan) []plans.Plan {
	return slices.DeleteFunc(slices.Clone(all), func(o plans.Plan) bool { return o.ID == p.ID })
}
