package app_test

import (
	"bytes"
	"os"
	"reflect"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	"go.etcd.io/bbolt"

	"sdelaemvmeste/store"
)

// pageSize is bbolt's here; the first two pages are the meta pages.
var pageSize = int64(os.Getpagesize())

// written is one write to the file of the database, and how long the file was then.
type written struct {
	at   int64
	data []byte
	size int64
}

// committed is what one commit wrote. bbolt syncs the file before it writes a meta page
// and after (tx.go, Commit): a cut between the syncs may keep any part of what was
// written since the last one, and nothing of what comes later.
type committed struct {
	pages []written
	meta  written
}

// disk lies between a database and its file: it records every write, and may let one of
// them fail.
type disk struct {
	mu      sync.Mutex
	first   []byte // the file as it was at first
	commits []committed
	pending []written
	// broken counts the writes until one fails with half of it written; 0 lets none.
	broken, writes int
}

// attach puts the disk under an open database. bbolt's OpenFile gives an *os.File, which
// cannot stand for a layer of one's own: the function by which bbolt writes is replaced.
func (d *disk) attach(t *testing.T, db *store.DB) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	content, err := os.ReadFile(db.Path())
	must(t, err)
	if d.first == nil {
		d.first = content
	}
	write := (*func([]byte, int64) (int, error))(unsafe.Pointer(
		reflect.ValueOf(boltOf(db)).Elem().FieldByName("ops").FieldByName("writeAt").UnsafeAddr()))
	through := *write
	*write = func(b []byte, at int64) (int, error) {
		info, err := os.Stat(db.Path())
		if err != nil {
			return 0, err
		}
		if d.noted(written{at, bytes.Clone(b), info.Size()}) {
			n, err := through(b[:len(b)/2], at)
			if err == nil {
				err = syscall.EIO
			}
			return n, err
		}
		return through(b, at)
	}
}

// noted records a write and reports whether it is to fail.
func (d *disk) noted(w written) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	if w.at >= 2*pageSize {
		d.pending = append(d.pending, w)
	} else {
		d.commits = append(d.commits, committed{d.pending, w})
		d.pending = nil
	}
	return d.writes == d.broken
}

// count is how many commits have been written so far.
func (d *disk) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.commits)
}

// boltOf is the bbolt database within one of ours.
func boltOf(db *store.DB) *bbolt.DB {
	return (*bbolt.DB)(reflect.ValueOf(db).Elem().FieldByName("bolt").UnsafePointer())
}
