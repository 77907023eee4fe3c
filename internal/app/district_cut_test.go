package app_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"sdelaemvmeste/store"
)

// blackout is a power cut that waits for a commit. bbolt writes the pages of a commit,
// syncs, writes a meta page, syncs: the cut comes before the first of these syncs or
// before the second, and of what was written since the last one any sectors are there.
type blackout struct {
	mu   sync.Mutex
	path string
	dead *atomic.Bool
	fell chan struct{}

	in      int // commits until it comes, 0 for none
	atPages bool
	random  *rand.Rand
	before  []byte
	pages   []written
	left    *cutFile
}

// cutFile is what is left of a file: its content without the zeros at its end, and its
// length.
type cutFile struct {
	file []byte
	size int64
}

// arm orders a cut in the n-th commit from now.
func (b *blackout) arm(n int, atPages bool, seed uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.in, b.atPages, b.random = n, atPages, rand.New(rand.NewPCG(seed, 3))
	b.before, b.pages = nil, nil
}

func (b *blackout) disarm() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.in = 0
}

// take gives what the cut has left, nil when there was none.
func (b *blackout) take() *cutFile {
	b.mu.Lock()
	defer b.mu.Unlock()
	left := b.left
	b.left, b.in = nil, 0
	return left
}

// put lets the next life begin with a file.
func (b *blackout) put(left *cutFile) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left, b.in = left, 0
}

// written is told of each write before it is made.
func (b *blackout) written(w written) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch meta := w.at < 2*pageSize; {
	case b.in == 0 || b.left != nil:
		return
	case b.in > 1:
		if meta {
			b.in--
		}
		return
	case !meta:
		if b.before == nil {
			b.before = b.content()
		}
		b.pages = append(b.pages, w)
		return
	default:
		b.strike(w)
	}
}

func (b *blackout) strike(meta written) {
	file := b.content()
	switch {
	case b.atPages && b.before != nil:
		file = b.before
		for _, w := range b.pages {
			file = longEnough(file, w)
		}
		tear(b.random, file, b.pages)
	default:
		file = longEnough(file, meta)
		tear(b.random, file, []written{meta})
	}
	b.left = &cutFile{file, meta.size}
	b.dead.Store(true)
	b.fell <- struct{}{}
}

func longEnough(file []byte, w written) []byte {
	if more := int(w.at) + len(w.data) - len(file); more > 0 {
		file = append(file, make([]byte, more)...)
	}
	return file
}

// content is the file as the kernel has it, nil when it cannot be read.
func (b *blackout) content() []byte {
	all, err := os.ReadFile(b.path)
	if err != nil {
		panic(err)
	}
	return bytes.TrimRight(all, "\x00")
}

// outsider is what is known outside of the program: the newest entry of its journal, by
// its hash, when it was last heard of.
type outsider struct {
	mu   sync.Mutex
	hash string
}

// listen notes what the program is known to have done when something of it arrives.
func (d *district) listen() {
	var hash string
	err := d.program.Store.View(func(tx *store.Tx) error {
		hash = tx.JournalHash()
		return nil
	})
	if err != nil {
		return // its life is over
	}
	d.heard.mu.Lock()
	defer d.heard.mu.Unlock()
	d.heard.hash = hash
}

// survived proves that whatever the world outside has heard of stands in the journal of
// the program that was started again.
func (d *district) survived() {
	d.t.Helper()
	d.heard.mu.Lock()
	known := d.heard.hash
	d.heard.mu.Unlock()
	must(d.t, d.program.Store.View(func(tx *store.Tx) error {
		there := known == "" || tx.JournalHash() == known
		err := tx.JournalLines(func(e store.Entry, _ []byte) error {
			there = there || e.Prev == known
			return nil
		})
		if !there {
			d.t.Errorf("%s: what was heard of is not in the journal any more", d.Now().Format(time.DateTime))
		}
		return err
	}))
}
