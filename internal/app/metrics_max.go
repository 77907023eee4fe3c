package app

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"sdelaemvmeste/bot/max"
	"sdelaemvmeste/store"
)

// maxMetrics count the traffic with MAX.
type maxMetrics struct {
	maxCalls, maxOutcomes *prometheus.CounterVec
	maxLinks              *prometheus.GaugeVec
}

// ofMax registers what is counted of MAX.
func (m *metrics) ofMax(db *store.DB, real func() time.Time) {
	m.maxCalls = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "sdelaem_max_requests_total", Help: "Requests to MAX by operation and class of the answer.",
	}, []string{"operation", "class"})
	m.maxOutcomes = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "sdelaem_max_deliveries_total", Help: "Deliveries to MAX that ended, by deed and outcome.",
	}, []string{"deed", "outcome"})
	m.maxLinks = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "sdelaem_max_link", Help: "The link to MAX: 1 for the state it is in.",
	}, []string{"state"})
	m.Registry.MustRegister(m.maxCalls, m.maxOutcomes, m.maxLinks)
	m.linkedToMax("")
	m.gauge(db, "sdelaem_max_outbox_waiting", "Records not delivered to MAX yet.", func(tx *store.Tx) (float64, error) {
		n, _, err := tx.OutboxState(store.Max)
		return float64(n), err
	})
	m.gauge(db, "sdelaem_max_outbox_oldest_seconds", "How long the oldest record for MAX has been waiting.", func(tx *store.Tx) (float64, error) {
		n, oldest, err := tx.OutboxState(store.Max)
		if n == 0 || err != nil {
			return 0, err
		}
		return real().Sub(oldest).Seconds(), nil
	})
}

// linkedToMax shows the state of the link to MAX.
func (m *metrics) linkedToMax(now max.Status) {
	for _, s := range []max.Status{max.Up, max.Down, max.BadToken} {
		v := 0.0
		if s == now {
			v = 1
		}
		m.maxLinks.WithLabelValues(string(s)).Set(v)
	}
}

// MaxObserver counts the traffic with MAX.
func (m *metrics) MaxObserver() max.Observer {
	return max.Observer{
		Call: func(operation, class string) { m.maxCalls.WithLabelValues(operation, class).Inc() },
		Outcome: func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal) {
			m.maxOutcomes.WithLabelValues(string(deed), outcomeName(class, refusal)).Inc()
		},
	}
}
