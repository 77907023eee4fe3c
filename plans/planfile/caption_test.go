package planfile

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

func TestCaptions(t *testing.T) {
	for _, c := range []struct {
		lines           []string
		title, approved string
	}{
		{[]string{"Утверждаю:", "глава округа", "________ И.И. Иванов", "«___» ________ 2023 г.", "", "МЕДИАПЛАН", "на 2023 год"}, "Медиаплан на 2023 год", "глава округа И.И. Иванов"},
		{[]string{"УТВЕРЖДЕН", "постановлением администрации", "от 01.02.2023 № 12", "П Л А Н", "мероприятий на 2024 год"}, "План мероприятий на 2024 год", "постановлением администрации от 01.02.2023 № 12"},
		{[]string{"СОГЛАСОВАНО", "начальник отдела", "УТВЕРЖДАЮ", "директор (подпись)", "М.П.", "План-график работы на II квартал 2023 года"}, "План-график работы на II квартал 2023 года", "директор"},
		{[]string{"Приложение 1", "к приказу", "ПЛАН МЕРОПРИЯТИЙ ПО БЛАГОУСТРОЙСТВУ НА 2023 ГОД"}, "ПЛАН МЕРОПРИЯТИЙ ПО БЛАГОУСТРОЙСТВУ НА 2023 ГОД", ""},
		{[]string{"Утверждено решением совета", "Контент-план на 2023 год"}, "Контент-план на 2023 год", "решением совета"},
		{[]string{"МЕДИАСПЛАН", "на 2023 год"}, "Медиасплан на 2023 год", ""},
		{[]string{"ПОСТАНОВЛЕНИЕ", "План мероприятий утвердить.", "Контроль оставляю за собой.", "УТВЕРЖДЕН", "постановлением", "ПЛАН", "на 2023 год"}, "План на 2023 год", "постановлением"},
		{[]string{"План утвердить", "и выполнить.", "МЕДИАПЛАН", "на 2023 год"}, "Медиаплан на 2023 год", ""},
		{[]string{"просто слова"}, "", ""},
	} {
		if got := readCaption(c.lines); got.title != c.title || got.approved != c.approved {
			t.Errorf("%q: %+v", c.lines, got)
		}
	}
}

func TestPeriodOfCaption(t *testing.T) {
	for text, want := range map[string]string{
		"План на 2023 год": "2023-01-01 2023-12-31",
		"План по отбору со сроком реализации 2024 год на 2023 год": "2023-01-01 2023-12-31",
		"План на 2023-2025 годы":                "2023-01-01 2025-12-31",
		"План на 2023/2024 учебный год":         "2023-09-01 2024-08-31",
		"План на II квартал 2023 года":          "2023-04-01 2023-06-30",
		"План на второе полугодие 2023 года":    "2023-07-01 2023-12-31",
		"План на март 2023 года":                "2023-03-01 2023-03-31",
		"План на март-апрель 2023 года":         "2023-03-01 2023-04-30",
		"План работы в 2023 году и в 2024 году": "2023-01-01 2024-12-31",
		"План без года":                         "",
		"Постановление № 20231 от 20.03.2023":   "",
		"План на 2023 – 2099 годы":              "",
	} {
		got := ""
		if p, ok := statedPeriod(text); ok {
			got = p.From.String() + " " + p.To.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPlanIDs(t *testing.T) {
	for title, want := range map[string]plans.PlanID{
		"Медиаплан Петровского городского округа": "petrovsky-2023",
		"План Красно-Слободского района":          "krasno-slobodsky-2023",
		"План Козельского муниципального округа":  "kozelsky-2023",
		"План Елецкого района":                    "eletsky-2023",
		"План администрации города Ставрополя":    "plan-2023",
	} {
		if got := planID(caption{title: title}, plans.Years(2023, 2023)); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := planID(caption{}, plans.Years(2023, 2025)); got != "plan-2023-2025" {
		t.Error(got)
	}
}

// A tag is the plan's theme when it is the only one.
func TestHashtagOfDocument(t *testing.T) {
	tagged := func(forms ...string) string {
		var rows []string
		for _, f := range forms {
			rows = append(rows, tr(f, "до 15.06.2023", finance))
		}
		return readWord(t, tbl(append([]string{heading3}, rows...)...)).Plan.Hashtag
	}
	if got := tagged("пост #Тег", "пост #ТЕГ, ещё"); got != "#Тег" {
		t.Error(got)
	}
	if got := tagged("пост #Тег", "пост #Другой"); got != "" {
		t.Error(got)
	}
}

// Letters set wide apart are one word.
func TestSpacedLetters(t *testing.T) {
	for line, want := range map[string]string{"П Л А Н": "ПЛАН", "П Л А": "ПЛА", "А Б": "А Б", "П Л А Н 1 2": "П Л А Н 1 2", "на I год": "на I год"} {
		if got := joinSpaced(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}

func TestApprovalByAnAct(t *testing.T) {
	for approval, want := range map[string]bool{
		"постановлением администрации от 25.12.2022 № 7": true, "Распоряжением главы": true, "приказом управления": true, "решением Думы": true,
		"глава округа И.И. Иванов": false, "постановление": false, "": false,
	} {
		if ByAct(approval) != want {
			t.Errorf("%q: %v", approval, !want)
		}
	}
	var b strings.Builder
	p := plans.Plan{ID: "p", Approved: "постановлением от 25.12.2022"}
	if err := WriteText(&b, Result{Plan: p}); err != nil || !strings.Contains(b.String(), "\nУтверждён: постановлением от 25.12.2022\n") {
		t.Error(err, b.String())
	}
}
