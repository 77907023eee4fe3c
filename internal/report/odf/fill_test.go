package odf_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report/odf"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/plans/planfile/officetest"
)

const fixtures = "../../../plans/planfile/testdata"

// keep writes a document to be looked at, where the environment says so.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// cells are the rows of all tables: what each cell holds, as it stands in the XML but
// for the prefixes of names, where repeated rows and cells stand once.
func cells(t testing.TB, data []byte) [][]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	var cell *strings.Builder
	depth, times := 0, 1
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch {
			case x.Name.Local == "table-row":
				rows, times = append(rows, nil), 1
				for _, a := range x.Attr {
					if n, err := strconv.Atoi(a.Value); err == nil && a.Name.Local == "number-rows-repeated" && n < 10 {
						times = n
					}
				}
			case x.Name.Local == "table-cell" && cell == nil:
				cell, depth = &strings.Builder{}, 0
			case cell != nil:
				depth++
				cell.WriteString("<" + x.Name.Local)
				for _, a := range x.Attr {
					if a.Name.Space != "xmlns" {
						cell.WriteString(" " + a.Name.Local + "=" + a.Value)
					}
				}
				cell.WriteString(">")
			}
		case xml.EndElement:
			if x.Name.Local == "table-row" {
				for ; times > 1; times-- {
					rows = append(rows, rows[len(rows)-1])
				}
			}
			if cell != nil && depth == 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], cell.String())
				cell = nil
			} else if cell != nil {
				depth--
			}
		case xml.CharData:
			if cell != nil {
				cell.WriteString(string(x))
			}
		}
	}
}

// filled writes the report of made-up facts into a document and checks that every cell
// that it had is there as it was, and that a second reader finds the same plan.
func filled(t *testing.T, name string, data []byte) {
	t.Helper()
	r := planfile.ReadWith(name, data, planfile.Options{Year: 2023})
	if !r.Loadable() {
		r = planfile.ReadWith(name, data, planfile.Options{Today: plans.NewDate(2026, 1, 1)})
	}
	made := reporttest.Report(r.Plan)
	out, err := odf.Fill(r.Original, made)
	if err != nil {
		t.Fatalf("%s: %v, %v", name, err, r.Problems)
	}
	keep(t, name, out)
	was, is := cells(t, data), cells(t, out)
	text := strings.Join(slices.Concat(is...), "\n")
	blank := func(s string) bool { return s == "" }
	for i, row := range was {
		old, now := slices.DeleteFunc(slices.Clone(row), blank), slices.DeleteFunc(slices.Clone(is[i]), blank)
		if len(old) == 0 && len(now) == 1 && strings.Contains(now[0], "Отчёт о выполнении плана") {
			continue // the row right above the table
		}
		same := func(a, b string) bool {
			return a == b || a == "<p>" || r.Original.Layout.Tables[0].Mark > 0 && strings.HasPrefix(b, a)
		}
		if len(now) < len(old) || !slices.EqualFunc(old, now[:len(old)], same) {
			t.Errorf("%s: row %d is changed:\n%s", name, i+1, cmp.Diff(old, now))
		}
	}
	again := planfile.ReadWith(name, out, planfile.Options{Year: r.Plan.Period.From.Year()})
	if len(again.Plan.Items()) < len(r.Plan.Items()) {
		t.Errorf("%s: %d rows of %d are read again: %v", name, len(again.Plan.Items()), len(r.Plan.Items()), again.Problems)
	}
	for _, row := range made.Rows {
		for _, line := range row.Mark {
			for _, p := range line {
				if !strings.Contains(text, p.Text) {
					t.Errorf("%s: row %s: %q is not there", name, row.Item.No, p.Text)
				}
			}
		}
	}
}

func TestFilesOfThePlan(t *testing.T) {
	for _, name := range []string{"mediaplan-2023.odt", "mediaplan-2023.ods"} {
		data, err := os.ReadFile(filepath.Join(fixtures, name))
		if err != nil {
			t.Fatal(err)
		}
		filled(t, name, data)
	}
}

