package planfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// TestUnitsOfAnotherPlanAreTheDistricts: by name, by alias, by neither under an id that
// is taken, and one that only looks alike.
func TestUnitsOfAnotherPlanAreTheDistricts(t *testing.T) {
	known := []plans.Unit{
		{ID: "finance", Name: "финансовое управление", Aliases: []string{"финуправление"}},
		{ID: "culture", Name: "отдел культуры"}, {ID: "land", Name: "отдел имущественных и земельных отношений"},
	}
	p := plans.Plan{
		Units: []plans.Unit{
			{ID: "fin", Name: "Финуправление"}, {ID: "culture", Name: "комитет по делам молодёжи"},
			{ID: "kult", Name: "Отдел культуры", Aliases: []string{"отд. культуры"}}, {ID: "imu", Name: "отдел имущественных и земельных отношении"},
		},
		People:   []plans.Person{{ID: "a", Units: []plans.UnitID{"fin", "culture"}}},
		Projects: []plans.Project{{ID: "park", Unit: "kult"}},
		Sections: []plans.Section{{Items: []plans.Item{
			{No: "1.1", Responsible: []plans.UnitID{"fin", "imu"}}, {No: "1.2", Responsible: []plans.UnitID{"culture", "kult"}},
		}}},
	}
	got, questions := Adopt(p, nil, known)
	want := plans.Plan{
		Units: []plans.Unit{
			known[0], {ID: "culture-2", Name: "комитет по делам молодёжи"}, known[1], {ID: "imu", Name: "отдел имущественных и земельных отношении"},
		},
		People:   []plans.Person{{ID: "a", Units: []plans.UnitID{"finance", "culture-2"}}},
		Projects: []plans.Project{{ID: "park", Unit: "culture"}},
		Sections: []plans.Section{{Items: []plans.Item{
			{No: "1.1", Responsible: []plans.UnitID{"finance", "imu"}}, {No: "1.2", Responsible: []plans.UnitID{"culture-2", "culture"}},
		}}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("want -, got +\n%s", d)
	}
	asked := []UnitQuestion{{
		Found: "imu", FoundName: "отдел имущественных и земельных отношении", Near: "land", NearName: known[2].Name, Items: []plans.ItemNo{"1.1"},
	}}
	if d := cmp.Diff(asked, questions); d != "" {
		t.Errorf("asked: want -, got +\n%s", d)
	}
}

// TestNewerVersionKeepsTheIdsOfTheOneBefore: whatever ids its file has, and a unit of
// another name under its id is renamed.
func TestNewerVersionKeepsTheIdsOfTheOneBefore(t *testing.T) {
	own := []plans.Unit{{ID: "finance", Name: "финансовое управление"}, {ID: "finance-2", Name: "комитет имущества"}, {ID: "zhkh", Name: "отдел ЖКХ"}}
	p := plans.Plan{Units: []plans.Unit{
		{ID: "fu", Name: "Финансовое управление", Aliases: []string{"ФУ"}}, {ID: "finance", Name: "комитет имущества"}, {ID: "zhkh", Name: "управление ЖКХ"},
	}}
	got, questions := Adopt(p, own, own)
	want := []plans.Unit{
		{ID: "finance", Name: "финансовое управление", Aliases: []string{"ФУ"}}, {ID: "finance-2", Name: "комитет имущества"}, {ID: "zhkh", Name: "управление ЖКХ"},
	}
	if d := cmp.Diff(want, got.Units); d != "" || len(questions) > 0 {
		t.Errorf("asked %v, want -, got +\n%s", questions, d)
	}
}
