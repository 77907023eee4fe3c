package app_test

import (
	"os"
	"path/filepath"
	"sync/atomic"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// crash is the program stopping between two steps, played in one process: at the
// step the file of the database is put aside as it is, and nothing reaches
// Telegram any more. What the program does until it has ended is then undone by
// putting the file back.
type crash struct {
	fuse atomic.Int64 // steps until it happens
	file atomic.Pointer[[]byte]
	// times is how often it has happened.
	times int
}

// out is a fuse that is put out: no crash happens.
const out = -1

func (c *crash) put(fuse int64) { c.fuse.Store(fuse) }

// step counts the program's steps.
func (c *crash) step(s *stage) func(string) {
	return func(string) {
		if c.file.Load() != nil || c.fuse.Load() < 0 || c.fuse.Add(-1) != 0 {
			return
		}
		for _, method := range []string{"", "getUpdates"} {
			s.server.Fault(emulator.Fault{Do: emulator.DropBefore, Method: method, Times: -1})
		}
		// As of the last commit: another goroutine may be amid one, and what is read of
		// the file meanwhile is a mixture that no disk would keep.
		b, err := s.program.Store.Copy()
		if err != nil {
			s.t.Error(err)
		}
		c.file.Store(&b)
	}
}

func (c *crash) happened() bool { return c.file.Load() != nil }

// recover starts the program on what the crash has left.
func (c *crash) recover(s *stage) {
	s.t.Helper()
	if err := s.end(); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, store.FileName), *c.file.Load(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	c.times++
	c.put(out)
	c.file.Store(nil)
	s.server.ClearFaults()
	s.start()
}
