package render_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/render"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

const fixtures = "../../../plans/planfile/testdata/mediaplan-2023"

var now = time.Date(2023, 7, 3, 9, 0, 0, 0, time.UTC)

func original(t *testing.T, ext string) (plans.Original, report.Report) {
	t.Helper()
	data, err := os.ReadFile(fixtures + ext)
	if err != nil {
		t.Fatal(err)
	}
	r := planfile.Read("plan"+ext, data, nil)
	return r.Original, reporttest.Report(r.Plan)
}

// Each document gets its report in its own format; any other gets a plain one, and
// the file says why.
func TestFormatOfTheDocument(t *testing.T) {
	for _, c := range []struct {
		ext    string
		kind   render.Kind
		name   string
		plain  render.Reason
		begins string
	}{
		{".docx", render.Word, "petrovsky-2023-2023H1.docx", "", "PK"},
		{".odt", render.Word, "petrovsky-2023-2023H1.odt", "", "PK"},
		{".xlsx", render.Word, "petrovsky-2023-2023H1.docx", render.OtherFormat, "PK"},
		{".xlsx", render.Excel, "petrovsky-2023-2023H1.xlsx", "", "PK"},
		{".ods", render.Excel, "petrovsky-2023-2023H1.ods", "", "PK"},
		{".docx", render.Excel, "petrovsky-2023-2023H1.xlsx", "", "PK"},
		{".docx", render.Odt, "petrovsky-2023-2023H1.odt", render.OtherFormat, "PK"},
		{".docx", render.Picture, "petrovsky-2023-2023H1.png", "", "\x89PNG"},
		{".docx", render.Growth, "petrovsky-2023-2023H1-growth.png", "", "\x89PNG"},
		{".docx", render.Heat, "petrovsky-2023-2023H1-units.png", "", "\x89PNG"},
		{".docx", render.Calendar, "petrovsky-2023-2023H1.ics", "", "BEGIN:VCALENDAR\r\n"},
	} {
		o, r := original(t, c.ext)
		f, err := render.Make(c.kind, r, o, now)
		if err != nil || f.Name != c.name || f.Plain != c.plain || !bytes.HasPrefix(f.Data, []byte(c.begins)) {
			t.Errorf("%s as %s: %s, %q, %v, %.20q", c.ext, c.kind, f.Name, f.Plain, err, f.Data)
		}
	}
}

// A document that is gone, was never kept or is not what it was leaves a plain report.
func TestReportWithoutADocument(t *testing.T) {
	o, r := original(t, ".docx")
	f, err := render.Make(render.Word, r, plans.Original{}, now)
	if err != nil || f.Plain != render.NoDocument || f.Plain.Words() == "" || len(f.Data) == 0 {
		t.Errorf("%+v, %v", f.Plain, err)
	}
	o.Data = o.Data[:1000]
	f, err = render.Make(render.Word, r, o, now)
	if err != nil || f.Plain != render.Unwritable || len(f.Data) == 0 {
		t.Errorf("%+v, %v", f.Plain, err)
	}
	if _, err := render.Make("pdf", r, o, now); !errors.Is(err, render.ErrKind) {
		t.Error(err)
	}
}

// Three thousand rows make a document and a workbook; a period in which nothing is due
// and nothing was done makes a file of every kind.
func TestReportsOfAnySize(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	one := p.Sections[0].Items[0]
	p.Sections = p.Sections[:1]
	p.Sections[0].Items = nil
	for i := range 3000 {
		one.No = plans.ItemNo(fmt.Sprintf("1.%d", i+1))
		p.Sections[0].Items = append(p.Sections[0].Items, one)
	}
	large := reporttest.Report(p)
	empty := report.Make(reporttest.Facts(planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan), report.PeriodOf(plans.Years(2019, 2019)), now)
	made := func(r report.Report, kinds ...render.Kind) (files []render.File) {
		for _, kind := range kinds {
			f, err := render.Make(kind, r, plans.Original{}, now)
			if err != nil || len(f.Data) == 0 {
				t.Errorf("%d rows as %s: %d bytes, %v", len(r.Rows), kind, len(f.Data), err)
			}
			files = append(files, f)
		}
		return files
	}
	made(empty, render.Docx, render.Odt, render.Xlsx, render.Picture, render.Growth, render.Heat, render.Calendar)
	files := made(large, render.Docx, render.Xlsx)
	if !strings.Contains(text(t, files[0].Data, "word/document.xml"), ">1.3000<") || !strings.Contains(text(t, files[1].Data, "xl/worksheets/report2.xml"), ">1.3000<") {
		t.Error("the last row is not there")
	}
}

func text(t *testing.T, data []byte, part string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(z, part)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
