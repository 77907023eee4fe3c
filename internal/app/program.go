// Package app is the service put together: the wire, the conversations and the
// metronome over one store, its health and its metrics. It knows neither the
// command line nor the environment.
package app

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
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Parts is what the program is put together from.
type Parts struct {
	Store  *store.DB
	Token  string
	ApiURL string
	// Http carries the requests to Telegram; nil is a client of the wire's own.
	Http *http.Client
	// Now is the program's clock, real the true one, speed how many times faster
	// the program's clock runs.
	Now, Real func() time.Time
	Speed     float64
	// Steady is how long the program has run by a clock that nobody sets; nil does
	// not look for jumps of the others.
	Steady    func() time.Duration
	Rehearsal string
	Admins    []plans.UserID
	Log       *slog.Logger
	// Pace is how fast the wire may write; zero is Telegram's advice.
	Pace telegram.Pace
	// Workers is how many deliveries go on at once; zero is the wire's own number.
	Workers int
	// PollTimeout and step are for tests: a longer poll makes a virtual year
	// cheaper, a step stops the program between two touches of disk or wire.
	PollTimeout time.Duration
	Step        func(string)
	// Rand gives the jitter of pauses, in [0,1); nil is chance.
	Rand func() float64
	// Status is told of the link to Telegram; nil for nobody.
	Status  func(telegram.Status)
	Observe telegram.Observer
	// Flood is how many updates of one account are heard in a minute, 0 for any
	// number.
	Flood int
	// Refused is told why each refusal was said; nil for nobody.
	Refused func(chat.Reason)
	// Ticked is told how long each tick took; nil for nobody.
	Ticked func(time.Duration)
	// Copies is the folder of nightly copies, empty for none; seal encrypts a copy
	// for the way through a chat; free is what the database's disk has left.
	Copies string
	Seal   func([]byte) ([]byte, error)
	Free   func() (uint64, bool)
	// Max is the link to MAX.
	Max Max
	// Lost reports whether a page on the web is surely not there; nil looks at none.
	Lost func(ctx context.Context, address string) bool
}

// Program is the service: the wire, the conversations and the metronome over one
// store.
type Program struct {
	Parts
	Bot  *bot.Bot
	wire *telegram.Wire
	max  *maxWire // nil where there is no link to MAX
	// contested is the link's state of another poller of the token being there;
	// rival when that began or ended, as the time since began, 0 for never.
	contested atomic.Bool
	rival     atomic.Int64
	began     time.Time
	outage    outage
}

// rivalMemory is how long another poller is remembered: Telegram lets two of them
// in by turns, so that each of them polls well in between.
const rivalMemory = 2 * time.Minute

// Assemble puts the program together; it does not touch the network.
func Assemble(p Parts) (*Program, error) {
	m := &Program{Parts: p, began: p.Real()}
	conversations, err := bot.New(chat.Env{
		Store: p.Store, Now: p.Now, Real: p.Real, Steady: p.Steady, Log: p.Log, Admins: p.Admins, Rehearsal: p.Rehearsal, Step: p.Step,
		Flood: p.Flood, Copies: p.Copies, Seal: p.Seal, Free: p.Free, Rival: m.rivalled, Lost: p.Lost, Refused: p.Refused, Max: p.Max.Token != "",
		Outage: func() bool { return m.outage.long(p.Real()) },
		Polled: func() (time.Time, bool) { return m.wire.Polled() },
		Answer: func(ctx context.Context, press, text string, alert bool) { m.wire.Answer(ctx, press, text, alert) },
	})
	if err != nil {
		return nil, fmt.Errorf("make the conversations: %w", err)
	}
	m.Bot = conversations
	wire, err := telegram.New(telegram.Config{
		Token: p.Token, APIURL: p.ApiURL, Store: p.Store, HTTP: p.Http, Now: p.Now, Real: p.Real, Log: p.Log,
		Settle: m.Bot.Settle, Receive: m.Bot.Receive, Introduced: m.Bot.Introduced, PollTimeout: p.PollTimeout, Step: p.Step, Workers: p.Workers,
		Rand: p.Rand, Status: m.linked, Observe: p.Observe, Pace: p.Pace,
	})
	if err != nil {
		return nil, fmt.Errorf("make the wire: %w", err)
	}
	m.wire = wire
	m.max, err = m.linkToMax()
	return m, err
}

// Run serves until the context ends, or until the database can't be trusted any
// more, whose error it gives. It returns when everything it started has ended:
// first polling and the metronome, then the conversations, last the delivery.
func (m *Program) Run(ctx context.Context) error {
	switch err := m.Bot.Begin(); {
	case errors.Is(err, store.ErrFatal):
		return err
	case err != nil:
		m.Log.Error("looking at the clock failed", "err", err)
	}
	inward, stopInward := context.WithCancel(ctx)
	defer stopInward()
	outward, stopOutward := context.WithCancel(context.WithoutCancel(ctx))
	defer stopOutward()

	var first, last crew
	first.start(stopInward, func() error { return m.wire.Introduce(inward) })
	first.start(stopInward, func() error {
		defer m.Bot.Answered()
		return m.wire.Poll(inward)
	})
	first.start(stopInward, func() error { return m.Bot.Work(inward) })
	first.start(stopInward, func() error { return m.Bot.Probe(inward) })
	first.start(stopInward, func() error { return m.Bot.Report(inward) })
	first.start(stopInward, func() error { return m.beat(inward, stopInward) })
	last.start(stopInward, func() error { return m.wire.Deliver(outward) })
	if m.max != nil {
		last.start(stopInward, func() error { return m.max.Deliver(outward) })
	}

	err := first.wait()
	stopOutward()
	return errors.Join(err, last.wait())
}

// linked takes every change of the link to Telegram.
func (m *Program) linked(s telegram.Status) {
	is := s == telegram.Conflict
	if was := m.contested.Swap(is); was || is {
		m.rival.Store(max(1, int64(m.Real().Sub(m.began))))
	}
	m.outage.linked(s, m.Real())
	if m.Status != nil {
		m.Status(s)
	}
}

func (m *Program) rivalled() bool {
	at := m.rival.Load()
	return m.contested.Load() || at != 0 && m.Real().Sub(m.began)-time.Duration(at) < rivalMemory
}

// beat ticks until the context ends; a tick after which the database can't be
// trusted ends the program. While Telegram is out of reach for long, only the service
// itself is looked after.
func (m *Program) beat(ctx context.Context, stop func()) error {
	var fatal error
	err := schedule.Metronome(ctx, m.Speed, m.Log, func() {
		began := m.Real()
		work := m.Bot.Tick
		if m.outage.long(began) {
			work = m.Bot.Withdraw
		}
		err := errors.Join(work(), m.Bot.Watch())
		if m.Ticked != nil {
			m.Ticked(m.Real().Sub(began))
		}
		switch {
		case errors.Is(err, store.ErrFatal):
			fatal = err
			stop()
		case err != nil:
			m.Log.Error("tick failed", "err", err)
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
