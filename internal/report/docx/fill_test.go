package docx_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report/docx"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

const fixtures = "../../../plans/planfile/testdata"

// read reads a plan; one whose document names no year is told it.
func read(t testing.TB, name string, data []byte) planfile.Result {
	t.Helper()
	r := planfile.ReadWith(name, data, planfile.Options{Today: plans.NewDate(2026, 11, 28)})
	if !r.Loadable() {
		r = planfile.ReadWith(name, data, planfile.Options{Year: 2026})
	}
	if len(r.Plan.Items()) == 0 {
		t.Fatal(name, r.Problems)
	}
	return r
}

// filled writes the report of made-up facts into a document and checks what must be
// true of every one.
func filled(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	r := read(t, name, data)
	made := reporttest.Report(r.Plan)
	out, err := docx.Fill(r.Original, made)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	keep(t, name, out)
	was, is := parsed(t, data), parsed(t, out)
	unchanged(t, name, was, is)
	valid(t, name, was, is)
	// A second reader, which knows nothing of the report, finds the same plan in it.
	again := planfile.ReadWith(name, out, planfile.Options{Year: r.Plan.Period.From.Year()})
	if d := cmp.Diff(rows(r.Plan), rows(again.Plan)[:min(len(r.Plan.Items()), len(again.Plan.Items()))]); d != "" {
		t.Errorf("%s: rows (-original +report):\n%s", name, d)
	}
	// Everything that is said of a row stands in the document.
	text := strings.Join(is.paragraphs(), "\n")
	for _, row := range made.Rows {
		for _, line := range row.Mark {
			var words strings.Builder
			for _, p := range line {
				words.WriteString(p.Text)
			}
			if !strings.Contains(text, words.String()) {
				t.Errorf("%s: row %s: %q is not there", name, row.Item.No, words.String())
			}
		}
	}
	return out
}

func rows(p plans.Plan) []string {
	var all []string
	for _, i := range p.Items() {
		all = append(all, i.Form+" | "+i.Phrase)
	}
	return all
}

// keep writes a document to be looked at, where the environment says so.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDocumentsOfRealOffices(t *testing.T) {
	names, err := filepath.Glob(fixtures + "/offices/*.docx")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range append(names, fixtures+"/mediaplan-2023.docx") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		filled(t, filepath.Base(name), data)
	}
}

// A report may be the document of next year's plan: the links of both lead where they
// did.
func TestReportOfAReport(t *testing.T) {
	data, err := os.ReadFile(fixtures + "/mediaplan-2023.docx")
	if err != nil {
		t.Fatal(err)
	}
	again := filled(t, "again.docx", filled(t, "once.docx", data))
	seen := map[string]bool{}
	for _, r := range tree(t, unpacked(t, again, "word/_rels/document.xml.rels")).every("Relationship") {
		if id := r.attrs["Id"]; seen[id] {
			t.Errorf("relation %s twice", id)
		} else {
			seen[id] = true
		}
	}
}

// Without a document of its own a plan becomes a plain one, which is read as the same
// plan.
func TestPlainDocument(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	out, err := docx.Plain(reporttest.Report(p))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "plain.docx", out)
	again := read(t, "plain.docx", out)
	if d := cmp.Diff(rows(p), rows(again.Plan)); d != "" || !again.Loadable() {
		t.Error(d, again.Problems)
	}
}

// A document in which the tables are not where they were read is refused, and so is
// one that is no document any more.
func TestDocumentOfAnotherShapeIsRefused(t *testing.T) {
	data, err := os.ReadFile(fixtures + "/mediaplan-2023.docx")
	if err != nil {
		t.Fatal(err)
	}
	r := read(t, "plan.docx", data)
	made := reporttest.Report(r.Plan)
	for name, spoil := range map[string]func(*plans.Original){
		"no such table": func(o *plans.Original) { o.Layout.Tables = []plans.LaidTable{{Number: 9, Cols: 4}} },
		"no tables":     func(o *plans.Original) { o.Layout.Tables = nil },
		"no archive":    func(o *plans.Original) { o.Data = []byte("PK") },
		"cut short":     func(o *plans.Original) { o.Data = o.Data[:len(o.Data)/2] },
	} {
		o := r.Original
		spoil(&o)
		if _, err := docx.Fill(o, made); err == nil {
			t.Errorf("%s: written all the same", name)
		}
	}
}
