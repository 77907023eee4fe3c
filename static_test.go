//go:build linux

package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/plans"
)

// nobody is the user the program runs as in its container (Dockerfile).
const nobody = 65532

// largest is how many bytes the binary may have, built as in the Dockerfile.
const largest = 25_000_000

// emptyRoot makes a root folder with nothing in it but the static binary, a plan,
// a token and the data folder, which alone may be written to.
func emptyRoot(t *testing.T, token string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("changing the root folder takes root")
	}
	root := t.TempDir()
	for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755)) // the folders of a test are root's own
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(root, "sdelaem"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=") // the gate's race detector needs cgo
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	info, err := os.Stat(filepath.Join(root, "sdelaem"))
	must(t, err)
	if info.Size() > largest {
		t.Errorf("the binary has %d bytes, at most %d are wanted", info.Size(), largest)
	}
	must(t, os.WriteFile(filepath.Join(root, "plan.yaml"), plans.Petrovsky2023, 0o644))
	must(t, os.WriteFile(filepath.Join(root, "token"), []byte(token+"\n"), 0o444))
	must(t, os.Mkdir(filepath.Join(root, "data"), 0o700))
	must(t, os.Chown(filepath.Join(root, "data"), nobody, nobody))
	return root
}

// contained is a command of the static binary in an empty root, as a user who may
// write to the data folder only, with no environment but the one given.
func contained(ctx context.Context, root string, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "/sdelaem", args...)
	cmd.Dir, cmd.Env = "/", append([]string{"SDELAEM_DATA=/data"}, env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Chroot:     root,
		Credential: &syscall.Credential{Uid: nobody, Gid: nobody},
	}
	return cmd
}

// TestStaticBinaryInAnEmptyRoot starts the program where there is no library, no
// time zone, no certificate and no /tmp, and where it may write to its data
// folder only; it serves the emulator on loopback with nothing but environment
// variables, and ends with 0 when it is told to.
func TestStaticBinaryInAnEmptyRoot(t *testing.T) {
	t.Parallel()
	telegram := emulator.New(emulator.Config{Username: "sdelaem_bot"})
	api := httptest.NewServer(telegram)
	defer api.Close()
	root := emptyRoot(t, telegram.Token())
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()

	for want, args := range map[string][]string{
		"sdelaem ":                         {"version"},
		`"at":"2023-03-06T09:00:00+03:00"`: {"plan", "preview", "plan.yaml", "--json"},
	} {
		out, err := contained(ctx, root, nil, args...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%v: %v, printed %.300s", args, err, out)
		}
	}

	listen := freeAddress(t)
	service := contained(ctx, root, []string{
		"TELEGRAM_TOKEN_FILE=/token", "TELEGRAM_API_URL=" + api.URL, "SDELAEM_PLAN=/plan.yaml",
		"SDELAEM_ADMINS=1001", "SDELAEM_LISTEN=" + listen, "SDELAEM_CLOCK=2023-03-13T08:55:00+03:00*600",
	}, "run")
	var log printed.Text
	service.Stdout, service.Stderr = &log, &log
	must(t, service.Start())

	const admin = 1001
	telegram.AddUser(emulator.User{ID: admin, FirstName: "Администратор"})
	telegram.Start(admin)
	err := telegram.Wait(ctx, func() bool {
		last := telegram.Last(admin)
		return last.FromBot && strings.Contains(last.Text, "репетиция")
	})
	if err != nil {
		t.Errorf("no answer that tells of the rehearsal: %v, last %q", err, telegram.Last(admin).Text)
	}
	for path, want := range map[string]string{"/healthz": "ok", "/metrics": "sdelaem_updates_total 1"} {
		if got := fetch(t, "http://"+listen+path); !strings.Contains(got, want) {
			t.Errorf("%s says %.300q", path, got)
		}
	}

	told := time.Now()
	must(t, service.Process.Signal(syscall.SIGTERM))
	if err := service.Wait(); err != nil {
		t.Errorf("the service ended with %v\n%s", err, log.String())
	}
	if took := time.Since(told); took > 10*time.Second {
		t.Errorf("the service took %v to end", took)
	}
	_, secret, _ := strings.Cut(telegram.Token(), ":")
	for line := range strings.SplitSeq(strings.TrimSpace(log.String()), "\n") {
		if strings.Contains(line, secret) || !strings.Contains(line, "clock=2023-") {
			t.Errorf("line of the log: %s", line)
		}
	}
	if v := telegram.Violations(); len(v) > 0 {
		t.Errorf("requests a real Telegram would not understand: %q", v)
	}
	if out, err := contained(ctx, root, nil, "check").CombinedOutput(); err != nil {
		t.Errorf("check: %v\n%s", err, out)
	}
	if info, err := os.Stat(filepath.Join(root, "data", "sdelaem.db")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the database: %v, %v", info, err)
	}
}

// freeAddress is an address on loopback nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	return s.Listener.Addr().String()
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Error(err)
	}
	return string(body)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
