package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"sdelaemvmeste/bot/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

var kills = flag.Int("kills", 16, "how many times the torture test kills the program")

// victim names the variable that makes the test binary be the program itself,
// to be killed at the step of that number (0: never).
const victim = "SDELAEM_TEST_VICTIM"

func TestMain(m *testing.M) {
	at, ok := os.LookupEnv(victim)
	if !ok {
		testscript.Main(m, map[string]func(){"sdelaem": main})
	}
	n, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		panic(err)
	}
	var steps atomic.Int64
	p := &process{getenv: os.Getenv, stdout: os.Stdout, stderr: os.Stderr, real: time.Now, step: func(string) {
		if steps.Add(1) == n {
			if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
				panic(err)
			}
			select {} // the signal arrives before another step is taken
		}
	}}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := p.command(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// steps is a little more than the story has, so that every one of them is hit
// by some kill.
const steps = 130

// TestTorture kills the real process at one step after another, while a person
// confirms a task and a post is voted on and published, starts it again and
// lets the story end. Whatever the step: one confirmation, the digest once or
// twice (the second marked), one publication, or none without the group being
// asked. From the kill number steps on, the network and Telegram fail too.
//
// The long variant is go test -run Torture -kills 1000 .
func TestTorture(t *testing.T) {
	var repeated, asked, killed atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d stories, %d kills: nothing lost, nothing twice; %d digests repeated with the mark, the group was asked %d times",
			*kills, killed.Load(), repeated.Load(), asked.Load())
	})
	for i := range *kills {
		n := 1 + i*37%steps // 37 and steps have no common divisor: every step in turn
		t.Run(fmt.Sprintf("%04d-step-%d", i, n), func(t *testing.T) {
			t.Parallel()
			w := newTorture(t, n)
			if i >= steps {
				w.trouble(rand.New(rand.NewPCG(uint64(i), 0)))
			}
			w.run()
			repeated.Add(int64(w.verdict()))
			asked.Add(int64(w.asked))
			if w.killed {
				killed.Add(1)
			}
		})
	}
}

// trouble orders some faults of the network and of Telegram.
func (w *torture) trouble(r *rand.Rand) {
	methods := []string{"", "sendMessage", "editMessageText", "getUpdates", "answerCallbackQuery"}
	sure := []emulator.FaultKind{
		emulator.TooMany, emulator.InternalError, emulator.DuplicateUpdates, emulator.ReorderUpdates,
	}
	for range 1 + r.IntN(3) {
		w.server.Fault(emulator.Fault{
			Do: sure[r.IntN(len(sure))], Method: methods[r.IntN(len(methods))], Skip: r.IntN(6), Times: 1 + r.IntN(2), RetryAfter: 1,
		})
	}
	// A message is repeated once after an unknown outcome, so that it never comes
	// three times; two unknown outcomes of one message, both not taken (a fault
	// and a kill), lose it, and the person does the same again. The channel's
	// unknown outcomes are asked about.
	unsure := []emulator.FaultKind{
		emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.DropBefore, emulator.DropAfter, emulator.TruncatedJSON,
		emulator.WrongContentType,
	}
	w.server.Fault(emulator.Fault{Do: unsure[r.IntN(len(unsure))], Method: "sendMessage", Chat: w.fin, Skip: 1 + r.IntN(8), Times: 1})
	if r.IntN(2) == 0 {
		w.server.Fault(emulator.Fault{Do: unsure[r.IntN(len(unsure))], Method: "sendMessage", Chat: w.channel, Times: 1})
	}
}

// torture is one story with one kill.
type torture struct {
	t      *testing.T
	n      int
	dir    string
	server *emulator.Server
	url    string
	log    *lines

	fin, boss, group, channel int64
	killed                    bool
	asked                     int // 1 once the group was asked about the publication
	child                     *exec.Cmd
	died                      chan error
}

// lines is a buffer that several processes may write to.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newTorture(t *testing.T, n int) *torture {
	t.Helper()
	w := &torture{t: t, n: n, dir: t.TempDir(), log: &lines{}}
	w.server = emulator.New(emulator.Config{Name: "Сделаем вместе", Username: "sdelaem_bot", PrivacyOff: true})
	web := httptest.NewServer(w.server)
	t.Cleanup(web.Close)
	w.url = web.URL
	w.fin = w.server.AddUser(emulator.User{FirstName: "Специалист"}).ID
	w.boss = w.server.AddUser(emulator.User{FirstName: "Начальник"}).ID
	w.group = w.server.AddGroup("Медиаплан", w.boss, w.fin)
	w.server.AddBotToChat(w.group, w.boss)
	w.channel = w.server.AddChannel("Округ", "petrgosk", w.boss)
	w.server.PromoteBot(w.channel, emulator.AllRights(), w.boss)
	w.server.Start(w.fin)
	w.server.Start(w.boss)
	w.seed()
	return w
}

