package planfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// shownOf shows a plan as a person would check it: its title and period, each
// row with its deadline, and what is asked and remarked.
func shownOf(r Result) string {
	var b strings.Builder
	period := "нет"
	if r.Plan.Period != (plans.Span{}) {
		period = r.Plan.Period.From.String() + "…" + r.Plan.Period.To.String()
	}
	fmt.Fprintf(&b, "%s, %s\n", r.Plan.Title, period)
	for _, s := range r.Plan.Sections {
		for _, i := range s.Items {
			names := make([]string, len(i.Responsible))
			for k, id := range i.Responsible {
				u, _ := r.Plan.Unit(id)
				names[k] = u.Name
			}
			d, _ := plans.MarshalDeadline(i.Deadline)
			deadline := string(d)
			if i.Deadline.Kind() == (plans.Unclear{}).Kind() {
				deadline = "не ясен"
			}
			fmt.Fprintf(&b, "%s | %s | %s | %s | %s", i.No, s.Title, i.Form, deadline, strings.Join(names, "; "))
			if i.Control != "" {
				fmt.Fprintf(&b, " | контроль: %s", i.Control)
			}
			b.WriteString("\n")
		}
	}
	for _, q := range r.Open {
		if q.Kind == AskZone {
			continue
		}
		values := make([]string, len(q.Choices))
		for i, c := range q.Choices {
			values[i] = c.Caption
		}
		fmt.Fprintf(&b, "вопрос %s: %s [%s] строки %v\n", q.Kind, q.Text, strings.Join(values, ", "), q.Items)
	}
	for _, p := range r.Problems {
		if !strings.Contains(p.Text, "не ясен") {
			fmt.Fprintf(&b, "%s\n", p.Text)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Each file shows one kind of plan that other offices write.
func TestPlansOfOtherOffices(t *testing.T) {
	today := plans.NewDate(2026, 11, 28)
	for file, want := range map[string]string{
		"min-torn": `План мероприятий на 2026 год, 2026-01-01…2026-12-31
1 | Мероприятия | Пресс-тур по проектам | {"kind":"between","from":"2026-04-01","to":"2026-05-31"} | отдел культуры`,
	} {
		r := ReadWith(file+".docx", fixture(t, "offices/"+file+".docx"), Options{Today: today})
		if diff := cmp.Diff(want, shownOf(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}
