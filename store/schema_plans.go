package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

// planByPlan brings a file in which one plan was in force to one in which several may
// be. Plans loaded earlier are finished since another took their place; rules set in
// chat and events recorded for rows belong to the plan in force. Channels become
// official pages.
func planByPlan(tx *Tx) error {
	id, version, err := soleInForce(tx)
	if err != nil {
		return err
	}
	if err := planStatesOf(tx, id, version); err != nil {
		return err
	}
	if err := eventsOf(tx, id); err != nil {
		return err
	}
	bound, err := settingsOf(tx, id)
	if err != nil {
		return err
	}
	if err := pagesOf(tx, bound); err != nil {
		return err
	}
	if err := clockOf(tx); err != nil {
		return err
	}
	return chainJournal(tx)
}

// soleInForce reads and takes away the name of the plan in force, "id/version"; an
// empty id says that there is none.
func soleInForce(tx *Tx) (plans.PlanID, uint64, error) {
	name, ok, err := meta.get(tx, []byte("plan"))
	if err != nil || !ok {
		return "", 0, err
	}
	id, number, ok := strings.Cut(name, "/")
	n, err := strconv.ParseUint(number, 10, 64)
	if !ok || err != nil {
		return "", 0, fmt.Errorf("plan in force %q: %w", name, plans.ErrInvalid)
	}
	return plans.PlanID(id), n, meta.delete(tx, []byte("plan"))
}

// planStatesOf says of each plan that was ever loaded where it stands.
func planStatesOf(tx *Tx, force plans.PlanID, version uint64) error {
	all, err := planTable.all(tx, nil)
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b PlanVersion) int { return a.At.Compare(b.At) })
	states := map[plans.PlanID]PlanState{}
	for i, v := range all {
		s, known := states[v.Plan.ID]
		if !known {
			s = PlanState{Plan: v.Plan.ID, Since: v.At}
		}
		s.Version, s.To = max(s.Version, v.Version), v.Plan.Period.To
		if v.Plan.ID == force {
			s.Version = version
		} else {
			s.Finished, s.By = replaced(all[i:])
		}
		states[v.Plan.ID] = s
	}
	for id, s := range states {
		if err := planStates.put(tx, []byte(id), s); err != nil {
			return err
		}
	}
	return nil
}

// replaced says when and by whom another plan was put in the place of the first of the
// versions.
func replaced(versions []PlanVersion) (time.Time, plans.PersonID) {
	for _, v := range versions {
		if v.Plan.ID != versions[0].Plan.ID {
			return v.At, v.By
		}
	}
	return versions[0].At, versions[0].By
}

// eventsOf gives the events recorded for rows to the plan.
func eventsOf(tx *Tx, plan plans.PlanID) error {
	all, err := events.all(tx, nil)
	if err != nil {
		return err
	}
	if err := events.clear(tx, nil); err != nil || plan == "" {
		return err
	}
	for _, e := range all {
		e.Plan = plan
		if err := tx.RecordEvent(e); err != nil {
			return err
		}
	}
	return nil
}

// settingsBefore are the settings of a district with one plan, whose rules they hold.
type settingsBefore struct {
	Settings
	PlanRules
	Channels []BoundChannel `json:"channels,omitempty"`
}

// settingsOf gives the rules set in chat to the plan, and what channels were bound.
func settingsOf(tx *Tx, plan plans.PlanID) ([]BoundChannel, error) {
	was, ok, err := table[settingsBefore](settings).get(tx, []byte("settings"))
	if err != nil || !ok {
		return nil, err
	}
	s := was.Settings
	if plan != "" && (was.Reminders != nil || was.Approval != nil || was.Templates != nil) {
		s = s.WithPlan(plan, was.PlanRules)
	}
	if was.Reminders != nil {
		s.At = &was.Reminders.At
	}
	return was.Channels, tx.PutSettings(s)
}
