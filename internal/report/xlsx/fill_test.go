package xlsx_test

import (
	"os"
	"path/filepath"
	"testing"

	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans/planfile"
)

const fixtures = "../../../plans/planfile/testdata"

func TestWorkbookOfThePlan(t *testing.T) {
	name := "mediaplan-2023.xlsx"
	data, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	r := planfile.Read(name, data, nil)
	out, err := xlsx.Fill(r.Original, reporttest.Report(r.Plan))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, "x-"+name), out, 0o600)
	}
	out, err = xlsx.Plain(reporttest.Report(r.Plan))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, "x-plain.xlsx"), out, 0o600)
	}
}
