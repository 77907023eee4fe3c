package store

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// TestKeysSortAsNumbers: bbolt sorts keys by bytes, and chat ids are negative.
func TestKeysSortAsNumbers(t *testing.T) {
	number := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{
		math.MinInt64, -1_002_000_000_001, -4_000_000_001, -1, 0, 1, 255, 256, 7_000_000_001, math.MaxInt64,
	}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		if got := bytes.Compare(signed(a), signed(b)); got != cmp.Compare(a, b) {
			t.Errorf("%d and %d sort %d", a, b, got)
		}
		if unsigned(signed(a)) != a {
			t.Errorf("%d reads back as %d", a, unsigned(signed(a)))
		}
		if got := bytes.Compare(num(uint64(a)), num(uint64(b))); got != cmp.Compare(uint64(a), uint64(b)) {
			t.Errorf("%d and %d, unsigned, sort %d", a, b, got)
		}
	})
}

// TestClearLeavesNothing: deleting under a moving cursor skips entries once the
// pages are dirty, so the deletion follows writing in the same transaction.
func TestClearLeavesNothing(t *testing.T) {
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const chat, others, n = int64(-100), int64(100), 3000
	err = db.Update(func(tx *Tx) error {
		for i := range uint64(n) {
			for _, c := range []int64{chat, others} {
				if err := outbox.put(tx, join(signed(c), num(i)), Outgoing{Chat: c, Seq: i, Text: "сообщение"}); err != nil {
					return err
				}
			}
		}
		if err := outbox.clear(tx, signed(chat)); err != nil {
			return err
		}
		gone, err := outbox.all(tx, signed(chat))
		if err != nil {
			return err
		}
		kept, err := outbox.all(tx, signed(others))
		if len(gone) != 0 || len(kept) != n {
			t.Errorf("%d of the cleared and %d of the others are left", len(gone), len(kept))
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestClosedDatabaseKeepsNothingAndSaysSo: what cannot be committed is fatal, and
// what a transaction itself refuses is handed back as it is.
func TestClosedDatabaseKeepsNothingAndSaysSo(t *testing.T) {
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(*Tx) error { return errUndo }); !errors.Is(err, errUndo) || errors.Is(err, ErrFatal) {
		t.Errorf("refused by the transaction: %v", err)
	}
	if err := db.View(func(*Tx) error { return errUndo }); !errors.Is(err, errUndo) {
		t.Errorf("refused by the reading: %v", err)
	}
	if err := errors.Join(db.Close(), db.Close()); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	nothing := func(*Tx) error { return nil }
	if err := db.Update(nothing); !errors.Is(err, ErrFatal) {
		t.Errorf("update after the end: %v", err)
	}
	if err := db.View(nothing); err == nil {
		t.Error("a reading after the end succeeds")
	}
}

// TestSecondOpenerIsTold: a database in use is not waited for without end, by a
// reader neither.
func TestSecondOpenerIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		db, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); !errors.Is(err, ErrHeld) {
			t.Errorf("a second opener got %v", err)
		}
		if _, err := OpenReadOnly(filepath.Join(dir, FileName)); !errors.Is(err, ErrHeld) {
			t.Errorf("a reader got %v", err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestWhatWasReadOutlivesItsTransaction: bytes of bbolt used after it are an
// unrecoverable crash, or silently other data.
func TestWhatWasReadOutlivesItsTransaction(t *testing.T) {
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put := func(text string) {
		err := db.Update(func(tx *Tx) error {
			return tx.Send(Outgoing{Key: text, Chat: 1, Do: SendUpload, Text: text, Upload: &Upload{Name: text, Data: []byte(text)}, Queued: time.Unix(1, 0)})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put("первое")
	var read []Outgoing
	err = db.View(func(tx *Tx) (err error) {
		read, err = tx.Outbox()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 300 {
		put("другое")
		err := db.Update(func(tx *Tx) error {
			o, _, err := tx.Waiting("другое")
			return errors.Join(err, tx.Drop(o))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(read) != 1 || read[0].Text != "первое" || string(read[0].Upload.Data) != "первое" {
		t.Errorf("read %+v", read)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
