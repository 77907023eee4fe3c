package planfile

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/officetest"
)

// checkResult holds of every file whatever: a plan that may be loaded is whole,
// is written, and is read back without faults.
func checkResult(t *testing.T, r Result) {
	t.Helper()
	var out bytes.Buffer
	for _, i := range r.Plan.Items() {
		if i.Deadline == nil {
			t.Fatalf("row %s has no deadline", i.No)
		}
	}
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	if err := WriteText(&out, r); err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Text == "" || p.Severity != Fault && p.Severity != Warning {
			t.Fatalf("empty problem %+v", p)
		}
	}
	if !r.Loadable() {
		return
	}
	p := r.Plan
	if p.ID == "" || p.Title == "" || p.Period == (plans.Span{}) || len(p.Items()) == 0 {
		t.Fatalf("loadable, but not whole: %+v", p)
	}
	out.Reset()
	if err := Write(&out, p); err != nil {
		t.Fatal(err)
	}
	again := Read("plan.yaml", out.Bytes(), nil)
	if err := again.Err(); err != nil {
		t.Fatalf("not read back: %v\n%s", err, out.String())
	}
	if len(again.Plan.Items()) != len(p.Items()) {
		t.Fatalf("%d rows became %d", len(p.Items()), len(again.Plan.Items()))
	}
}

func FuzzReadYAML(f *testing.F) {
	f.Add(plans.Petrovsky2023)
	f.Add(fixture(f, "seed.export.yaml"))
	f.Add([]byte("plan: &a [*a]\n<<: *b\n? [x]\n: |\n  y\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkResult(t, Read("plan.yaml", data, nil))
	})
}

// FuzzReadDOCX changes the body of a document, which is where the meaning is;
// the archive around it stays whole.
func FuzzReadDOCX(f *testing.F) {
	f.Add(unpacked(f, fixture(f, "mediaplan-2023.docx"), "word/document.xml"), []byte(numberingPart))
	f.Add(unpacked(f, fixture(f, "broken/wrong-columns.docx"), "word/document.xml"), []byte(numberingPart))
	f.Add(unpacked(f, word(f, caption2023+tbl(tr("№", "Мероприятие", "Срок", "Ответственные"),
		tr(tc("@span 4", "Раздел I. Сайт")), tr(tc(numbered1(1, 1, "")), tc("анонс", "пост"), tc("до 15.06.2023", "декабрь"), finance),
		tr(tc("@merge", "1"), tc("@merge", "отчёт"), "начало", tc(tbl(tr(finance), tr("а, б")))))), "word/document.xml"), []byte(numberingPart))
	units := known(f)
	f.Fuzz(func(t *testing.T, body, numbers []byte) {
		checkResult(t, Read("план на 2023 год.docx", packed(t, "word/document.xml", string(body), "word/numbering.xml", string(numbers),
			"word/_rels/document.xml.rels", `<R><Relationship Type="/numbering" Target="numbering.xml"/></R>`), units))
	})
}

// FuzzReadXLSX changes the sheet and the styles of a workbook.
func FuzzReadXLSX(f *testing.F) {
	book := fixture(f, "mediaplan-2023.xlsx")
	f.Add(unpacked(f, book, "xl/worksheets/sheet1.xml"), unpacked(f, book, "xl/styles.xml"))
	f.Add([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="B7" t="s"><v>9</v></c><c><v>1e9</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2:C3"/></mergeCells></worksheet>`), []byte(`<styleSheet/>`))
	units := known(f)
	f.Fuzz(func(t *testing.T, sheet, styles []byte) {
		checkResult(t, Read("план на 2023 год.xlsx", repacked(t, book, map[string][]byte{"xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles}), units))
	})
}

// FuzzReadODT and FuzzReadODS change the content and the styles of an
// OpenDocument file; the archive around them stays whole.
func FuzzReadODT(f *testing.F) {
	fuzzOpenDocument(f, "odt", "text")
}

func FuzzReadODS(f *testing.F) {
	fuzzOpenDocument(f, "ods", "spreadsheet")
}

func fuzzOpenDocument(f *testing.F, ext, kind string) {
	f.Helper()
	file := fixture(f, "mediaplan-2023."+ext)
	f.Add(unpacked(f, file, "content.xml"), unpacked(f, file, "styles.xml"))
	rows := officetest.OpenTable(officetest.OpenRow("Мероприятие", "Срок", "Ответственные"), officetest.OpenRow(officetest.OpenCell(`@table:number-rows-spanned="2"`, "анонс"), "до 15.06.2023", finance),
		officetest.OpenRow(`@table:number-rows-repeated="3"`, officetest.OpenCovered, officetest.OpenCell(`@table:number-columns-repeated="2"`, "декабрь")))
	build := officetest.OpenText
	if kind == "spreadsheet" {
		build = officetest.OpenSheets
	}
	f.Add(unpacked(f, build(f, rows, ""), "content.xml"), []byte(officetest.OpenStyles(`<text:list-style style:name="L"/>`)))
	units := known(f)
	f.Fuzz(func(t *testing.T, content, styles []byte) {
		checkResult(t, Read("план на 2023 год."+ext, packed(t, "mimetype", "application/vnd.oasis.opendocument."+kind,
			"content.xml", string(content), "styles.xml", string(styles)), units))
	})
}

// FuzzReadAnything changes whole files of every kind.
func FuzzReadAnything(f *testing.F) {
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "fuzz") || strings.Contains(path, "bomb") {
			return err
		}
		data, err := os.ReadFile(path)
		f.Add(path, data)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	units := known(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) { checkResult(t, Read(name, data, units)) })
}

// unpacked gives one file of an archive.
func unpacked(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	r, err := zipOf(t, data).Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// repacked replaces files of an archive.
func repacked(t testing.TB, data []byte, with map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, file := range zipOf(t, data).File {
		content, ok := with[file.Name]
		if !ok {
			content = unpacked(t, data, file.Name)
		}
		w, err := z.Create(file.Name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
