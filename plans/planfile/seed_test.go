package planfile

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sdelaemvmeste/plans"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(fixture(t, name)), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// The embedded file, the Word document, the Excel workbook and the two that
// LibreOffice made of them are one plan. Only the words of a deadline may differ
// where a spreadsheet keeps a date instead.
func TestSeedIsTheSameInAllKinds(t *testing.T) {
	yaml := Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil)
	if err := yaml.Err(); err != nil {
		t.Fatal(err)
	}
	for ext, same := range map[string]cmp.Options{
		"docx": nil, "odt": nil,
		"xlsx": {cmpopts.IgnoreFields(plans.Item{}, "Phrase")}, "ods": {cmpopts.IgnoreFields(plans.Item{}, "Phrase")},
	} {
		r := Read("mediaplan-2023."+ext, fixture(t, "mediaplan-2023."+ext), yaml.Plan.Units)
		if diff := cmp.Diff(yaml.Plan, r.Plan, same); diff != "" {
			t.Errorf("%s (-yaml +%s):\n%s", ext, ext, diff)
		}
		if n := len(r.Plan.Items()); n != 19 || r.Unclear() != 2 || !r.Loadable() || len(r.Questions) != 0 || !r.Document {
			t.Errorf("%s: %d rows, %d unclear, loadable %t, questions %v", ext, n, r.Unclear(), r.Loadable(), r.Questions)
		}
	}
	workbook, sheets := Read("a.xlsx", fixture(t, "mediaplan-2023.xlsx"), nil), Read("a.ods", fixture(t, "mediaplan-2023.ods"), nil)
	if diff := cmp.Diff(workbook, sheets, cmpopts.IgnoreFields(plans.Original{}, "Name", "Data")); diff != "" {
		t.Errorf("(-xlsx +ods):\n%s", diff)
	}
}

// Without a known plan the same document gives the same units, with
// identifiers made of their names.
func TestSeedWithoutKnownUnits(t *testing.T) {
	r := Read("mediaplan-2023.docx", fixture(t, "mediaplan-2023.docx"), nil)
	want := []plans.Unit{
		{ID: "finansovoe-upravlenie-apgosk", Name: "финансовое управление АПГОСК"},
		{ID: "gku-dpo-uchebnyy-tsentr-ministerstva", Name: "ГКУ ДПО «Учебный центр Министерства финансов Ставропольского края»", External: true},
		{ID: "otdel-organ-apgosk-koordiniruyushchiy", Name: "отдел, орган АПГОСК, координирующий и регулирующий деятельность в соответствующей отрасли", ByProject: true},
	}
	if diff := cmp.Diff(want, r.Plan.Units); diff != "" || !r.Loadable() || len(r.Questions) != 0 {
		t.Errorf("units (-want +got):\n%s%v", diff, r.Questions)
	}
}

func TestSeedReports(t *testing.T) {
	r := Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"seed.check.txt":  func(b *bytes.Buffer) error { return WriteText(b, r) },
		"seed.check.json": func(b *bytes.Buffer) error { return WriteJSON(b, r) },
		"seed.export.yaml": func(b *bytes.Buffer) error {
			return Write(b, Read("mediaplan-2023.docx", fixture(t, "mediaplan-2023.docx"), r.Plan.Units).Plan)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			golden(t, name, withoutReasons(b.Bytes(), r.Plan))
		})
	}
}

// withoutReasons leaves out why a deadline is unclear: the words are package
// phrase's own, and tested there.
func withoutReasons(b []byte, p plans.Plan) []byte {
	for _, i := range p.Items() {
		if u, ok := i.Deadline.(plans.Unclear); ok {
			b = bytes.ReplaceAll(b, []byte(u.Why), []byte("(причина)"))
		}
	}
	return b
}

// The guesses of channel and post for the seed are what a person would say.
func TestSeedGuesses(t *testing.T) {
	channel := map[byte]plans.Channel{'1': plans.TrainingChannel, '2': plans.SiteChannel, '3': plans.SocialChannel, '4': plans.PressChannel, '5': plans.EventChannel}
	posts := map[plans.ItemNo]plans.PostKind{
		"3.1": plans.ResultsPost, "3.2": plans.ProgressPost, "3.3": plans.ResultsPost,
		"5.1": plans.ProgressPost, "5.2": plans.ResultsPost, "5.3": plans.ResultsPost,
	}
	for _, i := range Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil).Plan.Items() {
		if i.Channel != channel[i.No[0]] || i.Post != posts[i.No] {
			t.Errorf("row %s: channel %q, post %q", i.No, i.Channel, i.Post)
		}
	}
}
