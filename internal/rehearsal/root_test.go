//go:build packages && linux

package rehearsal

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/printed"
)

var (
	first  = flag.String("first", "", "the .deb to begin with")
	second = flag.String("second", "", "a later .deb")
)

// patience is how long is waited for what must come, on any machine; glance is the pause
// between two looks at a log.
const (
	patience = 3 * time.Minute
	glance   = 10 * time.Millisecond
)

// root is a root folder of its own, with nothing in it but what a package manager
// keeps: the machine's own folders are not touched.
type root struct {
	t    *testing.T
	path string
}

func newRoot(t *testing.T) root {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("packages are installed by root")
	}
	r := root{t, t.TempDir()}
	for dir := r.path; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755)) // the folders of a test are root's own
	}
	for _, dir := range []string{"var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "etc", "tmp"} {
		must(t, os.MkdirAll(r.in(dir), 0o755))
	}
	for name, text := range map[string]string{
		"var/lib/dpkg/status": "", "etc/passwd": "root:x:0:0:root:/root:/bin/sh\n", "etc/group": "root:x:0:\n",
		"etc/shadow": "root:*:1::::::\n", "etc/gshadow": "root:*::\n",
	} {
		must(t, os.WriteFile(r.in(name), []byte(text), 0o644))
	}
	return r
}

func (r root) in(path string) string { return filepath.Join(r.path, path) }

// dpkg runs the package manager on the folder; the scripts of the package run outside
// of it, as they do for an image.
func (r root) dpkg(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("dpkg", append([]string{"--root=" + r.path, "--force-script-chrootless"}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("dpkg %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// user gives the number of the service's account.
func (r root) user() uint32 {
	r.t.Helper()
	for line := range strings.Lines(r.read("etc/passwd")) {
		fields := strings.Split(line, ":")
		if fields[0] == "sdelaem" {
			n, err := strconv.ParseUint(fields[2], 10, 32)
			must(r.t, err)
			return uint32(n)
		}
	}
	r.t.Fatal("there is no account sdelaem")
	return 0
}

func (r root) read(path string) string {
	r.t.Helper()
	text, err := os.ReadFile(r.in(path))
	must(r.t, err)
	return string(text)
}

func (r root) write(path, text string, mode os.FileMode) {
	r.t.Helper()
	must(r.t, os.MkdirAll(filepath.Dir(r.in(path)), 0o755))
	must(r.t, os.WriteFile(r.in(path), []byte(text), mode))
}

func (r root) exists(path string) bool {
	_, err := os.Lstat(r.in(path))
	return err == nil
}

// rights fails the test unless a file has a mode, an owner and a group.
func (r root) rights(path string, mode os.FileMode, uid, gid uint32) {
	r.t.Helper()
	info, err := os.Stat(r.in(path))
	must(r.t, err)
	is := info.Sys().(*syscall.Stat_t)
	if info.Mode().Perm() != mode || is.Uid != uid || is.Gid != gid {
		r.t.Errorf("%s has mode %o and belongs to %d:%d, want %o and %d:%d", path, info.Mode().Perm(), is.Uid, is.Gid, mode, uid, gid)
	}
}

// command is the installed program in the root folder, as a user.
func (r root) command(ctx context.Context, user uint32, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Env = "/", env
	if len(env) == 0 {
		cmd.Env = []string{"LANG=C"}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: r.path, Credential: &syscall.Credential{Uid: user, Gid: user}}
	return cmd
}

// sdelaem runs a command of the installed program and gives what it printed and its exit
// code.
func (r root) sdelaem(user uint32, env []string, args ...string) (string, int) {
	r.t.Helper()
	return r.run(user, env, append([]string{"/usr/bin/sdelaem"}, args...)...)
}

// run runs a program to its end.
func (r root) run(user uint32, env []string, args ...string) (string, int) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), patience)
	defer cancel()
	out, err := r.command(ctx, user, env, args...).CombinedOutput()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return string(out), failed.ExitCode()
	}
	must(r.t, err)
	return string(out), 0
}

// unit is what a unit file orders: systemd's part is played here.
type unit struct {
	command []string
	env     []string
	user    string
}

// readUnit reads the installed unit. Later files of settings are stronger than earlier
// ones, and all of them than the unit's own lines (systemd.exec(5)).
func (r root) readUnit(name, instance string) unit {
	r.t.Helper()
	var u unit
	var files []string
	text := strings.ReplaceAll(r.read("usr/lib/systemd/system/"+name), "%i", instance)
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch key {
		case "ExecStart":
			u.command = strings.Fields(value)
		case "Environment":
			u.env = append(u.env, value)
		case "EnvironmentFile":
			files = append(files, value)
		case "User":
			u.user = value
		}
	}
	for _, file := range files {
		path, may := strings.CutPrefix(file, "-")
		if may && !r.exists(path) {
			continue
		}
		for line := range strings.Lines(r.read(path)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				u.env = append(u.env, strings.ReplaceAll(line, `"`, ""))
			}
		}
	}
	return u
}

// service is the unit's command line at work.
type service struct {
	t   *testing.T
	cmd *exec.Cmd
	log *printed.Text
}

// start starts the service as the unit says, with more in its environment.
func (r root) start(u unit, more ...string) service {
	r.t.Helper()
	if u.user != "sdelaem" {
		r.t.Fatalf("the unit runs as %q", u.user)
	}
	log := &printed.Text{}
	cmd := r.command(r.t.Context(), r.user(), append(u.env, more...), u.command...)
	cmd.Stderr = log
	must(r.t, cmd.Start())
	return service{r.t, cmd, log}
}

// stop ends the service as systemd does.
func (s service) stop() {
	s.t.Helper()
	must(s.t, s.cmd.Process.Signal(syscall.SIGTERM))
	if err := s.cmd.Wait(); err != nil {
		s.t.Fatalf("the service ended with %v\n%s", err, s.log)
	}
}

// fails waits for the end of a service that is to end by itself, and gives its code.
func (s service) fails() int {
	err := s.cmd.Wait()
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		s.t.Fatalf("the service ended with %v\n%s", err, s.log)
	}
	return failed.ExitCode()
}

// says waits for words in the log.
func (s service) says(words string) {
	s.t.Helper()
	for range patience / glance {
		if strings.Contains(s.log.String(), words) {
			return
		}
		<-time.After(glance)
	}
	s.t.Fatalf("the service does not say %q:\n%s", words, s.log)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
