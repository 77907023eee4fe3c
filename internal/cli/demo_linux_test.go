package cli

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// sitting is somebody at a terminal in which the program runs.
type sitting struct {
	screen *bufio.Scanner
	errors *os.File
	code   chan int
	leave  func()
}

// sit starts a command at a terminal, with an environment.
func sit(t *testing.T, environment map[string]string, args ...string) *sitting {
	t.Helper()
	master, terminal := pty(t)
	errors, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(context.Background())
	s := &sitting{screen: bufio.NewScanner(master), errors: errors, code: make(chan int, 1), leave: leave}
	go func() {
		s.code <- Run(ctx, args, func(name string) string { return environment[name] }, terminal, errors)
	}()
	t.Cleanup(leave)
	return s
}

// address is the one that the program prints.
func (s *sitting) address(t *testing.T) string {
	t.Helper()
	printed := regexp.MustCompile(`http://[0-9.:]+`)
	for s.screen.Scan() {
		if address := printed.FindString(s.screen.Text()); address != "" {
			return address
		}
	}
	t.Fatalf("no address: %v, %s", s.screen.Err(), s.said(t))
	return ""
}

func (s *sitting) said(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(s.errors.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDemoAtATerminal serves the page, opens it in the system's browser and ends when
// it is interrupted. The address of /healthz is not the page's.
func TestDemoAtATerminal(t *testing.T) {
	bin, opened := t.TempDir(), filepath.Join(t.TempDir(), "opened")
	if err := syscall.Mkfifo(opened, 0o600); err != nil {
		t.Fatal(err)
	}
	opener := fmt.Sprintf("#!/bin/sh\necho \"$1\" > %s\n", opened)
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(opener), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	taken := occupy(t)
	s := sit(t, map[string]string{"SDELAEM_LISTEN": taken}, "demo", "--listen", "127.0.0.1:0", "--open")
	address := s.address(t)
	if strings.Contains(address, taken) {
		t.Errorf("the page is served at %s, the address of /healthz", address)
	}
	got, err := os.ReadFile(opened) // waits for the browser
	if err != nil || strings.TrimSpace(string(got)) != address {
		t.Errorf("the browser was given %q, %v; want %s", got, err, address)
	}
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("the page answers %s", answer.Status)
	}
	http.DefaultClient.CloseIdleConnections()
	s.leave()
	if code := <-s.code; code != CodeDone || s.said(t) != "" {
		t.Errorf("ended with %d, %s", code, s.said(t))
	}
}

// TestDemoIgnoresTheServicesAddress looks for the page where it is always served,
// which is taken, though the address of /healthz is set.
func TestDemoIgnoresTheServicesAddress(t *testing.T) {
	if l, err := net.Listen("tcp", pageAddress); err == nil {
		defer l.Close()
	}
	s := sit(t, map[string]string{"SDELAEM_LISTEN": "127.0.0.1:0"}, "demo")
	if code := <-s.code; code != CodeMisuse || !strings.Contains(s.said(t), "адрес "+pageAddress+" уже занят") {
		t.Errorf("ended with %d: %s", code, s.said(t))
	}
}

// TestDemoAtATakenAddress says so in one line.
func TestDemoAtATakenAddress(t *testing.T) {
	taken := occupy(t)
	for address, want := range map[string]string{
		taken:             "адрес " + taken + " уже занят другой программой; укажите свободный: --listen 127.0.0.1:8421",
		"8420":            "--listen: «8420» не адрес; нужен вид 127.0.0.1:8420",
		"127.0.0.1:99999": "--listen: «127.0.0.1:99999» не адрес; нужен вид 127.0.0.1:8420",
		"192.0.2.1:80":    "адрес 192.0.2.1:80 занять нельзя",
	} {
		s := sit(t, nil, "demo", "--listen", address)
		if code := <-s.code; code != CodeMisuse {
			t.Errorf("%s: ended with %d", address, code)
		}
		if got := s.said(t); !strings.HasPrefix(got, "sdelaem: "+want) || strings.Count(got, "\n") != 1 {
			t.Errorf("%s: said %q, want %q", address, got, want)
		}
	}
}

// occupy takes an address until the test ends.
func occupy(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

// pty is a terminal and the end at which somebody reads its screen (pty(7)).
func pty(t *testing.T) (master, terminal *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	var unlocked, number int32
	control(t, master, syscall.TIOCSPTLCK, &unlocked)
	control(t, master, syscall.TIOCGPTN, &number)
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { terminal.Close(); master.Close() })
	return master, terminal
}

func control(t *testing.T, f *os.File, request uintptr, value *int32) {
	t.Helper()
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(unsafe.Pointer(value))); errno != 0 {
		t.Fatal(errno)
	}
}
