package store

import (
	"fmt"

	"sdelaemvmeste/plans"
)

var digests = table[Digest]{"digests"}

// Digest is what a person was reminded of on one day, kept so that its pages
// can be turned.
type Digest struct {
	Day   plans.Date   `json:"day"`
	Lines []DigestLine `json:"lines"`
}

// DigestLine is one task of a digest.
type DigestLine struct {
	Task       uint64 `json:"task"`
	Urgency    int    `json:"urgency"`
	Unattended bool   `json:"unattended,omitempty"`
}

// PutDigest keeps a person's digest in the place of the one before and gives its
// number.
func (tx *Tx) PutDigest(p plans.PersonID, d Digest) (uint64, error) {
	n, err := digests.next(tx)
	if err != nil {
		return 0, err
	}
	if err := digests.clear(tx, named(string(p))); err != nil {
		return 0, err
	}
	return n, digests.put(tx, join(named(string(p)), num(n)), d)
}

// Digest gives a person's digest; one that was replaced is a
// [plans.ErrNotFound].
func (tx *Tx) Digest(p plans.PersonID, n uint64) (Digest, error) {
	d, ok, err := digests.get(tx, join(named(string(p)), num(n)))
	if err == nil && !ok {
		err = fmt.Errorf("digest %d of %s: %w", n, p, errNotFound)
	}
	return d, err
}

// NewestDigest gives what a person was last reminded of; nothing yet is the zero
// Digest.
func (tx *Tx) NewestDigest(p plans.PersonID) (Digest, error) {
	all, err := digests.all(tx, named(string(p)))
	if err != nil || len(all) == 0 {
		return Digest{}, err
	}
	return all[len(all)-1], nil
}
