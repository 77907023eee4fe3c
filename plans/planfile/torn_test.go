package planfile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// broken makes a paragraph with hard line breaks of a text with «/» in it; «¶»
// begins a new paragraph.
func broken(text string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(text, "¶") {
		lines := strings.Split(p, "⏎")
		for i, l := range lines {
			lines[i] = run(l)
		}
		b.WriteString(`<w:p>` + strings.Join(lines, `<w:r><w:br/></w:r>`) + `</w:p>`)
	}
	return b.String()
}

// brokenRow reads a row of a plan for 2026 whose cells are broken.
func brokenRow(t failer, form, due, who string, o Options) Result {
	t.Helper()
	return ReadWith("план.docx", word(t, par("План мероприятий на 2026 год")+tbl(heading3, tr(tc(broken(form)), tc(broken(due)), tc(broken(who))))), o)
}

type failer interface {
	Helper()
	Fatal(args ...any)
}

// brief shows the rows of a plan: the form and its deadline, and a mark when
// somebody is asked whether the row is one.
func brief(r Result) string {
	var rows []string
	for _, i := range r.Plan.Items() {
		d, _ := plans.MarshalDeadline(i.Deadline)
		var v map[string]any
		_ = json.Unmarshal(d, &v)
		var text strings.Builder
		text.WriteString(i.Form + " |")
		for _, key := range []string{"kind", "from", "to", "days", "each", "day", "month"} {
			if v[key] != nil {
				text.WriteString(" " + strings.Trim(fmt.Sprint(v[key]), "[]"))
			}
		}
		rows = append(rows, text.String())
	}
	if _, asked := r.Ask(AskRows); asked {
		rows = append(rows, "?")
	}
	return strings.Join(rows, "\n")
}

// A line that goes on in the next is one with it, in every cell, and rows are
// split only where every piece stands alone.
func TestTornRows(t *testing.T) {
	for _, c := range []struct{ form, due, want string }{
		{"Пресс-тур⏎по проектам", "01.04.2026-⏎31.05.2026", "Пресс-тур по проектам | between 2026-04-01 2026-05-31"},
		{"Пресс-тур¶по проектам", "01.04.2026-¶31.05.2026", "Пресс-тур по проектам | between 2026-04-01 2026-05-31"},
		{"Пресс-тур", "апрель -⏎май", "Пресс-тур | period 2026-04-01 2026-05-31"},
		{"Пресс-тур", "апрель⏎- май", "Пресс-тур | period 2026-04-01 2026-05-31"},
		{"Пресс-тур⏎по проектам", "с 1 апреля⏎по 31 мая", "Пресс-тур по проектам | between 2026-04-01 2026-05-31"},
		{"Пресс-тур⏎по проектам", "до 1 июня⏎2026 г.", "Пресс-тур по проектам | by_date 2026-06-01"},
		{"Пресс-тур⏎По проектам", "IV квартал⏎2026 года", "Пресс-тур По проектам | period 2026-10-01 2026-12-31"},
		{"Анонс⏎Пост", "ежегодно,⏎до 25 декабря", "Анонс Пост | every year 25"},
		{"Открытие сквера,⏎Парка и площади", "до 1 июня⏎до 1 июля", "Открытие сквера, Парка и площади | dates 2026-06-01 2026-07-01\n?"},
		{"Открытие сквера и⏎Парка", "до 1 июня⏎до 1 июля", "Открытие сквера и Парка | dates 2026-06-01 2026-07-01"},
		{"Встреча с жителями (парк⏎Победы)", "до 1 июня⏎до 1 июля", "Встреча с жителями (парк Победы) | dates 2026-06-01 2026-07-01"},
		{"Пресс-тур⏎по проектам", "до 1 июня⏎до 1 июля", "Пресс-тур по проектам | dates 2026-06-01 2026-07-01\n?"},
		// What stands alone in both cells are rows of their own.
		{"Анонс⏎Пост", "до 1 июня⏎до 1 июля", "Анонс | by_date 2026-06-01\nПост | by_date 2026-07-01"},
		{"Анонс¶Пост", "до 1 июня¶до 1 июля", "Анонс | by_date 2026-06-01\nПост | by_date 2026-07-01"},
		{"анонс⏎пост", "до 1 июня⏎до 1 июля", "анонс | by_date 2026-06-01\nпост | by_date 2026-07-01"},
		{"1) анонс⏎2) пост", "до 1 июня⏎до 25 декабря", "анонс | by_date 2026-06-01\nпост | by_date 2026-12-25"},
		{"1) анонс⏎2) пост", "до 25⏎декабря 2026 года", "анонс 2) пост | by_date 2026-12-25\n?"},
		{"Анонс⏎о начале⏎Пост", "до 1 июня⏎2026 года⏎до 1 июля", "Анонс о начале | by_date 2026-06-01\nПост | by_date 2026-07-01"},
		{"- анонс⏎- пост", "до 1 июня⏎до 1 июля", "анонс | by_date 2026-06-01\nпост | by_date 2026-07-01"},
		// What is a deadline by itself and a part of another one as well is asked.
		{"Анонс⏎Пост", "IV квартал⏎ежемесячно до 5 числа", "Анонс Пост | every 2026-10-01 month 5\n?"},
		{"анонс⏎о начале", "до 1 июня⏎до 1 июля", "анонс о начале | dates 2026-06-01 2026-07-01\n?"},
		{"Анонс⏎Пост", "до 1 июня⏎когда-нибудь", "Анонс Пост | unclear\n?"},
		// Lines that are broken in different ways, or of different numbers, are one row.
		{"Анонс⏎Пост", "до 1 июня¶до 1 июля", "Анонс Пост | dates 2026-06-01 2026-07-01"},
		{"Анонс¶Пост", "до 1 июня⏎до 1 июля", "Анонс Пост | dates 2026-06-01 2026-07-01"},
		{"Анонс⏎Пост", "до 1 июня", "Анонс Пост | by_date 2026-06-01"},
		{"Анонс", "28 апреля⏎28 июля", "Анонс | dates 2026-04-28 2026-07-28"},
	} {
		if diff := cmp.Diff(c.want, brief(brokenRow(t, c.form, c.due, "отдел культуры", Options{}))); diff != "" {
			t.Errorf("%s | %s (-want +got):\n%s", c.form, c.due, diff)
		}
	}
}

