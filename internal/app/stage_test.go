package app_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/maxemulator/openapi"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// stage is the whole program in a synctest bubble: real bbolt, real cron, the
// real client library, the emulator as the transport of its HTTP client.
type stage struct {
	t      *testing.T
	dir    string
	server *emulator.Server
	max    *maxemulator.Server // nil in stories that know Telegram alone
	offset time.Duration       // from the bubble's clock to the story's
	admins []plans.UserID
	log    io.Writer

	program *app.Program
	stop    context.CancelFunc
	ended   chan error
	poll    time.Duration
	step    func(string)
	with    func(*app.Parts) // what else the program is put together from; may be nil
}

// newStage opens a stage at an instant of the story. It must be called inside a
// bubble; the program starts with [stage.start]. A long poll above the real
// server's 50 s (zero) spares a virtual year its 630,000 empty answers.
func newStage(t *testing.T, at time.Time, p *play.Play, longPoll time.Duration) *stage {
	s := &stage{poll: longPoll, t: t, dir: t.TempDir(), offset: at.Sub(time.Now()), log: io.Discard}
	s.server = emulator.New(emulator.Config{
		Name: "Сделаем вместе", Username: "sdelaem_bot", Now: s.Now, Pace: time.Now, OnEvent: p.Hear, LongPollMax: longPoll,
	})
	p.Open(s.server, s)
	return s
}

var describedMax = sync.OnceValues(openapi.Max)

// withMax gives the story a MAX, which holds requests against their description.
func (s *stage) withMax(p *play.Play) {
	by, err := describedMax()
	if err != nil {
		s.t.Fatal(err)
	}
	s.max = maxemulator.New(maxemulator.Config{Now: s.Now, Pace: time.Now, Check: by.Request, OnEvent: p.HearMax})
	p.OpenMax(s.max)
}

// Now is the story's clock.
func (s *stage) Now() time.Time { return time.Now().Add(s.offset) }

// load puts a plan into the database, as `plan load` does.
func (s *stage) load(plan plans.Plan) {
	db := s.open()
	err := db.Update(func(tx *store.Tx) error {
		_, err := schedule.Load(tx, plan, "", s.Now())
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) open() *store.DB {
	db, err := store.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	return db
}

// start runs the program until [stage.end].
func (s *stage) start() {
	db := s.open()
	ctx, stop := context.WithCancel(context.Background())
	p := app.Parts{
		Store: db, Token: s.server.Token(), ApiURL: "https://telegram.test", Http: s.server.Client(),
		Now: s.Now, Real: time.Now, Steady: steady(), Speed: 1, Admins: s.admins,
		Log: slog.New(slog.NewTextHandler(s.log, nil)), PollTimeout: s.poll, Step: s.step,
	}
	if s.max != nil {
		p.Max = app.Max{Token: s.max.Token(), URL: "https://max.test", Http: s.max.Client()}
	}
	if s.with != nil {
		s.with(&p)
	}
	m, err := app.Assemble(p)
	if err != nil {
		s.t.Fatal(err)
	}
	s.program, s.stop, s.ended = m, stop, make(chan error, 1)
	go func() { s.ended <- m.Run(ctx) }()
	synctest.Wait()
}

// steady is how long a program has run by the bubble's clock, which nobody sets.
func steady() func() time.Duration {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

// end stops the program as SIGTERM does and closes the database.
func (s *stage) end() error {
	s.stop()
	err := <-s.ended
	if e := s.program.Store.Close(); err == nil {
		err = e
	}
	return err
}

// Leap lets the bubble's clock run on to an instant of the story.
func (s *stage) Leap(to time.Time) error {
	left := to.Sub(s.Now())
	if left < 0 {
		return fmt.Errorf("на часах уже %s", s.Now().Format(time.DateTime))
	}
	time.Sleep(left)
	return nil
}

// Settle gives the program time to gather albums, to be paced and to repeat what
// had no answer, until its inbox and outbox are empty.
func (s *stage) Settle() error {
	for range 1800 {
		busy, err := s.breathe()
		if err != nil || !busy {
			return err
		}
	}
	return fmt.Errorf("the program does not come to rest")
}

// breathe lets two seconds pass and reports whether the program has something to do
// yet.
func (s *stage) breathe() (busy bool, err error) {
	time.Sleep(2 * time.Second)
	synctest.Wait()
	err = s.program.Store.View(func(tx *store.Tx) error {
		in, err := tx.Inbox(1)
		if err != nil {
			return err
		}
		out, err := tx.Outbox()
		if err != nil {
			return err
		}
		// What has to wait for MAX does not keep the story waiting.
		out = slices.DeleteFunc(out, func(o store.Outgoing) bool { return o.Wire == store.Max && o.Trouble != "" })
		albums, err := tx.Gatherings()
		busy = len(in)+len(out)+len(albums) > 0
		return err
	})
	return busy, err
}

// Stop ends the program as SIGTERM does; Start starts it on the same database.
// Whatever it left must be in order.
func (s *stage) Stop() error {
	defer s.sound()
	return s.end()
}

// Start starts the program again.
func (s *stage) Start() error {
	s.start()
	return nil
}

// sound fails the test unless the database and what the emulator saw are in
// order.
func (s *stage) sound() {
	s.t.Helper()
	if v := s.server.Violations(); len(v) > 0 {
		s.t.Errorf("requests a real Telegram would not understand: %q", v)
	}
	if s.max != nil {
		if v := s.max.Violations(); len(v) > 0 {
			s.t.Errorf("requests a real MAX would not understand: %q", v)
		}
	}
	if r, err := store.Check(filepath.Join(s.dir, store.FileName)); err != nil || !r.Sound() {
		s.t.Errorf("check: %v, %q", err, r.Findings())
	}
	db := s.open()
	err := db.View(func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		for _, f := range faults {
			s.t.Error(f)
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	if err := db.Close(); err != nil {
		s.t.Error(err)
	}
}

// fewPeople is a running program with a controller and somebody responsible in its
// plan, and the play to act on it.
func fewPeople(t *testing.T) (*stage, *play.Play) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	p := play.New(io.Discard, zone)
	s := newStage(t, time.Date(2023, 3, 15, 10, 0, 0, 0, zone), p, 0)
	s.admins = []plans.UserID{adminID}
	s.load(petrovsky(t, `
people:
  - {id: ctl-1, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: zhkh-1, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
`))
	s.start()
	t.Cleanup(s.sound)
	return s, p
}

// Petrovsky is the embedded plan, with more laid over it in YAML.
func petrovsky(t *testing.T, more string) plans.Plan {
	t.Helper()
	r := planfile.Read("petrovsky-2023.yaml", []byte(string(plans.Petrovsky2023)+more), nil)
	if !r.Loadable() {
		t.Fatalf("plan: %v", r.Problems)
	}
	return r.Plan
}
