//go:build linux

package app_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// BenchmarkService starts the program on a database without any task.
func BenchmarkService(b *testing.B) { benchService(b, b.TempDir()) }

// benchService starts the program as it is shipped, until it says that it has
// started, and looks at its memory a while later. bbolt maps its file into memory, so that what was read of it
// counts as resident while the system has room; «MB-anon» is what the program
// itself holds.
func benchService(b *testing.B, dir string) {
	telegram := emulator.New(emulator.Config{Username: "sdelaem_bot"})
	api := httptest.NewServer(telegram)
	defer api.Close()
	binary := filepath.Join(b.TempDir(), "sdelaem")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "../..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	var used memory
	var began time.Duration
	for b.Loop() {
		cmd := exec.Command(binary, "run")
		cmd.Env = []string{
			"TELEGRAM_TOKEN=" + telegram.Token(), "TELEGRAM_API_URL=" + api.URL, "SDELAEM_DATA=" + dir,
			"SDELAEM_ADMINS=1001", "SDELAEM_CLOCK=" + benchDay().AddDate(0, 0, -2).Format(time.RFC3339),
		}
		before := time.Now()
		logged := start(b, cmd)
		began = time.Since(before)
		const rest = 3 * time.Second
		used = usedAfter(b, cmd, logged, rest)
	}
	b.ReportMetric(0, "ns/op") // most of it was rest
	b.ReportMetric(began.Seconds(), "s-start")
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
	b.ReportMetric(used.resident, "MB-resident")
	b.ReportMetric(used.anonymous, "MB-anon")
	b.ReportMetric(used.peak, "MB-peak")
}

// start starts the service and waits for its line «started».
func start(b *testing.B, cmd *exec.Cmd) io.Reader {
	b.Helper()
	stderr, err := cmd.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	logged := bufio.NewReader(stderr)
	for {
		line, err := logged.ReadString('\n')
		if err != nil {
			b.Fatalf("the service ended: %v", err)
		}
		if strings.Contains(line, "msg=started") {
			return logged
		}
	}
}

// memory is what a process holds, in megabytes (proc_pid_status(5)); the peak is
// of resident memory.
type memory struct{ resident, anonymous, peak float64 }

// usedAfter lets a started program run for a time, looks at its memory and ends it in
// order.
func usedAfter(b *testing.B, cmd *exec.Cmd, logged io.Reader, running time.Duration) memory {
	b.Helper()
	time.Sleep(running)
	used := memoryOf(b, cmd.Process.Pid)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, logged); err != nil {
		b.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	return used
}

func memoryOf(b *testing.B, pid int) memory {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	var m memory
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		var kilobytes float64
		if _, err := fmt.Sscan(value, &kilobytes); err != nil {
			continue // not a number
		}
		switch name {
		case "VmRSS":
			m.resident = kilobytes * 1024 / 1e6
		case "RssAnon":
			m.anonymous = kilobytes * 1024 / 1e6
		case "VmHWM":
			m.peak = kilobytes * 1024 / 1e6
		}
	}
	return m
}
