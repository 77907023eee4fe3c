package plans_test

import (
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

func TestRowsAndUnitsAreFound(t *testing.T) {
	p := plans.Plan{
		Units: []plans.Unit{{ID: "finance", Name: "Финансовое управление"}, {ID: "press", Name: "Пресс-служба"}},
		Sections: []plans.Section{
			{Title: "Первый", Items: []plans.Item{{No: "1.1"}, {No: "1.2"}}},
			{Title: "Второй", Items: []plans.Item{{No: "2.1"}}},
		},
	}
	var numbers []plans.ItemNo
	for _, i := range p.Items() {
		numbers = append(numbers, i.No)
	}
	if !slices.Equal(numbers, []plans.ItemNo{"1.1", "1.2", "2.1"}) {
		t.Errorf("rows %v", numbers)
	}
	for no, want := range map[plans.ItemNo]string{"1.1": "Первый", "1.2": "Первый", "2.1": "Второй", "2.2": "", "": ""} {
		item, section, ok := p.Item(no)
		if ok != (want != "") || section != want || ok && item.No != no {
			t.Errorf("row %q: %q of %q, %v", no, item.No, section, ok)
		}
	}
	for _, u := range p.Units {
		if got, ok := p.Unit(u.ID); !ok || got.Name != u.Name {
			t.Errorf("unit %s: %+v, %v", u.ID, got, ok)
		}
	}
	if u, ok := p.Unit("nobody"); ok || u.ID != "" {
		t.Errorf("a unit of nobody: %+v", u)
	}
}

func TestPersonHasRolesAndUnits(t *testing.T) {
	p := plans.Person{Units: []plans.UnitID{"finance", "press"}, Roles: []plans.Role{plans.Responsible}}
	if !p.Has(plans.Responsible) || p.Has(plans.Controller) {
		t.Error("roles")
	}
	if !p.In("culture", "press") || p.In("culture") || p.In() {
		t.Error("units")
	}
}

func TestEventsOfAProjectEachHaveTheirDay(t *testing.T) {
	events := []plans.Event{plans.ContractSigned, plans.Selection, plans.Completed, plans.Opening}
	p := plans.Project{ID: "park"}
	for i, e := range events {
		p = p.With(e, plans.Date(100+i))
	}
	for i, e := range events {
		if got := p.Day(e); got != plans.Date(100+i) {
			t.Errorf("%s on %d", e, got)
		}
	}
	if p.Day(plans.OtherEvent) != 0 || p.With(plans.OtherEvent, 5) != p {
		t.Error("an event which is not a project's own")
	}
}

func TestProjectIsActiveFromContractToCompletion(t *testing.T) {
	span := plans.Span{From: 100, To: 200}
	for name, c := range map[string]struct {
		contract, added, completed plans.Date
		want                       bool
	}{
		"nothing known":                   {0, 0, 0, true},
		"contract before":                 {50, 0, 0, true},
		"contract on the last day":        {200, 0, 0, true},
		"contract after":                  {201, 0, 0, false},
		"completed before":                {50, 0, 99, false},
		"completed on the first day":      {50, 0, 100, true},
		"completed after":                 {50, 0, 300, true},
		"added after":                     {0, 201, 0, false},
		"added on the last day":           {0, 200, 0, true},
		"contract before, added after":    {50, 201, 0, true},
		"completed before, with no start": {0, 0, 99, false},
	} {
		if got := (plans.Project{Contract: c.contract, Added: c.added, Completed: c.completed}).Active(span); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPlanThatNamesNoLadderHasTheAgreedOne(t *testing.T) {
	r := plans.DefaultReminders()
	if r.At.String() != "09:00" || !slices.Equal(r.Before, []int{14, 7, 3, 1, 0}) || r.Overdue != plans.EveryWorkingDay ||
		r.Controller != 3 || r.Group != 5 || r.Nudge != plans.Monthly {
		t.Errorf("%+v", r)
	}
}

func TestIdentityOfATask(t *testing.T) {
	for want, got := range map[plans.TaskID]plans.TaskID{
		"p/2.5":             plans.MakeTaskID("p", "2.5", "", ""),
		"p/3.3@park":        plans.MakeTaskID("p", "3.3", "park", ""),
		"p/2.4#2023Q2":      plans.MakeTaskID("p", "2.4", "", "2023Q2"),
		"p/2.4@park#2023Q2": plans.MakeTaskID("p", "2.4", "park", "2023Q2"),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
