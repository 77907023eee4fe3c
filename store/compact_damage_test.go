package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestCompactOfADamagedFile flips bytes of a file that is to be compacted: it is
// left just as it is, or compacted into a whole one that says the same (a flipped byte
// of a key may set index and record at odds, which is no damage), and nothing ends the
// process.
func TestCompactOfADamagedFile(t *testing.T) {
	dir := filled(t)
	stuff(t, dir, 6)
	unstuff(t, dir)
	path := filepath.Join(dir, FileName)
	sound, unused := contents(t, path), free(t, path)
	page := os.Getpagesize()
	luck := rand.New(rand.NewPCG(1, 1))
	var used []int
	for at := 0; at < len(sound); at += page {
		if !unused[at] {
			used = append(used, at)
		}
	}
	for i := range 120 {
		at := used[i%len(used)] + luck.IntN(page)
		if i%2 == 0 {
			at = used[i%len(used)] + luck.IntN(96)
		}
		b := slices.Clone(sound)
		b[at] ^= 1 << luck.IntN(8)
		write(t, path, b)
		c, err := Compact(dir)
		switch {
		case err != nil && !errors.Is(err, ErrCorrupt):
			t.Errorf("byte %d: %v", at, err)
		case c == Compaction{} && !bytes.Equal(contents(t, path), b):
			t.Errorf("byte %d: not compacted, and yet the file has changed", at)
		}
		if c != (Compaction{}) {
			r, err := Check(path)
			write(t, path, b)
			was, unread := Check(path)
			if err != nil || unread != nil || len(r.Damage) > 0 || !slices.Equal(r.Faults, was.Faults) {
				t.Errorf("byte %d: compacted into a file with %v, %q, from one with %v, %q", at, err, r.Findings(), unread, was.Findings())
			}
		}
		if names := names(t, dir); !slices.Equal(names, []string{FileName}) {
			t.Fatalf("byte %d: left behind %q", at, names)
		}
	}
}
