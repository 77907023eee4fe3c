package odf_test

import (
	"os"
	"path/filepath"
	"testing"

	"sdelaemvmeste/internal/report/odf"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

const fixtures = "../../../plans/planfile/testdata"

func TestFilesOfThePlan(t *testing.T) {
	for _, name := range []string{"mediaplan-2023.odt", "mediaplan-2023.ods"} {
		data, err := os.ReadFile(filepath.Join(fixtures, name))
		if err != nil {
			t.Fatal(err)
		}
		r := planfile.Read(name, data, nil)
		out, err := odf.Fill(r.Original, reporttest.Report(r.Plan))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if dir := os.Getenv("REPORT_OUT"); dir != "" {
			os.WriteFile(filepath.Join(dir, "o-"+name), out, 0o600)
		}
	}
}

func TestPlainText(t *testing.T) {
	out, err := odf.Plain(reporttest.Report(planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, "o-plain.odt"), out, 0o600)
	}
}
