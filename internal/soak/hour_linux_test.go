package soak

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

var hour = flag.Duration("hour", time.Second, "for how long TestHour lets the real program work")

// lived names the variable that makes the test binary be the program itself. Its value
// is the file into which it writes what cannot be seen from outside.
const lived = "SDELAEM_TEST_VITALS"

func TestMain(m *testing.M) {
	file, ok := os.LookupEnv(lived)
	if !ok {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go tell(file)
	p := &cli.Process{Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr, Real: time.Now}
	code := p.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// tell writes the goroutines and the heap of this process into a file until it ends.
func tell(file string) {
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		text := fmt.Sprintf("%d %d", runtime.NumGoroutine()-1, m.HeapAlloc)
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			panic(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			panic(err)
		}
		<-time.After(200 * time.Millisecond)
	}
}

// TestHour lets the real process serve the crowd in real time, on a clock sixty times
// as fast, and looks at it from outside.
//
// The long variant is go test ./internal/soak -run TestHour -hour 1h -timeout 90m -v .
func TestHour(t *testing.T) {
	dir := t.TempDir()
	w := newCrowd(1, emulator.Config{Limits: emulator.Limits{Off: true}})
	w.district(t, dir, time.Date(2023, 3, 10, 12, 0, 0, 0, time.UTC))
	web := httptest.NewServer(w.server)
	t.Cleanup(web.Close)
	self, err := os.Executable()
	must(t, err)
	told := filepath.Join(t.TempDir(), "vitals")
	child := exec.Command(self, "run")
	log := &printed.Text{}
	awake := make(chan struct{})
	child.Stderr = io.MultiWriter(log, &starting{began: awake})
	child.Env = append(os.Environ(), lived+"="+told, "TELEGRAM_TOKEN="+w.server.Token(), "TELEGRAM_API_URL="+web.URL,
		"SDELAEM_DATA="+dir, "SDELAEM_ADMINS=1", "SDELAEM_CLOCK=2023-03-13T08:50:00+03:00*60")
	must(t, child.Start())
	t.Cleanup(func() { _ = child.Process.Kill() })
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	select {
	case <-awake:
	case err := <-ended:
		t.Fatalf("the program does not start: %v\n%s", err, log)
	}

	most := w.serve(t, child.Process.Pid, told, ended)
	must(t, child.Process.Signal(syscall.SIGTERM))
	if err := <-ended; err != nil {
		t.Fatalf("SIGTERM does not end the program with 0: %v\n%s", err, log)
	}
	if v := w.server.Violations(); len(v) > 0 {
		t.Errorf("requests a real Telegram would not understand: %q", v)
	}
	if r, err := store.Check(filepath.Join(dir, store.FileName)); err != nil || !r.Sound() {
		t.Errorf("check: %v, %q", err, r.Findings())
	}
	t.Logf("%s, %d acts, %d requests, most of each: %+v; log: %d lines, %d of errors", *hour, w.acts, len(w.server.Journal()), most,
		strings.Count(log.String(), "\n"), strings.Count(log.String(), "level=ERROR"))
}

// starting reads a log until the program says that it has begun its work.
type starting struct {
	began chan struct{}
	once  sync.Once
}

func (s *starting) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("msg=started")) {
		s.once.Do(func() { close(s.began) })
	}
	return len(p), nil
}

// serve lets the crowd act five times a second and watches the process.
func (w *crowd) serve(t *testing.T, pid int, told string, ended <-chan error) (most vitals) {
	t.Helper()
	over := time.After(*hour)
	act := time.NewTicker(200 * time.Millisecond)
	defer act.Stop()
	look := time.NewTicker(max(*hour/60, 500*time.Millisecond))
	defer look.Stop()
	began := time.Now()
	for {
		select {
		case err := <-ended:
			t.Fatalf("the program ended by itself: %v", err)
		case <-act.C:
			must(t, w.act())
		case <-look.C:
			v := looked(t, pid, told)
			t.Logf("%s: %+v", time.Since(began).Round(time.Second), v)
			v.under(t, ceiling(), time.Since(began).String())
			most = most.most(v)
		case <-over:
			return most
		}
	}
}

// looked is what the process holds (proc_pid_status(5), proc_pid_fd(5)).
func looked(t *testing.T, pid int, told string) (v vitals) {
	t.Helper()
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	must(t, err)
	v.files = len(files)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	for line := range bytes.Lines(status) {
		name, value, _ := strings.Cut(string(line), ":")
		var kilobytes float64
		if _, err := fmt.Sscan(value, &kilobytes); err != nil {
			continue // not a number
		}
		switch name {
		case "VmRSS":
			v.resident = kilobytes * 1024 / 1e6
		case "RssAnon":
			v.anonymous = kilobytes * 1024 / 1e6
		}
	}
	text, err := os.ReadFile(told)
	if os.IsNotExist(err) {
		return v
	}
	must(t, err)
	_, err = fmt.Sscan(string(text), &v.goroutines, &v.heap)
	must(t, err)
	v.heap /= 1e6
	return v
}
