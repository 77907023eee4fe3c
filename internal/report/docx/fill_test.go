package docx_test

import (
	"os"
	"path/filepath"
	"testing"

	"sdelaemvmeste/internal/report/docx"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

const fixtures = "../../../plans/planfile/testdata"

func original(t testing.TB, name string, data []byte) (plans.Original, plans.Plan) {
	t.Helper()
	r := planfile.ReadWith(filepath.Base(name), data, planfile.Options{Year: 0, Today: plans.NewDate(2026, 11, 28)})
	if !r.Loadable() {
		r = planfile.ReadWith(filepath.Base(name), data, planfile.Options{Year: 2026})
	}
	if len(r.Plan.Items()) == 0 {
		t.Fatal(r.Problems)
	}
	return r.Original, r.Plan
}

func TestFilesOfThePlan(t *testing.T) {
	names, err := filepath.Glob(fixtures + "/offices/*.docx")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range append(names, fixtures+"/mediaplan-2023.docx") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		o, p := original(t, name, data)
		out, err := docx.Fill(o, reporttest.Report(p))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if dir := os.Getenv("REPORT_OUT"); dir != "" {
			os.WriteFile(filepath.Join(dir, filepath.Base(name)), out, 0o600)
		}
	}
}

func TestPlainDocument(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	out, err := docx.Plain(reporttest.Report(p))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, "plain.docx"), out, 0o600)
	}
}
