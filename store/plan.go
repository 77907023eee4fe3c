package store

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"sdelaemvmeste/plans"
)

var (
	planTable  = table[PlanVersion]{"plans"}
	planStates = table[PlanState]{"planstates"}
	projects   = table[ProjectRecord]{"projects"}
	events     = table[EventRecord]{"events"}
	moves      = table[Move]{"moves"}
)

var errNotFound = plans.ErrNotFound

// PlanVersion is a plan as it was loaded.
type PlanVersion struct {
	Version uint64         `json:"version"`
	Plan    plans.Plan     `json:"plan"`
	By      plans.PersonID `json:"by,omitempty"`
	At      time.Time      `json:"at"`

	names func() map[plans.ItemNo]string
	zone  func() (*time.Location, error)
}

// Location is the plan's zone, looked up once for all who ask of a version that was read.
func (v PlanVersion) Location() (*time.Location, error) {
	if v.zone == nil {
		return time.LoadLocation(v.Plan.Zone)
	}
	return v.zone()
}

// ShortNames is [plans.Plan.ShortNames] of the version, made once for all who ask of one
// that was read; it must not be changed in place.
func (v PlanVersion) ShortNames() map[plans.ItemNo]string {
	if v.names == nil {
		return v.Plan.ShortNames()
	}
	return v.names()
}

// PlanState is where a plan stands: in force, or finished and kept for reports, cards
// and history.
type PlanState struct {
	Plan plans.PlanID `json:"plan"`
	// Version is the newest one.
	Version uint64 `json:"version"`
	// To is the last day of its period.
	To plans.Date `json:"to"`
	// Offered is true once the controllers were offered to finish a plan whose period
	// is over.
	Offered bool `json:"offered,omitempty"`
	// Since is when the plan came into force.
	Since time.Time `json:"since"`
	// Finished is when it was finished, zero while it is in force; By is who said so.
	Finished time.Time      `json:"finished,omitzero"`
	By       plans.PersonID `json:"by,omitempty"`
}

// InForce reports whether people are reminded of the plan's rows.
func (s PlanState) InForce() bool { return s.Finished.IsZero() }

// LoadPlan keeps a version of a plan, puts it in force beside the others and gives its
// number.
func (tx *Tx) LoadPlan(p plans.Plan, by plans.PersonID, at time.Time) (uint64, error) {
	n, err := planTable.next(tx)
	if err != nil {
		return 0, err
	}
	if err := planTable.put(tx, versionKey(p.ID, n), PlanVersion{Version: n, Plan: p, By: by, At: at.UTC()}); err != nil {
		return 0, err
	}
	s, ok, err := planStates.get(tx, []byte(p.ID))
	if err != nil {
		return 0, err
	}
	if !ok || !s.InForce() {
		s = PlanState{Plan: p.ID, Since: at.UTC()}
	}
	s.Version, s.To, s.Offered = n, p.Period.To, false
	if err := meta.delete(tx, []byte("look")); err != nil {
		return 0, err
	}
	return n, planStates.put(tx, []byte(p.ID), s)
}

// FinishPlan takes a plan out of force; what it owes is no longer derived. One that is
// not in force is a [plans.ErrNotFound].
func (tx *Tx) FinishPlan(id plans.PlanID, by plans.PersonID, at time.Time) error {
	s, ok, err := planStates.get(tx, []byte(id))
	if err == nil && (!ok || !s.InForce()) {
		err = fmt.Errorf("plan %s in force: %w", id, errNotFound)
	}
	if err != nil {
		return err
	}
	s.Finished, s.By = at.UTC(), by
	return planStates.put(tx, []byte(id), s)
}

// PlanStates gives where every plan that was ever loaded stands, in the order in which
// they came into force.
func (tx *Tx) PlanStates() ([]PlanState, error) {
	return once(tx, planStates, "all", func() ([]PlanState, error) {
		all, err := planStates.all(tx, nil)
		slices.SortStableFunc(all, func(a, b PlanState) int { return a.Since.Compare(b.Since) })
		return all, err
	})
}

