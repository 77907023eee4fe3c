package store

import (
	"fmt"

	"sdelaemvmeste/plans"
)

var originals = table[Original]{"originals"}

// Original is the document that a version of a plan was loaded from. A version that
// only has other words for one row refers to the version whose document it is.
type Original struct {
	plans.Original
	Plan    plans.PlanID `json:"plan"`
	Version uint64       `json:"version"`
	// Of is the version whose document it is, 0 for a document of its own.
	Of uint64 `json:"of,omitempty"`
}

// MaxOriginal is how large a document may be that is kept, in bytes: what a bot may
// download (Bot API «getFile»).
const MaxOriginal = 20 << 20

// PutOriginal keeps the document of the newest version of a plan. One that is too
// large, or says nothing of where the rows stand, is not kept.
func (tx *Tx) PutOriginal(id plans.PlanID, o plans.Original) error {
	v, err := tx.Plan(id)
	if err != nil || len(o.Data) == 0 || len(o.Data) > MaxOriginal || len(o.Layout.Tables) == 0 {
		return err
	}
	return originals.put(tx, versionKey(id, v.Version), Original{Original: o, Plan: id, Version: v.Version})
}

// InheritOriginal says that the newest version of a plan has the document of the one
// before it, if that has any.
func (tx *Tx) InheritOriginal(id plans.PlanID, before uint64) error {
	v, err := tx.Plan(id)
	if err != nil {
		return err
	}
	old, ok, err := originals.get(tx, versionKey(id, before))
	if err != nil || !ok || v.Version == before {
		return err
	}
	if old.Of != 0 {
		before = old.Of
	}
	return originals.put(tx, versionKey(id, v.Version), Original{Plan: id, Version: v.Version, Of: before})
}

// Original gives the document that the newest version of a plan was loaded from; ok is
// false when there is none: it was no office document, or was loaded by an earlier
// program.
func (tx *Tx) Original(id plans.PlanID) (o plans.Original, ok bool, err error) {
	v, err := tx.Plan(id)
	if err != nil {
		return o, false, err
	}
	found, ok, err := originals.get(tx, versionKey(id, v.Version))
	if err == nil && ok && found.Of != 0 {
		found, ok, err = originals.get(tx, versionKey(id, found.Of))
	}
	return found.Original, ok && len(found.Data) > 0, err
}

func inspectOriginals(tx *Tx, r *Report) {
	inspect(tx, r, originals, func(key []byte, o Original) error {
		if err := keyed(key, versionKey(o.Plan, o.Version)); err != nil {
			return err
		}
		if planTable.bucket(tx).Get(versionKey(o.Plan, o.Version)) == nil {
			return fmt.Errorf("a document of version %d of plan %s, which is not there", o.Version, o.Plan)
		}
		if o.Of != 0 && originals.bucket(tx).Get(versionKey(o.Plan, o.Of)) == nil {
			return fmt.Errorf("the document of version %d is not there", o.Of)
		}
		return nil
	})
}
