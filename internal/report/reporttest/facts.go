// Package reporttest makes up what has become of a plan, so that writers have every
// sort of row to write. Only tests import it.
package reporttest

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Facts gives each task of a plan one fate of several in turn: done in time with a
// link, late with files, being looked at, moved, taken off control, not done.
func Facts(p plans.Plan) report.Facts {
	f := report.Facts{
		Plan: p, Zone: time.FixedZone("MSK", 3*60*60), Calendar: schedule.NewCalendar(nil), Projects: p.Projects,
		Confirmations: map[uint64][]plans.Confirmation{}, Moves: map[plans.TaskID]store.Move{},
		People: map[plans.PersonID]string{"ivan": "Иванов И. И.", "ctl": "Контролёр <отдела> & Ко"}, Hash: strings.Repeat("0a1b", 16),
	}
	for i, t := range schedule.Tasks(p, p.Projects, schedule.Facts{}, f.Calendar) {
		n := uint64(i + 1)
		rec := store.TaskRecord{Number: n, Task: t, State: store.TaskOpen}
		done := func(days int, c plans.Confirmation) {
			day := t.Due
			if day.IsZero() {
				day = p.Period.To
			}
			c.Number, c.Task, c.By, c.Day, c.At = n, t.ID, "ivan", day+plans.Date(days), noon(day+plans.Date(days))
			f.Confirmations[n] = append(f.Confirmations[n], c)
			rec.State = store.TaskDone
		}
		accepted := plans.Confirmation{State: plans.Accepted, Judge: "ctl"}
		switch i % 6 {
		case 0:
			accepted.Proofs = []plans.Proof{{Kind: plans.LinkProof, Text: fmt.Sprintf("https://t.me/petrovsky/%d?a=1&b=2", n)}}
			done(-2, accepted)
		case 1:
			accepted.Proofs = []plans.Proof{
				{Kind: plans.WordProof, Text: "=СУММ(A1:A3) проведено \x01 " + strings.Repeat("очень подробно ", 300)},
				{Kind: plans.FileProof, Media: []plans.Media{{Kind: plans.Photo}, {Kind: plans.Photo}, {Kind: plans.Document}}},
			}
			done(5, accepted)
		case 2:
			done(0, plans.Confirmation{State: plans.Given})
		case 3:
			if !t.Due.IsZero() {
				f.Moves[t.ID] = store.Move{Task: t.ID, Due: t.Due + 10, Reason: "подрядчик задержал сдачу"}
				rec.Due += 10
			}
		case 4:
			rec.State, rec.Reason = store.TaskOff, "мероприятие отменено"
		}
		f.Tasks = append(f.Tasks, rec)
	}
	return f
}

// Report is the report of [Facts] for the first half of the plan's year.
func Report(p plans.Plan) report.Report {
	half := report.Half(p.Period.From)
	return report.Make(Facts(p), report.PeriodOf(half), noon(half.To+3))
}

func noon(d plans.Date) time.Time {
	return time.Date(2000, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, int(d-plans.NewDate(2000, 1, 1)))
}
