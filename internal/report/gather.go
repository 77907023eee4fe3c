package report

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Gather reads the facts about a plan, in force or finished. An unknown plan is a
// [plans.ErrNotFound].
func Gather(tx *store.Tx, id plans.PlanID) (Facts, error) {
	v, err := tx.Plan(id)
	if err != nil {
		return Facts{}, err
	}
	set, err := tx.Settings()
	if err != nil {
		return Facts{}, err
	}
	f := Facts{
		Plan: v.Plan, Calendar: schedule.CalendarOf(set), Confirmations: map[uint64][]plans.Confirmation{}, Moves: map[plans.TaskID]store.Move{},
		Events: map[plans.ItemNo]plans.Date{}, People: map[plans.PersonID]string{}, Hash: tx.JournalHash(), Pages: set.Pages,
	}
	if f.Zone, err = time.LoadLocation(v.Plan.Zone); err != nil {
		return f, fmt.Errorf("zone of plan %s: %w", id, err)
	}
	if err := f.tasks(tx); err != nil {
		return f, err
	}
	if f.Journal, err = tx.Journal(""); err != nil {
		return f, err
	}
	f.Posts, err = tx.Posts()
	return f, err
}

func (f *Facts) tasks(tx *store.Tx) error {
	projects, err := tx.Projects()
	if err != nil {
		return err
	}
	for _, p := range projects {
		f.Projects = append(f.Projects, p.Project)
	}
	people, err := tx.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		f.People[p.ID] = p.Name
	}
	moves, err := tx.Moves()
	if err != nil {
		return err
	}
	for _, m := range moves {
		f.Moves[m.Task] = m
	}
	events, err := tx.Events(f.Plan.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		f.Events[e.Item] = e.Day
	}
	all, err := tx.Tasks()
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.ID.Plan() != f.Plan.ID {
			continue
		}
		f.Tasks = append(f.Tasks, t)
		if f.Confirmations[t.Number], err = tx.Confirmations(t.Number); err != nil {
			return err
		}
	}
	return nil
}
