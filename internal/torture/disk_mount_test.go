//go:build linux

package torture

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// mounted gives a folder that is a file system of its own, of so many bytes.
func mounted(t *testing.T, size int) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root may mount the small file system that is to be full or read-only")
	}
	dir := filepath.Join(t.TempDir(), "disk")
	must(t, os.Mkdir(dir, 0o700))
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.Itoa(size)); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// stuff takes up all that is left of a disk and gives the file it is taken by.
func stuff(t *testing.T, dir string) string {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "ballast"))
	must(t, err)
	for err == nil {
		_, err = f.Write(make([]byte, 1<<16))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	must(t, f.Close())
	return f.Name()
}

// TestFullDiskAtWork fills the disk under a running service: it ends with 1 and
// says what to do; with room again it does what it had not done, once. Nothing that
// was sent meanwhile is lost: all of it stands in one question what it is for.
func TestFullDiskAtWork(t *testing.T) {
	t.Parallel()
	disk := mounted(t, 4<<20)
	s := newServed(t, filepath.Join(disk, "data"))
	s.start()
	s.wait(s.greeted(1))
	ballast := stuff(t, disk)
	const more = 8 // so many that the free pages of the file do not hold them
	var sent []string
	for n := range more {
		text := strings.Repeat(fmt.Sprintf("слово%d ", n+1), 500)
		sent = append(sent, strings.TrimSpace(text))
		s.telegram.Say(adminID, adminID, text)
	}
	s.stopsForTheDisk()
	if !strings.Contains(s.log.String(), "no space left on device") {
		t.Errorf("it said\n%s", s.log.String())
	}
	must(t, os.Remove(ballast))
	s.start()
	whole := fmt.Sprintf("Получено: %d пояснений.", more)
	s.wait(func() bool { return len(s.said(whole)) > 0 })
	s.stop()
	s.sound()
	// The question that was on its way in the crash may stand beside its repetition.
	if asked := s.said("Получено: "); len(asked) > 2 {
		t.Errorf("asked more than once: %q", asked)
	}
	kept := s.kept()
	if len(kept) != 1 {
		t.Fatalf("%d questions wait for an answer", len(kept))
	}
	var texts []string
	for _, part := range kept[0].Parts() {
		texts = append(texts, part.Text)
	}
	if !slices.Equal(texts, sent) {
		t.Errorf("of %d texts, these are kept: %.60q", len(sent), texts)
	}
}

// TestFullDisk tries the commands that copy where there is room for nothing, or
// for one copy and not for two.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	disk := mounted(t, 40<<20)
	data := filepath.Join(disk, "data")
	env := []string{"SDELAEM_DATA=" + data, "SDELAEM_ADMINS=1001"}
	copied := filepath.Join(t.TempDir(), "copy.db")
	for _, args := range [][]string{{"plan", "load", planFile}, {"backup", copied}} {
		if code, out := command(t, env, args...); code != cli.CodeDone {
			t.Fatalf("%v: %d, %s", args, code, out)
		}
	}
	path := filepath.Join(data, store.FileName)
	before, err := os.ReadFile(path)
	must(t, err)
	ballast := stuff(t, disk)
	unchanged := func(what string) {
		t.Helper()
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the database has changed: %v", what, err)
		}
		if names := listed(t, data); !slices.Equal(names, []string{store.FileName}) {
			t.Errorf("%s left %q behind", what, names)
		}
	}
	refused := func(what string, args ...string) {
		t.Helper()
		code, out := command(t, env, args...)
		if code != cli.CodeFault || strings.Count(out, "\n") != 1 || !strings.Contains(out, "на диске не хватает места") {
			t.Errorf("%s: %d, %s", what, code, out)
		}
		unchanged(what)
	}
	refused("backup", "backup", filepath.Join(data, "copy.db"))
	refused("restore", "restore", copied, "--force")
	must(t, os.Truncate(ballast, fileSize(t, ballast)-fileSize(t, copied)-64<<10))
	refused("restore with room for one copy", "restore", copied, "--force")
	must(t, os.Remove(ballast))
	if code, out := command(t, env, "restore", copied, "--force"); code != cli.CodeDone {
		t.Errorf("restore with room: %d, %s", code, out)
	}
	if code, out := command(t, env, "check"); code != cli.CodeDone {
		t.Errorf("check: %d, %s", code, out)
	}
}

// TestReadOnlyFolder: where nothing can be written, what writes says so in one
// line, and what only reads works.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	disk := mounted(t, 4<<20)
	data := filepath.Join(disk, "data")
	env := []string{"SDELAEM_DATA=" + data, "SDELAEM_ADMINS=1001"}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if code, out := command(t, env, "plan", "load", planFile); code != cli.CodeDone {
		t.Fatalf("load: %d, %s", code, out)
	}
	must(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	for _, args := range [][]string{{"check"}, {"backup", copied}} {
		if code, out := command(t, env, args...); code != cli.CodeDone {
			t.Errorf("%v: %d, %s", args, code, out)
		}
	}
	for _, args := range [][]string{
		{"run"}, {"plan", "load", planFile}, {"restore", copied, "--force"}, {"backup", filepath.Join(data, "copy.db")},
	} {
		code, out := command(t, env, args...)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if args[0] == "run" {
			lines = lines[len(lines)-1:] // what a service says before is a warning
		}
		if code == cli.CodeDone || len(lines) != 1 || !strings.Contains(lines[0], "только для чтения") {
			t.Errorf("%v: %d, %s", args, code, out)
		}
	}
	elsewhere := []string{"SDELAEM_DATA=" + filepath.Join(disk, "new"), "SDELAEM_ADMINS=1001"}
	for _, args := range [][]string{{"run"}, {"plan", "load", planFile}, {"restore", copied}} {
		code, out := command(t, elsewhere, args...)
		if code == cli.CodeDone || strings.Count(out, "\n") != 1 || !strings.Contains(out, "только для чтения") {
			t.Errorf("%v of a new database: %d, %s", args, code, out)
		}
	}
}
