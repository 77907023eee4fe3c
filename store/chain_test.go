package store

import (
	"errors"
	"testing"
)

// Each line of the journal carries the hash of the one before it, and the last one's
// is what a report prints.
func TestJournalIsAChain(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if got := tx.JournalHash(); got != "" {
			t.Errorf("hash of an empty journal: %s", got)
		}
		for _, did := range []string{"одно", "другое", "третье"} {
			if err := tx.Write(noon, "p1", did, "task/1", nil, nil); err != nil {
				return err
			}
		}
		prev, n := "", 0
		err := tx.JournalLines(func(e Entry, line []byte) error {
			if n++; e.Prev != prev {
				t.Errorf("entry %d follows %q, want %q", e.N, e.Prev, prev)
			}
			prev = hashOf(line)
			return nil
		})
		if n != 3 || prev != tx.JournalHash() {
			t.Errorf("%d lines, the last hash is %s, want %s", n, tx.JournalHash(), prev)
		}
		stop := errors.New("stop")
		if err := tx.JournalLines(func(Entry, []byte) error { return stop }); !errors.Is(err, stop) {
			t.Error(err)
		}
		return err
	})
}

// The entries of an earlier program are joined when its file is migrated.
func TestEntriesOfEarlierProgramsAreJoined(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for n := uint64(1); n <= 3; n++ {
			if _, err := journal.next(tx); err != nil {
				return err
			}
			if err := journal.put(tx, num(n), Entry{N: n, At: noon, Did: "x", Of: "task/1"}); err != nil {
				return err
			}
		}
		if r := tx.Check(); r.Sound() {
			t.Error("a journal that is no chain is sound")
		}
		return chainJournal(tx)
	})
}
