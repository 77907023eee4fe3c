package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"testing"
	"time"

	"sdelaemvmeste/bot"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// The benchmarks compare with what is usual, in the same run and on the same
// file: read all open rows every minute. docs/figures.md has the last figures.
const (
	benchPeople = 100
	benchRows   = 40
	benchDue    = 1_000
)

// benchDay is the morning on which benchDue tasks are due.
func benchDay() time.Time { return time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC) }

// BenchmarkStored asks what depends on the number of tasks stored, and should not.
func BenchmarkStored(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := fill(dir, n, 1); err != nil {
				b.Fatal(err)
			}
			var usual time.Duration
			b.Run("ReadAll", func(b *testing.B) { usual = benchReadAll(b, dir) })
			b.Run("DueTick", func(b *testing.B) { benchDueTick(b, dir, usual) })
			b.Run("IdleTick", func(b *testing.B) { benchIdleTick(b, dir, usual) })
			b.Run("Open", func(b *testing.B) { benchOpen(b, dir) })
			b.Run("Service", func(b *testing.B) { benchService(b, dir) })
		})
	}
}

// fill makes a database with so many open tasks of a hundred people in a folder, spread
// over several plans.
func fill(dir string, n, several int) error {
	db, err := store.Open(dir)
	if err != nil {
		return err
	}
	if err := db.Update(func(tx *store.Tx) error { return fillPlans(tx, several) }); err != nil {
		return err
	}
	const chunk = 50_000
	for from := 1; from <= n; from += chunk {
		err := db.Update(func(tx *store.Tx) error {
			for i := from; i < min(from+chunk, n+1); i++ {
				if err := fillTask(tx, i, benchPlan(i%several)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return db.Close()
}

// fillPlans keeps plans of the same rows, their units, one person of each, and a
// controller. The week has been told of, as in every district after its first morning.
func fillPlans(tx *store.Tx, several int) error {
	plan := plans.Plan{
		Title: "Большой план", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Period:   plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Sections: []plans.Section{{Title: "Сайт"}},
	}
	for i := range benchRows {
		plan.Sections[0].Items = append(plan.Sections[0].Items, plans.Item{
			No: benchRow(i), Form: "информирование о ходе реализации инициативного проекта", Deadline: plans.Throughout{},
		})
	}
	staff := []plans.Person{{ID: "controller", Name: "Контролёр", Roles: []plans.Role{plans.Controller}}}
	for i := range benchPeople {
		plan.Units = append(plan.Units, plans.Unit{ID: benchUnit(i), Name: fmt.Sprintf("Отдел %d", i)})
		staff = append(staff, plans.Person{
			ID: plans.PersonID(fmt.Sprintf("p-%03d", i)), Name: "Специалист", Units: []plans.UnitID{benchUnit(i)}, Roles: []plans.Role{plans.Responsible},
		})
	}
	for i, p := range staff {
		if err := tx.PutPerson(store.PersonRecord{User: plans.UserID(1000 + i), Person: p}); err != nil {
			return err
		}
	}
	for i := range several {
		plan.ID, plan.Short = benchPlan(i), fmt.Sprintf("План %d", i+1)
		if _, err := tx.LoadPlan(plan, "", benchDay()); err != nil {
			return err
		}
	}
	monday := plans.NewDate(2023, 3, 13)
	return tx.PutWeekly(store.Weekly{Monday: monday, Next: benchDay().AddDate(0, 0, 7)})
}

func benchPlan(i int) plans.PlanID { return plans.PlanID(fmt.Sprintf("plan-%02d", i)) }

func benchUnit(i int) plans.UnitID { return plans.UnitID(fmt.Sprintf("unit-%03d", i%benchPeople)) }

// benchUser is the account of somebody of the unit.
func benchUser(i int) plans.UserID { return plans.UserID(1001 + i%benchPeople) }

func benchRow(i int) plans.ItemNo { return plans.ItemNo(fmt.Sprintf("1.%d", i%benchRows+1)) }

// fillTask keeps the i-th task: the first benchDue are due in the morning of
// benchDay, the others a year later.
func fillTask(tx *store.Tx, i int, plan plans.PlanID) error {
	part := (plans.NewDate(2023, 1, 1) + plans.Date(i)).String()
	due, at := plans.NewDate(2024, 6, 3), time.Date(2024, 5, 20, 6, 0, 0, 0, time.UTC)
	if i <= benchDue {
		due, at = plans.NewDate(2023, 3, 20), benchDay()
	}
	rec := store.TaskRecord{
		State: store.TaskOpen, Since: benchDay().AddDate(0, -1, 0),
		Task: plans.Task{
			ID: plans.MakeTaskID(plan, benchRow(i), "", part), Item: benchRow(i), Part: part, Kind: plans.Dated, Due: due,
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

// benchStore opens a database until the benchmark ends.
func benchStore(b *testing.B, dir string) *store.DB {
	b.Helper()
	db, err := store.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	return db
}

// benchBot holds the conversations at an instant; step may be nil.
func benchBot(tb testing.TB, db *store.DB, now time.Time, step func(string)) *bot.Bot {
	clock := func() time.Time { return now }
	tb.Helper()
	made, err := bot.New(chat.Env{
		Store: db, Now: clock, Real: clock, Log: slog.New(slog.DiscardHandler), Step: step,
		Answer: func(context.Context, string, string, bool) {},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return made
}
