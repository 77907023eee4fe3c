package phrase

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// momentRow is one line of testdata/moments.txt.
type momentRow struct {
	line         int
	today        plans.Date
	text         string
	past, future string
}

func readMoments(t testing.TB) []momentRow {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "moments.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []momentRow
	var today plans.Date
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "@ "):
			if today, err = plans.ParseDate(line[2:]); err != nil {
				t.Fatal(err)
			}
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) < 2 {
			t.Fatalf("moments.txt:%d: %q", i+1, line)
		}
		rows = append(rows, momentRow{i + 1, today, f[0], f[1], f[len(f)-1]})
	}
	return rows
}

// write says a moment as the table does.
func write(m Moment, err error) string {
	if err != nil {
		return "нет"
	}
	var s string
	switch d := m.Day.(type) {
	case On:
		s = d.Date.String()
	case InWorkingDays:
		s = fmt.Sprintf("+%d раб.", d.N)
	case BeforeDue:
		s = fmt.Sprintf("срок-%d", d.N)
		if d.Working {
			s += " раб."
		}
	case AfterDaysOff:
		s = "после выходных"
		if d.Holiday {
			s = "после праздников"
		}
		if d.Month > 0 {
			s += fmt.Sprintf(" %d", d.Month)
		}
	case InMinutes:
		s = fmt.Sprintf("+%d мин", d.N)
	case NoDay:
		s = "—"
	}
	return strings.TrimSpace(s + " " + m.Time.String())
}

func TestWhen(t *testing.T) {
	for _, r := range readMoments(t) {
		for lean, want := range map[Lean]string{Past: r.past, Future: r.future} {
			m, err := When(r.text, r.today, lean)
			if got := write(m, err); got != want {
				t.Errorf("moments.txt:%d: %q leaning %d is %s; want %s", r.line, r.text, lean, got, want)
			}
			if err != nil && (!errors.Is(err, plans.ErrInvalid) || m != Moment{}) {
				t.Errorf("moments.txt:%d: %q gives %v, %+v", r.line, r.text, err, m)
			}
		}
	}
}

// TestWhenNeedsLean checks that a lean which is none of the two is refused.
func TestWhenNeedsLean(t *testing.T) {
	if _, err := When("завтра", plans.NewDate(2023, 8, 9), 0); !errors.Is(err, plans.ErrInvalid) {
		t.Errorf("error is %v", err)
	}
}
