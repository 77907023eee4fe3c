package app_test

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	"go.etcd.io/bbolt" //nolint:depguard // what lies beneath the store is looked at

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

// disk lies between a database and its file: it records every write, and may let one
// write or one sync fail.
type disk struct {
	mu      sync.Mutex
	first   []byte // the file as it was at first
	commits []committed
	pending []written
	writes  int
	// broken is the write that fails with half of it written, unsynced the sync that
	// fails; with lost, what was written since the last sync is not there either. 0 lets
	// none fail.
	broken, unsynced int
	lost             bool
	struck           unsafe.Pointer // the transaction whose sync has failed
	// mend gives the database its file back, to be closed.
	mend func()
	// watch is told of each write before it is made; a disk that is watched keeps no
	// content of its own. nil where nobody watches.
	watch func(written)
}

// attach puts the disk under an open database. bbolt's OpenFile gives an *os.File, which
// cannot stand for a layer of one's own: the function by which bbolt writes is replaced,
// and for a sync that fails the file that it syncs.
func (d *disk) attach(t *testing.T, db *store.DB) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	content, err := os.ReadFile(db.Path())
	must(t, err)
	if d.first == nil && d.watch == nil {
		d.first = content
	}
	bolt := reflect.ValueOf(boltOf(db)).Elem()
	file := (**os.File)(unsafe.Pointer(bolt.FieldByName("file").UnsafeAddr()))
	write := (*func([]byte, int64) (int, error))(unsafe.Pointer(bolt.FieldByName("ops").FieldByName("writeAt").UnsafeAddr()))
	through, own := *write, *file
	writing := func() unsafe.Pointer { return bolt.FieldByName("rwtx").UnsafePointer() }
	d.mend = func() { *file = own }
	*write = func(b []byte, at int64) (int, error) {
		info, err := own.Stat()
		if err != nil {
			return 0, err
		}
		w := written{at, bytes.Clone(b), info.Size()}
		if d.watch != nil {
			d.watch(w)
			w.data = nil
		}
		fails, sync := d.noted(w)
		switch {
		case sync && d.struck == nil:
			d.struck = writing()
			if *file, err = noFile(t); err != nil {
				return 0, err
			}
		case d.struck != writing():
			d.mend() // another transaction
		}
		switch {
		case fails:
			n, err := through(b[:len(b)/2], at)
			return n, errors.Join(syscall.EIO, err)
		case *file != own && d.lost:
			return len(b), nil
		}
		return through(b, at)
	}
}

// noFile is something that cannot be synced.
func noFile(t *testing.T) (*os.File, error) {
	r, w, err := os.Pipe()
	if err == nil {
		t.Cleanup(func() { must(t, errors.Join(r.Close(), w.Close())) })
	}
	return w, err
}

// noted records a write, and reports whether it is to fail, or the sync after it. bbolt
// syncs once before a meta page and once after.
func (d *disk) noted(w written) (fails, sync bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	if w.at >= 2*pageSize {
		d.pending = append(d.pending, w)
		sync = d.unsynced == 2*len(d.commits)+1
	} else {
		d.commits = append(d.commits, committed{d.pending, w})
		d.pending = nil
		sync = d.unsynced == 2*len(d.commits)
	}
	return d.writes == d.broken, sync
}

// heal lets nothing fail any more, and reports whether something has.
func (d *disk) heal() (failed bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	failed = d.struck != nil || d.broken > 0 && d.writes >= d.broken
	d.broken, d.unsynced = 0, 0
	return failed
}

// count is how many commits have been written so far.
func (d *disk) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.commits)
}

// boltOf is the bbolt database under a store.
func boltOf(db *store.DB) *bbolt.DB {
	return (*bbolt.DB)(reflect.ValueOf(db).Elem().FieldByName("bolt").UnsafePointer())
}
