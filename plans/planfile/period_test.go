package planfile

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// Only «на» and «в» before a year, and a stated period, give the plan's period.
func TestStatedPeriods(t *testing.T) {
	for text, want := range map[string]string{
		"План на 2026 год":                                                      "2026-01-01 2026-12-31",
		"План мероприятий на 2026г.":                                            "2026-01-01 2026-12-31",
		"ПЛАН РАБОТЫ НА 2026 ГОД":                                               "2026-01-01 2026-12-31",
		"План работы совета на 2026":                                            "2026-01-01 2026-12-31",
		"План на 2026-й год":                                                    "2026-01-01 2026-12-31",
		"Перечень мероприятий, проводимых в 2026 году":                          "2026-01-01 2026-12-31",
		"План на 2024, 2025 и 2026 годы":                                        "2024-01-01 2026-12-31",
		"План на 2025 год и на 2026 год":                                        "2025-01-01 2026-12-31",
		"План на 2025 и 2026 гг.":                                               "2025-01-01 2026-12-31",
		"План на 2024–2026 годы":                                                "2024-01-01 2026-12-31",
		"План на 2025/2026 учебный год":                                         "2025-09-01 2026-08-31",
		"План на I квартал 2026 года":                                           "2026-01-01 2026-03-31",
		"План в IV квартале 2026 года":                                          "2026-10-01 2026-12-31",
		"План на второе полугодие 2026 года":                                    "2026-07-01 2026-12-31",
		"План на март 2026 года":                                                "2026-03-01 2026-03-31",
		"План с 1 марта 2026 года по 31 мая 2026 года":                          "2026-03-01 2026-05-31",
		"План на период с 01.03.2026 по 31.05.2026":                             "2026-03-01 2026-05-31",
		"План мероприятий на период 2026 года":                                  "2026-01-01 2026-12-31",
		"План составления проекта бюджета на 2027 год на 2026 год":              "2026-01-01 2026-12-31",
		"План реализации программы на 2021-2030 годы на 2026 год":               "2026-01-01 2026-12-31",
		"Об утверждении «Плана мероприятий на 2026 год»":                        "2026-01-01 2026-12-31",
		"План по устранению замечаний, выявленных в 2025 году, на 2026 год":     "2026-01-01 2026-12-31",
		"План мероприятий по реализации Стратегии развития района до 2035 года": "",
		"План мероприятий по реализации Стратегии до 2035 года на 2026 год":     "2026-01-01 2026-12-31",
		"План по составлению проекта бюджета на 2027 год и на плановый период 2028 и 2029 годов": "",
		"План подготовки прогноза социально-экономического развития округа на 2027 год":          "",
		"План (утв. постановлением от 25 декабря 2025 г. № 100)":                                 "",
		"План по итогам работы за 2025 год":                                                      "",
		"План по устранению нарушений, выявленных в 2025 году":                                   "",
		"План в рамках проекта «Комфортная среда на 2027 год»":                                   "",
		"План на 2026 – 2099 годы": "",
		"План мероприятий":         "",
		"МЕДИАПЛАН 2026":           "",
	} {
		got := ""
		if p, ok := statedPeriod(text); ok {
			got = p.From.String() + " " + p.To.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	// In a resolution «в 2025 году» speaks of anything.
	if p, ok := statedAside("О том, что было в 2025 году. План на 2026 год"); !ok || p != plans.Years(2026, 2026) {
		t.Error(p)
	}
	if p, ok := statedAside("О работе в 2025 году и в 2024-2025 годах"); ok {
		t.Error(p)
	}
}

// titled reads a plan with such a title and deadlines.
func titled(t testing.TB, title string, o Options, dues ...string) Result {
	t.Helper()
	rows := []string{heading3}
	for _, d := range dues {
		rows = append(rows, tr("анонс", d, "отдел культуры"))
	}
	var caption strings.Builder
	for line := range strings.SplitSeq(title, "\n") {
		caption.WriteString(par(line))
	}
	return ReadWith("без названия.docx", word(t, caption.String()+tbl(rows...)), o)
}

// periodShown shows how the period of a plan was come by.
func periodShown(r Result) string {
	text := "нет"
	if p := r.Plan.Period; p != (plans.Span{}) {
		text = p.From.String() + " " + p.To.String()
	}
	if q, ok := r.Ask(AskYear); ok {
		values := []string{}
		for _, c := range q.Choices {
			values = append(values, c.Value)
		}
		text += " ? " + strings.Join(values, ", ")
	}
	for _, p := range r.Problems {
		if before, _, ok := strings.Cut(p.Text, ". Если он другой"); ok {
			text += " | " + before
		}
	}
	return text
}

// A year that no title states is taken from the deadlines or the approval, which
// the problems name as a guess; else it is asked for.
func TestPeriodWithoutStatedYear(t *testing.T) {
	today := Options{Today: plans.NewDate(2026, 3, 1)}
	for _, c := range []struct {
		name, title string
		o           Options
		dues        []string
		want        string
	}{
		{"one year in the deadlines", "План", today, []string{"до 15.06.2026", "до 1 июля"}, "2026-01-01 2026-12-31 | период плана не назван, взят из сроков строк: 2026 год"},
		{"dates in full need no year", "План", today, []string{"15.06.2025", "с 01.03.2026 по 31.05.2026"}, "2025-01-01 2026-12-31 | период плана не назван, взят из сроков строк: 2025–2026 годы"},
		{"two years, and a day without one", "План", today, []string{"до 15.06.2025", "до 15.06.2026", "до 20.06.2026", "до 1 июля"}, "нет ? 2026, 2025"},
		{"only a report on the year before", "План", today, []string{"до 20 января 2027 года", "до 1 июля"}, "нет ? 2026, 2027"},
		{"only dates in January", "План", today, []string{"до 20 января 2027 года", "15.02.2027"}, "2027-01-01 2027-12-31 | период плана не назван, взят из сроков строк: 2027 год"},
		{"a target far away is no year", "План", today, []string{"до 31.12.2035", "до конца 2035 года", "до 1 июля"}, "нет ? 2026, 2027"},
		{"a year that one row of many names", "План", today, []string{"до 15.06.2026", "до 1 мая", "до 1 июня", "до 1 июля", "до 1 августа", "до 1 сентября"}, "нет ? 2026, 2027"},
		{"an approval in winter", "План (утв. постановлением от 25 декабря 2025 г. № 100)", today, []string{"до 1 июля"}, "2026-01-01 2026-12-31 | период плана не назван, взят из утверждения 25 декабря 2025 г.: 2026 год"},
		{"an approval in spring", "УТВЕРЖДЕНО\nрешением от 10.03.2026 № 5\nПлан", today, []string{"до 1 июля"}, "2026-01-01 2026-12-31 | период плана не назван, взят из утверждения 10 марта 2026 г.: 2026 год"},
		{"an approval in summer", "УТВЕРЖДЕНО\nрешением от 10.08.2025 № 5\nПлан", today, []string{"до 1 июля"}, "нет ? 2025, 2026"},
		{"two approvals", "УТВЕРЖДЕНО\nрешением от 10.03.2025 № 5, решением от 10.03.2026 № 6\nПлан", today, []string{"до 1 июля"}, "нет ? 2026, 2027"},
		{"a bare year in the title", "МЕДИАПЛАН 2026", today, []string{"до 1 июля"}, "2026-01-01 2026-12-31 | период плана не назван, взят из названия плана, где не сказано «на 2026 год»: 2026 год"},
		{"a strategy's year", "План по реализации Стратегии до 2035 года", today, []string{"до 1 июля"}, "нет ? 2026, 2027"},
		{"nothing", "План", Options{}, []string{"до 1 июля"}, "нет ? "},
		{"nothing that needs a year, late in it", "План", Options{Today: plans.NewDate(2026, 11, 28)}, []string{"ежеквартально"}, "нет ? 2027, 2026"},
		{"the year told", "План", Options{Year: 2026}, []string{"до 1 июля"}, "2026-01-01 2026-12-31"},
		{"the year answered", "План", Options{Answers: []Answer{{"year", "2026"}}}, []string{"до 1 июля"}, "2026-01-01 2026-12-31"},
		{"an answer that is none", "План", Options{Answers: []Answer{{"year", "давно"}}}, []string{"до 1 июля"}, "нет ? "},
		{"an answer for a file that names its year", "План на 2025 год", Options{Answers: []Answer{{"year", "2026"}}}, []string{"до 1 июля"}, "2025-01-01 2025-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, periodShown(titled(t, c.title, c.o, c.dues...))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Without a year the rows whose dates are whole are understood, the others wait
// for it and get no date; the one fault says what to do, and the answer mends it.
func TestYearIsAsked(t *testing.T) {
	r := titled(t, "План", Options{}, "до 15.06.2025", "до 15.06.2026", "до 1 июля", "ежеквартально")
	if got := problemsOf(r); got != "! не найден год плана: напишите в названии над таблицей, например, «на 2026 год», или укажите --year 2026\n" || !r.OnlyYearMissing() {
		t.Error(got)
	}
	var kinds []string
	for _, i := range r.Plan.Items() {
		kinds = append(kinds, i.Deadline.Kind())
	}
	if diff := cmp.Diff([]string{"by_date", "by_date", "unclear", "every"}, kinds); diff != "" {
		t.Error(diff)
	}
	q, _ := r.Ask(AskYear)
	b, err := json.Marshal(q)
	if err != nil || json.Unmarshal(b, &q) != nil || !slices.Equal(q.Items, []plans.ItemNo{"1.3"}) || q.Text != "На какой год план?" {
		t.Errorf("%s %v", b, err)
	}
	if _, ok := q.With("1926"); ok {
		t.Error("a year that is none")
	}
	a, ok := q.With("2024")
	r = titled(t, "План", Options{Answers: []Answer{a}}, "до 1 июля")
	if got := brief(r); got != "анонс | by_date 2024-07-01" || !ok || !r.Loadable() || r.OnlyYearMissing() {
		t.Error(got, problemsOf(r))
	}
}

// A year told beside a document that names one does not overrule it.
func TestYearOfDocumentStands(t *testing.T) {
	for _, c := range []struct {
		title string
		year  int
		want  string
	}{
		{"План на 2026 год", 2026, ""},
		{"План на 2026 год", 2025, "! документ сам называет период плана, 2026 год: другой год, 2025, к нему не подходит\n"},
		{"План на 2024–2026 годы", 2026, "! документ сам называет период плана, 2024–2026 годы: другой год, 2026, к нему не подходит\n"},
		{"План на II квартал 2026 года", 2026, ""},
	} {
		r := titled(t, c.title, Options{Year: c.year}, "до 01.05.2026")
		if got := problemsOf(r); got != c.want || r.Plan.Period.To.Year() != 2026 {
			t.Errorf("%s, %d: %s", c.title, c.year, got)
		}
	}
}

// The zone of a document is asked for until it is known.
func TestZoneIsAsked(t *testing.T) {
	r := titled(t, "План на 2026 год", Options{}, "до 1 июля")
	q, ok := r.Ask(AskZone)
	if !ok || r.Plan.Zone != "Europe/Moscow" || len(q.Choices) < 11 || q.Choices[1] != (Choice{"Europe/Moscow", "Москва"}) {
		t.Errorf("%+v", q)
	}
	for _, c := range q.Choices {
		if !validZone(c.Value) {
			t.Error(c)
		}
	}
	if _, ok := q.With("Mars/X"); ok {
		t.Error("a zone that is none")
	}
	a, _ := q.With("Asia/Omsk")
	for _, o := range []Options{{Answers: []Answer{a}}, {Zone: "Asia/Omsk", Answers: []Answer{{"zone", "Asia/Tomsk"}}}} {
		r := titled(t, "План на 2026 год", o, "до 1 июля")
		if _, asked := r.Ask(AskZone); asked || r.Plan.Zone != "Asia/Omsk" {
			t.Error(r.Plan.Zone, asked)
		}
	}
}
