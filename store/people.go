package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
)

var (
	people   = table[PersonRecord]{"people"}
	accounts = table[plans.PersonID]{"accounts"}
	invites  = table[Invite]{"invites"}
	guesses  = table[Guesses]{"guesses"}
)

// PersonRecord is a person with the account that messages go to.
type PersonRecord struct {
	plans.Person
	// User is 0 for somebody invited who has not come yet, and for one who left.
	User plans.UserID `json:"user,omitempty"`
	// Unreachable is true when Telegram refused the last message to the person for
	// good.
	Unreachable bool `json:"unreachable,omitempty"`
	Left        bool `json:"left,omitempty"`
	Away        Away `json:"away,omitzero"`
	// Reported is true when the controllers have been told that no message reaches
	// the person: they are told once.
	Reported bool `json:"reported,omitempty"`
	// Invited is when the last invitation was made.
	Invited time.Time `json:"invited,omitzero"`
	// EditsTold is when the person was last told that changed messages are not read
	// again, by the real clock.
	EditsTold time.Time `json:"edits_told,omitzero"`
}

// Away is a leave with a deputy, who may be nobody.
type Away struct {
	plans.Span
	Deputy plans.PersonID `json:"deputy,omitempty"`
}

// AwayOn reports whether the person is on leave that day.
func (p PersonRecord) AwayOn(day plans.Date) bool { return p.Away.To != 0 && p.Away.Contains(day) }

// Connected reports whether messages reach the person as far as is known.
func (p PersonRecord) Connected() bool { return p.User != 0 && !p.Unreachable && !p.Left }

// PutPerson keeps a person and the index of accounts.
func (tx *Tx) PutPerson(p PersonRecord) error {
	old, ok, err := people.get(tx, []byte(p.ID))
	if err != nil {
		return err
	}
	if ok && old.User != 0 && old.User != p.User {
		if err := accounts.delete(tx, signed(int64(old.User))); err != nil {
			return err
		}
	}
	if p.User != 0 {
		if err := accounts.put(tx, signed(int64(p.User)), p.ID); err != nil {
			return err
		}
	}
	return people.put(tx, []byte(p.ID), p)
}

// Person gives a person; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) Person(id plans.PersonID) (PersonRecord, error) {
	// One record that cannot be read makes nobody else unknown.
	if all, err := decodedPeople(tx); err == nil {
		i, ok := slices.BinarySearchFunc(all, id, func(p PersonRecord, id plans.PersonID) int { return cmp.Compare(p.ID, id) })
		if !ok {
			return PersonRecord{}, fmt.Errorf("person %s: %w", id, errNotFound)
		}
		p := all[i]
		p.Units, p.Roles = slices.Clone(p.Units), slices.Clone(p.Roles)
		return p, nil
	}
	p, ok, err := people.get(tx, []byte(id))
	if err == nil && !ok {
		err = fmt.Errorf("person %s: %w", id, errNotFound)
	}
	return p, err
}

// PersonOf gives the person behind a Telegram account; a stranger is a
// [plans.ErrNotFound].
func (tx *Tx) PersonOf(u plans.UserID) (PersonRecord, error) {
	id, ok, err := accounts.get(tx, signed(int64(u)))
	if err != nil {
		return PersonRecord{}, err
	}
	if !ok {
		return PersonRecord{}, fmt.Errorf("user %d: %w", u, errNotFound)
	}
	return tx.Person(id)
}

// People gives everybody in the order of their ids.
func (tx *Tx) People() ([]PersonRecord, error) {
	all, err := everybody(tx)
	return slices.Clone(all), err
}

// decodedPeople is everybody, unless the transaction has changed anybody: then one
// person is read sooner than all.
func decodedPeople(tx *Tx) ([]PersonRecord, error) {
	if tx.changed[people.name] {
		return nil, errNotFound
	}
	return everybody(tx)
}

// everybody is decoded once; see [once].
func everybody(tx *Tx) ([]PersonRecord, error) {
	return once(tx, people, "", func() ([]PersonRecord, error) { return people.all(tx, nil) })
}

// NewPersonID gives an id nobody has.
func (tx *Tx) NewPersonID() (plans.PersonID, error) {
	n, err := people.next(tx)
	return plans.PersonID(fmt.Sprintf("p%d", n)), err
}

// Invite lets one person in, for a time.
type Invite struct {
	Person  plans.PersonID `json:"person"`
	By      plans.UserID   `json:"by"`
	Expires time.Time      `json:"expires"`
	Used    bool           `json:"used,omitempty"`
}

// PutInvite keeps an invitation under the hash of its code; the code itself is
// not kept.
func (tx *Tx) PutInvite(hash [32]byte, i Invite) error { return invites.put(tx, hash[:], i) }

// Invite gives the invitation of a code's hash; ok is false when there is none.
func (tx *Tx) Invite(hash [32]byte) (Invite, bool, error) { return invites.get(tx, hash[:]) }

// Guesses counts the wrong codes one account has tried.
type Guesses struct {
	Count int       `json:"count"`
	Last  time.Time `json:"last"`
}

// PutGuesses keeps the count of an account's wrong codes.
func (tx *Tx) PutGuesses(u plans.UserID, g Guesses) error {
	return guesses.put(tx, signed(int64(u)), g)
}

// Guesses gives the count of an account's wrong codes; the zero Guesses when it
// has tried none.
func (tx *Tx) Guesses(u plans.UserID) (Guesses, error) {
	g, _, err := guesses.get(tx, signed(int64(u)))
	return g, err
}
