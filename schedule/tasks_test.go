package schedule

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

var utc = time.UTC

func weekName(year, week int) string { return fmt.Sprintf("%04d-W%02d", year, week) }

var year2023 = plans.Span{From: day("2023-01-01"), To: day("2023-12-31")}

// planOf is a plan of 2023 with a row for each deadline, numbered from 1, that
// the finance unit and the projects' units answer for.
func planOf(deadlines ...plans.Deadline) plans.Plan {
	p := plans.Plan{
		ID: "plan", Period: year2023, Zone: "Europe/Moscow", Reminders: plans.DefaultReminders(),
		Units: []plans.Unit{
			{ID: "finance"}, {ID: "zhkh"}, {ID: "culture"}, {ID: "branch", ByProject: true},
		},
		Sections: []plans.Section{{}},
	}
	for i, d := range deadlines {
		p.Sections[0].Items = append(p.Sections[0].Items, plans.Item{
			No: plans.ItemNo(fmt.Sprint(i + 1)), Deadline: d, Responsible: []plans.UnitID{"finance", "branch"},
		})
	}
	return p
}

// brief is a task as a line of a table: "identity kind opens–due".
func brief(t plans.Task) string {
	s := fmt.Sprintf("%s %s %s–%s", t.ID, t.Kind, t.Opens, t.Due)
	if t.Announced {
		s += " announced"
	}
	if t.NudgeFrom != 0 {
		s += " nudged from " + t.NudgeFrom.String()
	}
	return s
}

func briefs(tasks []plans.Task) []string {
	var all []string
	for _, t := range tasks {
		all = append(all, brief(t))
	}
	return all
}

func TestTasksOfEachKind(t *testing.T) {
	projects := []plans.Project{
		{ID: "park", Unit: "zhkh", Contract: day("2023-04-10"), Completed: day("2023-08-15")},
		{ID: "club", Unit: "culture", Contract: day("2023-05-10")},
	}
	for _, tt := range []struct {
		deadline plans.Deadline
		facts    Facts
		want     []string
	}{
		{deadline: plans.ByDate{To: day("2023-03-20")}, want: []string{"plan/1 dated –2023-03-20"}},
		{deadline: plans.ByDate{To: day("2024-02-01")}, want: []string{"plan/1 dated –2024-02-01"}},
		{
			deadline: plans.Between{From: day("2023-04-01"), To: day("2023-05-31")},
			want:     []string{"plan/1 dated 2023-04-01–2023-05-31 announced"},
		},
		{
			deadline: plans.Period{From: day("2023-10-01"), To: day("2023-12-31")},
			want:     []string{"plan/1 dated 2023-10-01–2023-12-31 announced"},
		},
		{deadline: plans.Throughout{}, want: []string{"plan/1 gathering 2023-01-01–2023-12-31"}},
		{
			deadline: plans.Dates{Days: days("2023-04-28", "2023-07-28", "2023-04-28")},
			want:     []string{"plan/1#2023-04-28 dated –2023-04-28", "plan/1#2023-07-28 dated –2023-07-28"},
		},
		{
			deadline: plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay},
			want:     []string{"plan/1@park dated 2023-08-15–2023-09-14"},
		},
		{
			deadline: plans.AfterEvent{Event: plans.ContractSigned, N: 10, Unit: plans.TermWorkingDay},
			want: []string{
				"plan/1@park dated 2023-04-10–2023-04-24",
				"plan/1@club dated 2023-05-10–2023-05-24",
			},
		},
		{
			deadline: plans.AfterEvent{Event: plans.Completed, N: 3, Unit: plans.TermDay, Before: true},
			want:     []string{"plan/1@park dated –2023-08-11"},
		},
		{deadline: plans.AfterEvent{Event: plans.Opening, Unit: plans.TermDay}},
		{deadline: plans.AfterEvent{Event: plans.OtherEvent, What: "голосования", N: 3, Unit: plans.TermDay}},
		{
			deadline: plans.AfterEvent{Event: plans.OtherEvent, What: "голосования", N: 3, Unit: plans.TermDay},
			facts:    Facts{Events: map[plans.ItemNo]plans.Date{"1": day("2023-03-13"), "2": day("2023-03-14")}},
			want:     []string{"plan/1 dated 2023-03-13–2023-03-16"},
		},
		{
			deadline: plans.AsItHappens{Event: plans.Completed},
			want: []string{
				"plan/1@park undated – nudged from 2023-09-01",
				"plan/1@club undated –",
			},
		},
		{deadline: plans.AsItHappens{}, want: []string{"plan/1 undated – nudged from 2023-02-01"}},
		{
			deadline: plans.AsItHappens{Event: plans.OtherEvent, What: "конференции"},
			want:     []string{"plan/1 undated – nudged from 2023-02-01"},
		},
		{deadline: plans.Unclear{Why: "нет срока"}},
	} {
		got := briefs(Tasks(planOf(tt.deadline), projects, tt.facts, NewCalendar(nil)))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%+v:\n%s", tt.deadline, diff)
		}
	}
}

