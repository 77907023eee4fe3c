package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestAFileOfAnEarlierSchemaIsCopiedBeforeItIsMigrated opens a file of each, twice:
// every copy is the file as it was, and the way back leads over the newest.
func TestAFileOfAnEarlierSchemaIsCopiedBeforeItIsMigrated(t *testing.T) {
	dir := t.TempDir()
	numbered := []string{"", "-2"}
	for n := 1; n < Schema; n++ {
		for time := range numbered {
			write(t, filepath.Join(dir, FileName), unpacked(t, schemaFile(n)))
			change(t, dir, func(*Tx) error { return nil })
			copied, err := EarlierCopy(dir)
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("sdelaem-schema-%d%s.db", n, numbered[time]); filepath.Base(copied) != want {
				t.Errorf("the newest copy is %s, not %s", copied, want)
			}
			if _, err := Restore(copied, dir, "now", true); err != nil {
				t.Errorf("schema %d: restore: %v", n, err)
			}
			if !bytes.Equal(schemaOf(t, dir), []byte{byte('0' + n)}) {
				t.Errorf("schema %d was not copied as it was", n)
			}
			if err := os.Remove(filepath.Join(dir, FileName+".now")); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// schemaOf is the schema's number of a file that is not opened to work.
func schemaOf(t *testing.T, dir string) (n []byte) {
	t.Helper()
	db := reading(t, filepath.Join(dir, FileName))
	err := db.View(func(tx *Tx) error {
		n = bytes.Trim(tx.bolt.Bucket([]byte("meta")).Get([]byte("schema")), `"`)
		n = slices.Clone(n)
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNothingIsMigratedWithoutACopy lets the folder of copies be in the way.
func TestNothingIsMigratedWithoutACopy(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	write(t, path, unpacked(t, schemaFile(1)))
	write(t, filepath.Join(dir, CopiesFolder), nil)
	if _, err := Open(dir); !errors.Is(err, ErrUncopied) {
		t.Errorf("open: %v", err)
	}
	if got := schemaOf(t, dir); string(got) != "1" {
		t.Errorf("schema %s", got)
	}
}

// TestADamagedFileIsNotMigrated: its copy would be none to go back to.
func TestADamagedFileIsNotMigrated(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	write(t, path, unpacked(t, schemaFile(1)))
	db, err := open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *Tx) error { return tx.bolt.Bucket([]byte("people")).Put([]byte("p9"), []byte("{")) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrUncopied) || !errors.Is(err, ErrCorrupt) {
		t.Errorf("open: %v", err)
	}
	if got := names(t, filepath.Join(dir, CopiesFolder)); len(got) > 0 {
		t.Errorf("copies: %v", got)
	}
	if got := schemaOf(t, dir); string(got) != "1" {
		t.Errorf("schema %s", got)
	}
}

// TestOnlyFilesOfEarlierSchemasAreCopied leaves a new file and one of the present
// schema without a copy.
func TestOnlyFilesOfEarlierSchemasAreCopied(t *testing.T) {
	dir := filled(t)
	change(t, dir, func(*Tx) error { return nil })
	if _, err := os.Lstat(filepath.Join(dir, CopiesFolder)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("folder of copies: %v", err)
	}
	if copied, err := EarlierCopy(dir); copied != "" || err != nil {
		t.Errorf("earlier copy %q, %v", copied, err)
	}
}

// TestWayBackLeadsOverWhatThisProgramReads passes by copies of later schemas.
func TestWayBackLeadsOverWhatThisProgramReads(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, CopiesFolder)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sdelaem-schema-2-10.db", "sdelaem-schema-3-9.db", "sdelaem-schema-3-10.db", "sdelaem-schema-99.db", "sdelaem-2026-01-01.db"} {
		write(t, filepath.Join(folder, name), nil)
	}
	if got, err := EarlierCopy(dir); err != nil || filepath.Base(got) != "sdelaem-schema-3-10.db" {
		t.Errorf("earlier copy %s, %v", got, err)
	}
	// A program after this one keeps copies of the present schema.
	for _, number := range []string{"2", "9"} {
		write(t, filepath.Join(folder, fmt.Sprintf("sdelaem-schema-%d-%s.db", Schema, number)), nil)
	}
	if got, err := EarlierCopy(dir); err != nil || filepath.Base(got) != fmt.Sprintf("sdelaem-schema-%d-9.db", Schema) {
		t.Errorf("earlier copy %s, %v", got, err)
	}
}
