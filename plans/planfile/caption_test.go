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
		"МЕДИАПЛАН 2023":                        "2023-01-01 2023-12-31",
		"Медиаплан 2023 г.":                     "2023-01-01 2023-12-31",
		"План на 2023-2025 годы":                "2023-01-01 2025-12-31",
		"План на 2023/2024 учебный год":         "2023-09-01 2024-08-31",
		"План на II квартал 2023 года":          "2023-04-01 2023-06-30",
		"План на второе полугодие 2023 года":    "2023-07-01 2023-12-31",
		"План на март 2023 года":                "2023-03-01 2023-03-31",
		"План на март-апрель 2023 года":         "2023-03-01 2023-04-30",
		"План работы в 2023 году и в 2024 году": "",
		"План без года":                         "",
		"Постановление № 20231 от 20.03.2023":   "",
		"План на 2023 – 2099 годы":              "",
	} {
		got := ""
		if p, ok := readPeriod(text, true); ok {
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
		if got := planID(caption{title: title}, wholeYears(2023, 2023)); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := planID(caption{}, wholeYears(2023, 2025)); got != "plan-2023-2025" {
		t.Error(got)
	}
}

// A document without a year cannot give a plan: a year is a date and is not
// guessed. One without a title takes the file's name and says so.
func TestDocumentWithoutYearOrTitle(t *testing.T) {
	table := tbl(heading3, tr("анонс", "до 15.06.2023", finance))
	r := Read("План.docx", word(t, par("План мероприятий")+table), known(t))
	if got := problemsOf(r); got != "! не найден год плана: напишите в названии над таблицей, например, «на 2023 год»\n" || len(r.Plan.Items()) != 1 {
		t.Error(got)
	}
	r = Read("План.docx", word(t, par("Утверждаю 20.12.2022 г.")+par("План мероприятий")+table), known(t))
	if got := problemsOf(r); !strings.HasPrefix(got, "! не найден год плана") {
		t.Error(got)
	}
	r = Read("dir/Работа_на 2023 год.docx", word(t, table), known(t))
	if got := problemsOf(r); got != "? название плана не найдено, взято имя файла: поправьте его\n" || r.Plan.Title != "Работа на 2023 год" {
		t.Error(got, r.Plan.Title)
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
