package app

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/series"
	"sdelaemvmeste/store"
)

// metrics are what a collector may ask of a service.
type metrics struct {
	Registry                           *series.Registry
	calls, outcomes, refusals, updates series.Counter
	ticks                              series.Histogram
	links                              series.Gauge
	maxMetrics
}

func newMetrics(db *store.DB, real func() time.Time) *metrics {
	r := &series.Registry{}
	m := &metrics{
		Registry: r,
		calls:    r.Counter("sdelaem_telegram_requests_total", "Requests to Telegram by method and class of the answer.", "method", "class"),
		outcomes: r.Counter("sdelaem_deliveries_total", "Deliveries that ended, by deed and outcome.", "deed", "outcome"),
		refusals: r.Counter("sdelaem_refusals_total", "Refusals said to people, by reason.", "reason"),
		updates:  r.Counter("sdelaem_updates_total", "Updates received from Telegram."),
		ticks:    r.Histogram("sdelaem_tick_seconds", "How long the ticks of each minute took.", 0.0001, 0.001, 0.01, 0.1, 1, 10, 100),
		links:    r.Gauge("sdelaem_telegram_link", "The link to Telegram: 1 for the state it is in.", "state"),
	}
	m.updates.Add(0)
	for _, why := range chat.Reasons() {
		m.refusals.Add(0, why.String()) // a collector misses the first of a series that begins with it
	}
	m.linked("")
	m.ofMax(db, real)
	m.gauge(db, "sdelaem_inbox_waiting", "Updates not handled yet.", func(tx *store.Tx) (float64, error) {
		return float64(tx.InboxSize()), nil
	})
	m.outbox(db, real, "sdelaem_outbox", store.Telegram)
	m.gauge(db, "sdelaem_agenda_entries", "Tasks that have a next moment.", func(tx *store.Tx) (float64, error) {
		return float64(tx.AgendaSize()), nil
	})
	m.gauge(db, "sdelaem_database_bytes", "Length of the database's file.", func(tx *store.Tx) (float64, error) {
		return float64(tx.Size()), nil
	})
	return m
}

// Refused counts a refusal said to somebody.
func (m *metrics) Refused(why chat.Reason) { m.refusals.Add(1, why.String()) }

// gauge registers a gauge read from the store when it is asked for; -1 says that
// it could not be read.
func (m *metrics) gauge(db *store.DB, name, help string, read func(*store.Tx) (float64, error)) {
	m.Registry.Read(name, help, func(show func(float64, ...string)) {
		var v float64
		err := db.View(func(tx *store.Tx) (err error) {
			v, err = read(tx)
			return err
		})
		if err != nil {
			v = -1
		}
		show(v)
	})
}

// outbox registers what waits for a wire.
func (m *metrics) outbox(db *store.DB, real func() time.Time, name string, wire store.Wire) {
	m.gauge(db, name+"_waiting", "Messages not delivered yet.", func(tx *store.Tx) (float64, error) {
		n, _, err := tx.OutboxState(wire)
		return float64(n), err
	})
	m.gauge(db, name+"_oldest_seconds", "How long the oldest message has been waiting.", func(tx *store.Tx) (float64, error) {
		_, oldest, err := tx.OutboxState(wire)
		return max(since(oldest, real()), 0).Seconds(), err
	})
}

// linked shows the state of the link.
func (m *metrics) linked(now telegram.Status) {
	for _, s := range []telegram.Status{telegram.Up, telegram.Down, telegram.Conflict, telegram.BadToken} {
		v := 0.0
		if s == now {
			v = 1
		}
		m.links.Set(v, string(s))
	}
}

func (m *metrics) observer() telegram.Observer {
	return telegram.Observer{
		Call: func(method, class string) { m.calls.Add(1, method, class) },
		Outcome: func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal) {
			m.outcomes.Add(1, string(deed), outcomeName(class, refusal))
		},
		Polled: func(updates int) { m.updates.Add(updates) },
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
