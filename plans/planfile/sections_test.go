package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sectionsOf shows the sections of a plan and how many rows each has.
func sectionsOf(r Result) string {
	var all []string
	for _, s := range r.Plan.Sections {
		all = append(all, s.Title+strings.Repeat(" .", len(s.Items)))
	}
	return strings.Join(all, "\n")
}

// A paragraph above a table is the section of its rows.
func TestSectionsAboveTables(t *testing.T) {
	row := tr("анонс", "до 1 июня", "отдел культуры")
	table := tbl(heading3, row)
	title := par("План на 2026 год")
	for _, c := range []struct{ name, body, want string }{
		{"said by itself", title + par("Раздел 1. Благоустройство") + table + par("Раздел 2. Культура") + table, "Благоустройство .\nКультура ."},
		{"with Roman numbers", title + par("I. Благоустройство") + table + par("II. Культура") + table, "Благоустройство .\nКультура ."},
		{"in words between the tables", title + table + par("Культура и спорт") + table, "Мероприятия .\nКультура и спорт ."},
		{"a direction", title + par("Направление «Культура»") + table, "Направление «Культура» ."},
		{"numbered by Word", title + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + run("Культура") + `</w:p>` + table, "Культура ."},
		{"the last of several", title + table + par("Раздел 2. Культура") + par("(в ред. постановления от 01.02.2026)") + table, "Мероприятия .\nКультура ."},
		{"a table that goes on", title + par("Раздел 1. Культура") + table + par("Раздел 2. Спорт") + tbl(row), "Культура .\nСпорт ."},
		{"an appendix, a note, a total, a signature and a sentence are none", title + par("Раздел 1. Культура") + table + par("Приложение 2") + tbl(row) + par("Примечание: сроки уточняются") + tbl(row) +
			par("Итого: 3") + tbl(row) + par("Начальник отдела И.И. Иванов") + tbl(row) + par("Контроль возложен на отдел культуры.") + tbl(row) + par("Продолжение таблицы") + tbl(row) +
			par("______________") + tbl(row) + par("СОГЛАСОВАНО") + tbl(row) + par(strings.Repeat("слово ", 50)) + tbl(row), "Культура . . . . . . . . . ."},
		{"points of a resolution above the title are none", par("1. Утвердить прилагаемый план.") + par("2. Опубликовать его.") + title + table, "Мероприятия ."},
		{"the table's own sections win", title + par("Раздел 1. Культура") + tbl(heading3, tr(tc("@span 3", "Сайт")), row), "Сайт ."},
		{"one name twice is one section", title + par("Раздел 1. Культура") + table + par("Раздел 1. Культура") + table, "Культура . ."},
		{"a letterhead between tables takes its own paragraph", title + par("Раздел 1. Культура") + table + par("Раздел 2. Спорт") + tbl(tr("СОГЛАСОВАНО", "УТВЕРЖДАЮ")) + tbl(row), "Культура . ."},
	} {
		r := ReadWith("план.docx", word(t, c.body, "word/numbering.xml", numberingPart), Options{})
		if diff := cmp.Diff(c.want, sectionsOf(r)); diff != "" || r.Plan.Title != "План на 2026 год" {
			t.Errorf("%s, «%s» (-want +got):\n%s%s", c.name, r.Plan.Title, diff, problemsOf(r))
		}
	}
}

// Rows of a table that name a section, and those that name none.
func TestSectionsInTables(t *testing.T) {
	row := tr("анонс", "до 1 июня", "отдел культуры")
	for name, want := range map[string]string{
		"Раздел I. Сайт": "Сайт .", "1. Сайт": "Сайт .", "2 Сайт": "Сайт .", "4 квартал": "4 квартал .", "I квартал": "I квартал .", "3.1.3 Мероприятия": "3.1.3 Мероприятия .",
		"3.1.3. Мероприятия": "3.1.3. Мероприятия .", "1.2. Сайт": "Сайт .", "Блок 2: Сайт": "Сайт .", "2026 год": "2026 год .", "Раздел № 3. Сайт": "Сайт .", "5 «Сайт»": "«Сайт» .",
		"(в ред. постановления от 01.02.2026 № 5)": "Мероприятия .", "Итого по разделу 5": "Мероприятия .", "Всего: 5": "Мероприятия .", "(п. 5 введен постановлением)": "Мероприятия .",
		"(с изм. от 01.02.2026)": "Мероприятия .",
	} {
		r := ReadWith("план.docx", word(t, par("План на 2026 год")+tbl(heading3, tr(tc("@span 3", name)), row)), Options{})
		if got := sectionsOf(r); got != want || len(r.Problems) > 0 {
			t.Errorf("%q: %q, want %q\n%s", name, got, want, problemsOf(r))
		}
	}
	// A total has figures in its row and is no row of the plan, unlike a row that
	// begins with the same word.
	r := ReadWith("план.docx", word(t, par("План на 2026 год")+tbl(heading3, row, tr("Итого", "5", "6"))), Options{})
	if got := sectionsOf(r); got != "Мероприятия ." || !r.Loadable() {
		t.Error(got, problemsOf(r))
	}
	r = ReadWith("план.docx", word(t, par("План на 2026 год")+tbl(heading3, row, tr("Всего провести пять встреч", "до 1 июня", "отдел культуры"))), Options{})
	if got := sectionsOf(r); got != "Мероприятия . ." {
		t.Error(got, problemsOf(r))
	}
}

func TestTitlesOfOtherOffices(t *testing.T) {
	for _, title := range []string{
		"Календарный план мероприятий на 2026 год", "Сводный план на 2026 год", "Годовой план работы на 2026 год", "Рабочий план на 2026 год", "Перспективный план на 2026 год",
		"Межведомственный план на 2026 год", "Единый календарный план на 2026 год", "План-график на 2026 год", "Перечень мероприятий на 2026 год", "График проведения встреч на 2026 год",
		"Дорожная карта на 2026 год", "«Дорожная карта» по развитию на 2026 год", "Комплексный план-график работы на 2026 год", "Медиаплан на 2026 год", "Комплекс мер на 2026 год", "Программа на 2026 год",
		"Перечень основных событий на 2026 год", "План мероприятий («дорожная карта») на 2026 год", "Контент-план на 2026 год",
	} {
		if got := readCaption([]string{"Приложение", "к приказу", title}).title; got != title {
			t.Errorf("%q is read as %q", title, got)
		}
	}
	for _, line := range []string{"Настоящий план утвердить", "Указанный перечень опубликовать", "Плановые показатели", "О планах", "Утвердить план"} {
		if got := readCaption([]string{line}).title; got != "" {
			t.Errorf("%q is read as the title %q", line, got)
		}
	}
	c := readCaption([]string{"План мероприятий (в ред. от 01.02.2026) на 2026 год", "(утв. постановлением от 25.12.2025 № 100)", "Раздел 1. Сайт"})
	if c.title != "План мероприятий на 2026 год" || c.approved != "постановлением от 25.12.2025 № 100" {
		t.Errorf("%+v", c)
	}
}
