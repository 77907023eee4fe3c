package document

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans/planfile/spelling"
)

func TestCell(t *testing.T) {
	c := NewCell(Para{Text: " первая\nвторая "}, Para{}, Para{Text: "\u00ad"}, Para{Text: "третья", Label: "2."}, Para{Label: "3."})
	if c.Text() != "первая вторая третья" || c.Empty() || c.Long() {
		t.Errorf("%q", c.Text())
	}
	if diff := cmp.Diff([]string{"первая", "вторая", "третья"}, c.Lines()); diff != "" {
		t.Error(diff)
	}
	if p := c.Paras(); len(p) != 3 || p[0].Apart || !p[1].Apart || p[2].Apart {
		t.Errorf("%+v", p)
	}
	c.Add(Para{Text: "ещё"})
	if c.Text() != "первая вторая третья ещё" {
		t.Error("what was asked for before is not forgotten:", c.Text())
	}
	if !NewCell(Para{Label: "1."}).Empty() {
		t.Error("a number alone is text")
	}
}

// Of a cell that is too long only so much is kept as shows it.
func TestLongCell(t *testing.T) {
	c := &Cell{}
	for range 100 {
		c.Add(Para{Text: strings.Repeat("я", 1000)})
	}
	if !c.Long() || len(c.Text()) > MaxCellBytes+100 {
		t.Error(len(c.Text()))
	}
	if NewCell(Para{Text: strings.Repeat("я", spelling.MaxRunes)}).Long() {
		t.Error("the longest cell is too long")
	}
}

func TestTable(t *testing.T) {
	merged, inner := NewCell(Para{Text: "а"}), NewCell(Para{Text: "б"})
	table := &Table{Number: 2, Rows: []Row{{Number: 5, Cells: []*Cell{merged, merged, inner}}, {Number: 6, Cells: []*Cell{merged}}}}
	table.Square()
	if table.Cols != 3 || len(table.Rows[1].Cells) != 3 || table.Rows[1].Cells[2] == nil {
		t.Errorf("%+v", table)
	}
	if got := table.Rows[0].Distinct(); len(got) != 2 || got[0] != merged || got[1] != inner {
		t.Error(got)
	}
	outer := &Cell{}
	outer.Swallow(table)
	if outer.Text() != "а б" {
		t.Error(outer.Text())
	}
	if got := table.Place(table.Rows[0], 2).Place(); got != "таблица 2, строка 5, столбец 3" {
		t.Error(got)
	}
}

func TestProblemPlaces(t *testing.T) {
	for want, p := range map[string]Problem{
		"текст":                                 {Text: "текст"},
		"строка 12: текст":                      {Line: 12, Text: "текст"},
		"строка 12, пункт 2.1: текст":           {Line: 12, Item: "2.1", Text: "текст"},
		"лист «План»: текст":                    {Sheet: "План", Table: 1, Text: "текст"},
		"лист «План», строка 3: текст":          {Sheet: "План", Row: 3, Text: "текст"},
		"лист «План», ячейка AB3: текст":        {Sheet: "План", Row: 3, Cell: 28, Text: "текст"},
		"таблица 1: текст":                      {Table: 1, Text: "текст"},
		"таблица 1, строка 2: текст":            {Table: 1, Row: 2, Text: "текст"},
		"таблица 1, строка 2, столбец 3: текст": {Table: 1, Row: 2, Cell: 3, Text: "текст"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := ColumnLetters(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// Faults are never cut off by a long list of warnings, or the plan would seem
// loadable.
func TestListedKeepsFaults(t *testing.T) {
	var all []Problem
	for i := range MaxProblems + 50 {
		all = append(all, Problem{Row: i, Severity: Warning, Text: "?"})
	}
	all = append(all, Problem{Row: 1000, Severity: Fault, Text: "!"})
	got := Listed(all)
	if len(got) != MaxProblems || got[0].Row != 0 || got[len(got)-1].Severity != Fault {
		t.Error(len(got), got[len(got)-1])
	}
	if got := Listed(all[:MaxProblems]); len(got) != MaxProblems {
		t.Error(len(got))
	}
	var faults []Problem
	for range MaxProblems + 50 {
		faults = append(faults, Problem{Severity: Fault})
	}
	if got := Listed(faults); len(got) != MaxProblems {
		t.Error(len(got))
	}
}

func TestDateText(t *testing.T) {
	at := time.Date(2023, 6, 5, 14, 29, 40, 0, time.UTC)
	all := Shown{Day: true, Month: true, Year: true}
	for want, s := range map[string]Shown{
		"05.06.2023": all, "05.06.2023 14:30": {Day: true, Month: true, Year: true, Clock: true}, "5 июня": {Day: true, Month: true},
		"5 июня 14:30": {Day: true, Month: true, Clock: true}, "июнь 2023 г.": {Month: true, Year: true}, "июнь": {Month: true}, "14:30": {Clock: true},
	} {
		if got := DateText(at, s); got != want {
			t.Errorf("%+v: %s, want %s", s, got, want)
		}
	}
	midnight := at.Truncate(24 * time.Hour)
	if got := DateText(midnight, Shown{Day: true, Month: true, Year: true, Clock: true}); got != "05.06.2023" {
		t.Error(got)
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{3, "decimal", "3"}, {3, "decimalZero", "03"}, {4, "upperRoman", "IV"}, {1994, "lowerRoman", "mcmxciv"}, {0, "upperRoman", "0"}, {4000, "upperRoman", "4000"},
		{27, "upperLetter", "AA"}, {2, "lowerLetter", "b"}, {8, "russianLower", "з"}, {29, "russianUpper", "АА"}, {0, "lowerLetter", "0"}, {261, "upperLetter", "261"}, {260, "upperLetter", "ZZZZZZZZZZ"},
		{5, "none", ""}, {5, "chicago", "5"},
	} {
		if got := Numeral(c.n, c.format); got != c.want {
			t.Errorf("%d as %s: %q, want %q", c.n, c.format, got, c.want)
		}
	}
}
