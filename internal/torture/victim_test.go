package torture

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/cli"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// victim names the variable that makes the test binary be the program itself. Its
// value is the [blow] of the SIGKILL that ends it, or nothing.
const victim = "SDELAEM_TEST_VICTIM"

// noSync names the variable that makes syncs fail from a step on, or, when its value
// is noSyncAtAll, from the start.
const (
	noSync      = "SDELAEM_TEST_NO_SYNC"
	noSyncAtAll = "start"
)

// blow is a stroke at a step, the n-th time the program takes it.
type blow struct {
	step string
	n    int
}

func (b blow) String() string {
	if b.n == 0 {
		return ""
	}
	return b.step + "#" + strconv.Itoa(b.n)
}

// readBlow reads what String writes.
func readBlow(s string) (b blow, err error) {
	if s == "" {
		return b, nil
	}
	step, n, _ := strings.Cut(s, "#")
	b.step = step
	b.n, err = strconv.Atoi(n)
	return b, err
}

// at counts the steps and strikes at the right one.
func (b blow) at(strike func()) func(string) {
	var mu sync.Mutex
	taken := 0
	return func(name string) {
		if name != b.step {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if taken++; taken == b.n {
			strike()
		}
	}
}

// sideBySide lets so many tests run at once when -parallel does not say otherwise:
// they wait for most of their time, whatever the number of processors.
func sideBySide(n int) error {
	flag.Parse()
	f := flag.Lookup("test.parallel")
	if f.Value.String() != f.DefValue {
		return nil
	}
	return f.Value.Set(strconv.Itoa(n))
}

func TestMain(m *testing.M) {
	ordered, ok := os.LookupEnv(victim)
	if !ok {
		if err := sideBySide(8); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	step, err := strokes(ordered, os.Getenv(noSync))
	if err != nil {
		panic(err)
	}
	p := &cli.Process{Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr, Real: time.Now, Step: step}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := p.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// strokes is what the program's steps set off: its end, and that of its syncs.
func strokes(end, unsynced string) (func(string), error) {
	kill, err := readBlow(end)
	if err != nil {
		return nil, err
	}
	killing := kill.at(func() {
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		if err != nil {
			panic(err)
		}
		select {} // the signal arrives before another step is taken
	})
	if unsynced == noSyncAtAll {
		return killing, failSyncs()
	}
	fail, err := readBlow(unsynced)
	failing := fail.at(func() {
		if err := failSyncs(); err != nil {
			panic(err)
		}
	})
	return func(step string) {
		killing(step)
		failing(step)
	}, err
}

// slain reports whether a process was ended by SIGKILL.
func slain(err error) bool {
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return false
	}
	status, ok := failed.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}
