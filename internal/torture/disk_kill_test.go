//go:build linux

package torture

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// TestKilledCopy kills backup and restore at random instants: what bears a name is
// whole, the database is the old one or the new one, and the next restore works.
func TestKilledCopy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, copied := filepath.Join(dir, "data"), filepath.Join(dir, "copy.db")
	env := []string{"SDELAEM_DATA=" + data, "SDELAEM_ADMINS=1001"}
	heavy(t, data, 4)
	whole := func(what, path string) {
		t.Helper()
		if r, err := store.Check(path); err != nil || !r.Sound() {
			t.Errorf("%s: %s: %v, %q", what, path, err, r.Findings())
		}
	}
	began := time.Now()
	if code, out := command(t, env, "backup", copied); code != cli.CodeDone {
		t.Fatalf("backup: %d, %s", code, out)
	}
	long := time.Since(began)
	luck := rand.New(rand.NewPCG(1, 1))
	killed := 0
	for i := range 16 {
		args := []string{"backup", filepath.Join(dir, "other.db")}
		if i%2 == 1 {
			args = []string{"restore", copied, "--force"}
		}
		if slain(shortlived(t, env, time.Duration(luck.Int64N(int64(long))), args...)) {
			killed++
		}
		for _, name := range append(in(dir, listed(t, dir)), in(data, listed(t, data))...) {
			if name == data || name == copied || strings.HasPrefix(filepath.Base(name), ".") {
				continue
			}
			whole(fmt.Sprint(i, " ", args[0]), name)
			if filepath.Base(name) != store.FileName {
				must(t, os.Remove(name)) // the next copy takes the name
			}
		}
	}
	if t.Logf("%d of 16 copies killed", killed); killed == 0 {
		t.Error("no copy was killed")
	}
	if code, out := command(t, env, "restore", copied, "--force"); code != cli.CodeDone {
		t.Errorf("restore: %d, %s", code, out)
	}
	whole("in the end", filepath.Join(data, store.FileName))
	if code, out := command(t, env, "plan", "load", planFile); code != cli.CodeDone {
		t.Errorf("load: %d, %s", code, out)
	}
	for _, name := range listed(t, data) {
		if strings.HasPrefix(name, ".") {
			t.Errorf("%s is still there after a start", name)
		}
	}
}

func in(dir string, names []string) []string {
	paths := make([]string, 0, len(names))
	for _, name := range names {
		paths = append(paths, filepath.Join(dir, name))
	}
	return paths
}

// shortlived runs the program and kills it after a while, if it still runs.
func shortlived(t *testing.T, env []string, life time.Duration, args ...string) error {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := asProgram(t.Context(), t, env, self, args...)
	must(t, cmd.Start())
	kill := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	return cmd.Wait()
}
