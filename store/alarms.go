package store

import "time"

var alarms = table[Alarm]{"alarms"}

// Alarm is something wrong with the service itself, as long as it is wrong.
type Alarm struct {
	// Since is when it was first seen.
	Since time.Time `json:"since"`
	// Told is true when the administrators have been told.
	Told bool `json:"told,omitempty"`
}

// Alarm gives what is wrong under a name; ok is false when nothing is.
func (tx *Tx) Alarm(name string) (a Alarm, ok bool, err error) { return alarms.get(tx, []byte(name)) }

// PutAlarm notes what is wrong under a name.
func (tx *Tx) PutAlarm(name string, a Alarm) error { return alarms.put(tx, []byte(name), a) }

// ClearAlarm notes that nothing is wrong under that name any more.
func (tx *Tx) ClearAlarm(name string) error { return alarms.delete(tx, []byte(name)) }
