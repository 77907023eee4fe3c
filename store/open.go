package store

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"sdelaemvmeste/plans"
)

// A morning's messages all say how many tasks a person has open. The open tasks are
// counted once by reading them all, and from then on with each change, so that a morning
// costs what is due and not what is stored.

// openCounts is how many open tasks there are of each set of units, as of a commit.
type openCounts struct {
	mu    sync.Mutex
	known bool
	asOf  int
	of    map[string]int
}

// unitSet names the units of a task.
func unitSet(units []plans.UnitID) string {
	var b strings.Builder
	for _, u := range units {
		b.WriteString(string(u) + "\x00")
	}
	return b.String()
}

// count notes that a task has come to be open, or is no more.
func (tx *Tx) count(t TaskRecord, by int) {
	if !t.Open() {
		return
	}
	if tx.opened == nil {
		tx.opened = map[string]int{}
	}
	tx.opened[unitSet(t.Units)] += by
}

// OpenOf is how many tasks wait for one of the units.
func (tx *Tx) OpenOf(units []plans.UnitID) int {
	n := 0
	for set, open := range tx.openCounts() {
		if slices.ContainsFunc(units, func(u plans.UnitID) bool { return strings.Contains("\x00"+set, "\x00"+string(u)+"\x00") }) {
			n += open
		}
	}
	return n
}

// openCounts is what this transaction sees, its own changes included.
func (tx *Tx) openCounts() map[string]int {
	kept := &tx.db.open
	kept.mu.Lock()
	known := kept.known && kept.asOf == tx.commit()
	of := kept.of
	if known && len(tx.opened) > 0 {
		of = maps.Clone(of)
	}
	kept.mu.Unlock()
	if known {
		for set, by := range tx.opened {
			of[set] += by
		}
		return of
	}
	of = map[string]int{}
	// A record that cannot be read must not hold up what is said of the others; whoever
	// needs that very one gets the error.
	c := tasks.bucket(tx).Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		var t TaskRecord
		if err := read(b, &t); err == nil && t.Open() {
			of[unitSet(t.Units)]++
		}
	}
	before := maps.Clone(of)
	for set, by := range tx.opened {
		before[set] -= by
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if at := tx.commit(); !kept.known || kept.asOf < at {
		kept.known, kept.asOf, kept.of = true, at, before
	}
	return of
}

// committed takes what a transaction has changed. Transactions are committed one by
// one; after one that was missed the tasks are counted anew. The counts are replaced and
// not changed, as somebody may be reading them.
func (c *openCounts) committed(id int, opened map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.known || c.asOf != id-1 {
		return
	}
	c.asOf = id
	if len(opened) == 0 {
		return
	}
	c.of = maps.Clone(c.of)
	for set, by := range opened {
		c.of[set] += by
	}
}
