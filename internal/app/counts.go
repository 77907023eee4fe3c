package app

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// counts are the tasks of each plan in force. All tasks are read for them, so they are
// counted once a minute at most, however often somebody asks.
type counts struct {
	db        *store.DB
	now, real func() time.Time

	mu   sync.Mutex
	at   time.Time // by the real clock
	last []schedule.Count
}

// countedFor is how long a count is given out again.
const countedFor = time.Minute

// byPlan gives the newest count.
func (c *counts) byPlan() ([]schedule.Count, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.at.IsZero() && c.real().Sub(c.at) < countedFor {
		return c.last, nil
	}
	err := c.db.View(func(tx *store.Tx) (err error) {
		c.last, err = schedule.Counts(tx, c.now())
		return err
	})
	c.at = c.real()
	if err != nil {
		c.at = time.Time{}
	}
	return c.last, err
}

// The series of the counts.
var (
	plansInForce = prometheus.NewDesc("sdelaem_plans_in_force", "Plans of whose rows people are reminded.", nil, nil)
	openTasks    = prometheus.NewDesc("sdelaem_open_tasks", "Tasks that wait for somebody, by plan in force.", []string{"plan"}, nil)
	overdueTasks = prometheus.NewDesc("sdelaem_overdue_tasks", "Open tasks past their date, by plan in force.", []string{"plan"}, nil)
)

// Describe names the series.
func (c *counts) Describe(to chan<- *prometheus.Desc) {
	to <- plansInForce
	to <- openTasks
	to <- overdueTasks
}

// Collect counts; -1 plans say that the database could not be read.
func (c *counts) Collect(to chan<- prometheus.Metric) {
	all, err := c.byPlan()
	if err != nil {
		to <- prometheus.MustNewConstMetric(plansInForce, prometheus.GaugeValue, -1)
		return
	}
	to <- prometheus.MustNewConstMetric(plansInForce, prometheus.GaugeValue, float64(len(all)))
	for _, p := range all {
		to <- prometheus.MustNewConstMetric(openTasks, prometheus.GaugeValue, float64(p.Open), string(p.Plan))
		to <- prometheus.MustNewConstMetric(overdueTasks, prometheus.GaugeValue, float64(p.Overdue), string(p.Plan))
	}
}
