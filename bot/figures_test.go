package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestFiguresAreWhatTheJournalTells lets people do anything in any order while months
// pass, and recounts the report's figures from the journal alone: what was confirmed,
// returned, moved, taken off and put back, entry by entry.
func TestFiguresAreWhatTheJournalTells(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, t.TempDir())
		defer func() { w.must(w.db.Close()) }()
		for range rapid.IntRange(10, 60).Draw(rt, "steps") {
			w.step()
		}
		w.look(func(tx *store.Tx) error {
			f, err := report.Gather(tx, "hist")
			if err != nil {
				return err
			}
			told := retell(f)
			for _, p := range []plans.Span{
				f.Plan.Period, report.Quarter(plans.NewDate(2023, 2, 1)), report.Quarter(plans.NewDate(2023, 5, 1)),
				{From: plans.NewDate(2023, 3, 10), To: plans.NewDate(2023, 4, 20)},
			} {
				r := report.Make(f, report.PeriodOf(p), w.now)
				if want := told.figures(f, p, plans.DateOf(w.now, w.zone)); want != r.Total {
					return fmt.Errorf("%v as of %v: figures %+v, the journal tells %+v", p, w.now, r.Total, want)
				}
			}
			return nil
		})
	})
}

// tale is what the journal tells of the tasks.
type tale struct {
	said  map[string]map[uint64]plans.Confirmation
	state map[string]store.TaskState
	due   map[string]plans.Date
}

func retell(f report.Facts) tale {
	s := tale{said: map[string]map[uint64]plans.Confirmation{}, state: map[string]store.TaskState{}, due: map[string]plans.Date{}}
	for _, e := range f.Journal {
		if !strings.HasPrefix(e.Of, "task/") {
			continue
		}
		switch e.Did {
		case "confirmed", "accepted", "accepted unseen", "returned", "withdrawn", "fact dated", "proof added", "proof changed":
			var c plans.Confirmation
			if json.Unmarshal(e.After, &c) != nil {
				continue
			}
			if s.said[e.Of] == nil {
				s.said[e.Of] = map[uint64]plans.Confirmation{}
			}
			s.said[e.Of][c.Number] = c
			switch {
			case e.Did == "confirmed":
				s.state[e.Of] = store.TaskDone
			case (e.Did == "returned" || e.Did == "withdrawn") && s.state[e.Of] != store.TaskOff:
				s.state[e.Of] = store.TaskOpen
			}
		case "taken off":
			s.state[e.Of] = store.TaskOff
		case "put back":
			s.state[e.Of] = store.TaskOpen
		case "moved", "date named":
			var m store.Move
			if json.Unmarshal(e.After, &m) == nil {
				s.due[e.Of] = m.Due
			}
		case "move dropped":
			delete(s.due, e.Of)
		}
	}
	return s
}

// figures counts what is told of the tasks that the plan has.
func (s tale) figures(f report.Facts, period plans.Span, on plans.Date) report.Figures {
	planned := map[plans.TaskID]plans.Date{}
	for _, t := range schedule.Tasks(f.Plan, f.Projects, schedule.Facts{Events: f.Events}, f.Calendar) {
		planned[t.ID] = t.Due
	}
	var all report.Figures
	for _, t := range f.Tasks {
		if t.Ended {
			continue
		}
		of := fmt.Sprintf("task/%d", t.Number)
		due, moved := s.due[of]
		if !moved {
			due = planned[t.ID]
		}
		if t.Finished { // what happened to projects since does not move it any more
			due = t.Due
		}
		counted := due
		if counted == 0 {
			counted = f.Plan.Period.To
		}
		if counted < period.From || counted > period.To {
			continue
		}
		all.Total++
		if moved && planned[t.ID] != 0 {
			all.Moved++
		}
		fact, checking := s.fact(of, f.Zone)
		done := s.state[of] == store.TaskDone
		if t.Kind == plans.Gathering {
			done = s.state[of] != store.TaskOff && fact != 0 && on > counted
		}
		switch {
		case s.state[of] == store.TaskOff:
			all.Dropped++
		case done && (due == 0 || fact <= due):
			all.InTime++
		case done:
			all.Late++
		case on > counted:
			all.Undone++
		default:
			all.Ahead++
		}
		if done && checking {
			all.Checking++
		}
	}
	return all
}

// fact is the day of the first fact that stands, and whether one of them waits to be
// looked at.
func (s tale) fact(of string, zone *time.Location) (first plans.Date, checking bool) {
	for _, c := range s.said[of] {
		if c.State == plans.Returned {
			continue
		}
		on := c.Day
		if on == 0 {
			on = plans.DateOf(c.At, zone)
		}
		if first == 0 || on < first {
			first = on
		}
		checking = checking || c.State == plans.Given
	}
	return first, checking
}
