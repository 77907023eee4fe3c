package app_test

import (
	"fmt"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// BenchmarkDerive derives all tasks of a plan with 200 projects anew after one
// event, and keeps them.
func BenchmarkDerive(b *testing.B) {
	db := benchStore(b, b.TempDir())
	err := db.Update(func(tx *store.Tx) error {
		_, err := schedule.Load(tx, widePlan(), "", benchDay())
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	day := plans.NewDate(2023, 3, 1)
	for b.Loop() {
		day++
		err := db.Update(func(tx *store.Tx) error {
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
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// widePlan asks for six tasks of each of 200 projects.
func widePlan() plans.Plan {
	plan := plans.Plan{
		ID: "wide", Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Period:   plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)},
		Units:    []plans.Unit{{ID: "unit", Name: "Отдел"}},
		Sections: []plans.Section{{Title: "Раздел"}},
	}
	for i := range 6 {
		plan.Sections[0].Items = append(plan.Sections[0].Items, plans.Item{
			No: benchRow(i), Form: "публикация", Responsible: []plans.UnitID{"unit"},
			Deadline: plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay},
		})
	}
	for i := range 200 {
		plan.Projects = append(plan.Projects, plans.Project{
			ID: plans.ProjectID(fmt.Sprintf("p%03d", i)), Unit: "unit", Completed: plans.NewDate(2023, 3, 1),
		})
	}
	return plan
}
