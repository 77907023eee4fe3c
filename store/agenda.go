package store

import (
	"bytes"
	"fmt"
	"time"
)

var (
	agenda   = table[flag]{"agenda"}
	moments  = table[int64]{"moments"}
	silences = table[Silence]{"silences"}
)

// Appointment is an entry of the agenda: the next moment of a task, or the end
// of one person's silence about it.
type Appointment struct {
	At     time.Time
	Task   uint64
	Person uint64 // 0: the task's own ladder
}

func agendaKey(a Appointment) []byte { return num(uint64(a.At.Unix()), a.Task, a.Person) }

// Appoint puts the next moment of a task (or of a person's silence) in the place
// of the one it had.
func (tx *Tx) Appoint(a Appointment) error {
	owner := num(a.Task, a.Person)
	at, ok, err := moments.get(tx, owner)
	if err != nil || ok && at == a.At.Unix() {
		return err
	}
	if ok {
		if err := agenda.delete(tx, agendaKey(Appointment{time.Unix(at, 0), a.Task, a.Person})); err != nil {
			return err
		}
	}
	if err := moments.put(tx, owner, a.At.Unix()); err != nil {
		return err
	}
	return agenda.put(tx, agendaKey(a), flag{})
}

// Cancel takes a task's (or a silence's) moment out of the agenda.
func (tx *Tx) Cancel(task, person uint64) error {
	owner := num(task, person)
	at, ok, err := moments.get(tx, owner)
	if err != nil || !ok {
		return err
	}
	if err := agenda.delete(tx, agendaKey(Appointment{time.Unix(at, 0), task, person})); err != nil {
		return err
	}
	return moments.delete(tx, owner)
}

// Due gives the appointments up to an instant, that one included, in order.
func (tx *Tx) Due(now time.Time) ([]Appointment, error) {
	var due []Appointment
	limit := num(uint64(now.Unix()) + 1)
	c := agenda.bucket(tx).Cursor()
	for k, _ := c.First(); k != nil && bytes.Compare(k, limit) < 0; k, _ = c.Next() {
		due = append(due, readAppointment(k))
	}
	return due, nil
}

// Agenda gives every appointment, in order.
func (tx *Tx) Agenda() ([]Appointment, error) {
	var all []Appointment
	err := agenda.each(tx, nil, func(k []byte, _ flag) (bool, error) {
		all = append(all, readAppointment(k))
		return true, nil
	})
	return all, err
}

func readAppointment(k []byte) Appointment {
	return Appointment{At: time.Unix(int64(unnum(k)), 0).UTC(), Task: unnum(k[8:]), Person: unnum(k[16:])}
}

// Mark is the instant up to which the agenda was handled, in whole seconds; zero
// before the first.
func (tx *Tx) Mark() (time.Time, error) {
	s, ok, err := meta.get(tx, []byte("mark"))
	if err != nil || !ok {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read agenda's mark: %w", err)
	}
	return at, nil
}

// SetMark notes that the agenda was handled up to an instant, in whole seconds.
func (tx *Tx) SetMark(at time.Time) error {
	return meta.put(tx, []byte("mark"), at.UTC().Format(time.RFC3339))
}

// Silence keeps a task out of one person's digests until an instant.
type Silence struct {
	Person uint64    `json:"person"`
	Task   uint64    `json:"task"`
	Until  time.Time `json:"until"`
}

// Silence keeps a silence and its end in the agenda.
func (tx *Tx) Silence(s Silence) error {
	if err := silences.put(tx, num(s.Person, s.Task), s); err != nil {
		return err
	}
	return tx.Appoint(Appointment{s.Until, s.Task, s.Person})
}

// Speak ends a silence.
func (tx *Tx) Speak(person, task uint64) error {
	if err := silences.delete(tx, num(person, task)); err != nil {
		return err
	}
	return tx.Cancel(task, person)
}

// Silenced gives a person's silence about a task; ok is false when there is none.
func (tx *Tx) Silenced(person, task uint64) (Silence, bool, error) {
	return silences.get(tx, num(person, task))
}

// Silences gives every silence.
func (tx *Tx) Silences() ([]Silence, error) { return silences.all(tx, nil) }

// FirstDue is the instant of the agenda's first appointment; ok is false when
// there is none.
func (tx *Tx) FirstDue() (at time.Time, ok bool, err error) {
	k, _ := agenda.bucket(tx).Cursor().First()
	if k == nil {
		return at, false, nil
	}
	return readAppointment(k).At, true, nil
}
