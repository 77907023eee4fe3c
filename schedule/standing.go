package schedule

import (
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Standing is the plan in force with the rules it is kept by.
type Standing struct {
	Plan   plans.Plan
	Ladder Ladder
}

// CalendarOf is the production calendar with the days administrators changed.
func CalendarOf(s store.Settings) *Calendar {
	local := make([]LocalDay, 0, len(s.LocalDays))
	for _, d := range s.LocalDays {
		local = append(local, LocalDay(d))
	}
	return NewCalendar(local)
}

// StandingOf reads the plan in force; ok is false when none is loaded.
func StandingOf(tx *store.Tx) (s Standing, ok bool, err error) {
	v, err := tx.Plan()
	if errors.Is(err, plans.ErrNotFound) {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	set, err := tx.Settings()
	if err != nil {
		return s, false, err
	}
	ladder, err := NewLadder(v.Plan, CalendarOf(set))
	if err != nil {
		return s, false, fmt.Errorf("ladder: %w", err)
	}
	ladder.Reminders, _ = set.Rules(v.Plan)
	return Standing{v.Plan, ladder}, true, nil
}

// Awake reports whether reminders may go out now: on a working day, from the
// plan's hour on.
func (s Standing) Awake(now time.Time) bool {
	day := plans.DateOf(now, s.Ladder.Zone)
	return s.Ladder.Calendar.Working(day) && !now.Before(day.At(s.Ladder.Reminders.At, s.Ladder.Zone))
}

// derive gives the tasks that follow from the facts kept.
func (s Standing) derive(tx *store.Tx) ([]plans.Task, error) {
	records, err := tx.Projects()
	if err != nil {
		return nil, err
	}
	projects := make([]plans.Project, 0, len(records))
	for _, r := range records {
		projects = append(projects, r.Project)
	}
	moves, err := tx.Moves()
	if err != nil {
		return nil, err
	}
	facts := Facts{Moved: map[plans.TaskID]plans.Date{}, Events: map[plans.ItemNo]plans.Date{}}
	for _, m := range moves {
		facts.Moved[m.Task] = m.Due
	}
	events, err := tx.Events()
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		facts.Events[e.Item] = e.Day
	}
	return Tasks(s.Plan, projects, facts, s.Ladder.Calendar), nil
}
