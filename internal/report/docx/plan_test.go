package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

// TestPlanWrittenIsReadAgain writes the seed plan of the next year as a document and
// reads it: every row has its words, its deadline and its units.
func TestPlanWrittenIsReadAgain(t *testing.T) {
	old := planfile.Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil).Plan
	want, _ := planfile.Renew(old)
	data, err := Plan(want)
	if err != nil {
		t.Fatal(err)
	}
	got := planfile.ReadWith("plan.docx", data, planfile.Options{Known: want.Units, Zone: want.Zone, Year: 2024})
	if !got.Loadable() {
		t.Fatal(got.Faults())
	}
	type row struct {
		No, Form, Phrase string
		Deadline         plans.Deadline
		Units            []plans.UnitID
	}
	rows := func(p plans.Plan) (all []row) {
		for _, i := range p.Items() {
			all = append(all, row{string(i.No), i.Form, i.Phrase, i.Deadline, i.Responsible})
		}
		return all
	}
	if d := cmp.Diff(rows(want), rows(got.Plan)); d != "" {
		t.Errorf("want -, got +\n%s", d)
	}
}
