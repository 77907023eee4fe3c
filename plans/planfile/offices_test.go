package planfile

import (
	"bytes"
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
	const title = "План мероприятий на 2026 год, 2026-01-01…2026-12-31\n"
	one := func(no, form, deadline, who string) string {
		return no + " | Мероприятия | " + form + " | " + deadline + " | " + who
	}
	june := `{"kind":"by_date","to":"2026-06-01"}`
	for file, want := range map[string]string{
		"min-torn":      title + one("1", "Пресс-тур по проектам", `{"kind":"between","from":"2026-04-01","to":"2026-05-31"}`, "отдел культуры"),
		"min-dash-wrap": title + one("1", "Пресс-тур по проектам", `{"kind":"period","from":"2026-04-01","to":"2026-05-31"}`, "отдел культуры"),
		"min-year-strategy": "План мероприятий по реализации Стратегии социально-экономического развития района до 2035 года, нет\n" +
			one("1", "А", "не ясен", "отдел культуры") + "\nвопрос year: На какой год план? [2027, 2026] строки [1]\n" +
			"не найден год плана: напишите в названии над таблицей, например, «на 2027 год», или укажите --year 2027",
		"min-year-approved": "План мероприятий, 2026-01-01…2026-12-31\n" + one("1", "А", june, "отдел культуры") +
			"\nпериод плана не назван, взят из утверждения 25 декабря 2025 г.: 2026 год. Если он другой, напишите его в названии плана",
		"min-three-years":      "План мероприятий на 2024, 2025 и 2026 годы, 2024-01-01…2026-12-31\n" + one("1", "А", "не ясен", "отдел культуры"),
		"min-split-unit":       title + one("1", "А", june, "Департамент культуры, спорта и молодежной политики"),
		"min-wrap-unit":        title + one("1", "А", june, "Администрации городских и сельских поселений"),
		"min-agree-column":     title + one("1", "План ГО", june, "Отдел ГОЧС | контроль: Глава администрации"),
		"min-srok-vypolneniya": title + one("1", "А", june, "отдел культуры"),
		"min-data-i-mesto":     title + one("1", "А", june, "отдел культуры"),
		"min-two-tables": title + `1.1 | Благоустройство | А | {"kind":"by_date","to":"2026-06-01"} | отдел ЖКХ
1.2 | Благоустройство | Б | {"kind":"by_date","to":"2026-06-02"} | отдел ЖКХ
2.1 | Культура | В | {"kind":"by_date","to":"2026-06-03"} | отдел культуры
2.2 | Культура | Г | {"kind":"by_date","to":"2026-06-04"} | отдел культуры
номера строк в документе повторяются или стоят не везде, строки пронумерованы заново
таблица не прочитана: в ней нет столбцов плана`,
		"min-calendar-title": "Календарный план мероприятий на 2026 год, 2026-01-01…2026-12-31\n" + one("1", "А", june, "отдел культуры"),
		"min-asked": title + `1 | Мероприятия | А | {"kind":"every","each":"month","day":3,"shift":1} | отдел культуры
2 | Мероприятия | Б | {"kind":"dates","days":["2025-02-10","2026-02-10"]} | отдел культуры
3 | Мероприятия | В | {"kind":"between","from":"2026-04-01","to":"2026-07-01"} | отдел культуры
4 | Мероприятия | Г | {"kind":"between","from":"2026-09-01","to":"2026-10-27"} | отдел культуры
5 | Мероприятия | Д | {"kind":"every","each":"year","day":25,"shift":1} | отдел культуры
6 | Мероприятия | Е | {"kind":"period","from":"2025-01-01","to":"2026-12-31"} | отдел культуры
7 | Мероприятия | Ж | {"kind":"after_event","event":"other","what":"начала эксплуатации пляжа","n":30,"unit":"day","before":true} | отдел культуры
8 | Мероприятия | З | {"kind":"after_event","event":"other","what":"открытия пляжа","n":30,"unit":"day","before":true} | отдел культуры
9 | Мероприятия | И | {"kind":"after_event","event":"other","what":"открытия пляжа","n":30,"unit":"day","before":true} | отдел культуры
10 | Мероприятия | К | {"kind":"between","from":"2026-09-01","to":"2026-10-27"} | отдел культуры
11 | Мероприятия | Л | {"kind":"period","from":"2026-07-01","to":"2026-12-31"} | отдел культуры
12 | Мероприятия | М | {"kind":"every","each":"month","day":3} | отдел культуры
13 | Мероприятия | Н | {"kind":"between","from":"2026-04-01","to":"2026-07-01"} | отдел культуры
14 | Мероприятия | О | {"kind":"period","from":"2025-01-01","to":"2026-12-31"} | отдел культуры
15 | Мероприятия | П | {"kind":"every","each":"month","workday":-1} | отдел культуры
Дата 10.02.2025 вне периода плана (01.01.2026–31.12.2026)
Дата 01.01.2025 вне периода плана (01.01.2026–31.12.2026)
Дата 01.01.2025 вне периода плана (01.01.2026–31.12.2026)`,
	} {
		r := ReadWith(file+".docx", fixture(t, "offices/"+file+".docx"), Options{Today: plans.NewDate(2026, 11, 28)})
		if diff := cmp.Diff(want, shownOf(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
	// The year that is told mends the plan that names none.
	r := ReadWith("min-year-strategy.docx", fixture(t, "offices/min-year-strategy.docx"), Options{Year: 2026})
	if got := brief(r); got != "А | by_date 2026-06-01" || !r.Loadable() {
		t.Error(got, problemsOf(r))
	}
	// Whom a row is agreed with goes into the file that is exported and back.
	var b bytes.Buffer
	agreed := Read("min-agree-column.docx", fixture(t, "offices/min-agree-column.docx"), nil)
	if err := Write(&b, agreed.Plan); err != nil {
		t.Fatal(err)
	}
	if got := Read("plan.yaml", b.Bytes(), nil).Plan.Items()[0].Control; got != "Глава администрации" {
		t.Error(got, b.String())
	}
	b.Reset()
	if err := WriteText(&b, agreed); err != nil || !strings.Contains(b.String(), "       ответственные: Отдел ГОЧС\n       контроль: Глава администрации\n") {
		t.Error(err, b.String())
	}
}
