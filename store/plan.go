package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

var (
	planTable = table[PlanVersion]{"plans"}
	projects  = table[ProjectRecord]{"projects"}
	events    = table[EventRecord]{"events"}
	moves     = table[Move]{"moves"}
)

var errNotFound = plans.ErrNotFound

// PlanVersion is a plan as it was loaded.
type PlanVersion struct {
	Version uint64         `json:"version"`
	Plan    plans.Plan     `json:"plan"`
	By      plans.PersonID `json:"by,omitempty"`
	At      time.Time      `json:"at"`
}

// LoadPlan keeps a version of a plan, puts it in force and gives its number.
func (tx *Tx) LoadPlan(p plans.Plan, by plans.PersonID, at time.Time) (uint64, error) {
	n, err := planTable.next(tx)
	if err != nil {
		return 0, err
	}
	key := join(named(string(p.ID)), num(n))
	if err := planTable.put(tx, key, PlanVersion{n, p, by, at.UTC()}); err != nil {
		return 0, err
	}
	return n, meta.put(tx, []byte("plan"), string(p.ID)+"/"+strconv.FormatUint(n, 10))
}

// Plan gives the version in force; without any it is a [plans.ErrNotFound].
func (tx *Tx) Plan() (PlanVersion, error) {
	name, ok, err := meta.get(tx, []byte("plan"))
	if err != nil {
		return PlanVersion{}, err
	}
	if !ok {
		return PlanVersion{}, fmt.Errorf("plan in force: %w", errNotFound)
	}
	key, err := versionKey(name)
	if err != nil {
		return PlanVersion{}, err
	}
	return once(tx, planTable, name, func() (PlanVersion, error) {
		b := planTable.bucket(tx).Get(key)
		if b == nil {
			return PlanVersion{}, fmt.Errorf("plan in force %q: %w", name, errNotFound)
		}
		return tx.db.plans.decode(plans.PlanID(name), b)
	})
}

// versionKey is the key of a version named "plan/number". A name is text: the
// key's own bytes would not survive JSON.
func versionKey(name string) ([]byte, error) {
	id, number, ok := strings.Cut(name, "/")
	n, err := strconv.ParseUint(number, 10, 64)
	if !ok || err != nil {
		return nil, fmt.Errorf("plan in force %q: %w", name, plans.ErrInvalid)
	}
	return join(named(id), num(n)), nil
}

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
	Item plans.ItemNo   `json:"item"`
	Day  plans.Date     `json:"day"`
	By   plans.PersonID `json:"by"`
	At   time.Time      `json:"at"`
}

// RecordEvent keeps the day of a row's event.
func (tx *Tx) RecordEvent(e EventRecord) error { return events.put(tx, []byte(e.Item), e) }

// Event gives the recorded event of a row; ok is false for none.
func (tx *Tx) Event(item plans.ItemNo) (EventRecord, bool, error) {
	return events.get(tx, []byte(item))
}

// Events gives the recorded events of rows.
func (tx *Tx) Events() ([]EventRecord, error) { return events.all(tx, nil) }

// Move is a deadline moved by a controller, or the date named for a task
// without one.
type Move struct {
	Task   plans.TaskID   `json:"task"`
	Due    plans.Date     `json:"due"`
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
