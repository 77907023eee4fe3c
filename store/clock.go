package store

import (
	"fmt"
	"time"
)

// ClockKind is by which clock a database lives: a rehearsal's days are not real, and
// what one clock writes the other takes for the far past or the future.
type ClockKind string

// The clocks.
const (
	RealClock      ClockKind = "real"
	RehearsalClock ClockKind = "rehearsal"
)

// Clock is by which clock the database lives; empty before a service has used it.
func (tx *Tx) Clock() (ClockKind, error) {
	s, _, err := meta.get(tx, []byte("clock"))
	return ClockKind(s), err
}

// SetClock notes by which clock the database lives.
func (tx *Tx) SetClock(k ClockKind) error { return meta.put(tx, []byte("clock"), string(k)) }

// clockOf says of a file that was kept before the clock was noted by which it lives: a
// service that has ticked is taken for a real one, as nothing tells a rehearsal apart.
func clockOf(tx *Tx) error {
	_, ticked, err := meta.get(tx, []byte("mark"))
	if err != nil || !ticked {
		return err
	}
	return tx.SetClock(RealClock)
}

// Leap is a jump of the clock ahead.
type Leap struct {
	// From is the last instant before it; zero once the clock is believed.
	From time.Time
	// To is the first instant after it; zero when there was none.
	To time.Time
}

// Leap gives the newest jump of the clock ahead.
func (tx *Tx) Leap() (l Leap, err error) {
	if l.From, err = tx.instant("leapt from"); err != nil {
		return l, err
	}
	l.To, err = tx.instant("leapt to")
	return l, err
}

// PutLeap keeps a jump of the clock ahead; the zero Leap forgets it.
func (tx *Tx) PutLeap(l Leap) error {
	if err := tx.putInstant("leapt from", l.From); err != nil {
		return err
	}
	return tx.putInstant("leapt to", l.To)
}

func (tx *Tx) instant(name string) (time.Time, error) {
	s, ok, err := meta.get(tx, []byte(name))
	if err != nil || !ok {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read %s: %w", name, err)
	}
	return at, nil
}

func (tx *Tx) putInstant(name string, at time.Time) error {
	if at.IsZero() {
		return meta.delete(tx, []byte(name))
	}
	return meta.put(tx, []byte(name), at.UTC().Format(time.RFC3339))
}