func TestMovedDeadlines(t *testing.T) {
	plan := planOf(
		plans.ByDate{To: day("2023-03-20")},
		plans.Between{From: day("2023-04-01"), To: day("2023-05-31")},
		plans.Period{From: day("2023-10-01"), To: day("2023-12-31")},
		plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay},
		plans.AsItHappens{Event: plans.Completed},
		plans.AsItHappens{},
		plans.Every{Each: plans.EachHalf},
		plans.Throughout{},
		plans.Between{From: day("2023-04-01"), To: day("2023-05-31")},
	)
	projects := []plans.Project{{ID: "park", Unit: "zhkh", Completed: day("2023-08-15")}}
	facts := Facts{Moved: map[plans.TaskID]plans.Date{
		"plan/1":        day("2023-04-03"),
		"plan/2":        day("2023-06-15"),
		"plan/3":        day("2023-09-15"),
		"plan/4@park":   day("2023-08-14"),
		"plan/5@park":   day("2023-10-05"),
		"plan/6":        day("2023-11-11"),
		"plan/7#2023H1": day("2023-07-20"),
		"plan/8":        day("2023-11-30"),
		"plan/9":        day("2023-04-01"),
		"plan/99":       day("2023-01-01"),
	}}
	want := []string{
		"plan/1 dated –2023-04-03",
		"plan/2 dated 2023-04-01–2023-06-15 announced",
		"plan/3 dated –2023-09-15",
		"plan/4@park dated –2023-08-14",
		"plan/5@park dated –2023-10-05",
		"plan/6 dated –2023-11-11",
		"plan/7#2023H1 dated 2023-01-01–2023-07-20 announced",
		"plan/7#2023H2 dated 2023-07-01–2023-12-31 announced",
		"plan/8 gathering 2023-01-01–2023-11-30",
		"plan/9 dated 2023-04-01–2023-04-01 announced",
	}
	if diff := cmp.Diff(want, briefs(Tasks(plan, projects, facts, NewCalendar(nil)))); diff != "" {
		t.Error(diff)
	}
}

func TestTheClockOfAPhraseIsKept(t *testing.T) {
	at, err := plans.NewClock(14, 0)
	if err != nil {
		t.Fatal(err)
	}
	plan := planOf(
		plans.ByDate{To: day("2023-03-20"), Time: at},
		plans.Between{From: day("2023-03-01"), To: day("2023-03-20"), Time: at},
		plans.Period{From: day("2023-03-01"), To: day("2023-03-20"), Time: at},
		plans.Every{Each: plans.EachYear, Time: at},
		plans.Dates{Days: days("2023-03-20"), Time: at},
		plans.AfterEvent{Event: plans.Opening, Time: at},
	)
	projects := []plans.Project{{ID: "park", Opened: day("2023-08-20")}}
	tasks := Tasks(plan, projects, Facts{}, NewCalendar(nil))
	if len(tasks) != 6 {
		t.Fatalf("%d tasks", len(tasks))
	}
	for _, task := range tasks {
		if task.Time != at {
			t.Errorf("%s has lost its time", task.ID)
		}
	}
}

