package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestTasksCountedByPlan: /healthz and /metrics count open and overdue tasks of each
// plan in force, of a finished one none, and anew after a minute.
func TestTasksCountedByPlan(t *testing.T) {
	db, err := store.Open(t.TempDir())
	must(t, err)
	now := time.Date(2023, 1, 9, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	h := app.NewHealth(db, clock, clock)
	want := func(counted ...schedule.Count) {
		t.Helper()
		if c := h.Condition(); !c.OK || fmt.Sprint(c.Plans) != fmt.Sprint(counted) {
			t.Errorf("/healthz: %+v, want %v", c, counted)
		}
		series := map[string]float64{"sdelaem_plans_in_force": float64(len(counted))}
		for _, p := range counted {
			series["sdelaem_open_tasks "+string(p.Plan)] = float64(p.Open)
			series["sdelaem_overdue_tasks "+string(p.Plan)] = float64(p.Overdue)
		}
		if got := planSeries(t, h); fmt.Sprint(got) != fmt.Sprint(series) {
			t.Errorf("/metrics: %v, want %v", got, series)
		}
	}
	later := func(d time.Duration) {
		now = now.Add(d)
		h.Observer().Polled(0)
		h.Ticked(time.Millisecond)
	}
	change := func(what func(*store.Tx) error) { t.Helper(); must(t, db.Update(what)) }
	want()
	first, second := petrovsky(t, ""), secondPlan(t)
	for _, p := range []plans.Plan{first, second} {
		change(func(tx *store.Tx) error { _, err := schedule.Load(tx, p, "", now); return err })
		now = now.Add(time.Second)
	}
	want() // counted less than a minute ago
	later(time.Minute)
	want(schedule.Count{Plan: first.ID, Open: 23}, schedule.Count{Plan: second.ID, Open: 13})
	now = time.Date(2023, 3, 21, 9, 0, 0, 0, time.UTC)
	later(time.Minute)
	want(schedule.Count{Plan: first.ID, Open: 23, Overdue: 1}, schedule.Count{Plan: second.ID, Open: 13})
	change(func(tx *store.Tx) error {
		rec, err := tx.TaskByID(plans.MakeTaskID(first.ID, "1.1", "", ""))
		if err != nil {
			return err
		}
		rec.State = store.TaskDone
		return schedule.Settle(tx, rec)
	})
	change(func(tx *store.Tx) error { _, err := schedule.Finish(tx, second.ID, "", now); return err })
	later(time.Minute)
	want(schedule.Count{Plan: first.ID, Open: 22})
	must(t, db.Close())
	later(time.Minute)
	if c := h.Condition(); c.OK || fmt.Sprint(c.Problems) != "[database]" {
		t.Errorf("closed: %+v", c)
	}
	if got := planSeries(t, h); fmt.Sprint(got) != fmt.Sprint(map[string]float64{"sdelaem_plans_in_force": -1}) {
		t.Errorf("closed: %v", got)
	}
}

// planSeries reads what is counted by plan.
func planSeries(t *testing.T, h *app.Health) map[string]float64 {
	t.Helper()
	series := map[string]float64{}
	for name, f := range scrape(t, h) {
		if name != "sdelaem_plans_in_force" && name != "sdelaem_open_tasks" && name != "sdelaem_overdue_tasks" {
			continue
		}
		for _, m := range f.GetMetric() {
			var key strings.Builder
			key.WriteString(name)
			for _, l := range m.GetLabel() {
				key.WriteString(" " + l.GetValue())
			}
			series[key.String()] = m.GetGauge().GetValue()
		}
	}
	return series
}
