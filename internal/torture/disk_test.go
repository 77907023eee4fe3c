//go:build linux

package torture

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// A full disk is played by the largest size a file may have (setrlimit(2),
// RLIMIT_FSIZE): writes beyond it fail just so, and it takes no root.

// asProgram is a command of this very test binary, which serves as the program.
func asProgram(ctx context.Context, t *testing.T, env []string, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(append(os.Environ(), victim+"=", "TELEGRAM_TOKEN=7000000001:SECRETSECRETSECRETSECRETSECRETSECRE"), env...)
	return cmd
}

// cramped is a command whose files may not grow beyond so many bytes.
func cramped(t *testing.T, bytes int, env []string, args ...string) (code int, printed string) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	// The shell counts in blocks of 512 bytes (POSIX, «ulimit»).
	script := `ulimit -f "$0" && exec "$@"`
	cmd := asProgram(t.Context(), t, env, "sh", append([]string{"-c", script, strconv.Itoa(bytes / 512), self}, args...)...)
	out, err := cmd.CombinedOutput()
	return exitCode(err), strings.Join(plain(string(out)), "\n") + "\n"
}

// plain is the lines a program has printed. A test binary that measures coverage
// finds no room for its figures either, and says so in a line of its own and an
// empty one.
func plain(printed string) []string {
	var lines []string
	for line := range strings.Lines(printed) {
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "error: coverage meta-data") {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return lines
}

// TestNoRoomForACommand tries each command that writes on a full disk: one line
// says so, nothing half-written is left, and what was there is as it was.
func TestNoRoomForACommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	env := []string{"SDELAEM_DATA=" + data, "SDELAEM_ADMINS=1001"}
	const low = 8 << 10

	if code, out := cramped(t, low, env, "plan", "load", planFile); code != cli.CodeFault || !strings.Contains(out, "не записывается: проверьте диск") {
		t.Errorf("load: %d, %s", code, out)
	}
	if names := listed(t, data); len(names) > 0 {
		t.Errorf("a database that could not be made left %q", names)
	}
	if code, out := cramped(t, 1<<30, env, "plan", "load", planFile); code != cli.CodeDone {
		t.Fatalf("load with room: %d, %s", code, out)
	}
	before, err := os.ReadFile(filepath.Join(data, store.FileName))
	must(t, err)
	for _, args := range [][]string{
		{"backup", filepath.Join(dir, "copy.db")},
		{"plan", "load", planFile},
		{"report", "--to", filepath.Join(dir, "report.png")},
		{"report", "--to", filepath.Join(dir, "report.xlsx")},
		{"run"},
	} {
		code, out := cramped(t, low, env, args...)
		if code != cli.CodeFault || strings.Count(out, "\n") != 1 || !strings.Contains(out, "file too large") || strings.Contains(out, "SECRET") {
			t.Errorf("%v: %d, %s", args, code, out)
		}
	}
	if names := listed(t, dir); len(names) != 1 {
		t.Errorf("left behind: %q", names)
	}
	if r, err := store.Check(filepath.Join(data, store.FileName)); err != nil || !r.Sound() {
		t.Errorf("the database: %v, %q", err, r.Findings())
	}

	// What a copy would replace stays, whole, when there is no room for the copy.
	copied := filepath.Join(dir, "copy.db")
	if code, out := cramped(t, 1<<30, env, "backup", copied); code != cli.CodeDone {
		t.Fatalf("backup with room: %d, %s", code, out)
	}
	now, err := os.ReadFile(filepath.Join(data, store.FileName))
	must(t, err)
	if code, out := cramped(t, low, env, "restore", copied, "--force"); code != cli.CodeFault || !strings.Contains(out, "копия не возвращена") {
		t.Errorf("restore: %d, %s", code, out)
	}
	after, err := os.ReadFile(filepath.Join(data, store.FileName))
	must(t, err)
	if !bytes.Equal(now, after) {
		t.Errorf("the database was touched (%d bytes at first, %d then, %d now)", len(before), len(now), len(after))
	}
	if names := listed(t, data); len(names) != 1 {
		t.Errorf("left behind: %q", names)
	}
}

// TestCommitThatFails lets the disk fill under a running service: it ends with 1
// and says what to do, and after a restart what was not kept is done, once.
func TestCommitThatFails(t *testing.T) {
	t.Parallel()
	s := newServed(t, filepath.Join(t.TempDir(), "data"))
	s.start()
	s.wait(s.greeted(1))
	must(t, limit(s.cmd.Process.Pid, 4096))
	s.telegram.Say(adminID, adminID, "/tasks")
	s.stopsForTheDisk()
	s.start()
	s.wait(s.listed(1))
	s.stop()
	if s.listed(2)() {
		t.Errorf("answered more than once")
	}
}

// TestReportWaitsForRoom lets the disk fill while a report is asked for: the service
// ends and says what to do, and after a restart the file comes, once.
func TestReportWaitsForRoom(t *testing.T) {
	t.Parallel()
	s := newServed(t, filepath.Join(t.TempDir(), "data"))
	s.start()
	s.wait(s.greeted(1))
	s.telegram.Say(adminID, adminID, "/report")
	s.press("За какой период?", "За год")
	s.wait(func() bool { return len(s.said("В каком виде?")) > 0 })
	must(t, limit(s.cmd.Process.Pid, 4096))
	s.press("В каком виде?", "Word")
	s.stopsForTheDisk()
	s.start()
	files := func() (n int) {
		for _, m := range s.telegram.Messages(adminID) {
			if m.Kind == "document" && !strings.Contains(m.Text, "повтор") {
				n++
			}
		}
		return n
	}
	s.wait(func() bool { return files() > 0 && len(s.said("Файл отправлен")) > 0 })
	s.stop()
	if n := files(); n != 1 {
		t.Errorf("%d files", n)
	}
}

// limit sets the largest size of the files of a running process (prlimit(2)).
func limit(pid int, size uint64) error {
	l := syscall.Rlimit{Cur: size, Max: size}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&l)), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
