package torture

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

// Two plans are in force from the beginning: that of the post, and one of the year
// before, whose row 1.1 is overdue. The boss finishes the latter amid the story and
// loads a third beside.

const lastYear = `
plan: anticorruption-2022
title: План противодействия коррупции на 2022 год
short: Антикоррупция
period: 01.01.2022-31.12.2022
timezone: Europe/Moscow
units:
  - {id: finance, name: финансовое управление АПГОСК}
sections:
  - title: Меры
    items:
      - {no: "1.1", form: отчёт за год, deadline: до 19.12.2022, responsible: [finance]}
`

const third = `
plan: events-2023
title: План мероприятий главы
short: Мероприятия
period: 01.01.2023-31.12.2023
timezone: Europe/Moscow
units:
  - {id: finance, name: финансовое управление АПГОСК}
sections:
  - title: Встречи
    items:
      - {no: "1.1", form: встреча с жителями, deadline: до 20.12.2023, responsible: [finance]}
`

func readPlan(t *testing.T, text string) plans.Plan {
	t.Helper()
	r := planfile.Read("plan.yaml", []byte(text), nil)
	if !r.Loadable() {
		t.Fatalf("plan: %v", r.Problems)
	}
	return r.Plan
}

// keepsPlans is how the boss finishes last year's plan and loads another.
func (w *torture) keepsPlans() []act {
	boss := only(w.boss)
	return []act{
		w.does("say /plan", func() error { w.server.Say(w.boss, w.boss, "/plan"); return nil }).lasting(),
		w.pressing(w.boss, boss, "Антикоррупция", ""),
		w.pressing(w.boss, boss, "Завершить план", "Выполнено 0 из 1"),
		w.pressing(w.boss, boss, "Завершить план", "Напоминаний по нему больше не будет"),
		{name: "send a plan", ready: w.reads(w.boss, "План завершён"), do: w.sendPlan},
		w.pressing(w.boss, boss, "Рядом с действующими", ""),
		// A press that came too late for the program is no press: it is made again.
		{name: "read of the plan", ready: w.reads(w.boss, "План загружен"), do: func() error { return nil }, aside: true},
	}
}

func (w *torture) sendPlan() error {
	file := &emulator.Upload{Name: "events.yaml", Content: []byte(third)}
	w.server.Send(w.boss, w.boss, emulator.Draft{Document: file})
	return nil
}

// plansKept proves that the plans stand as the boss said, each once, and that what was
// said of row 1.1 was said of that of one plan.
func (w *torture) plansKept(f facts) {
	w.t.Helper()
	states := map[string]bool{}
	for _, s := range f.Plans {
		states[s.Plan] = s.Finished.IsZero()
	}
	if len(states) != 3 || !states["petrovsky-2023"] || states["anticorruption-2022"] || !states["events-2023"] {
		w.t.Errorf("plans in force: %v", states)
	}
	want := map[string]task{
		"petrovsky-2023/1.1":      {State: "done"},
		"anticorruption-2022/1.1": {State: "open", Finished: true},
		"events-2023/1.1":         {State: "open"},
	}
	for _, t := range f.Tasks {
		is, ok := want[t.ID]
		if ok && (t.State != is.State || t.Finished != is.Finished) {
			w.t.Errorf("%+v, want %+v", t, is)
		}
		delete(want, t.ID)
	}
	if len(want) > 0 {
		w.t.Errorf("not among the tasks: %v", want)
	}
}

// task is a task as the file holds it.
type task struct {
	ID, State string
	Finished  bool
}

// planState is where a plan stands, as the file holds it.
type planState struct {
	Plan     string
	Finished time.Time
}
