package app

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Health is what the service tells of itself over HTTP.
type Health struct {
	db   *store.DB
	real func() time.Time
	// polled and beat are when a poll was last answered and when a tick last ended, as
	// the time since began: a wall clock that is set changes none of it.
	began        time.Time
	polled, beat atomic.Int64
	link         atomic.Value // telegram.Status
	maxLink      atomic.Value // MaxStatus
	outage       outage
	counts       *counts
	*metrics
}

// NewHealth begins to look after the health of a service; now is the service's own
// clock, which may be a rehearsal's.
func NewHealth(db *store.DB, now, real func() time.Time) *Health {
	h := &Health{db: db, real: real, began: real(), counts: &counts{db: db, now: now, real: real}}
	h.metrics = newMetrics(db, real)
	h.counts.register(h.Registry)
	ReadBuild().register(h.Registry)
	return h
}

// Status is told of every change of the link to Telegram.
func (h *Health) Status(s telegram.Status) {
	h.link.Store(s)
	h.outage.linked(s, h.real())
	h.linked(s)
}

// MaxStatus is told of every change of the link to MAX.
func (h *Health) MaxStatus(s MaxStatus) {
	h.maxLink.Store(s)
	h.linkedToMax(s)
}

// Ticked is told how long each tick took.
func (h *Health) Ticked(took time.Duration) {
	h.beat.Store(int64(h.ran()))
	h.ticks.Observe(took.Seconds())
}

// ran is how long the service has run.
func (h *Health) ran() time.Duration { return h.real().Sub(h.began) }

// ago is how long ago something last was. One that lies in the future, by a clock that
// does not know the steady one, counts as now, so that it grows old from here.
func (h *Health) ago(last *atomic.Int64) time.Duration {
	at, now := last.Load(), int64(h.ran())
	if at > now {
		last.CompareAndSwap(at, now)
		at = now
	}
	return time.Duration(now - at)
}

// Observer counts the traffic with Telegram.
func (h *Health) Observer() telegram.Observer {
	o := h.metrics.observer()
	counted := o.Polled
	o.Polled = func(updates int) {
		h.polled.Store(int64(h.ran()))
		counted(updates)
	}
	return o
}

// Timeouts of the listener: its readers are a probe and a collector nearby.
const (
	headerTimeout = 5 * time.Second
	closeTimeout  = 2 * time.Second
)

// Serve answers on the listener, if there is one, until the function it gives is
// called, which waits for the end.
func (h *Health) Serve(listener net.Listener, log *slog.Logger) (stop func()) {
	if listener == nil {
		return func() {}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", h.healthz)
	mux.Handle("GET /metrics", h.Registry)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout}
	var loop sync.WaitGroup
	loop.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("listening failed", "err", err)
		}
	})
	return func() {
		closing, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		if err := errors.Join(server.Shutdown(closing), server.Close()); err != nil {
			log.Warn("listener did not close in time", "err", err)
		}
		loop.Wait()
	}
}

// What is still in order: a poll lasts up to 50 s and a tick comes every minute,
// so three minutes leave one of each to fail.
const (
	pollSilence = 3 * time.Minute
	tickSilence = 3 * time.Minute
	outboxAge   = 10 * time.Minute
	// clockSlack is how far a message may have been queued in the future: clocks are
	// set by seconds.
	clockSlack = time.Minute
)

// Condition is what /healthz says, as JSON. Ages are in seconds.
type Condition struct {
	OK bool `json:"ok"`
	// Problems names what is out of order: "database", "polling", "tick", "outbox",
	// "max", and "clock" when what waits was queued in the future.
	Problems []string `json:"problems,omitempty"`
	// Telegram is the link as the last poll found it, "" before the first.
	Telegram telegram.Status `json:"telegram"`
	// DownSince is since when Telegram has been out of reach, in UTC; nil when it is
	// not.
	DownSince     *time.Time `json:"down_since,omitempty"`
	PolledAgo     float64    `json:"polled_ago"`
	TickAgo       float64    `json:"tick_ago"`
	OutboxWaiting int        `json:"outbox_waiting"`
	OutboxAge     float64    `json:"outbox_age"`
	// Max is the link to MAX as the last request found it, "" where there is none.
	Max        MaxStatus `json:"max,omitempty"`
	MaxWaiting int       `json:"max_waiting,omitempty"`
	MaxAge     float64   `json:"max_age,omitempty"`
	// Plans are those in force with their tasks, counted within the last minute.
	Plans []schedule.Count `json:"plans"`
}

// healthz answers 200 when the service does its work and 503 when somebody should
// look at it. A restart mends but some of that: with Telegram out of reach it
// mends nothing, so nothing should be restarted by this answer alone.
func (h *Health) healthz(w http.ResponseWriter, _ *http.Request) {
	c := h.Condition()
	w.Header().Set("Content-Type", "application/json")
	if !c.OK {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(c) // a reader that went away needs no answer
}

// Condition looks at what is in order now.
func (h *Health) Condition() Condition {
	now := h.real()
	link, _ := h.link.Load().(telegram.Status)
	atMax, _ := h.maxLink.Load().(MaxStatus)
	c := Condition{Telegram: link, Max: atMax}
	wrong := func(name string, is bool) {
		if is {
			c.Problems = append(c.Problems, name)
		}
	}
	if at, is := h.outage.began(); is {
		at = at.UTC().Truncate(time.Second)
		c.DownSince = &at
	}
	var oldest, oldestAtMax time.Time
	err := h.db.View(func(tx *store.Tx) (err error) {
		if c.OutboxWaiting, oldest, err = tx.OutboxState(store.Telegram); err != nil {
			return err
		}
		c.MaxWaiting, oldestAtMax, err = tx.OutboxState(store.Max)
		return err
	})
	plans, uncounted := h.counts.byPlan()
	c.Plans = plans
	wrong("database", err != nil || uncounted != nil)
	polled, beat := h.ago(&h.polled), h.ago(&h.beat)
	c.PolledAgo, c.TickAgo = polled.Seconds(), beat.Seconds()
	wrong("polling", polled > pollSilence)
	wrong("tick", beat > tickSilence)
	age, ageAtMax := since(oldest, now), since(oldestAtMax, now)
	c.OutboxAge, c.MaxAge = max(age, 0).Seconds(), max(ageAtMax, 0).Seconds()
	wrong("outbox", age > outboxAge)
	wrong("max", atMax == maxBadToken || ageAtMax > outboxAge)
	wrong("clock", min(age, ageAtMax) < -clockSlack)
	c.OK = len(c.Problems) == 0
	return c
}

// since is how long something has waited, less than nothing when the clock was put back;
// 0 for what does not wait.
func since(queued, now time.Time) time.Duration {
	if queued.IsZero() {
		return 0
	}
	return now.Sub(queued)
}
