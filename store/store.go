// Package store keeps the facts: one bbolt file, typed reads and writes on one
// transaction. It must not know the calendar, the conversations or Telegram's
// protocol; updates and messages are neutral records here ([Incoming],
// [Outgoing]).
//
// The bucket map. Numbers in keys are big-endian and unsigned; chat ids have
// their sign bit flipped so that they sort; values are JSON of the record named.
//
//	meta         name → text: schema, clock, agenda's mark, holds, the newest jump of the clock
//	plans        plan id, 0, version → Plan version with who loaded it and when
//	planstates   plan id → PlanState: in force with which version, or finished
//	projects     project id → Project
//	events       plan id, 0, item no → Event recorded for a row that hangs on something else
//	moves        task id → Move of a deadline, or the date named for a task
//	tasks        task number → Task record: the derived task and its state
//	numbers      kind, 0, identity → short number   (given once, kept for ever)
//	identities   kind, 0, number → identity
//	agenda       UTC second, task number, person number → nothing but a mark
//	moments      task number, person number → UTC second (where it stands in agenda)
//	silences     person number, task number → Silence («Отложить»)
//	people       person id → Person record
//	accounts     user id → person id
//	invites      SHA-256 of the code → Invite
//	guesses      user id → Guesses of an invitation code
//	confirmations task number, confirmation number → Confirmation
//	givens       UTC second, task number, confirmation number → nothing but a mark (not looked at yet)
//	weeklies     Monday → Weekly, what the group was told of a week
//	posts        post number → Post record
//	postwakes    UTC second, post number → nothing but a mark (when a post is looked at)
//	dialogs      chat, user → Dialog: what the bot is waiting for
//	albums       chat, album id → Gathering of an album that arrives piecemeal
//	said         chat, message → Said: a private message while its author can still change it
//	kept         chat, message → Kept: what somebody sent without saying what it is for
//	settings     name → Settings
//	cards        card name → messages that show it, as a post's «post/1/author», an open question's «ask/…»
//	             or the newest closed questions of a chat, «closed/…»
//	shown        chat, message → card name
//	channels     chat id in digits → BoundChannel the bot may post to
//	asks         chat id in digits → ChannelAsk: a question about a channel, asked or to be asked
//	originals    plan id, 0, version → Original document of the version, as it was sent
//	reports      report number → ReportJob that somebody waits for
//	planloads    person id → PlanLoad: the plan file that person has sent and not yet loaded
//	planfiles    person id → the bytes of that file, while something is asked about it
//	digests      person id, 0, digest number → Digest, the newest of each person
//	inbox        arrival number → Incoming
//	updates      update id → UTC second of its arrival
//	outbox       chat, sequence number → Outgoing
//	outkeys      key of an Outgoing → its outbox key
//	untold       chat, sequence number → Outgoing that may never have arrived, to be told again
//	alarms       what is wrong → Alarm the administrators are told of once
//	journal      sequence number → Entry, append-only
package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// FileName is the database's name in its folder.
const FileName = "sdelaem.db"

// Errors of opening, each to be said in one line.
var (
	// ErrHeld says that another process has the file open.
	ErrHeld = errors.New("database is held by another process")
	// ErrCorrupt says that the file is not a sound database. It is never
	// recreated or mended in place.
	ErrCorrupt = errors.New("database is damaged")
	// ErrNewer says that a later version of the program wrote the file.
	ErrNewer = errors.New("database was written by a newer version of the program")
	// ErrFatal says that the disk failed a commit, so nothing is known of the
	// file's state; the process must end.
	ErrFatal = errors.New("database commit failed")
)

// DB is the open database. Its methods may be called from several goroutines.
type DB struct {
	bolt   *bbolt.DB
	inbox  chan struct{}
	outbox chan struct{}
	maxbox chan struct{}
	drafts chan struct{}
	asked  chan struct{}
	// warning is what was seen in the file before it was opened, for the check.
	warning string
	// writing lets one transaction write at a time, so that none waits within bbolt
	// for one that never ends because the file was torn under it.
	writing sync.Mutex
	torn    atomic.Bool
	// changed are the chats in whose outbox commits have changed something.
	changing sync.Mutex
	changed  map[int64]bool
	// decoded is what stays decoded between transactions.
	decoded decoded
	// open is how many tasks are open.
	open openCounts
	// onChange is what follows from a change of what cards show; see [DB.OnChange].
	onChange func(*Tx, Changes) error
}

