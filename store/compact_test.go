package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// stuff puts messages of a megabyte each into a database, unstuff takes all
// messages out of it.
func stuff(t *testing.T, dir string, messages int) {
	t.Helper()
	change(t, dir, func(tx *Tx) error {
		for i := range messages {
			o := Outgoing{
				Key: fmt.Sprintf("big/%d", i), Chat: 1, Do: SendUpload,
				Upload: &Upload{Name: "copy", Data: bytes.Repeat([]byte{byte(i)}, 1<<20)},
			}
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	})
}

func unstuff(t *testing.T, dir string) {
	t.Helper()
	change(t, dir, func(tx *Tx) error {
		all, err := tx.Outbox()
		if err != nil {
			return err
		}
		for _, o := range all {
			if err := tx.Drop(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestCompactGivesSpaceBack fills a database, empties it again, and sees that the
// file shrinks, keeps its facts and numbers, and is left alone afterwards.
func TestCompactGivesSpaceBack(t *testing.T) {
	dir := filled(t)
	path := filepath.Join(dir, FileName)
	stuff(t, dir, 16)
	if c, err := Compact(dir); err != nil || c != (Compaction{}) {
		t.Fatalf("a full file was compacted: %+v, %v", c, err)
	}
	unstuff(t, dir)
	before := records(t, path)
	c, err := Compact(dir)
	if err != nil || c.After*4 > c.Before || c.After == 0 {
		t.Fatalf("compaction %+v, %v", c, err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != c.After || info.Mode().Perm() != 0o600 {
		t.Errorf("the file afterwards: %v, %v", info, err)
	}
	if after := records(t, path); after != before {
		t.Errorf("before %s, after %s", before, after)
	}
	change(t, dir, func(tx *Tx) error {
		if err := tx.Send(Outgoing{Key: "after", Chat: 1, Do: SendText, Text: "a"}); err != nil {
			return err
		}
		o, _, err := tx.Waiting("after")
		if err == nil && o.Seq <= 16 {
			err = fmt.Errorf("number %d was given twice", o.Seq)
		}
		return err
	})
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// TestCompactWithoutADatabase does nothing.
func TestCompactWithoutADatabase(t *testing.T) {
	if c, err := Compact(t.TempDir()); err != nil || c != (Compaction{}) {
		t.Errorf("%+v, %v", c, err)
	}
}

// records says how many records each bucket of a sound file holds.
func records(t *testing.T, path string) string {
	t.Helper()
	r, err := Check(path)
	if err != nil || !r.Sound() {
		t.Fatalf("check: %v, %q", err, r.Findings())
	}
	return fmt.Sprint(r.Counts)
}