// seed puts the plan and connected people into the database.
func (w *torture) seed() {
	w.t.Helper()
	db, err := store.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	at := time.Date(2023, 3, 10, 12, 0, 0, 0, time.UTC)
	err = db.Update(func(tx *store.Tx) error {
		if _, err := schedule.Load(tx, petrovsky(w.t, ""), "", at); err != nil {
			return err
		}
		fin := plans.Person{ID: "fin", Name: "Специалист", Units: []plans.UnitID{"finance"}, Roles: []plans.Role{plans.Responsible}}
		boss := plans.Person{ID: "boss", Name: "Начальник", Roles: []plans.Role{plans.Controller, plans.Approver}}
		if err := tx.PutPerson(store.PersonRecord{Person: fin, User: plans.UserID(w.fin)}); err != nil {
			return err
		}
		if err := tx.PutPerson(store.PersonRecord{Person: boss, User: plans.UserID(w.boss)}); err != nil {
			return err
		}
		return tx.PutSettings(store.Settings{Group: w.group, Bot: "sdelaem_bot",
			Channels: []store.BoundChannel{{ID: w.channel, Title: "Округ", Username: "petrgosk"}}})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// spawn starts the program; the first one is to be killed.
func (w *torture) spawn() {
	w.t.Helper()
	at := "0"
	if !w.killed {
		at = strconv.Itoa(w.n)
	}
	self, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	w.child = exec.Command(self, "run")
	w.child.Env = append(os.Environ(), victim+"="+at, "TELEGRAM_TOKEN="+w.server.Token(), "TELEGRAM_API_URL="+w.url,
		"SDELAEM_DATA="+w.dir, "SDELAEM_ADMINS=1001", "SDELAEM_CLOCK=2023-03-13T09:00:00+03:00")
	w.child.Stderr = w.log
	if err := w.child.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.died = make(chan error, 1)
	go func() { w.died <- w.child.Wait() }()
}

// run plays the story through, starting the program again when it was killed,
// and ends it by SIGTERM.
func (w *torture) run() {
	w.t.Helper()
	w.spawn()
	again := func() error { return nil }
	for _, act := range w.story() {
		w.until(act.ready, again)
		if err := act.do(); err != nil {
			w.t.Fatalf("kill %d, %s: %v\n%s", w.n, act.name, err, w.log)
		}
		again = act.do
	}
	w.until(w.finished, again)
	if err := w.child.Process.Signal(syscall.SIGTERM); err != nil {
		w.t.Fatal(err)
	}
	if err := <-w.died; err != nil {
		w.t.Fatalf("kill %d: SIGTERM does not end the program with 0: %v\n%s", w.n, err, w.log)
	}
}

// patience is how long a person waits for the bot before doing the same again.
const patience = 8 * time.Second

// until waits for a condition of the chats, reviving the program if it dies. A
// person to whom nothing comes does again what he did last.
func (w *torture) until(ready func() bool, again func() error) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	seen := make(chan error, 1)
	go func() { seen <- w.server.Wait(ctx, ready) }()
	bored := time.NewTicker(patience)
	defer bored.Stop()
	for {
		select {
		case err := <-seen:
			if err != nil {
				w.t.Fatalf("kill %d: %v; chats:\n%s\n%s", w.n, err, w.chats(), w.log)
			}
			return
		case <-bored.C:
			if err := again(); err != nil {
				w.t.Fatalf("kill %d: again: %v\n%s", w.n, err, w.log)
			}
		case <-w.died:
			if w.killed {
				w.t.Fatalf("kill %d: died without being killed\n%s", w.n, w.log)
			}
			w.killed = true
			w.spawn()
		}
	}
}

// verdict reads the emulator's chats and the database.
func (w *torture) verdict() (repeated int) {
	w.t.Helper()
	digests := 0
	for _, m := range w.server.Messages(w.fin) {
		if strings.Contains(m.Text, "Ваши задачи на") {
			digests++
			if strings.Contains(strings.ToLower(m.Text), "повтор") {
				repeated++
			}
		}
	}
	if digests < 1 || digests > 2 || digests-repeated > 1 {
		w.t.Errorf("kill %d: %d digests, %d of them marked\n%s", w.n, digests, repeated, w.chats())
	}
	if posts := len(w.posts()); posts != 1 {
		w.t.Errorf("kill %d: %d publications, asked %d\n%s", w.n, posts, w.asked, w.chats())
	}
	w.facts()
	if strings.Contains(w.log.String(), w.server.Token()) {
		w.t.Errorf("kill %d: the token is in the log", w.n)
	}
	if v := w.server.Violations(); len(v) > 0 {
		w.t.Errorf("kill %d: %q", w.n, v)
	}
	return repeated
}

func (w *torture) facts() {
	w.t.Helper()
	report, err := store.Check(filepath.Join(w.dir, store.FileName))
	if err != nil || len(report.Damage)+len(report.Faults) > 0 {
		w.t.Errorf("kill %d: check: %v %v %v", w.n, err, report.Damage, report.Faults)
	}
	db, err := store.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			w.t.Error(err)
		}
	}()
	err = db.View(func(tx *store.Tx) error {
		said, err := tx.AllConfirmations()
		if err != nil {
			return err
		}
		if len(said) != 1 || said[0].Task != "petrovsky-2023/1.1" {
			w.t.Errorf("kill %d: confirmations %+v", w.n, said)
		}
		faults, err := schedule.Verify(tx)
		for _, f := range faults {
			w.t.Errorf("kill %d: %s", w.n, f)
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
}
