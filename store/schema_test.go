package store

import (
	"bytes"
	"compress/gzip"
	"errors"
	option "flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = option.Bool("update", false, "write the file of the present schema if there is none")

// schemaFile is a database with something in every bucket, as the first program of
// a schema wrote it.
func schemaFile(n int) string { return filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", n)) }

// TestFilesOfEverySchema opens a file of each schema there has been: it is brought
// up to date, sound, and its facts are there.
func TestFilesOfEverySchema(t *testing.T) {
	if _, err := os.Stat(schemaFile(Schema)); *update && err != nil {
		pack(t, contents(t, backedUp(t)), schemaFile(Schema))
	}
	if n := len(migrations()) + 1; n != Schema {
		t.Errorf("the migrations lead to schema %d, the present one is %d", n, Schema)
	}
	for n := 1; n <= Schema; n++ {
		dir := t.TempDir()
		path := filepath.Join(dir, FileName)
		write(t, path, unpacked(t, schemaFile(n)))
		// The service reads a file whole before it opens it to work and migrates it.
		if r, err := Check(path); err != nil || len(r.Damage) > 0 {
			t.Errorf("schema %d is refused before it is migrated: %v, %q", n, err, r.Damage)
		}
		change(t, dir, func(tx *Tx) error {
			if p, err := tx.PersonOf(101); err != nil || p.Name != "Специалист" {
				t.Errorf("schema %d: person %+v, %v", n, p, err)
			}
			is, err := tx.schema()
			if is != Schema {
				t.Errorf("schema %d became %d", n, is)
			}
			return err
		})
		if r, err := Check(path); err != nil || !r.Sound() {
			t.Errorf("schema %d: %v, %q", n, err, r.Findings())
		}
	}
}

// TestMigrationIsWholeOrNotAtAll brings a file two schemas further: the steps are
// taken in order, and of a series that fails nothing is kept.
func TestMigrationIsWholeOrNotAtAll(t *testing.T) {
	dir := filled(t)
	var taken []string
	step := func(name string, err error) func(*Tx) error {
		return func(tx *Tx) error {
			taken = append(taken, name)
			return errors.Join(err, tx.bolt.Bucket([]byte("meta")).Put([]byte(name), []byte(`"x"`)))
		}
	}
	steps := migrations()
	failed := errors.New("failed")
	for _, c := range []struct {
		second error
		schema int
		kept   bool
	}{{failed, Schema, false}, {nil, Schema + 2, true}, {failed, Schema + 2, true}} {
		db, err := open(filepath.Join(dir, FileName), false)
		if err != nil {
			t.Fatal(err)
		}
		err = db.migrate(append(slices.Clone(steps), step("one", nil), step("two", c.second)))
		if done := c.kept; done != (err == nil) {
			t.Errorf("migrated: %v, want %v", err, done)
		}
		// The step that failed leads from the schema after the first step's.
		if at := fmt.Sprintf("from schema %d:", Schema+1); err != nil && c.schema == Schema && !strings.Contains(err.Error(), at) {
			t.Errorf("migrated: %v, which does not say %q", err, at)
		}
		err = db.View(func(tx *Tx) error {
			n, err := tx.schema()
			if kept := tx.bolt.Bucket([]byte("meta")).Get([]byte("one")) != nil; n != c.schema || kept != c.kept {
				t.Errorf("schema %d, the first step kept: %v", n, kept)
			}
			return err
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(taken, []string{"one", "two", "one", "two"}) {
		t.Errorf("steps taken: %q", taken)
	}
}

// TestAFileOfANewerProgramIsLeftAlone refuses it in every way of opening.
func TestAFileOfANewerProgramIsLeftAlone(t *testing.T) {
	dir := filled(t)
	path := filepath.Join(dir, FileName)
	change(t, dir, func(tx *Tx) error { return meta.put(tx, []byte("schema"), strconv.Itoa(Schema+1)) })
	before := contents(t, path)
	if _, err := Open(dir); !errors.Is(err, ErrNewer) {
		t.Errorf("open: %v", err)
	}
	if _, err := OpenReadOnly(path); !errors.Is(err, ErrNewer) {
		t.Errorf("open to read: %v", err)
	}
	if _, err := Restore(path, t.TempDir(), "now", false); !errors.Is(err, ErrNewer) {
		t.Errorf("restore: %v", err)
	}
	if !bytes.Equal(before, contents(t, path)) {
		t.Error("the file has changed")
	}
}

// TestSchemaThatIsNoNumberIsDamage refuses such a file in both ways of opening.
func TestSchemaThatIsNoNumberIsDamage(t *testing.T) {
	for _, n := range []string{"0", "-1", "two", ""} {
		dir := filled(t)
		change(t, dir, func(tx *Tx) error { return meta.put(tx, []byte("schema"), n) })
		if _, err := Open(dir); !errors.Is(err, ErrCorrupt) {
			t.Errorf("schema %q, open: %v", n, err)
		}
		if _, err := OpenReadOnly(filepath.Join(dir, FileName)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("schema %q, open to read: %v", n, err)
		}
	}
}

func pack(t *testing.T, b []byte, to string) {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write(b)
	if err := errors.Join(err, w.Close(), os.MkdirAll(filepath.Dir(to), 0o755)); err != nil {
		t.Fatal(err)
	}
	write(t, to, packed.Bytes())
}

func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(contents(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
