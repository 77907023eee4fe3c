//go:build linux

package torture

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// command runs the program to its end.
func command(t *testing.T, env []string, args ...string) (code int, printed string) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	out, err := asProgram(t.Context(), t, env, self, args...).CombinedOutput()
	return exitCode(err), string(out)
}

// syncsFail skips a test where system calls cannot be filtered.
func syncsFail(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), self, "version")
	cmd.Env = append(os.Environ(), victim+"=", noSync+"="+noSyncAtAll)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("syncs cannot be made to fail here: %v, %s", err, out)
	}
}

// TestSyncThatFails tries each command that writes on a disk whose syncs fail: one
// line says so, nothing half-written is left, and what was there is as it was.
func TestSyncThatFails(t *testing.T) {
	t.Parallel()
	syncsFail(t)
	dir := t.TempDir()
	data, copied := filepath.Join(dir, "data"), filepath.Join(dir, "copy.db")
	env := []string{"SDELAEM_DATA=" + data, "SDELAEM_ADMINS=1001"}
	broken := append(slices.Clone(env), noSync+"="+noSyncAtAll)

	if code, out := command(t, broken, "plan", "load", planFile); code != cli.CodeFault || !strings.Contains(out, "не записывается: проверьте диск") {
		t.Errorf("first load: %d, %s", code, out)
	}
	if names := listed(t, data); len(names) > 0 {
		t.Errorf("a database that could not be made left %q", names)
	}
	for _, args := range [][]string{{"plan", "load", planFile}, {"backup", copied}} {
		if code, out := command(t, env, args...); code != cli.CodeDone {
			t.Fatalf("%v: %d, %s", args, code, out)
		}
	}
	path := filepath.Join(data, store.FileName)
	for _, args := range [][]string{
		{"plan", "load", planFile},
		{"backup", filepath.Join(dir, "other.db")},
		{"restore", copied, "--force"},
		{"run"},
	} {
		code, out := command(t, broken, args...)
		if code != cli.CodeFault || strings.Count(out, "\n") != 1 || !strings.Contains(out, "input/output error") {
			t.Errorf("%v: %d, %s", args, code, out)
		}
		if r, err := store.Check(path); err != nil || !r.Sound() {
			t.Errorf("%v left the database: %v, %q", args, err, r.Findings())
		}
	}
	if names := listed(t, dir); !slices.Equal(names, []string{"copy.db", "data"}) {
		t.Errorf("left behind: %q", names)
	}
	if names := listed(t, data); !slices.Equal(names, []string{store.FileName}) {
		t.Errorf("left behind: %q", names)
	}
	if code, out := command(t, env, "restore", copied, "--force"); code != cli.CodeDone {
		t.Errorf("restore on a good disk: %d, %s", code, out)
	}
	if code, out := command(t, env, "check"); code != cli.CodeDone {
		t.Errorf("check: %d, %s", code, out)
	}
}

// TestSyncThatFailsAtWork lets the disk fail under a running service: it ends with
// 1 and says what to do, and after a restart what was not kept is done, once.
func TestSyncThatFailsAtWork(t *testing.T) {
	t.Parallel()
	syncsFail(t)
	s := newServed(t, filepath.Join(t.TempDir(), "data"))
	s.start(noSync + "=" + blow{"handle: before commit", 2}.String())
	s.wait(s.greeted(1))
	s.telegram.Say(adminID, adminID, "/tasks")
	s.stopsForTheDisk()
	s.start()
	s.wait(s.listed(1))
	s.stop()
	if s.listed(2)() {
		t.Errorf("answered more than once")
	}
}
