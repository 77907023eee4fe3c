package store

import (
	"fmt"
	"time"

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

var weeklies = table[Weekly]{"weeklies"}

// Weekly is what the group was told on a Monday morning, kept so that the message
// can be rewritten when something closes.
type Weekly struct {
	Monday plans.Date `json:"monday"`
	// Next is when the following week is to be told of, by the calendar of the
	// day on which this one was.
	Next time.Time `json:"next,omitzero"`
	// Done were closed in the week before, Due have their date in this week, Late
	// were overdue that morning: tasks by their numbers.
	Done []uint64 `json:"done,omitempty"`
	Due  []uint64 `json:"due,omitempty"`
	Late []uint64 `json:"late,omitempty"`
	// Escalated are tasks of Late which the group was told of for the first time.
	Escalated []uint64 `json:"escalated,omitempty"`
	// Expired are tasks of Done whose confirmation nobody has looked at in time.
	Expired []uint64 `json:"expired,omitempty"`
}

// PutWeekly keeps what the group was told of a week.
func (tx *Tx) PutWeekly(w Weekly) error { return weeklies.put(tx, num(uint64(w.Monday)), w) }

// LastWeekly is the newest week the group was told of; ok is false for none.
func (tx *Tx) LastWeekly() (w Weekly, ok bool, err error) {
	k, b := weeklies.bucket(tx).Cursor().Last()
	if k == nil {
		return w, false, nil
	}
	w, err = decode[Weekly](b)
	return w, err == nil, err
}