// Rows that a table itself sets apart are not asked about: empty paragraphs part
// them, or as many people answer.
func TestRowsSetApart(t *testing.T) {
	for name, cells := range map[string][3]string{
		"people": {"Анонс¶Пост", "IV квартал¶ежемесячно до 5 числа", "отдел культуры¶отдел образования"},
		"blanks": {"Анонс¶ ¶Пост", "IV квартал¶ ¶ежемесячно до 5 числа", "отдел культуры"},
	} {
		want := "Анонс | period 2026-10-01 2026-12-31\nПост | every month 5"
		if diff := cmp.Diff(want, brief(brokenRow(t, cells[0], cells[1], cells[2], Options{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	r := brokenRow(t, "Анонс¶Пост", "до 1 июня¶до 1 июля", "Администрации городских и¶сельских поселений", Options{})
	for _, i := range r.Plan.Items() {
		if u, _ := r.Plan.Unit(i.Responsible[0]); u.Name != "Администрации городских и сельских поселений" {
			t.Errorf("%s: %s", i.Form, u.Name)
		}
	}
}

// The answer splits the row or keeps it, and nothing is asked again; the
// question is the same in another row and after a restart.
func TestTornRowIsAskedOnce(t *testing.T) {
	const form, due = "Анонс⏎Пост", "IV квартал⏎ежемесячно до 5 числа"
	first := brokenRow(t, form, due, "отдел культуры", Options{})
	q, ok := first.Ask(AskRows)
	if !ok || len(q.Items) != 1 || q.Items[0] != "1.1" || !first.Loadable() {
		t.Fatalf("%+v", first.Open)
	}
	if !strings.Contains(problemsOf(first), "в ячейках по 2 строки: неясно, одна это строка плана или разные; записана одна") {
		t.Error(problemsOf(first))
	}
	kept, err := json.Marshal(q)
	if err != nil || json.Unmarshal(kept, &q) != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]string{
		One:     "Анонс Пост | every 2026-10-01 month 5",
		Several: "Анонс | period 2026-10-01 2026-12-31\nПост | every month 5",
	} {
		a, ok := q.With(value)
		if !ok {
			t.Fatal(value)
		}
		r := brokenRow(t, form, due, "отдел культуры", Options{Answers: []Answer{a}})
		if diff := cmp.Diff(want, brief(r)); diff != "" || len(r.Problems) != 0 {
			t.Errorf("%s (-want +got):\n%s%s", value, diff, problemsOf(r))
		}
	}
	if _, ok := q.With("нечто"); ok {
		t.Error("an answer that is none")
	}
}

// dueDays are the days on which a deadline falls due, and the bounds within
// which it repeats.
func dueDays(d plans.Deadline) []string {
	var all []string
	switch d := d.(type) {
	case plans.ByDate:
		all = append(all, d.To.String())
	case plans.Between:
		all = append(all, d.To.String())
	case plans.Period:
		all = append(all, d.To.String())
	case plans.Dates:
		for _, day := range d.Days {
			all = append(all, day.String())
		}
	case plans.Every, plans.Throughout:
		b, _ := plans.MarshalDeadline(d)
		all = append(all, string(b))
	}
	return all
}

// realDues are cells of real plans.
var realDues = []string{
	"01.04.2026-31.05.2026", "с 1 апреля по 31 мая 2026 г.", "апрель - май", "до 25 декабря 2026 года", "ежегодно, до 25 декабря",
	"II квартал 2026 года", "IV квартал", "ежеквартально до 10 числа месяца, следующего за отчетным кварталом", "в течение года",
	"до 28 апреля, 28 июля", "дважды в год: до 15 февраля и до 15 августа", "13 мая, 27 мая, 17 июня", "с 1 по 15 октября", "13-20 ноября",
	"не позднее 30 календарных дней со дня завершения реализации проекта", "декабрь 2026 года", "2-е полугодие", "не реже 1 раза в квартал",
	"ежемесячно до 5 числа", "март-апрель", "постоянно", "по мере реализации проектов", "до 1 июня, далее ежеквартально", "1 сентября (вт.) — 27 октября (вт.)",
	"январь, июнь, декабрь", "за 3 дня до открытия", "до 6-го рабочего дня месяца, следующего за отчетным", "к 1 марта 2026 года", "с 01.03.2026 по 15.12.2026, ежемесячно",
}

var realForms = []string{
	"Пресс-тур по проектам инициативного бюджетирования", "Размещение информации о ходе работ на официальном сайте", "проведение Дня открытых дверей (парк Победы)",
	"Анонс мероприятия, пост и сюжет", "Открытие площадки - Парк Победы", "выпуск газеты «Петровские вести» с итогами года", "1) Анонс 2) Пост",
}

// Wherever real cells are broken, they give no day on which the unbroken cell
// does not name something as due.
func TestBrokenCellsGiveNoOtherDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom(realForms).Draw(t, "form")
		dues := rapid.SliceOfN(rapid.SampledFrom(realDues), 1, 2).Draw(t, "dues")
		due := strings.Join(dues, rapid.SampledFrom([]string{", ", "; "}).Draw(t, "between"))
		var named []string
		for _, d := range append(dues, due) {
			for _, i := range brokenRow(t, form, d, "отдел культуры", Options{}).Plan.Items() {
				named = append(named, dueDays(i.Deadline)...)
			}
		}
		mark, n := rapid.SampledFrom([]string{"⏎", "¶"}).Draw(t, "mark"), rapid.IntRange(1, 3).Draw(t, "breaks")
		breakAt := func(text, label string) string {
			words := strings.Split(text, " ")
			for range n {
				if len(words) > 1 {
					k := rapid.IntRange(1, len(words)-1).Draw(t, label)
					words[k-1] += mark + words[k]
					words = slices.Delete(words, k, k+1)
				}
			}
			return strings.Join(words, " ")
		}
		torn := brokenRow(t, breakAt(form, "form break"), breakAt(due, "due break"), "отдел культуры", Options{})
		for _, i := range torn.Plan.Items() {
			for _, day := range dueDays(i.Deadline) {
				if !slices.Contains(named, day) {
					t.Fatalf("%s due %s of «%s», named %v", i.Form, day, i.Phrase, named)
				}
			}
		}
	})
}
