package bench

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

// A district: a hundred people, a plan of forty rows, a thousand tasks due this morning.
const (
	people = 100
	rows   = 40
	due    = 1_000
	form   = "информирование о ходе реализации инициативного проекта"
)

func morning() time.Time { return time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC) }

func unitOf(i int) plans.UnitID { return plans.UnitID(fmt.Sprintf("unit-%03d", i%people)) }

func userOf(i int) plans.UserID { return plans.UserID(1001 + i%people) }

func rowOf(i int) plans.ItemNo { return plans.ItemNo(fmt.Sprintf("1.%d", i%rows+1)) }

// district fills a database with so many open tasks and closes it.
func district(tb testing.TB, dir string, tasks int) {
	tb.Helper()
	db, err := store.Open(dir)
	must(tb, err)
	must(tb, db.Update(func(tx *store.Tx) error {
		if err := plan(tx); err != nil {
			return err
		}
		for i := 1; i <= tasks; i++ {
			if err := task(tx, i); err != nil {
				return err
			}
		}
		return nil
	}))
	must(tb, db.Close())
}

func plan(tx *store.Tx) error {
	p := plans.Plan{
		ID: "plan", Title: "Большой план", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Period:   plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Sections: []plans.Section{{Title: "Сайт"}},
	}
	for i := range rows {
		p.Sections[0].Items = append(p.Sections[0].Items, plans.Item{No: rowOf(i), Form: form, Deadline: plans.Throughout{}})
	}
	staff := []plans.Person{{ID: "controller", Name: "Контролёр", Roles: []plans.Role{plans.Controller}}}
	for i := range people {
		p.Units = append(p.Units, plans.Unit{ID: unitOf(i), Name: fmt.Sprintf("Отдел %d", i)})
		staff = append(staff, plans.Person{
			ID: plans.PersonID(fmt.Sprintf("p-%03d", i)), Name: "Специалист", Units: []plans.UnitID{unitOf(i)}, Roles: []plans.Role{plans.Responsible},
		})
	}
	for i, x := range staff {
		if err := tx.PutPerson(store.PersonRecord{User: plans.UserID(1000 + i), Person: x}); err != nil {
			return err
		}
	}
	if _, err := tx.LoadPlan(p, "", morning()); err != nil {
		return err
	}
	return tx.PutWeekly(store.Weekly{Monday: plans.NewDate(2023, 3, 13), Next: morning().AddDate(0, 0, 7)})
}

// task keeps the i-th task: the first are due in the morning, the others a year later.
func task(tx *store.Tx, i int) error {
	part := (plans.NewDate(2023, 1, 1) + plans.Date(i)).String()
	day, at := plans.NewDate(2024, 6, 3), time.Date(2024, 5, 20, 6, 0, 0, 0, time.UTC)
	if i <= due {
		day, at = plans.NewDate(2023, 3, 20), morning()
	}
	rec := store.TaskRecord{
		State: store.TaskOpen, Since: morning().AddDate(0, -1, 0),
		Task: plans.Task{
			ID: plans.MakeTaskID("plan", rowOf(i), "", part), Item: rowOf(i), Part: part, Kind: plans.Dated, Due: day, Units: []plans.UnitID{unitOf(i)},
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

func opened(tb testing.TB, dir string) *store.DB {
	tb.Helper()
	db, err := store.Open(dir)
	must(tb, err)
	tb.Cleanup(func() { must(tb, db.Close()) })
	return db
}

// program holds the conversations at an instant.
func program(tb testing.TB, db *store.DB, now time.Time) *bot.Bot {
	tb.Helper()
	clock := func() time.Time { return now }
	b, err := bot.New(chat.Env{
		Store: db, Now: clock, Real: clock, Log: slog.New(slog.DiscardHandler), Answer: func(context.Context, string, string, bool) {},
	})
	must(tb, err)
	return b
}

// confirming is somebody of the task's unit pressing «Без подтверждения».
func confirming(task int) store.Incoming {
	user := userOf(task)
	return store.Incoming{
		Update: int64(task), At: morning(), Kind: store.InPress, Chat: store.Chat{ID: int64(user), Kind: store.Private},
		From: store.User{ID: user}, Message: task, PressID: strconv.Itoa(task), Data: "v1:bare:" + strconv.Itoa(task),
	}
}

func receive(db *store.DB, in store.Incoming) error {
	return db.Update(func(tx *store.Tx) error { return tx.Receive(in) })
}
