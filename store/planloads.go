package store

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
)

var (
	planLoads = table[PlanLoad]{"planloads"}
	planFiles = table[[]byte]{"planfiles"}
)

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
	// Layout is where the rows stand in the document.
	Layout plans.Layout `json:"layout,omitzero"`
	// Asked is what the file leaves open and its sender is being asked, nil for
	// nothing; Answers are those given so far. The file is read anew with them.
	Asked   *PlanQuestion `json:"asked,omitempty"`
	Answers []PlanAnswer  `json:"answers,omitempty"`
	// Doubts are the units still to be asked about.
	Doubts []UnitDoubt `json:"doubts,omitempty"`
	// Skipped are the rows left unclear on purpose.
	Skipped []plans.ItemNo `json:"skipped,omitempty"`
	// Newer, Beside and Instead say where a plan goes that is not plainly a version of
	// one in force: it is one nevertheless, it stands beside them, or it takes the
	// place of one.
	Newer   bool         `json:"newer,omitempty"`
	Beside  bool         `json:"beside,omitempty"`
	Instead plans.PlanID `json:"instead,omitempty"`
	// Base is the newest version in force with which the plan was last compared, 0 for
	// none.
	Base uint64 `json:"base,omitempty"`
}

// PlanQuestion is something that a plan file leaves open, with the answers that
// buttons offer.
type PlanQuestion struct {
	Kind    string         `json:"kind"`
	Key     string         `json:"key"`
	Text    string         `json:"text"`
	Choices []PlanChoice   `json:"choices"`
	Items   []plans.ItemNo `json:"items,omitempty"`
}

// PlanChoice is one answer and its caption.
type PlanChoice struct {
	Value   string `json:"value"`
	Caption string `json:"caption"`
}

// PlanAnswer is the answer to the question of that key.
type PlanAnswer struct {
	Key   string `json:"key"`
	Value string `json:"value"`
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

// DropPlanLoad forgets a person's load and its file.
func (tx *Tx) DropPlanLoad(by plans.PersonID) error {
	if err := planFiles.delete(tx, []byte(by)); err != nil {
		return err
	}
	return planLoads.delete(tx, []byte(by))
}

// PutPlanFile keeps the file of a person's load as it was sent, to be read anew with
// what is answered about it.
func (tx *Tx) PutPlanFile(by plans.PersonID, data []byte) error {
	return planFiles.put(tx, []byte(by), data)
}

// PlanFile gives the file of a person's load; without one it is a
// [plans.ErrNotFound].
func (tx *Tx) PlanFile(by plans.PersonID) ([]byte, error) {
	data, ok, err := planFiles.get(tx, []byte(by))
	if err == nil && !ok {
		err = fmt.Errorf("plan file of %s: %w", by, errNotFound)
	}
	return data, err
}