func TestUnits(t *testing.T) {
	projects := []plans.Project{
		{ID: "park", Unit: "zhkh", Contract: day("2023-04-10"), Completed: day("2023-08-15")},
		{ID: "club", Unit: "culture", Contract: day("2023-10-02")},
		{ID: "yard", Unit: "zhkh", Contract: day("2023-04-11")},
		{ID: "past", Unit: "sport", Contract: day("2022-04-11"), Completed: day("2022-10-01")},
		{ID: "orphan", Contract: day("2023-06-01"), Completed: day("2023-06-02")},
		{ID: "treasury", Unit: "finance", Contract: day("2023-09-01"), Completed: day("2023-09-04")},
	}
	completed := plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay}
	opened := plans.AsItHappens{Event: plans.Opening}
	for _, tt := range []struct {
		name        string
		deadline    plans.Deadline
		responsible []plans.UnitID
		want        map[plans.TaskID][]plans.UnitID
	}{
		{
			"of a project: its own unit", completed, []plans.UnitID{"finance", "branch"},
			map[plans.TaskID][]plans.UnitID{
				"plan/1@park": {"finance", "zhkh"}, "plan/1@past": {"finance", "sport"},
				"plan/1@orphan": {"finance"}, "plan/1@treasury": {"finance"},
			},
		},
		{
			"of a project without a unit: none", opened, []plans.UnitID{"branch"},
			map[plans.TaskID][]plans.UnitID{
				"plan/1@park": {"zhkh"}, "plan/1@club": {"culture"}, "plan/1@yard": {"zhkh"},
				"plan/1@past": {"sport"}, "plan/1@orphan": {}, "plan/1@treasury": {"finance"},
			},
		},
		{
			"of the whole period: all active, each once", plans.Throughout{}, []plans.UnitID{"branch", "finance"},
			map[plans.TaskID][]plans.UnitID{"plan/1": {"zhkh", "culture", "finance"}},
		},
		{
			"by the window of each part", plans.Every{Each: plans.EachQuarter}, []plans.UnitID{"branch"},
			map[plans.TaskID][]plans.UnitID{
				"plan/1#2023Q1": {}, "plan/1#2023Q2": {"zhkh"},
				"plan/1#2023Q3": {"zhkh", "finance"}, "plan/1#2023Q4": {"culture", "zhkh"},
			},
		},
		{
			"by a date: from the period's start", plans.ByDate{To: day("2023-04-10")}, []plans.UnitID{"branch"},
			map[plans.TaskID][]plans.UnitID{"plan/1": {"zhkh"}},
		},
		{
			"by a date before the period: that day", plans.ByDate{To: day("2022-09-01")}, []plans.UnitID{"branch"},
			map[plans.TaskID][]plans.UnitID{"plan/1": {"sport"}},
		},
		{
			"without a date: to the period's end", plans.AsItHappens{}, []plans.UnitID{"finance", "branch", "finance"},
			map[plans.TaskID][]plans.UnitID{"plan/1": {"finance", "zhkh", "culture"}},
		},
	} {
		plan := planOf(tt.deadline)
		plan.Sections[0].Items[0].Responsible = tt.responsible
		got := map[plans.TaskID][]plans.UnitID{}
		for _, task := range Tasks(plan, projects, Facts{}, NewCalendar(nil)) {
			got[task.ID] = task.Units
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

func TestTasksStandInTheOrderOfThePlan(t *testing.T) {
	plan := planOf(plans.AsItHappens{Event: plans.Opening}, plans.ByDate{To: day("2023-03-20")})
	plan.Sections = append(plan.Sections, plans.Section{Items: []plans.Item{
		{No: "9", Deadline: plans.Every{Each: plans.EachHalf}},
		{No: "3", Deadline: plans.ByDate{To: day("2023-01-20")}},
	}})
	projects := []plans.Project{{ID: "yard"}, {ID: "park"}}
	var got []plans.TaskID
	for _, task := range Tasks(plan, projects, Facts{}, NewCalendar(nil)) {
		got = append(got, task.ID)
	}
	want := []plans.TaskID{
		"plan/1@yard", "plan/1@park", "plan/2", "plan/9#2023H1", "plan/9#2023H2", "plan/3",
	}
	if !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
}

func BenchmarkTasks(b *testing.B) {
	plan := planOf(
		plans.ByDate{To: day("2023-03-20")}, plans.Throughout{}, plans.Every{Each: plans.EachQuarter},
		plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay},
		plans.AsItHappens{Event: plans.Completed},
		plans.Every{Each: plans.EachMonth, Workday: 6, Shift: 1},
	)
	var projects []plans.Project
	for i := range 200 {
		projects = append(projects, plans.Project{
			ID: plans.ProjectID(fmt.Sprintf("p%d", i)), Unit: plans.UnitID(fmt.Sprintf("u%d", i%7)),
			Contract: day("2023-03-01") + plans.Date(i), Completed: day("2023-05-01") + plans.Date(i),
		})
	}
	cal := NewCalendar(nil)
	b.ReportAllocs()
	for b.Loop() {
		Tasks(plan, projects, Facts{}, cal)
	}
}
