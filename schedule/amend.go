package schedule

import (
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Previous gives the version with which a plan is to be compared: the newest one of the
// same plan, or else that of the plan in whose place it is put, when their periods
// meet. Without any, ok is false.
func Previous(tx *store.Tx, instead plans.PlanID, plan plans.Plan) (v store.PlanVersion, ok bool, err error) {
	v, err = tx.Plan(plan.ID)
	if err == nil || !errors.Is(err, plans.ErrNotFound) {
		return v, err == nil, err
	}
	if instead == "" {
		return v, false, nil
	}
	v, err = tx.Plan(instead)
	return v, err == nil && v.Plan.Period.Overlaps(plan.Period), err
}

// amendment is what the journal says of a newer version.
type amendment struct {
	Version    uint64         `json:"version"`
	Added      []plans.ItemNo `json:"added,omitempty"`
	Gone       []plans.ItemNo `json:"gone,omitempty"`
	Redated    []plans.ItemNo `json:"redated,omitempty"`
	Reassigned []plans.ItemNo `json:"reassigned,omitempty"`
	Reworded   []plans.ItemNo `json:"reworded,omitempty"`
	Renumbered []string       `json:"renumbered,omitempty"`
}

// version names the version that an amendment followed.
type version struct {
	Plan    plans.PlanID `json:"plan"`
	Version uint64       `json:"version"`
}

// carry moves what people have said from the rows of the version before to the
// same rows of the plan, which may have other numbers there, and puts aside what
// was said of rows that are no more. A deadline that a controller moved is the
// row's own again where the plan itself now names another.
func carry(tx *store.Tx, instead plans.PlanID, plan plans.Plan, by plans.PersonID, now time.Time) (before any, after amendment, err error) {
	old, ok, err := Previous(tx, instead, plan)
	if err != nil || !ok {
		return nil, after, err
	}
	d := Diff(old.Plan, plan)
	before, after = version{old.Plan.ID, old.Version}, amended(d)
	for _, p := range d.Of(Pair.Redated) {
		if err := dropMoves(tx, old.Plan.ID, p.Was.No, by, now); err != nil {
			return before, after, err
		}
	}
	to := make(map[store.Row]store.Row, len(d.Kept))
	for _, p := range d.Kept {
		to[store.Row{Plan: old.Plan.ID, Item: p.Was.No}] = store.Row{Plan: plan.ID, Item: p.Now.No}
	}
	var gone []store.Row
	if old.Plan.ID == plan.ID { // the rows of a plan that is finished stay with it
		for _, i := range d.Gone {
			gone = append(gone, store.Row{Plan: old.Plan.ID, Item: i.No})
		}
	}
	if err := tx.MoveRows(to, gone); err != nil {
		return before, after, fmt.Errorf("move rows: %w", err)
	}
	return before, after, nil
}

func amended(d Difference) amendment {
	var a amendment
	for _, i := range d.Added {
		a.Added = append(a.Added, i.No)
	}
	for _, i := range d.Gone {
		a.Gone = append(a.Gone, i.No)
	}
	for _, p := range d.Kept {
		if p.Redated() {
			a.Redated = append(a.Redated, p.Now.No)
		}
		if p.Reassigned() {
			a.Reassigned = append(a.Reassigned, p.Now.No)
		}
		if p.Reworded() {
			a.Reworded = append(a.Reworded, p.Now.No)
		}
		if p.Renumbered() {
			a.Renumbered = append(a.Renumbered, string(p.Was.No)+" → "+string(p.Now.No))
		}
	}
	return a
}

// dropMoves takes back the moved deadlines of a row's tasks, each with an entry
// in the journal.
func dropMoves(tx *store.Tx, plan plans.PlanID, item plans.ItemNo, by plans.PersonID, now time.Time) error {
	all, err := tx.Moves()
	if err != nil {
		return err
	}
	for _, m := range all {
		t, err := tx.TaskByID(m.Task)
		if errors.Is(err, plans.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if t.Item != item || plans.MakeTaskID(plan, item, t.Project, t.Part) != m.Task {
			continue
		}
		if err := tx.DropMove(m.Task); err != nil {
			return err
		}
		if err := tx.Write(now, by, "move dropped", fmt.Sprintf("task/%d", t.Number), m, nil); err != nil {
			return err
		}
	}
	return nil
}
