package store

import "fmt"

// NumberKind separates the numberings of tasks, people, projects, units, rows and
// channels.
type NumberKind string

// The numberings.
const (
	TaskNumber    NumberKind = "task"
	PersonNumber  NumberKind = "person"
	ProjectNumber NumberKind = "project"
	UnitNumber    NumberKind = "unit"
	ItemNumber    NumberKind = "item"
	PlanNumber    NumberKind = "plan"
)

var (
	numbers    = table[uint64]{"numbers"}
	identities = table[string]{"identities"}
)

// Number gives the short number of an identity, for buttons and lists. It is
// given once and kept for ever.
func (tx *Tx) Number(kind NumberKind, identity string) (uint64, error) {
	key := join(named(string(kind)), []byte(identity))
	n, ok, err := numbers.get(tx, key)
	if err != nil || ok {
		return n, err
	}
	counter := join([]byte("last "), []byte(kind))
	last, _, err := numbers.get(tx, counter)
	if err != nil {
		return 0, err
	}
	n = last + 1
	if err := numbers.put(tx, counter, n); err != nil {
		return 0, err
	}
	if err := numbers.put(tx, key, n); err != nil {
		return 0, err
	}
	return n, identities.put(tx, join(named(string(kind)), num(n)), identity)
}

// NumberOf gives the short number of an identity that has one already; 0 for
// none.
func (tx *Tx) NumberOf(kind NumberKind, identity string) (uint64, error) {
	n, _, err := numbers.get(tx, join(named(string(kind)), []byte(identity)))
	return n, err
}

// Identity gives what a short number stands for; a number never given is a
// [plans.ErrNotFound].
func (tx *Tx) Identity(kind NumberKind, n uint64) (string, error) {
	s, ok, err := identities.get(tx, join(named(string(kind)), num(n)))
	if err == nil && !ok {
		err = fmt.Errorf("%s %d: %w", kind, n, errNotFound)
	}
	return s, err
}
