package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
)

// filled writes the report of made-up facts into a workbook and checks what must be
// true of every one: its own parts and cells are as they were, to the sign; the marks
// are there; a second reader finds the same plan in it.
func filled(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	r := planfile.ReadWith(name, data, planfile.Options{})
	if len(r.Plan.Items()) == 0 {
		t.Fatal(name, r.Problems)
	}
	made := reporttest.Report(r.Plan)
	out, err := xlsx.Fill(r.Original, made)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	keep(t, name, out)
	was, is := unpacked(t, data), unpacked(t, out)
	laid := r.Original.Layout.Tables[0]
	for part, content := range was {
		switch {
		case strings.HasPrefix(part, "xl/worksheets/") && strings.HasSuffix(part, ".xml"):
			sameCells(t, name+" "+part, content, is[part], laid)
		case part == "xl/styles.xml":
			sameStyles(t, content, is[part])
		case part == "[Content_Types].xml" || strings.HasPrefix(part, "xl/workbook.xml") || strings.HasPrefix(part, "xl/_rels/") || part == "xl/calcChain.xml":
		case is[part] != content:
			t.Errorf("%s: part %s is another", name, part)
		}
	}
	for part, content := range is {
		wellFormed(t, name+" "+part, content)
	}
	sameMarks(t, name, out, made, laid)
	again := planfile.ReadWith(name, out, planfile.Options{})
	if d := cmp.Diff(rows(r.Plan), rows(again.Plan)); d != "" {
		t.Errorf("%s: rows (-original +report):\n%s", name, d)
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

func unpacked(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("part %s twice", f.Name)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

// wellFormed checks the XML of a part and that no relation has the name of another.
func wellFormed(t testing.TB, name, content string) {
	t.Helper()
	if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
		return
	}
	ids := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			for _, a := range e.Attr {
				if a.Name.Local == "Id" && ids[a.Value] {
					t.Errorf("%s: relation %s twice", name, a.Value)
				}
				if a.Name.Local == "Id" {
					ids[a.Value] = true
				}
			}
		}
	}
}

var (
	rowXML  = regexp.MustCompile(`(?s)<(?:\w+:)?row(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?row>)`)
	cellXML = regexp.MustCompile(`(?s)<(?:\w+:)?c(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?c>)`)
	cellAt  = regexp.MustCompile(`^<(?:\w+:)?c[^>]*\sr="([A-Z]+)(\d+)"`)
	rowAt   = regexp.MustCompile(`^<(?:\w+:)?row[^>]*\sr="(\d+)"`)
)

// cellsOf are the cells of a sheet as they stand in the XML, by row and column.
func cellsOf(t testing.TB, sheet string) map[[2]int]string {
	t.Helper()
	cells := map[[2]int]string{}
	y := 0
	for _, row := range rowXML.FindAllString(sheet, -1) {
		y++
		if m := rowAt.FindStringSubmatch(row); m != nil {
			y, _ = strconv.Atoi(m[1])
		}
		x := 0
		for _, c := range cellXML.FindAllString(row, -1) {
			x++
			if m := cellAt.FindStringSubmatch(c); m != nil {
				x, _ = excelize.ColumnNameToNumber(m[1])
			}
			cells[[2]int{y, x}] = c
		}
	}
	return cells
}

// sameCells compares the cells of a sheet but for the column of marks and the row above
// the table, which must have been empty.
func sameCells(t testing.TB, name, before, after string, laid plans.LaidTable) {
	t.Helper()
	was, is := cellsOf(t, before), cellsOf(t, after)
	mark := laid.Mark
	if mark == 0 {
		mark = laid.Cols + 1
	}
	for at, c := range was {
		if at[1] == mark || at[0] == laid.Lines[0].Row-1 && !strings.Contains(c, "<v>") && !strings.Contains(c, "<is>") {
			continue
		}
		if is[at] != c {
			t.Errorf("%s: row %d, column %d: %s, it was %s", name, at[0], at[1], is[at], c)
		}
	}
}

// sameStyles checks that the looks of a workbook stand where they stood.
func sameStyles(t testing.TB, before, after string) {
	t.Helper()
	for _, list := range []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"} {
		inner := regexp.MustCompile(`(?s)<` + list + `[^>]*>(.*)</` + list + `>`)
		was := inner.FindStringSubmatch(before)
		is := inner.FindStringSubmatch(after)
		if was != nil && (is == nil || !strings.HasPrefix(is[1], was[1])) {
			t.Errorf("styles: %s are others", list)
		}
	}
}

// sameMarks reads every mark with another reader.
func sameMarks(t testing.TB, name string, out []byte, made report.Report, laid plans.LaidTable) {
	t.Helper()
	book := opened(t, out)
	mark := max(laid.Mark, laid.Cols+1)
	if laid.Mark > 0 {
		mark = laid.Mark
	}
	for _, line := range laid.Lines {
		if line.Kind != plans.ItemLine || len(line.Items) != 1 {
			continue
		}
		at, _ := excelize.CoordinatesToCellName(mark, line.Row)
		got, err := book.GetCellValue(laid.Sheet, at)
		i := slices.IndexFunc(made.Rows, func(r report.Row) bool { return r.Item.No == line.Items[0] })
		if want := made.Rows[i].Mark.String(); !strings.HasSuffix(got, want) || err != nil || laid.Mark == 0 && got != want {
			t.Errorf("%s %s: %q, want %q (%v)", name, at, got, want, err)
		}
	}
	if n := strings.Count(fmt.Sprint(book.GetSheetList()), "Сводка"); n == 0 {
		t.Errorf("%s: no figures", name)
	}
}