// InForce gives the plans in force, in the order in which they came into force.
func (tx *Tx) InForce() ([]PlanVersion, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return nil, err
	}
	var all []PlanVersion
	for _, s := range states {
		if !s.InForce() {
			continue
		}
		v, err := tx.planVersion(s.Plan, s.Version)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// LeadingPlan is the plan whose zone and hour are the district's: the one that has been in
// force longest or, when all are finished, the one finished last; ok is false in a
// district that never had a plan.
func (tx *Tx) LeadingPlan() (v PlanVersion, ok bool, err error) {
	states, err := tx.PlanStates()
	if err != nil || len(states) == 0 {
		return v, false, err
	}
	lead := slices.MaxFunc(states, func(a, b PlanState) int { return a.Finished.Compare(b.Finished) })
	if i := slices.IndexFunc(states, PlanState.InForce); i >= 0 {
		lead = states[i]
	}
	v, err = tx.planVersion(lead.Plan, lead.Version)
	return v, err == nil, err
}

// Plan gives the newest version of a plan, in force or finished; an unknown one is a
// [plans.ErrNotFound].
func (tx *Tx) Plan(id plans.PlanID) (PlanVersion, error) {
	states, err := tx.PlanStates()
	if err != nil {
		return PlanVersion{}, err
	}
	i := slices.IndexFunc(states, func(s PlanState) bool { return s.Plan == id })
	if i < 0 {
		return PlanVersion{}, fmt.Errorf("plan %s: %w", id, errNotFound)
	}
	return tx.planVersion(id, states[i].Version)
}

func (tx *Tx) planVersion(id plans.PlanID, n uint64) (PlanVersion, error) {
	name := string(id) + "/" + strconv.FormatUint(n, 10)
	return once(tx, planTable, name, func() (PlanVersion, error) {
		v, ok, err := planTable.get(tx, versionKey(id, n))
		if err == nil && !ok {
			err = fmt.Errorf("plan %s: %w", name, errNotFound)
		}
		v.names = sync.OnceValue(v.Plan.ShortNames)
		v.zone = sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation(v.Plan.Zone) })
		return v, err
	})
}

func versionKey(id plans.PlanID, n uint64) []byte { return join(named(string(id)), num(n)) }

// PlanVersions gives every version of a plan that was ever loaded, oldest first.
func (tx *Tx) PlanVersions(id plans.PlanID) ([]PlanVersion, error) {
	return planTable.all(tx, named(string(id)))
}

// ProjectRecord is a project with the instants at which its events were recorded.
type ProjectRecord struct {
	plans.Project
	Recorded map[plans.Event]time.Time `json:"recorded,omitempty"`
}

// PutProject keeps a project.
func (tx *Tx) PutProject(p ProjectRecord) error {
	return projects.put(tx, []byte(p.ID), p)
}

// Project gives a project; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) Project(id plans.ProjectID) (ProjectRecord, error) {
	p, ok, err := projects.get(tx, []byte(id))
	if err == nil && !ok {
		err = fmt.Errorf("project %s: %w", id, errNotFound)
	}
	return p, err
}

// Projects gives all projects in the order of their ids.
func (tx *Tx) Projects() ([]ProjectRecord, error) { return projects.all(tx, nil) }

// EventRecord is the day of an event on which a row hangs that is no project's.
type EventRecord struct {
	Plan plans.PlanID   `json:"plan"`
	Item plans.ItemNo   `json:"item"`
	Day  plans.Date     `json:"day"`
	By   plans.PersonID `json:"by"`
	At   time.Time      `json:"at"`
}

func eventKey(plan plans.PlanID, item plans.ItemNo) []byte {
	return join(named(string(plan)), []byte(item))
}

// key is where the event lies; before there were several plans, under its row alone.
func (e EventRecord) key() []byte {
	if e.Plan == "" {
		return []byte(e.Item)
	}
	return eventKey(e.Plan, e.Item)
}

// RecordEvent keeps the day of a row's event.
func (tx *Tx) RecordEvent(e EventRecord) error { return events.put(tx, eventKey(e.Plan, e.Item), e) }

// Event gives the recorded event of a row; ok is false for none.
func (tx *Tx) Event(plan plans.PlanID, item plans.ItemNo) (EventRecord, bool, error) {
	return events.get(tx, eventKey(plan, item))
}

// Events gives the events recorded for the rows of a plan.
func (tx *Tx) Events(plan plans.PlanID) ([]EventRecord, error) {
	return events.all(tx, named(string(plan)))
}

// Move is a deadline moved by a controller, or the date named for a task
// without one.
type Move struct {
	Task plans.TaskID `json:"task"`
	Due  plans.Date   `json:"due"`
	// From is the date by the plan, which the first of several moves left; zero where
	// there was none, and in the records of earlier programs.
	From   plans.Date     `json:"from,omitempty"`
	By     plans.PersonID `json:"by"`
	At     time.Time      `json:"at"`
	Reason string         `json:"reason,omitempty"`
}

// MoveTask keeps a moved deadline.
func (tx *Tx) MoveTask(m Move) error { return moves.put(tx, []byte(m.Task), m) }

// DropMove forgets a task's moved deadline.
func (tx *Tx) DropMove(id plans.TaskID) error { return moves.delete(tx, []byte(id)) }

// Moves gives all moved deadlines.
func (tx *Tx) Moves() ([]Move, error) { return moves.all(tx, nil) }

// MoveOf gives a task's moved deadline; ok is false when it was not moved.
func (tx *Tx) MoveOf(id plans.TaskID) (Move, bool, error) { return moves.get(tx, []byte(id)) }

// NewProjectID gives an id no project added in chat has.
func (tx *Tx) NewProjectID() (plans.ProjectID, error) {
	n, err := projects.next(tx)
	return plans.ProjectID(fmt.Sprintf("project-%d", n)), err
}
