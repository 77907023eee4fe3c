package planfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestOnlyItsOwnDistrictIsFamiliar(t *testing.T) {
	unit := func(name string) []plans.Unit { return []plans.Unit{{Name: name}} }
	for name, c := range map[string]struct {
		plan plans.Plan
		want bool
	}{
		"title":         {plans.Plan{Title: "Медиаплан Петровского городского округа на 2024 год"}, true},
		"abbreviation":  {plans.Plan{Title: "Медиаплан", Units: unit("финансовое управление АПГО СК")}, true},
		"another one's": {plans.Plan{Title: "Медиаплан Каа-Хемского района на 2027 год", Units: unit("Финансовое управление")}, false},
		"none":          {plans.Plan{}, false},
	} {
		if got := familiar(c.plan); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The units of the sample that a document does not name are not its district's.
func TestFirstPlanBringsOnlyTheUnitsItNames(t *testing.T) {
	doc := word(t, caption2023+tbl(heading3,
		tr("анонс в Петровском городском округе", "до 15.06.2023", "финансовое управление АПГОСК"),
		tr("пост", "до 15.06.2023", "отдел архитектуры"), tr("итог", "до 15.06.2023", "отдел культуры и спорта")))
	r := ReadFirst("план.docx", doc)
	var got []plans.UnitID
	for _, u := range r.Plan.Units {
		got = append(got, u.ID)
	}
	if diff := cmp.Diff([]plans.UnitID{"finance", "otdel-arkhitektury", "otdel-kultury-sporta"}, got); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
	if len(r.Questions) > 0 {
		t.Errorf("asked about units of the sample: %+v", r.Questions)
	}
}
