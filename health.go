package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/store"
)

// health is what the service tells of itself over HTTP. It counts with a registry
// of its own: the library's global one would outlive the service.
type health struct {
	db       *store.DB
	registry *prometheus.Registry
	link     atomic.Value // telegram.Status

	calls, outcomes *prometheus.CounterVec
	updates         prometheus.Counter
}

func newHealth(db *store.DB) *health {
	h := &health{
		db: db, registry: prometheus.NewRegistry(),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sdelaem_telegram_requests_total", Help: "Requests to Telegram by method and class of the answer.",
		}, []string{"method", "class"}),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sdelaem_deliveries_total", Help: "Deliveries that ended, by deed and outcome.",
		}, []string{"deed", "outcome"}),
		updates: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "sdelaem_updates_total", Help: "Updates received from Telegram.",
		}),
	}
	h.registry.MustRegister(h.calls, h.outcomes, h.updates,
		h.waiting("sdelaem_inbox_waiting", "Updates not handled yet.", func(tx *store.Tx) (int, error) {
			got, err := tx.Inbox(inboxCounted)
			return len(got), err
		}),
		h.waiting("sdelaem_outbox_waiting", "Messages not delivered yet.", func(tx *store.Tx) (int, error) {
			all, err := tx.Outbox()
			return len(all), err
		}),
	)
	return h
}

// inboxCounted bounds the count of waiting updates: that many is trouble enough.
const inboxCounted = 10_000

// waiting is a gauge read from the store when it is asked for; -1 says that it
// could not be read.
func (h *health) waiting(name, help string, count func(*store.Tx) (int, error)) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
		n := -1
		err := h.db.View(func(tx *store.Tx) (err error) {
			n, err = count(tx)
			return err
		})
		if err != nil {
			return -1
		}
		return float64(n)
	})
}

func (h *health) status(s telegram.Status) { h.link.Store(s) }

func (h *health) observer() telegram.Observer {
	return telegram.Observer{
		Call: func(method, class string) { h.calls.WithLabelValues(method, class).Inc() },
		Outcome: func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal) {
			outcome := map[store.OutcomeClass]string{
				store.Accepted: "accepted", store.Refused: "refused", store.Unknown: "unknown",
			}[class]
			if refusal != "" {
				outcome += "_" + string(refusal)
			}
			h.outcomes.WithLabelValues(string(deed), outcome).Inc()
		},
		Polled: func(updates int) { h.updates.Add(float64(updates)) },
	}
}

// Timeouts of the listener: its readers are a probe and a collector nearby.
const (
	headerTimeout = 5 * time.Second
	closeTimeout  = 2 * time.Second
)

// listen takes the address, so that one in use is told at the start; without an
// address it gives none.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, badValue("SDELAEM_LISTEN", "адрес %s не занять: %v", address, err)
	}
	return listener, nil
}

func closeListener(l net.Listener) error {
	if l == nil {
		return nil
	}
	return l.Close()
}

// serve answers on the listener, if there is one, until the function it gives is
// called, which waits for the end.
func (h *health) serve(listener net.Listener, log *slog.Logger) (stop func()) {
	if listener == nil {
		return func() {}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", h.healthz)
	mux.Handle("GET /metrics", promhttp.HandlerFor(h.registry, promhttp.HandlerOpts{}))
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

// healthz says that the database can be read, and how the link to Telegram is.
// A Telegram that is down does not make the service unhealthy: a restart would
// not mend it.
func (h *health) healthz(w http.ResponseWriter, _ *http.Request) {
	err := h.db.View(func(tx *store.Tx) error {
		_, err := tx.Settings()
		return err
	})
	if err != nil {
		http.Error(w, "database cannot be read", http.StatusServiceUnavailable)
		return
	}
	link, _ := h.link.Load().(telegram.Status)
	fmt.Fprintf(w, "ok\ntelegram: %s\n", link)
}
