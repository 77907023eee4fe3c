package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"sdelaemvmeste/bot"
	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// parts is what the program is put together from.
type parts struct {
	store  *store.DB
	token  string
	apiURL string
	// http carries the requests to Telegram; nil is a client of the wire's own.
	http *http.Client
	// now is the program's clock, real the true one, speed how many times faster
	// the program's clock runs.
	now, real func() time.Time
	speed     float64
	rehearsal string
	admins    []plans.UserID
	log       *slog.Logger
	// pace is how fast the wire may write; zero is Telegram's advice.
	pace telegram.Pace
	// workers is how many deliveries go on at once; zero is the wire's own number.
	workers int
	// pollTimeout and step are for tests: a longer poll makes a virtual year
	// cheaper, a step stops the program between two touches of disk or wire.
	pollTimeout time.Duration
	step        func(string)
	// status is told of the link to Telegram; nil for nobody.
	status  func(telegram.Status)
	observe telegram.Observer
	// flood is how many updates of one account are heard in a minute, 0 for any
	// number.
	flood int
	// ticked is told how long each tick took; nil for nobody.
	ticked func(time.Duration)
	// copies is the folder of nightly copies, empty for none; seal encrypts a copy
	// for the way through a chat; free is what the database's disk has left.
	copies string
	seal   func([]byte) ([]byte, error)
	free   func() (uint64, bool)
	// lost tells whether a page on the web is surely not there; nil looks at none.
	lost func(ctx context.Context, address string) bool
}

// program is the service: the wire, the conversations and the metronome over one
// store.
type program struct {
	parts
	bot  *bot.Bot
	wire *telegram.Wire
	// contested is the link's state of another poller of the token being there;
	// rival when that began or ended, in Unix seconds of the real clock.
	contested atomic.Bool
	rival     atomic.Int64
}

// rivalMemory is how long another poller is remembered: Telegram lets two of them
// in by turns, so that each of them polls well in between.
const rivalMemory = 2 * time.Minute

// assemble puts the program together; it touches neither network nor clock.
func assemble(p parts) (*program, error) {
	m := &program{parts: p}
	m.bot = bot.New(bot.Config{
		Store: p.store, Now: p.now, Real: p.real, Log: p.log, Admins: p.admins, Rehearsal: p.rehearsal, Step: p.step,
		Flood: p.flood, Copies: p.copies, Seal: p.seal, Free: p.free, Rival: m.rivalled, Lost: p.lost,
		Answer: func(ctx context.Context, press, text string, alert bool) { m.wire.Answer(ctx, press, text, alert) },
	})
	wire, err := telegram.New(telegram.Config{
		Token: p.token, APIURL: p.apiURL, Store: p.store, HTTP: p.http, Now: p.now, Real: p.real, Log: p.log,
		Settle: m.bot.Settle, Introduced: m.bot.Introduced, PollTimeout: p.pollTimeout, Step: p.step, Workers: p.workers,
		Status: m.linked, Observe: p.observe, Pace: p.pace,
	})
	if err != nil {
		return nil, fmt.Errorf("make the wire: %w", err)
	}
	m.wire = wire
	return m, nil
}

// run serves until the context ends, or until the database can't be trusted any
// more, whose error it gives. It returns when everything it started has ended:
// first polling and the metronome, then the conversations, last the delivery.
func (m *program) run(ctx context.Context) error {
	inward, stopInward := context.WithCancel(ctx)
	defer stopInward()
	outward, stopOutward := context.WithCancel(context.WithoutCancel(ctx))
	defer stopOutward()

	var first, last crew
	first.start(stopInward, func() error { return m.wire.Introduce(inward) })
	first.start(stopInward, func() error { return m.wire.Poll(inward) })
	first.start(stopInward, func() error { return m.bot.Work(inward) })
	first.start(stopInward, func() error { return m.bot.Probe(inward) })
	first.start(stopInward, func() error { return m.beat(inward, stopInward) })
	last.start(stopInward, func() error { return m.wire.Deliver(outward) })

	err := first.wait()
	stopOutward()
	return errors.Join(err, last.wait())
}

// linked takes every change of the link to Telegram.
func (m *program) linked(s telegram.Status) {
	is := s == telegram.Conflict
	if was := m.contested.Swap(is); was || is {
		m.rival.Store(m.real().Unix())
	}
	if m.status != nil {
		m.status(s)
	}
}

func (m *program) rivalled() bool {
	at := m.rival.Load()
	return m.contested.Load() || at != 0 && m.real().Sub(time.Unix(at, 0)) < rivalMemory
}

// beat ticks until the context ends; a tick after which the database can't be
// trusted ends the program.
func (m *program) beat(ctx context.Context, stop func()) error {
	var fatal error
	err := schedule.Metronome(ctx, m.speed, m.log, func() {
		began := m.real()
		err := errors.Join(m.bot.Tick(), m.bot.Watch())
		if m.ticked != nil {
			m.ticked(m.real().Sub(began))
		}
		switch {
		case errors.Is(err, store.ErrFatal):
			fatal = err
			stop()
		case err != nil:
			m.log.Error("tick failed", "err", err)
		}
	})
	return errors.Join(fatal, err)
}

// crew is goroutines with one owner who waits for them.
type crew struct {
	group sync.WaitGroup
	mu    sync.Mutex
	errs  []error
}

// start runs one of the crew; its error stops the others.
func (c *crew) start(stop func(), run func() error) {
	c.group.Go(func() {
		if err := run(); err != nil {
			c.mu.Lock()
			c.errs = append(c.errs, err)
			c.mu.Unlock()
			stop()
		}
	})
}

func (c *crew) wait() error {
	c.group.Wait()
	return errors.Join(c.errs...)
}
