package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/bot"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// The benchmarks compare with what is usual, in the same run and on the same
// file: read all open rows every minute. docs/speed.md has the last figures.
const (
	benchTasks  = 1_000_000
	benchPeople = 100
	benchDue    = 1_000
)

// benchDay is the morning on which benchDue tasks are due.
func benchDay() time.Time { return time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC) }

var filled = sync.OnceValues(func() (string, error) { return fillMany(benchTasks) })

// fillMany makes a database with so many open tasks of a hundred people.
func fillMany(n int) (string, error) {
	dir, err := os.MkdirTemp("", "sdelaem-bench-")
	if err != nil {
		return "", err
	}
	db, err := store.Open(dir)
	if err != nil {
		return "", err
	}
	if err := db.Update(seedMany); err != nil {
		return "", err
	}
	const chunk = 50_000
	for from := 1; from <= n; from += chunk {
		err := db.Update(func(tx *store.Tx) error {
			for i := from; i < min(from+chunk, n+1); i++ {
				if err := putMany(tx, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return dir, db.Close()
}

// seedMany keeps a plan of one row, its units and their people.
func seedMany(tx *store.Tx) error {
	plan := plans.Plan{
		ID: "big", Title: "Большой план", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Period:   plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Sections: []plans.Section{{Title: "Раздел", Items: []plans.Item{{No: "1.1", Form: "публикация", Deadline: plans.Throughout{}}}}},
	}
	for i := range benchPeople {
		plan.Units = append(plan.Units, plans.Unit{ID: benchUnit(i), Name: fmt.Sprintf("Отдел %d", i)})
		err := tx.PutPerson(store.PersonRecord{User: plans.UserID(1000 + i), Person: plans.Person{
			ID: plans.PersonID(fmt.Sprintf("p-%03d", i)), Name: "Специалист", Units: []plans.UnitID{benchUnit(i)}, Roles: []plans.Role{plans.Responsible},
		}})
		if err != nil {
			return err
		}
	}
	_, err := tx.LoadPlan(plan, "", benchDay())
	return err
}

func benchUnit(i int) plans.UnitID { return plans.UnitID(fmt.Sprintf("unit-%03d", i%benchPeople)) }

// putMany keeps the i-th task: the first benchDue are due in the morning of
// benchDay, the others a year later.
func putMany(tx *store.Tx, i int) error {
	part := fmt.Sprintf("part-%08d", i)
	due := plans.NewDate(2024, 6, 3)
	at := time.Date(2024, 5, 20, 6, 0, 0, 0, time.UTC)
	if i <= benchDue {
		due, at = plans.NewDate(2023, 3, 20), benchDay()
	}
	rec := store.TaskRecord{
		State: store.TaskOpen, Since: benchDay().AddDate(0, -1, 0),
		Task: plans.Task{
			ID: plans.MakeTaskID("big", "1.1", "", part), Item: "1.1", Part: part, Kind: plans.Dated, Due: due,
			Units: []plans.UnitID{benchUnit(i)},
		},
	}
	n, err := tx.Number(store.TaskNumber, string(rec.ID))
	if err != nil {
		return err
	}
	rec.Number = n
	if err := tx.PutTask(rec); err != nil {
		return err
	}
	return tx.Appoint(store.Appointment{At: at, Task: n})
}

func benchBot(b *testing.B, now time.Time) (*bot.Bot, *store.DB) {
	b.Helper()
	dir, err := filled()
	if err != nil {
		b.Fatal(err)
	}
	db, err := store.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	clock := func() time.Time { return now }
	return bot.New(bot.Config{
		Store: db, Now: clock, Real: clock, Log: slog.New(slog.DiscardHandler),
		Answer: func(context.Context, string, string, bool) {},
	}), db
}

// BenchmarkTickIdle is a minute in which nothing is due, of a million tasks.
func BenchmarkTickIdle(b *testing.B) {
	m, _ := benchBot(b, benchDay().Add(-time.Hour))
	for b.Loop() {
		if err := m.Tick(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTickDue is the minute in which a thousand tasks of a million are due,
// with the digests written and kept; «times» is how many times dearer reading
// all open rows is.
func BenchmarkTickDue(b *testing.B) {
	m, db := benchBot(b, benchDay())
	for b.Loop() {
		if err := m.Tick(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Update(rewind); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	tick := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(readAll(b, db))/float64(tick), "times")
}

// rewind makes the thousand due again and empties the outbox.
func rewind(tx *store.Tx) error {
	for i := range benchDue {
		if err := tx.Appoint(store.Appointment{At: benchDay(), Task: uint64(i + 1)}); err != nil {
			return err
		}
	}
	waiting, err := tx.Outbox()
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if err := tx.Drop(o); err != nil {
			return err
		}
	}
	return nil
}

// readAll is the usual way: every minute all rows are read to find those due.
func readAll(b *testing.B, db *store.DB) time.Duration {
	b.Helper()
	began := time.Now()
	due := 0
	err := db.View(func(tx *store.Tx) error {
		all, err := tx.Tasks()
		for _, t := range all {
			if t.Open() && t.Due <= plans.NewDate(2023, 3, 20) {
				due++
			}
		}
		return err
	})
	if err != nil || due != benchDue {
		b.Fatal(due, err)
	}
	return time.Since(began)
}

// BenchmarkReadAll is the usual way by itself.
func BenchmarkReadAll(b *testing.B) {
	_, db := benchBot(b, benchDay())
	for b.Loop() {
		readAll(b, db)
	}
}

// BenchmarkOpen opens a database of a million tasks.
func BenchmarkOpen(b *testing.B) {
	dir, err := filled()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		db, err := store.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heap())/1e6, "MB-heap")
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// benchUpdates is how many confirmations are handled at once.
const benchUpdates = 100

// BenchmarkUpdates handles a hundred confirmations, durably: each in a
// transaction of its own, and as one polled batch.
func BenchmarkUpdates(b *testing.B) {
	for _, batch := range []int{1, benchUpdates} {
		b.Run(strconv.Itoa(batch), func(b *testing.B) {
			dir, err := fillMany(b.N*benchUpdates + benchDue)
			if err != nil {
				b.Fatal(err)
			}
			defer os.RemoveAll(dir)
			db, err := store.Open(dir)
			if err != nil {
				b.Fatal(err)
			}
			clock := func() time.Time { return benchDay() }
			m := bot.New(bot.Config{
				Store: db, Now: clock, Real: clock, Log: slog.New(slog.DiscardHandler),
				Answer: func(context.Context, string, string, bool) {},
			})
			task := uint64(0)
			b.ResetTimer()
			for range b.N {
				for sent := 0; sent < benchUpdates; sent += batch {
					if err := db.Update(func(tx *store.Tx) error {
						for range batch {
							task++
							if err := tx.Receive(confirming(task)); err != nil {
								return err
							}
						}
						return nil
					}); err != nil {
						b.Fatal(err)
					}
					if err := m.Drain(context.Background()); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.N*benchUpdates)/b.Elapsed().Seconds(), "updates/s")
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// confirming is somebody of the task's unit pressing «Без подтверждения».
func confirming(task uint64) store.Incoming {
	user := plans.UserID(1000 + int(task)%benchPeople)
	return store.Incoming{
		Update: int64(task), At: benchDay(), Kind: store.InPress, Chat: store.Chat{ID: int64(user), Kind: store.Private},
		From: store.User{ID: user}, Message: 1, PressID: strconv.FormatUint(task, 10), Data: "v1:bare:" + strconv.FormatUint(task, 10),
	}
}

// BenchmarkDerive derives all tasks of a plan with 200 projects anew after one
// event.
func BenchmarkDerive(b *testing.B) {
	plan := plans.Plan{
		ID: "wide", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Period: plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Units:  []plans.Unit{{ID: "unit", Name: "Отдел"}},
	}
	var items []plans.Item
	for i := range 6 {
		items = append(items, plans.Item{No: plans.ItemNo(fmt.Sprintf("1.%d", i+1)), Form: "публикация", Responsible: []plans.UnitID{"unit"},
			Deadline: plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay}})
	}
	plan.Sections = []plans.Section{{Title: "Раздел", Items: items}}
	for i := range 200 {
		plan.Projects = append(plan.Projects, plans.Project{ID: plans.ProjectID(fmt.Sprintf("p%03d", i)), Unit: "unit", Completed: plans.NewDate(2023, 3, 1)})
	}
	db, err := store.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *store.Tx) error {
		_, err := schedule.Load(tx, plan, "", benchDay())
		return err
	}); err != nil {
		b.Fatal(err)
	}
	day := plans.NewDate(2023, 3, 1)
	for b.Loop() {
		day++
		if err := db.Update(func(tx *store.Tx) error {
			p, err := tx.Project("p100")
			if err != nil {
				return err
			}
			p.Project = p.With(plans.Completed, day)
			if err := tx.PutProject(p); err != nil {
				return err
			}
			_, err = schedule.Sync(tx, benchDay())
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
}
