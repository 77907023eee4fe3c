package planfile

import (
	"testing"

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
