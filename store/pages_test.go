package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
)

// spoiled is what [Check] makes of a damaged file: it must come back at all, for
// a fault of mapped memory would end the process.
func spoiled(t *testing.T, path string, b []byte) (Report, error) {
	t.Helper()
	write(t, path, b)
	return Check(path)
}

// free gives the offsets of the pages that hold nothing.
func free(t *testing.T, path string) map[int]bool {
	t.Helper()
	b, err := bbolt.Open(path, 0o600, &bbolt.Options{PreLoadFreelist: true, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	offsets := map[int]bool{}
	err = b.View(func(tx *bbolt.Tx) error {
		for id := 0; ; id++ {
			p, err := tx.Page(id)
			if err != nil || p == nil {
				return err
			}
			if p.Type == "free" {
				offsets[id*os.Getpagesize()] = true
			}
		}
	})
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	return offsets
}

func TestEveryTruncationIsFound(t *testing.T) {
	sound := contents(t, backedUp(t))
	path := filepath.Join(t.TempDir(), "cut.db")
	for size := 0; size < len(sound); size += 512 {
		if _, err := spoiled(t, path, sound[:size]); !errors.Is(err, ErrCorrupt) {
			t.Errorf("cut to %d of %d bytes: %v", size, len(sound), err)
		}
	}
}

func TestEveryZeroedPageIsFound(t *testing.T) {
	from := backedUp(t)
	sound, unused := contents(t, from), free(t, from)
	path := filepath.Join(t.TempDir(), "zeroed.db")
	for at := 0; at < len(sound); at += os.Getpagesize() {
		if unused[at] {
			continue
		}
		b := slices.Clone(sound)
		clear(b[at : at+os.Getpagesize()])
		if r, err := spoiled(t, path, b); err == nil && r.Sound() {
			t.Errorf("page at %d of %d zeroed: nothing found", at, len(sound))
		}
	}
}

// A byte within a text may change unseen, for bbolt keeps no checksum of its
// pages; whatever else is hit must be found, and nothing may end the process.
func TestFlippedBytesNeverEndTheProcess(t *testing.T) {
	from := backedUp(t)
	sound, unused := contents(t, from), free(t, from)
	path := filepath.Join(t.TempDir(), "flipped.db")
	page := os.Getpagesize()
	for at := range sound {
		if at%page >= 96 && at%53 != 0 {
			continue
		}
		b := slices.Clone(sound)
		b[at] ^= 0xFF
		_, err := spoiled(t, path, b)
		if inHead := at >= 2*page && at%page < 10 && !unused[at-at%page]; inHead && !errors.Is(err, ErrCorrupt) {
			t.Errorf("byte %d flipped, in the head of a page: %v", at, err)
		}
	}
}

func TestOneDamagedHeadIsAWarning(t *testing.T) {
	sound := contents(t, backedUp(t))
	for _, at := range []int{20, os.Getpagesize() + 20} {
		b := slices.Clone(sound)
		b[at] ^= 0xFF
		r, err := spoiled(t, filepath.Join(t.TempDir(), "head.db"), b)
		if err != nil || len(r.Faults) != 1 || len(r.Damage) != 0 {
			t.Errorf("byte %d: %v, found %q", at, err, r.Findings())
		}
	}
}

func TestAForeignDatabaseIsNotTakenOver(t *testing.T) {
	dir := t.TempDir()
	b, err := bbolt.Open(filepath.Join(dir, FileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

func TestALostBucketIsNotMadeAnew(t *testing.T) {
	dir := filled(t)
	change(t, dir, func(tx *Tx) error { return tx.bolt.DeleteBucket([]byte("people")) })
	if _, err := Open(dir); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

func FuzzCheckOfADamagedFile(f *testing.F) {
	sound := contents(f, filepath.Join(filled(f), FileName))
	f.Add(uint32(4096+40), byte(1), uint32(0))
	f.Add(uint32(3*4096+16), byte(0xFF), uint32(3*4096+24))
	f.Fuzz(func(t *testing.T, at uint32, with byte, also uint32) {
		b := slices.Clone(sound)
		b[int(at)%len(b)] = with
		b[int(also)%len(b)] ^= with
		_, err := spoiled(t, filepath.Join(t.TempDir(), "fuzzed.db"), b)
		if err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrNewer) {
			t.Errorf("got %v", err)
		}
	})
}
