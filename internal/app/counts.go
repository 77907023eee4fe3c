package app

import (
	"sync"
	"time"

	"sdelaemvmeste/internal/series"
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

// register registers the series of the counts; -1 plans say that the database could not
// be read.
func (c *counts) register(r *series.Registry) {
	r.Read("sdelaem_plans_in_force", "Plans of whose rows people are reminded.", func(show func(float64, ...string)) {
		all, err := c.byPlan()
		if err != nil {
			show(-1)
			return
		}
		show(float64(len(all)))
	})
	c.each(r, "sdelaem_open_tasks", "Tasks that wait for somebody, by plan in force.", func(p schedule.Count) int { return p.Open })
	c.each(r, "sdelaem_overdue_tasks", "Open tasks past their date, by plan in force.", func(p schedule.Count) int { return p.Overdue })
}

// each registers a number of each plan.
func (c *counts) each(r *series.Registry, name, help string, number func(schedule.Count) int) {
	r.Read(name, help, func(show func(float64, ...string)) {
		all, err := c.byPlan()
		if err != nil {
			return
		}
		for _, p := range all {
			show(float64(number(p)), string(p.Plan))
		}
	}, "plan")
}
