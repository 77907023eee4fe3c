//go:build linux

package torture

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

// served is the service as a process, whose disk is to fail it, before an emulated
// Telegram with an administrator who has pressed Start.
type served struct {
	t        *testing.T
	ctx      context.Context
	telegram *emulator.Server
	url      string
	data     string
	log      printed.Text
	cmd      *exec.Cmd
}

func newServed(t *testing.T, data string) *served {
	t.Helper()
	s := &served{t: t, telegram: emulator.New(emulator.Config{Username: "sdelaem_bot"}), data: data}
	api := httptest.NewServer(s.telegram)
	t.Cleanup(api.Close)
	s.url = api.URL
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	s.ctx = ctx
	s.telegram.AddUser(emulator.User{ID: adminID, FirstName: "Администратор"})
	s.telegram.Start(adminID)
	return s
}

func (s *served) start(env ...string) {
	s.t.Helper()
	self, err := os.Executable()
	must(s.t, err)
	s.cmd = asProgram(s.ctx, s.t, append([]string{
		"SDELAEM_DATA=" + s.data, "SDELAEM_ADMINS=1001", "SDELAEM_PLAN=" + planFile,
		"TELEGRAM_TOKEN=" + s.telegram.Token(), "TELEGRAM_API_URL=" + s.url,
	}, env...), self, "run")
	s.cmd.Stderr = &s.log
	must(s.t, s.cmd.Start())
}

func (s *served) wait(condition func() bool) {
	s.t.Helper()
	if err := s.telegram.Wait(s.ctx, condition); err != nil {
		s.t.Fatalf("%v\n%s", err, s.log.String())
	}
}

// greeted reports whether the administrator was answered so many times.
func (s *served) greeted(n int) func() bool {
	return func() bool { return s.answers() >= n }
}

// answers counts what the administrator was answered. What a crash left without an
// answer is said once more, with the mark, and not counted.
func (s *served) answers() int { return len(s.said("")) - len(s.said("повтор")) }

// said is what the administrator was told that contains these words.
func (s *served) said(words string) []string {
	var said []string
	for _, m := range s.telegram.Messages(adminID) {
		if m.FromBot && strings.Contains(m.Text, words) {
			said = append(said, m.Text)
		}
	}
	return said
}

// press presses a button of the newest message with these words, when it is there.
func (s *served) press(words, caption string) {
	s.t.Helper()
	s.wait(func() bool { return len(s.said(words)) > 0 })
	for _, m := range slices.Backward(s.telegram.Messages(adminID)) {
		if m.FromBot && strings.Contains(m.Text, words) {
			_, err := s.telegram.Press(adminID, adminID, m.ID, caption)
			must(s.t, err)
			return
		}
	}
}

// listed reports whether the administrator's tasks were listed so many times; what a
// crash left without an answer is said once more, with the mark, and not counted.
func (s *served) listed(n int) func() bool {
	return func() bool {
		texts := slices.DeleteFunc(s.said("Открытых задач у вас нет"), func(text string) bool { return strings.Contains(text, "повтор") })
		return len(texts) >= n
	}
}

// kept is what waits in the database for its author to say what it is for.
func (s *served) kept() (kept []store.Kept) {
	s.t.Helper()
	db, err := store.OpenReadOnly(filepath.Join(s.data, store.FileName))
	must(s.t, err)
	must(s.t, db.View(func(tx *store.Tx) (err error) {
		kept, err = tx.KeptIn(adminID)
		return err
	}))
	must(s.t, db.Close())
	return kept
}

// stopsForTheDisk waits until the service ends by itself: it must say why in words
// that help, and leave a sound database.
func (s *served) stopsForTheDisk() {
	s.t.Helper()
	if err := s.cmd.Wait(); exitCode(err) != cli.CodeFault {
		s.t.Fatalf("the service ended with %v\n%s", err, s.log.String())
	}
	lines := plain(s.log.String())
	if last := lines[len(lines)-1]; !strings.Contains(last, "не записывается: проверьте диск и место на нём") || strings.Contains(s.log.String(), "goroutine") {
		s.t.Errorf("it said\n%s", s.log.String())
	}
	s.sound()
}

func (s *served) sound() {
	s.t.Helper()
	if r, err := store.Check(filepath.Join(s.data, store.FileName)); err != nil || !r.Sound() {
		s.t.Errorf("the database: %v, %q", err, r.Findings())
	}
}

func (s *served) stop() {
	s.t.Helper()
	must(s.t, s.cmd.Process.Signal(syscall.SIGTERM))
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("the end: %v\n%s", err, s.log.String())
	}
}
