package plans

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// offices is a plan of two units, one row each, and one both answer for.
func offices() Plan {
	return Plan{
		Units: []Unit{{ID: "a", Name: "отдел А", Aliases: []string{"А"}}, {ID: "b", Name: "отдел Б"}, {ID: "c", Name: "отдел В"}},
		Sections: []Section{{Title: "Раздел", Items: []Item{
			{No: "1.1", Responsible: []UnitID{"a"}}, {No: "1.2", Responsible: []UnitID{"b"}}, {No: "1.3", Responsible: []UnitID{"a", "b"}},
		}}},
		People:   []Person{{ID: "p", Units: []UnitID{"b", "a"}}},
		Projects: []Project{{ID: "park", Unit: "a"}},
	}
}

func TestDecisionsAboutUnits(t *testing.T) {
	for name, c := range map[string]struct {
		decisions []UnitDecision
		units     []Unit
		rows      [][]UnitID
		project   UnitID
	}{
		"none": {nil, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
		"an added unit": {
			[]UnitDecision{{Kind: UnitAdded, Unit: "d", Name: "пресс-служба"}},
			append(offices().Units, Unit{ID: "d", Name: "пресс-служба"}), [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a",
		},
		"one that the plan has already": {
			[]UnitDecision{{Kind: UnitAdded, Unit: "a", Name: "другое"}}, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a",
		},
		"a renamed unit keeps its old names": {
			[]UnitDecision{{Kind: UnitRenamed, Unit: "a", Name: "управление А"}},
			[]Unit{{ID: "a", Name: "управление А", Aliases: []string{"А", "отдел А"}}, {ID: "b", Name: "отдел Б"}, {ID: "c", Name: "отдел В"}},
			[][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a",
		},
		"renamed and back": {
			[]UnitDecision{{Kind: UnitRenamed, Unit: "b", Name: "другое"}, {Kind: UnitRenamed, Unit: "b", Name: "отдел Б"}},
			[]Unit{{ID: "a", Name: "отдел А", Aliases: []string{"А"}}, {ID: "b", Name: "отдел Б", Aliases: []string{"другое"}}, {ID: "c", Name: "отдел В"}},
			[][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a",
		},
		"a merged unit": {
			[]UnitDecision{{Kind: UnitMerged, Unit: "a", Into: "b"}},
			[]Unit{{ID: "b", Name: "отдел Б", Aliases: []string{"отдел А", "А"}}, {ID: "c", Name: "отдел В"}},
			[][]UnitID{{"b"}, {"b"}, {"b"}}, "b",
		},
		"merged into the first": {
			[]UnitDecision{{Kind: UnitMerged, Unit: "b", Into: "a"}},
			[]Unit{{ID: "a", Name: "отдел А", Aliases: []string{"А", "отдел Б"}}, {ID: "c", Name: "отдел В"}},
			[][]UnitID{{"a"}, {"a"}, {"a"}}, "a",
		},
		"merged into itself":    {[]UnitDecision{{Kind: UnitMerged, Unit: "a", Into: "a"}}, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
		"merged into none":      {[]UnitDecision{{Kind: UnitMerged, Unit: "a", Into: "x"}}, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
		"a removed unit":        {[]UnitDecision{{Kind: UnitRemoved, Unit: "c"}}, offices().Units[:2], [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
		"removed but named":     {[]UnitDecision{{Kind: UnitRemoved, Unit: "b"}}, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
		"removed, of a project": {[]UnitDecision{{Kind: UnitRemoved, Unit: "a"}}, offices().Units, [][]UnitID{{"a"}, {"b"}, {"a", "b"}}, "a"},
	} {
		t.Run(name, func(t *testing.T) {
			before := offices()
			got := before.Decided(c.decisions)
			if diff := cmp.Diff(c.units, got.Units); diff != "" {
				t.Errorf("units: %s", diff)
			}
			var rows [][]UnitID
			for _, i := range got.Items() {
				rows = append(rows, i.Responsible)
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Errorf("rows: %s", diff)
			}
			if got.Projects[0].Unit != c.project {
				t.Errorf("the project's unit is %s", got.Projects[0].Unit)
			}
			if diff := cmp.Diff(offices(), before); diff != "" {
				t.Errorf("the original has changed: %s", diff)
			}
		})
	}
}

// TestDecisionsLeaveNoRowWithoutAUnit holds over any decisions: whoever answers for
// a row or a project is a unit of the plan.
func TestDecisionsLeaveNoRowWithoutAUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SampledFrom([]UnitID{"a", "b", "c", "d"})
		var all []UnitDecision
		for range rapid.IntRange(0, 8).Draw(t, "decisions") {
			all = append(all, UnitDecision{
				Kind: rapid.SampledFrom([]UnitDecisionKind{UnitAdded, UnitRenamed, UnitMerged, UnitRemoved}).Draw(t, "kind"),
				Unit: ids.Draw(t, "unit"), Into: ids.Draw(t, "into"), Name: "имя " + string(ids.Draw(t, "name")),
			})
		}
		p := offices().Decided(all)
		for _, i := range p.Items() {
			if len(i.Responsible) == 0 {
				t.Fatalf("nobody answers for %s", i.No)
			}
			for _, u := range i.Responsible {
				if _, ok := p.Unit(u); !ok {
					t.Fatalf("row %s is a unit's that is none: %s", i.No, u)
				}
			}
		}
		if _, ok := p.Unit(p.Projects[0].Unit); !ok {
			t.Fatalf("the project's unit is none: %s", p.Projects[0].Unit)
		}
	})
}
