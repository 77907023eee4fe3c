package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// The journal is a chain: each entry carries the SHA-256 of the bytes of the one
// before it, as they are kept. Whoever knows the hash of the last entry, which every
// report prints, can tell that none before it was changed, taken out or put in.

func hashOf(entry []byte) string {
	sum := sha256.Sum256(entry)
	return hex.EncodeToString(sum[:])
}

// JournalHash is the hash of the journal's last entry, "" while there is none.
func (tx *Tx) JournalHash() string {
	_, last := journal.bucket(tx).Cursor().Last()
	if last == nil {
		return ""
	}
	return hashOf(last)
}

// JournalLines shows every entry as it is kept, a line of JSON each: the hash of a line
// stands in the next one.
func (tx *Tx) JournalLines(show func(e Entry, line []byte) error) error {
	c := journal.bucket(tx).Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		var e Entry
		if err := json.Unmarshal(b, &e); err != nil {
			return fmt.Errorf("read journal %x: %w", k, err)
		}
		if err := show(e, append([]byte(nil), b...)); err != nil {
			return err
		}
	}
	return nil
}

// chainJournal joins the entries that an earlier program wrote.
func chainJournal(tx *Tx) error {
	all, err := journal.all(tx, nil)
	if err != nil {
		return err
	}
	prev := ""
	for _, e := range all {
		e.Prev = prev
		if err := journal.put(tx, num(e.N), e); err != nil {
			return err
		}
		prev = hashOf(journal.bucket(tx).Get(num(e.N)))
	}
	return nil
}

// inspectChain reports the entries that do not carry the hash of the one before.
func inspectChain(tx *Tx, r *Report) {
	if !tx.Current() {
		return
	}
	prev := ""
	c := journal.bucket(tx).Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		e, err := decode[Entry](b)
		if err == nil && e.Prev != prev {
			r.fault("journal: entry %d does not follow from the one before: one of them was changed", e.N)
		}
		prev = hashOf(b)
	}
}
