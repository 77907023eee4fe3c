package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

const fixtures = "../../../plans/planfile/testdata"

// keep writes a workbook to be looked at, where the environment says so.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("REPORT_OUT"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// unformed fails where a sheet of a workbook holds a formula that was not there.
func unformed(t *testing.T, data []byte, before int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(content, []byte("<f>")) + bytes.Count(content, []byte("<f "))
	}
	if n != before {
		t.Errorf("%d formulas, there were %d", n, before)
	}
}

func TestWorkbookOfThePlan(t *testing.T) {
	name := "mediaplan-2023.xlsx"
	data, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	out := filled(t, name, data)
	is := opened(t, out)
	if title, err := is.GetCellValue("Медиаплан 2023", "A8"); !strings.HasPrefix(title, "Отчёт о выполнении плана «Медиаплан") || err != nil {
		t.Errorf("above the table: %q, %v", title, err)
	}
	want := append(opened(t, data).GetSheetList(), "Сводка", "Строки", "Подразделения", "Посты", "Публикации", "Журнал")
	if d := cmp.Diff(want, is.GetSheetList()); d != "" {
		t.Error(d)
	}
}

// A report is no plan: one that stands alone is refused, and of one within the plan's own
// workbook (see filled) the plan alone is read.
func TestOwnReportIsNoPlan(t *testing.T) {
	out, err := xlsx.Plain(reporttest.Report(planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan))
	if err != nil {
		t.Fatal(err)
	}
	r := planfile.ReadFirst("отчёт.xlsx", out)
	if len(r.Faults()) != 1 || !strings.Contains(r.Faults()[0].Text, "отчёт о выполнении") || len(r.Plan.Items()) > 0 {
		t.Errorf("%d rows, %v", len(r.Plan.Items()), r.Problems)
	}
}

// TestTitleLeavesTheOfficesTableATable fills a sheet whose table begins in its first row:
// the new column has a short heading, and the title is printed above each page.
func TestTitleLeavesTheOfficesTableATable(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for at, text := range map[string]string{
		"A1": "№", "B1": "Мероприятие", "C1": "Срок", "D1": "Ответственный",
		"A2": "1", "B2": "Публикация в газете", "C2": "до 20.03.2023", "D2": "Отдел «Пресса & связь»",
	} {
		if err := book.SetCellValue("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	is := opened(t, filled(t, "первая строка.xlsx", data.Bytes()))
	if got, err := is.GetCellValue("Sheet1", "E1"); got != "Отметка об исполнении" || err != nil {
		t.Errorf("the heading of the column is %q, %v", got, err)
	}
	head, err := is.GetHeaderFooter("Sheet1")
	if err != nil || head == nil || !strings.HasPrefix(head.OddHeader, "&CОтчёт о выполнении плана «") || plans.Len(head.OddHeader) > 255 {
		t.Errorf("printed above: %+v, %v", head, err)
	}
}

// Dates are dates, counts are counts, and what people wrote is never a formula.
func TestSheetsOfAReport(t *testing.T) {
	p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
	p.Sections[0].Items[0].Form = `=HYPERLINK("http://зло","нажмите")`
	p.Sections[0].Items[1].Form = "+7 (86547) 4-15-51"
	p.Sections[0].Items[2].Form = "@SUM(A1)\x01\x02 " + strings.Repeat("очень длинно ", 4000)
	f := reporttest.Facts(p)
	f.Journal = []store.Entry{{N: 1, At: time.Date(2023, 3, 1, 9, 0, 0, 0, time.UTC), By: "ivan", Did: "confirmed", Of: "task/1"}}
	f.Posts = []store.PostRecord{{Post: plans.Post{Number: 3, Task: f.Tasks[0].ID, State: plans.Published, Live: plans.Content{Text: "=1+1"}}}}
	made := report.Make(f, report.PeriodOf(plans.Years(2023, 2023)), time.Date(2023, 7, 3, 9, 0, 0, 0, time.UTC))
	out, err := xlsx.Plain(made)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "plain.xlsx", out)
	unformed(t, out, 0)
	book := opened(t, out)
	if d := cmp.Diff([]string{"Сводка", "Строки", "Подразделения", "Посты", "Публикации", "Журнал"}, book.GetSheetList()); d != "" {
		t.Error(d)
	}
	for at, want := range map[string]string{"A2": "1.1", "C2": `=HYPERLINK("http://зло","нажмите")`, "C3": "+7 (86547) 4-15-51", "I2": "выполнено в срок", "G2": "20.03.2023", "J2": "18.03.2023"} {
		if got, err := book.GetCellValue("Строки", at); got != want || err != nil {
			t.Errorf("%s: %q, want %q (%v)", at, got, want, err)
		}
	}
	if raw, err := book.GetCellValue("Строки", "G2", excelize.Options{RawCellValue: true}); raw != "45005" || err != nil {
		t.Errorf("20 March 2023 is kept as %q, %v", raw, err)
	}
	if kind, err := book.GetCellType("Журнал", "A2"); kind == excelize.CellTypeSharedString || err != nil {
		t.Errorf("the number of an entry is of type %v, %v", kind, err)
	}
	for _, sheet := range []string{"Строки", "Подразделения", "Журнал"} {
		panes, err := book.GetPanes(sheet)
		if err != nil || !panes.Freeze {
			t.Errorf("%s: the head is not frozen: %v", sheet, err)
		}
	}
	entries, err := xlsx.Journal([]report.Noted{{Entry: store.Entry{N: 7, At: time.Date(2023, 3, 1, 22, 0, 0, 0, time.UTC), Prev: "0a"}, Who: "бот", Of: "task/1", Did: "x"}}, time.FixedZone("MSK", 3*60*60))
	if err != nil {
		t.Fatal(err)
	}
	row, err := opened(t, entries).GetRows("Журнал")
	if want := []string{"7", "02.03.2023", "01:00", "бот", "task/1", "x", "0a"}; err != nil || !slices.Equal(row[1], want) {
		t.Errorf("%q, %v", row, err)
	}
}

func BenchmarkPlain(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan
			one := p.Sections[0].Items[0]
			p.Sections = p.Sections[:1]
			p.Sections[0].Items = nil
			for i := range n {
				one.No = plans.ItemNo(fmt.Sprint("1.", i+1))
				p.Sections[0].Items = append(p.Sections[0].Items, one)
			}
			made := reporttest.Report(p)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := xlsx.Plain(made); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
