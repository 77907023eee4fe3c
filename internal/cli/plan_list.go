package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

type planListCmd struct{}

// Run prints the plans in force and the finished ones.
func (planListCmd) Run(p *Process, e *Environment) (err error) {
	clock, err := e.clock(p.Real)
	if err != nil {
		return err
	}
	log, err := e.logger(p.Stderr, clock)
	if err != nil {
		return err
	}
	if _, err := os.Stat(e.database()); errors.Is(err, fs.ErrNotExist) {
		return none(p) // looking must not make a database
	}
	db, err := e.open(log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	lines, err := listed(db)
	if err != nil {
		return e.unopened(err)
	}
	if len(lines) == 0 {
		return none(p)
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(p.Stdout, l); err != nil {
			return err
		}
	}
	return nil
}

func none(p *Process) error {
	_, err := fmt.Fprintln(p.Stdout, "Планов нет: загрузите первый командой sdelaem plan load ФАЙЛ")
	return err
}

// listed is a line for each plan that was ever loaded, those in force first.
func listed(db *store.DB) (lines []string, err error) {
	err = db.View(func(tx *store.Tx) error {
		states, err := tx.PlanStates()
		if err != nil {
			return err
		}
		tasks, err := tx.Tasks()
		if err != nil {
			return err
		}
		open := map[plans.PlanID]int{}
		for _, t := range tasks {
			if t.Open() {
				open[t.ID.Plan()]++
			}
		}
		var finished []string
		for _, s := range states {
			v, err := tx.Plan(s.Plan)
			if err != nil {
				return err
			}
			line := fmt.Sprintf("%s  %s  %s–%s  строк %d, открытых задач %d", s.Plan, v.Plan.Title,
				russianDate(v.Plan.Period.From), russianDate(v.Plan.Period.To), len(v.Plan.Items()), open[s.Plan])
			if s.InForce() {
				lines = append(lines, line)
			} else {
				finished = append(finished, line+", завершён "+s.Finished.Format("02.01.2006"))
			}
		}
		lines = append(lines, finished...)
		return nil
	})
	return lines, err
}