// A sheet says above its table what it has become, and its rows are as high as what is
// written into them.
func TestSheetIsReadable(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(fixtures, "mediaplan-2023.ods"))
	if err != nil {
		t.Fatal(err)
	}
	r := planfile.Read("plan.ods", data, nil)
	made := reporttest.Report(r.Plan)
	out, err := odf.Fill(r.Original, made)
	if err != nil {
		t.Fatal(err)
	}
	is := cells(t, out)
	above := is[r.Original.Layout.Tables[0].Lines[0].Row-2]
	if len(above) == 0 || above[0] != "<p>"+made.Heading() {
		t.Errorf("above the table: %q", above)
	}
	content := part(t, out, "content.xml")
	if !strings.Contains(content, `table:style-name="SdelaemRow`) {
		t.Error("no row is higher than it was")
	}
}

func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestAwkwardTexts(t *testing.T) {
	const unit = "отдел культуры"
	row, cell, covered := officetest.OpenRow, officetest.OpenCell, officetest.OpenCovered
	head := row("№", "Мероприятие", "Срок", "Ответственные")
	columns := `<table:table-column table:style-name="Col" table:number-columns-repeated="4"/>`
	styles := `<style:style style:name="Col" style:family="table-column"><style:table-column-properties style:column-width="4.25cm" style:rel-column-width="16384*"/></style:style>`
	for name, rows := range map[string][]string{
		"sections": {columns, head, row(cell(`@table:number-columns-spanned="4"`, "Раздел первый"), covered, covered, covered), row("1", "А", "до 01.06.2026", unit)},
		"more": {columns, head, row(cell(`@table:number-rows-spanned="2"`, "1"), cell(`@table:number-rows-spanned="2"`, "А"), cell(`@table:number-rows-spanned="2"`, "до 01.06.2026"), unit),
			row(covered, covered, covered, "отдел спорта"), row("2", "Б", "до 02.06.2026", unit)},
		"heads":    {columns, head, row("1", "2", "3", "4"), row("1", "А", "до 01.06.2026", unit), head, row("2", "Б", "до 02.06.2026", unit)},
		"repeated": {columns, head, row(`@table:number-rows-repeated="2"`, "1", "А", "до 01.06.2026", unit), row("2", "Б", "до 02.06.2026", unit)},
		"own": {`<table:table-column table:number-columns-repeated="5"/>`, row("Мероприятие", "Срок", "Ответственные", "Исполнение", "Примечание"),
			row("А", "до 01.06.2026", unit, "", ""), row("Б", "до 02.06.2026", unit, "начато", "")},
	} {
		filled(t, "awkward-"+name+".odt", officetest.OpenText(t, officetest.OpenPar("План мероприятий на 2026 год")+officetest.OpenTable(rows...), styles))
	}
	sheet := officetest.OpenSheet("План", `<table:table-column table:number-columns-repeated="16384"/>`, row("План мероприятий на 2026 год"), head,
		row("1", "А", "до 01.06.2026", unit, `<table:table-cell table:number-columns-repeated="16380"/>`), row("2", "Б", "до 02.06.2026", unit))
	filled(t, "awkward.ods", officetest.OpenSheets(t, sheet, ""))
}

// Without a document of its own a plan becomes a plain one, which is read as the same
// plan.
func TestPlainText(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	out, err := odf.Plain(reporttest.Report(p))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "plain.odt", out)
	if again := planfile.Read("plain.odt", out, nil); len(again.Plan.Items()) != len(p.Items()) || !again.Loadable() {
		t.Error(len(again.Plan.Items()), again.Problems)
	}
}

func TestDocumentOfAnotherShapeIsRefused(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(fixtures, "mediaplan-2023.odt"))
	if err != nil {
		t.Fatal(err)
	}
	r := planfile.Read("plan.odt", data, nil)
	o := r.Original
	o.Layout.Tables = []plans.LaidTable{{Number: 7, Cols: 4}}
	if _, err := odf.Fill(o, reporttest.Report(r.Plan)); err == nil {
		t.Error("a table that is not there was written")
	}
	o.Data = o.Data[:len(o.Data)/2]
	if _, err := odf.Fill(o, reporttest.Report(r.Plan)); err == nil {
		t.Error("half a document was written")
	}
}
