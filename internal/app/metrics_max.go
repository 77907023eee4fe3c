package app

import (
	"time"

	"sdelaemvmeste/bot/max"
	"sdelaemvmeste/internal/series"
	"sdelaemvmeste/store"
)

// maxMetrics count the traffic with MAX.
type maxMetrics struct {
	maxCalls, maxOutcomes series.Counter
	maxLinks              series.Gauge
}

// ofMax registers what is counted of MAX.
func (m *metrics) ofMax(db *store.DB, real func() time.Time) {
	m.maxCalls = m.Registry.Counter("sdelaem_max_requests_total", "Requests to MAX by operation and class of the answer.", "operation", "class")
	m.maxOutcomes = m.Registry.Counter("sdelaem_max_deliveries_total", "Deliveries to MAX that ended, by deed and outcome.", "deed", "outcome")
	m.maxLinks = m.Registry.Gauge("sdelaem_max_link", "The link to MAX: 1 for the state it is in.", "state")
	m.linkedToMax("")
	m.outbox(db, real, "sdelaem_max_outbox", store.Max)
}

// linkedToMax shows the state of the link to MAX.
func (m *metrics) linkedToMax(now max.Status) {
	for _, s := range []max.Status{max.Up, max.Down, max.BadToken} {
		v := 0.0
		if s == now {
			v = 1
		}
		m.maxLinks.Set(v, string(s))
	}
}

// MaxObserver counts the traffic with MAX.
func (m *metrics) MaxObserver() max.Observer {
	return max.Observer{
		Call: func(operation, class string) { m.maxCalls.Add(1, operation, class) },
		Outcome: func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal) {
			m.maxOutcomes.Add(1, string(deed), outcomeName(class, refusal))
		},
	}
}