// lockWait is how long Open waits for another process to let go of the file;
// long enough for a supervisor's restart, short enough to be told about it.
const lockWait = 2 * time.Second

// initialMmap keeps bbolt from remapping under a reader; it is address space,
// not memory.
const initialMmap = 256 << 20

// Open opens or creates the database in a folder (mode 0700, file 0600), brings
// its schema up to date, having copied a file of an earlier one, and deletes what a
// copy killed half-way has left there.
// Errors wrap [ErrHeld], [ErrCorrupt], [ErrNewer] or [ErrUncopied], or are the file
// system's own.
func Open(dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	path := filepath.Join(dir, FileName)
	if err := refuseEmptied(path); err != nil {
		return nil, err
	}
	_, absent := os.Lstat(path)
	db, err := open(path, false)
	if err == nil {
		if err = db.upToDate(migrations()); err != nil {
			err = errors.Join(err, db.Close())
		}
	}
	switch {
	case err == nil:
		if err := sweep(dir); err != nil {
			return nil, errors.Join(fmt.Errorf("open database: delete what a killed copy left: %w", err), db.Close())
		}
		return db, nil
	case errors.Is(absent, os.ErrNotExist) && !errors.Is(err, ErrHeld):
		return nil, unmade(path, err)
	}
	return nil, err
}

// unmade takes away what is left of a database that could not be made, for want
// of room: the next start would take it for a damaged one.
func unmade(path string, err error) error {
	switch removed := os.Remove(path); {
	case errors.Is(removed, os.ErrNotExist):
		return err // not even begun: a matter of rights
	case removed != nil:
		return errors.Join(err, removed)
	}
	return fmt.Errorf("%w: make database: %v", ErrFatal, err) //nolint:errorlint // it is not the damage it looks like
}

// OpenReadOnly opens an existing database without changing a byte of it, after
// looking at each of its pages: it serves to check and to copy, and damage must
// end neither the process nor in a copy. Errors are those of [Open].
func OpenReadOnly(path string) (*DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := refuseEmptied(path); err != nil {
		return nil, err
	}
	db, err := open(path, true)
	if err != nil {
		return nil, err
	}
	if err := examine(path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.readable(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// refuseEmptied refuses a file of no bytes, which bbolt would take for a new
// database: it is what a failed copy leaves behind, and the facts are elsewhere.
func refuseEmptied(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() == 0 {
		return fmt.Errorf("open %s: file is empty: %w", path, ErrCorrupt)
	}
	return nil
}

// open opens the file and sees to it that it is not cut short. What bbolt makes of
// a damaged file, panics and faults of mapped memory, becomes an error.
func open(path string, readOnly bool) (db *DB, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("open %s: %v: %w", path, p, ErrCorrupt)
		}
	}()
	var file *os.File
	b, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockWait, InitialMmapSize: initialMmap, ReadOnly: readOnly,
		FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flags int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flags, mode)
			file = f
			return f, err
		},
	})
	switch {
	case err == nil:
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("open %s: %w", path, ErrHeld)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("open %s: %w: %w", path, err, ErrCorrupt)
	default:
		err = fmt.Errorf("open %s: %w", path, err)
		// bbolt has no kind of error for a file that is too short.
		if _, found := glance(path); errors.Is(found, ErrCorrupt) {
			err = fmt.Errorf("%w: %w", err, ErrCorrupt)
		}
		return nil, err
	}
	if !still(file, path) {
		return nil, errors.Join(fmt.Errorf("open %s: replaced meanwhile: %w", path, ErrHeld), b.Close())
	}
	warning, err := glance(path)
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return &DB{bolt: b, inbox: make(chan struct{}, 1), outbox: make(chan struct{}, 1), maxbox: make(chan struct{}, 1), drafts: make(chan struct{}, 1), asked: make(chan struct{}, 1), warning: warning}, nil
}

// still reports whether an open file is the one its name leads to: while the lock
// was waited for, a restored or compacted file may have taken the name, and what
// is written to the old one would be lost.
func still(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	at, err := os.Stat(path)
	return err == nil && os.SameFile(open, at)
}

// Close waits for transactions at hand and lets go of the file. A second call
// does nothing. A torn file is let go by the end of the process only.
func (db *DB) Close() error {
	if db.torn.Load() {
		return nil
	}
	if err := db.bolt.Close(); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// Path is the file's place.
func (db *DB) Path() string { return db.bolt.Path() }
