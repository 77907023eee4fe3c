package store

import (
	"slices"
	"time"

	"sdelaemvmeste/plans"
)

var planLoads = table[PlanLoad]{"planloads"}

// PlanLoad is a plan file somebody has sent and not yet loaded, with what they have
// answered about it so far. Everybody has at most one: a second file takes the
// place of the first.
type PlanLoad struct {
	// Number names the file on buttons, so that those of an older one are known
	// to be stale.
	Number uint64         `json:"number"`
	By     plans.PersonID `json:"by"`
	Chat   int64          `json:"chat"`
	At     time.Time      `json:"at"`
	File   string         `json:"file"`
	// Read is true when the file was fetched and read; the fields below hold then.
	Read bool `json:"read,omitempty"`
	// Faults forbid loading; Remarks do not. Both are in Russian with their places.
	Faults  []string `json:"faults,omitempty"`
	Remarks []string `json:"remarks,omitempty"`
	// Plan is what was read, with the answers worked in.
	Plan plans.Plan `json:"plan"`
	// Document is true when the plan came from a document, which says nothing of
	// reminders, approval, projects or people.
	Document bool `json:"document,omitempty"`
	// Doubts are the units still to be asked about.
	Doubts []UnitDoubt `json:"doubts,omitempty"`
	// Skipped are the rows left unclear on purpose.
	Skipped []plans.ItemNo `json:"skipped,omitempty"`
	// Base is the version in force with which the plan was last compared, 0 for
	// none.
	Base uint64 `json:"base,omitempty"`
}

// UnitDoubt is the question whether a unit found in a document is a known one
// written differently.
type UnitDoubt struct {
	Found     plans.UnitID   `json:"found"`
	FoundName string         `json:"found_name"`
	Near      plans.UnitID   `json:"near"`
	NearName  string         `json:"near_name"`
	Items     []plans.ItemNo `json:"items,omitempty"`
}

// Skips reports whether the row is to stay unclear.
func (l PlanLoad) Skips(no plans.ItemNo) bool { return slices.Contains(l.Skipped, no) }

// NewPlanLoad gives a load under the next number; it is kept by [Tx.PutPlanLoad].
func (tx *Tx) NewPlanLoad(by plans.PersonID, chat int64, file string, at time.Time) (PlanLoad, error) {
	n, err := planLoads.next(tx)
	return PlanLoad{Number: n, By: by, Chat: chat, At: at.UTC(), File: file}, err
}

// PutPlanLoad keeps a person's load in the place of the one before.
func (tx *Tx) PutPlanLoad(l PlanLoad) error { return planLoads.put(tx, []byte(l.By), l) }

// PlanLoad gives a person's load; ok is false for none.
func (tx *Tx) PlanLoad(by plans.PersonID) (PlanLoad, bool, error) {
	return planLoads.get(tx, []byte(by))
}

// DropPlanLoad forgets a person's load.
func (tx *Tx) DropPlanLoad(by plans.PersonID) error { return planLoads.delete(tx, []byte(by)) }
