package cli

import (
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// fold is an entry of the rehearsal with those that repeat it until the end.
type fold struct {
	schedule.Entry
	// Times is how many there are, the first among them; Last is the newest.
	Times int
	Last  schedule.Entry
	every plans.Cadence
}

// words says how often and until when an entry repeats; "" for one that does not.
func (f fold) words() string {
	if f.Times < 2 {
		return ""
	}
	every := "каждый рабочий день"
	if f.every == plans.Weekly {
		every = "раз в неделю"
	}
	return fmt.Sprintf(" (и дальше %s, всего %d, последнее %s)", every, f.Times, f.Last.At.Format("02.01.2006"))
}

// task tells apart the tasks of a rehearsal.
type task struct {
	plan    plans.PlanID
	item    plans.ItemNo
	project plans.ProjectID
	part    string
	due     plans.Date
}

// folded puts the repetitions about an overdue task together under the first.
func folded(all []plans.Plan, entries []schedule.Entry) []fold {
	var out []fold
	overdue := map[task]int{}
	for _, e := range entries {
		of := task{e.Plan, e.Item, e.Project, e.Part, e.Due}
		i, repeats := overdue[of]
		if repeats && e.Kind == schedule.Overdue {
			out[i].Times++
			out[i].Last = e
			continue
		}
		if e.Kind == schedule.Overdue {
			overdue[of] = len(out)
		}
		out = append(out, fold{Entry: e, Times: 1, Last: e, every: cadence(all, e)})
	}
	return out
}

// cadence is how often the plan of an entry repeats what is overdue.
func cadence(all []plans.Plan, e schedule.Entry) plans.Cadence {
	for _, p := range all {
		if e.Plan == "" || p.ID == e.Plan {
			return p.Reminders.Overdue
		}
	}
	return plans.EveryWorkingDay
}
