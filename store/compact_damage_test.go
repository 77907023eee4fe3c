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
// left just as it is, or compacted into a sound one, and nothing ends the process.
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
			if r, err := Check(path); err != nil || !r.Sound() {
				t.Errorf("byte %d: compacted into a file that is not sound: %v, %q", at, err, r.Findings())
			}
		}
		if names := names(t, dir); !slices.Equal(names, []string{FileName}) {
			t.Fatalf("byte %d: left behind %q", at, names)
		}
	}
}
