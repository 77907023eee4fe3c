package store

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

// PlansLook is when it is next to be looked whether a plan can be finished; zero, and
// it is to be looked at once. It stands apart so that a tick reads nothing else.
func (tx *Tx) PlansLook() (time.Time, error) {
	s, ok, err := meta.get(tx, []byte("look"))
	if err != nil || !ok {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("look at plans: %w", err)
	}
	return at, nil
}

// LookAtPlans sets when it is next to be looked. A plan that is loaded is looked at
// the sooner.
func (tx *Tx) LookAtPlans(at time.Time) error {
	return meta.put(tx, []byte("look"), at.UTC().Format(time.RFC3339))
}

// FinishOffered notes that the controllers were offered to finish a plan. One that is
// not in force is a [plans.ErrNotFound].
func (tx *Tx) FinishOffered(id plans.PlanID) error {
	s, ok, err := planStates.get(tx, []byte(id))
	if err == nil && (!ok || !s.InForce()) {
		err = fmt.Errorf("plan %s in force: %w", id, errNotFound)
	}
	if err != nil {
		return err
	}
	s.Offered = true
	return planStates.put(tx, []byte(id), s)
}
