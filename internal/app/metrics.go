package app

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/store"
)

// metrics counts with a registry of its own: the library's global one would
// outlive the service.
type metrics struct {
	Registry                  *prometheus.Registry
	calls, outcomes, refusals *prometheus.CounterVec
	updates                   prometheus.Counter
	ticks                     prometheus.Histogram
	links                     *prometheus.GaugeVec
	maxMetrics
}

func newMetrics(db *store.DB, real func() time.Time) *metrics {
	m := &metrics{
		Registry: prometheus.NewRegistry(),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sdelaem_telegram_requests_total", Help: "Requests to Telegram by method and class of the answer.",
		}, []string{"method", "class"}),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sdelaem_deliveries_total", Help: "Deliveries that ended, by deed and outcome.",
		}, []string{"deed", "outcome"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sdelaem_refusals_total", Help: "Refusals said to people, by reason.",
		}, []string{"reason"}),
		updates: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "sdelaem_updates_total", Help: "Updates received from Telegram.",
		}),
		ticks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "sdelaem_tick_seconds", Help: "How long the ticks of each minute took.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 10, 7), // 0.1 ms to 100 s
		}),
		links: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "sdelaem_telegram_link", Help: "The link to Telegram: 1 for the state it is in.",
		}, []string{"state"}),
	}
	m.Registry.MustRegister(m.calls, m.outcomes, m.refusals, m.updates, m.ticks, m.links)
	for _, why := range chat.Reasons() {
		m.refusals.WithLabelValues(why.String()) // a collector misses the first of a series that begins with it
	}
	m.linked("")
	m.ofMax(db, real)
	m.gauge(db, "sdelaem_inbox_waiting", "Updates not handled yet.", func(tx *store.Tx) (float64, error) {
		return float64(tx.InboxSize()), nil
	})
	m.gauge(db, "sdelaem_outbox_waiting", "Messages not delivered yet.", func(tx *store.Tx) (float64, error) {
		n, _, err := tx.OutboxState(store.Telegram)
		return float64(n), err
	})
	m.gauge(db, "sdelaem_outbox_oldest_seconds", "How long the oldest message has been waiting.", func(tx *store.Tx) (float64, error) {
		n, oldest, err := tx.OutboxState(store.Telegram)
		if n == 0 || err != nil {
			return 0, err
		}
		return real().Sub(oldest).Seconds(), nil
	})
	m.gauge(db, "sdelaem_agenda_entries", "Tasks that have a next moment.", func(tx *store.Tx) (float64, error) {
		return float64(tx.AgendaSize()), nil
	})
	m.gauge(db, "sdelaem_database_bytes", "Length of the database's file.", func(tx *store.Tx) (float64, error) {
		return float64(tx.Size()), nil
	})
	return m
}

// Refused counts a refusal said to somebody.
func (m *metrics) Refused(why chat.Reason) { m.refusals.WithLabelValues(why.String()).Inc() }

// gauge registers a gauge read from the store when it is asked for; -1 says that
// it could not be read.
func (m *metrics) gauge(db *store.DB, name, help string, read func(*store.Tx) (float64, error)) {
	m.Registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
		var v float64
		err := db.View(func(tx *store.Tx) (err error) {
			v, err = read(tx)
			return err
		})
		if err != nil {
			return -1
		}
		return v
	}))
}

// linked shows the state of the link.
func (m *metrics) linked(now telegram.Status) {
	for _, s := range []telegram.Status{telegram.Up, telegram.Down, telegram.Conflict, telegram.BadToken} {
		v := 0.0
		if s == now {
			v = 1
		}
		m.links.WithLabelValues(string(s)).Set(v)
	}
}

func (m *metrics) observer() telegram.Observer {
	return telegram.Observer{
		Call: func(method, class string) { m.calls.WithLabelValues(method, class).Inc() },
		Outcome: func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal) {
			m.outcomes.WithLabelValues(string(deed), outcomeName(class, refusal)).Inc()
		},
		Polled: func(updates int) { m.updates.Add(float64(updates)) },
	}
}

// outcomeName is how a counter calls the end of a delivery.
func outcomeName(class store.OutcomeClass, refusal store.Refusal) string {
	name := map[store.OutcomeClass]string{
		store.Accepted: "accepted", store.Refused: "refused", store.Unknown: "unknown",
	}[class]
	if refusal != "" {
		name += "_" + string(refusal)
	}
	return name
}
