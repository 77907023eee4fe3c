//go:build linux

package torture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// TestFileCutShortAtWork cuts the file under a running service, as a copy laid over
// it by hand does: it ends with 1 and says which command helps, and that helps.
func TestFileCutShortAtWork(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := newServed(t, filepath.Join(dir, "data"))
	env := []string{"SDELAEM_DATA=" + s.data, "SDELAEM_ADMINS=1001"}
	copied := filepath.Join(dir, "copy.db")
	s.start()
	s.wait(s.greeted(1))
	s.stop()
	if code, out := command(t, env, "backup", copied); code != cli.CodeDone {
		t.Fatalf("backup: %d, %s", code, out)
	}
	for _, pages := range []int{2, 3, 9} {
		before := s.answers()
		s.start()
		s.telegram.Say(adminID, adminID, "/help")
		s.wait(s.greeted(before + 1))
		must(t, os.Truncate(filepath.Join(s.data, store.FileName), int64(pages*os.Getpagesize())))
		for range 3 {
			s.telegram.Say(adminID, adminID, strings.Repeat("слово ", 600))
		}
		err := s.cmd.Wait()
		lines := plain(s.log.String())
		last := lines[len(lines)-1]
		if exitCode(err) != cli.CodeFault || !strings.Contains(last, "повреждена: верните копию командой") || strings.Contains(s.log.String(), "goroutine") {
			t.Fatalf("cut to %d pages, it ended with %v\n%s", pages, err, s.log.String())
		}
		if code, out := command(t, env, "restore", copied, "--force"); code != cli.CodeDone {
			t.Fatalf("restore: %d, %s", code, out)
		}
		must(t, os.Remove(kept(t, s.data)))
	}
	before := s.answers()
	s.start()
	s.telegram.Say(adminID, adminID, "/help")
	s.wait(s.greeted(before + 1))
	s.stop()
	s.sound()
}

// kept is the old database that a restore has left beside the new one.
func kept(t *testing.T, data string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(data, store.FileName+".*"))
	must(t, err)
	if len(names) != 1 {
		t.Fatalf("kept beside the database: %q", names)
	}
	return names[0]
}
