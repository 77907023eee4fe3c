package phrase

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// row is one line of testdata/phrases.txt; the file says what its fields are.
type row struct {
	line     int
	period   plans.Span
	phrase   string
	want     string
	problem  string
	keepable bool
}

func readTable(t testing.TB) []row {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "phrases.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	var period plans.Span
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "@ "):
			w, ok := newParser(line[2:]).stretch()
			if !ok {
				t.Fatalf("phrases.txt:%d: no period in %q", i+1, line)
			}
			period = (&resolver{}).span(w)
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) < 2 {
			f = []string{"", strings.TrimPrefix(line, "| ")}
		}
		f = append(f, "", "")
		rows = append(rows, row{
			line: i + 1, period: period, phrase: strings.ReplaceAll(f[0], `\n`, "\n"),
			want: f[1], problem: f[2], keepable: f[3] == "keepable",
		})
	}
	return rows
}

// outcome compares one row; fault says what differs.
func (r row) outcome(t *testing.T) (right, unclear bool, fault string) {
	t.Helper()
	d, problems := Parse(r.phrase, r.period)
	got := marshal(t, d)
	expected, err := plans.UnmarshalDeadline([]byte(r.want))
	if err != nil {
		t.Fatalf("phrases.txt:%d: %v", r.line, err)
	}
	u, unclear := d.(plans.Unclear)
	if w, ok := expected.(plans.Unclear); ok && unclear {
		right = strings.Contains(u.Why, w.Why)
	} else {
		right = got == r.want
	}
	if !right {
		return false, unclear, "is " + got
	}
	return true, unclear, r.problemFault(expected, problems)
}

// problemFault says which problem is missing or one too many.
func (r row) problemFault(d plans.Deadline, problems []string) string {
	outside := slices.ContainsFunc(days(d), func(d plans.Date) bool { return !r.period.Contains(d) })
	var other []string
	said := false
	for _, p := range problems {
		if strings.Contains(p, "вне периода плана") {
			said = true
		} else {
			other = append(other, p)
		}
	}
	_, unclear := d.(plans.Unclear)
	switch {
	case unclear && len(problems) > 0:
		return "unclear with problems"
	case outside && !said:
		return "no problem for a date outside the period"
	case r.problem == "" && len(other) > 0:
		return "problems " + strings.Join(other, "; ")
	case r.problem != "" && !strings.Contains(strings.Join(other, "; "), r.problem):
		return "no problem with " + r.problem
	}
	return ""
}

// days are all the dates of a deadline.
func days(d plans.Deadline) []plans.Date {
	switch d := d.(type) {
	case plans.ByDate:
		return []plans.Date{d.To}
	case plans.Between:
		return []plans.Date{d.From, d.To}
	case plans.Period:
		return []plans.Date{d.From, d.To}
	case plans.Dates:
		return d.Days
	}
	return nil
}

// fataler is a test or a check of a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func marshal(t fataler, d plans.Deadline) string {
	t.Helper()
	b, err := plans.MarshalDeadline(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestTable compares every phrase of the table with the deadline judged by reading.
// Of the phrases a person could keep, no more than one in twenty may be asked
// about, and none may come out as another deadline.
func TestTable(t *testing.T) {
	var keepable, right, asked, wrong int
	for _, r := range readTable(t) {
		ok, unclear, fault := r.outcome(t)
		if fault != "" {
			t.Errorf("phrases.txt:%d: %q: %s; want %s", r.line, r.phrase, fault, r.want)
		}
		wanted := !strings.HasPrefix(r.want, `{"kind":"unclear"`)
		switch {
		case !ok && !unclear:
			wrong++
		case !wanted && !r.keepable:
			continue
		case unclear:
			asked++
		default:
			right++
		}
		keepable++
	}
	t.Logf("of %d keepable phrases: %d right, %d asked about, %d wrong", keepable, right, asked, wrong)
	if wrong > 0 || right*20 < keepable*19 {
		t.Errorf("want at least 95 %% right and none wrong")
	}
}

// TestSample checks that the table holds every phrase of the sample.
func TestSample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]row{}
	for _, r := range readTable(t) {
		if r.period == year2023 {
			have[r.phrase] = r
		}
	}
	var keepable, right int
	for line := range strings.Lines(string(text)) {
		phrase := strings.TrimSpace(line)
		if phrase == "" {
			continue
		}
		r, ok := have[phrase]
		if !ok {
			t.Errorf("no %q in the table", phrase)
			continue
		}
		unclear := strings.HasPrefix(r.want, `{"kind":"unclear"`)
		if !unclear {
			right++
		}
		if !unclear || r.keepable {
			keepable++
		}
	}
	t.Logf("of the sample's %d keepable phrases the table has %d understood", keepable, right)
}
