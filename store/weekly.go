package store

import (
	"time"

	"sdelaemvmeste/plans"
)

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
