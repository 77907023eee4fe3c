package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case is a table and the rows of the plan that it comes to.
func TestTableRows(t *testing.T) {
	usual := "1.1 | Мероприятия | пост о ходе работ | до 15.06.2023 | by_date | finance\n"
	for _, c := range []struct {
		name   string
		blocks []string
		rows   string
	}{
		{"a table inside a cell gives its words to the cell", []string{tbl(heading3, tr("пост о ходе работ", "до 15.06.2023",
			tc(tbl(tr(finance), tr("отдел культуры")))))},
			"1.1 | Мероприятия | пост о ходе работ | до 15.06.2023 | by_date | finance,culture\n"},
		{"a plan laid into a frame table", []string{tbl(tr(tc(tbl(heading3, tr("пост о ходе работ", "до 15.06.2023", finance)))))}, usual},
		{"paragraphs match paragraphs", []string{tbl(heading3, tr(
			tc("анонс", "пост", "отчёт"), tc("до 15.06.2023", "ежеквартально", "в течение года"), tc(finance, "отдел культуры", "отдел образования")))},
			lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance",
				"1.2 | Мероприятия | пост | ежеквартально | every | culture",
				"1.3 | Мероприятия | отчёт | в течение года | throughout | education")},
		{"one responsible for several paragraphs", []string{tbl(heading3, tr(
			tc("анонс", "", "пост"), tc("до 15.06.2023", "", "ежеквартально"), tc("финансовое управление АПГОСК,", "отдел культуры")))},
			lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance,culture",
				"1.2 | Мероприятия | пост | ежеквартально | every | finance,culture")},
		{"several deadlines of one row are a list", []string{tbl(heading3, tr("отчёт", tc("28.04.2023", "28.07.2023"), finance))},
			"1.1 | Мероприятия | отчёт | 28.04.2023; 28.07.2023 | dates | finance\n"},
		{"a deadline broken into paragraphs is one", []string{tbl(heading3, tr(tc("отчёт", "о работе"),
			tc("не позднее 30 календарных дней", "со дня завершения реализации проекта"), finance))},
			"1.1 | Мероприятия | отчёт о работе | не позднее 30 календарных дней со дня завершения реализации проекта | after_event | finance\n"},
		{"a row that only adds those who answer", []string{tbl(heading3,
			tr(tc("@merge", "отчёт"), tc("@merge", "ежеквартально"), finance),
			tr(tc("@merged"), tc("@merged"), "отдел культуры"))},
			"1.1 | Мероприятия | отчёт | ежеквартально | every | finance,culture\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readWord(t, c.blocks...)
			if diff := cmp.Diff(c.rows, rowsOf(r)); diff != "" || !r.Loadable() {
				t.Errorf("rows (-want +got):\n%s\n%s", diff, problemsOf(r))
			}
		})
	}
}

// When the paragraphs do not match, nobody can tell which deadline belongs to
// what, so none is taken.
func TestWordParagraphsThatDoNotMatch(t *testing.T) {
	r := readWord(t, tbl(heading3, tr(tc("анонс", "пост", "отчёт"), tc("до 15.06.2023", "ежеквартально"), finance)))
	want := lines("1.1 | Мероприятия | анонс |  | unclear | finance", "1.2 | Мероприятия | пост |  | unclear | finance",
		"1.3 | Мероприятия | отчёт |  | unclear | finance")
	if diff := cmp.Diff(want, rowsOf(r)); diff != "" || !r.Loadable() {
		t.Errorf("rows (-want +got):\n%s\n%s", diff, problemsOf(r))
	}
	if p := problemsOf(r); strings.Count(p, "2 абзаца на 3 абзаца мероприятий: «до 15.06.2023 / ежеквартально»") != 3 {
		t.Error(p)
	}
	for _, i := range r.Plan.Items() {
		if len(r.ofRow(i)) != 1 {
			t.Errorf("row %s: %q", i.No, r.ofRow(i))
		}
	}
	r = readWord(t, tbl(heading3, tr(tc("анонс", "пост", "отчёт"), tc("до 15.06.2023", "до 20.09.2023", "до 25.12.2023"), tc(finance, "отдел культуры"))))
	want = lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance,culture", "1.2 | Мероприятия | пост | до 20.09.2023 | by_date | finance,culture",
		"1.3 | Мероприятия | отчёт | до 25.12.2023 | by_date | finance,culture")
	if diff := cmp.Diff(want, rowsOf(r)); diff != "" || !r.Loadable() {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if p := problemsOf(r); strings.Count(p, "записаны все, проверьте") != 3 {
		t.Error(p)
	}
}

// Several deadlines in a cell merged over several rows may be meant for each
// row or for all of them.
func TestWordDeadlinesInMergedCell(t *testing.T) {
	for _, c := range []struct {
		name string
		due  []string
		rows string
	}{
		{"one each or all", []string{"до 15.06.2023", "декабрь"}, lines("1.1 | Мероприятия | анонс |  | unclear | finance", "1.2 | Мероприятия | пост |  | unclear | finance")},
		{"one for all", []string{"декабрь"}, lines("1.1 | Мероприятия | анонс | декабрь | period | finance", "1.2 | Мероприятия | пост | декабрь | period | finance")},
		{"one, broken", []string{"не позднее 30 календарных дней", "со дня завершения реализации проекта"},
			lines("1.1 | Мероприятия | анонс | не позднее 30 календарных дней со дня завершения реализации проекта | after_event | finance",
				"1.2 | Мероприятия | пост | не позднее 30 календарных дней со дня завершения реализации проекта | after_event | finance")},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readWord(t, tbl(heading3, tr("анонс", tc(append(c.due, "@merge")...), finance), tr("пост", tc("@merged"), finance)))
			if diff := cmp.Diff(c.rows, rowsOf(r)); diff != "" || !r.Loadable() {
				t.Errorf("rows (-want +got):\n%s\n%s", diff, problemsOf(r))
			}
		})
	}
	r := readWord(t, tbl(heading3, tr(tc("@merge", "1. анонс", "2. пост"), "до 15.06.2023", finance), tr(tc("@merged"), "декабрь", finance)))
	if n := len(r.Plan.Items()); n != 2 || strings.Count(problemsOf(r), "несколькими абзацами") != 2 {
		t.Errorf("%d rows\n%s", n, problemsOf(r))
	}
}

func TestWordTablesAndHeadings(t *testing.T) {
	for _, c := range []struct {
		name   string
		blocks []string
		rows   string
	}{
		{"sections as merged first cells", []string{tbl(
			tr("Наименование мероприятий", "Формы сопровождения", "Срок исполнения", "Ответственные"),
			tr(tc("@merge", "1. Сайт округа"), "анонс", "до 15.06.2023", tc("@merge", finance)),
			tr(tc("@merged"), "пост", "ежеквартально", tc("@merged")),
			tr("2 Пресс-мероприятия", "пресс-тур", "в течение года", "отдел культуры"))},
			lines("1.1 | Сайт округа | анонс | до 15.06.2023 | by_date | finance", "1.2 | Сайт округа | пост | ежеквартально | every | finance",
				"2.1 | Пресс-мероприятия | пресс-тур | в течение года | throughout | culture")},
		{"sections as full-width rows", []string{tbl(tr("№ п/п", "Мероприятие", "Сроки реализации", "Исполнители"),
			tr(tc("@span 4", "Раздел I. Сайт округа")), tr("1", "анонс", "до 15.06.2023", finance), tr("2", "пост", "ежеквартально", finance),
			tr(tc("@span 4", "Раздел II. Газета")), tr("3", "статья", "декабрь", "отдел культуры"))},
			lines("1 | Сайт округа | анонс | до 15.06.2023 | by_date | finance", "2 | Сайт округа | пост | ежеквартально | every | finance",
				"3 | Газета | статья | декабрь | period | culture")},
		{"sections as rows with nothing but a name", []string{tbl(tr("№", "Содержание работы", "Дата", "Ответственный исполнитель"),
			tr("1.", "Сайт округа", "", ""), tr("1.1.", "анонс", "до 15.06.2023", finance), tr("2.", "Газета", "", ""), tr("2.1.", "статья", "декабрь", finance))},
			lines("1.1 | Сайт округа | анонс | до 15.06.2023 | by_date | finance", "2.1 | Газета | статья | декабрь | period | finance")},
		{"numbers that begin again in each section give way to ours", []string{tbl(tr("№", "Мероприятие", "Дата", "Ответственный"),
			tr(tc("@span 4", "Сайт")), tr("1", "анонс", "до 15.06.2023", finance), tr(tc("@span 4", "Газета")), tr("1", "статья", "декабрь", finance))},
			lines("1.1 | Сайт | анонс | до 15.06.2023 | by_date | finance", "2.1 | Газета | статья | декабрь | period | finance")},
		{"two rows of headings, columns in another order, and their numbers", []string{tbl(
			tr(tc("@merge", "№ п/п"), tc("@span 2", "Исполнение"), tc("@merge", "Раздел"), tc("@merge", "Мероприятие")),
			tr(tc("@merged"), "Ответственные", "Срок", tc("@merged"), tc("@merged")),
			tr("1", "2", "3", "4", "5"), tr("7", finance, "до 15.06.2023", "Сайт", "анонс"))},
			"7 | Сайт | анонс | до 15.06.2023 | by_date | finance\n"},
		{"beginning and end in columns of their own", []string{tbl(
			tr(tc("@merge", "Мероприятие"), tc("@span 2", "Срок исполнения"), tc("@merge", "Ответственные")),
			tr(tc("@merged"), "начало", "окончание", tc("@merged")),
			tr("анонс", "01.06.2023", "15.06.2023", finance), tr("пост", "", "15.06.2023", finance))},
			lines("1.1 | Мероприятия | анонс | 01.06.2023 - 15.06.2023 | between | finance", "1.2 | Мероприятия | пост | до 15.06.2023 | by_date | finance")},
		{"headings are repeated on a second table, its section goes on", []string{
			tbl(tr("Направление", "Мероприятие", "Срок", "Ответственные"), tr("Сайт", "анонс", "до 15.06.2023", finance)), par(""),
			tbl(tr("Направление", "Мероприятие", "Срок", "Ответственные"), tr("Сайт", "пост", "ежеквартально", finance))},
			lines("1.1 | Сайт | анонс | до 15.06.2023 | by_date | finance", "1.2 | Сайт | пост | ежеквартально | every | finance")},
		{"a second table without headings", []string{tbl(heading3, tr("анонс", "до 15.06.2023", finance)), tbl(tr("пост", "ежеквартально", finance))},
			lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance", "1.2 | Мероприятия | пост | ежеквартально | every | finance")},
		{"headings are repeated in the same table", []string{tbl(heading3, tr("анонс", "до 15.06.2023", finance), heading3, tr("пост", "ежеквартально", finance))},
			lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance", "1.2 | Мероприятия | пост | ежеквартально | every | finance")},
		{"a name and a form in columns of their own", []string{tbl(tr("Наименование мероприятия", "Форма проведения", "Период", "Кто отвечает"),
			tr("День открытых дверей", "встреча", "декабрь", finance), tr("Итоги года", "пресс-конференция", "до 25.12.2023", finance))},
			lines("1.1 | Мероприятия | День открытых дверей: встреча | декабрь | period | finance", "1.2 | Мероприятия | Итоги года: пресс-конференция | до 25.12.2023 | by_date | finance")},
		{"a cell shared by rows with deadlines of their own", []string{tbl(heading3,
			tr(tc("@merge", "отчёт"), "до 15.06.2023", finance), tr(tc("@merged"), "до 15.12.2023", finance))},
			lines("1.1 | Мероприятия | отчёт | до 15.06.2023 | by_date | finance", "1.2 | Мероприятия | отчёт | до 15.12.2023 | by_date | finance")},
		{"cells merged across in the old way", []string{tbl(tr("№", "Мероприятие", "Срок", "Ответственные"),
			tr(`<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>`+par("Сайт округа")+`</w:tc>`, `<w:tc><w:tcPr><w:hMerge/></w:tcPr></w:tc>`, `<w:tc><w:tcPr><w:hMerge/></w:tcPr></w:tc>`, `<w:tc><w:tcPr><w:hMerge/></w:tcPr></w:tc>`),
			tr("1", "анонс", "до 15.06.2023", finance))},
			"1 | Сайт округа | анонс | до 15.06.2023 | by_date | finance\n"},
		{"numbers typed into the cell", []string{tbl(heading3, tr("1.1. анонс", "до 15.06.2023", finance), tr("1.2. пост", "ежеквартально", finance))},
			lines("1.1 | Мероприятия | анонс | до 15.06.2023 | by_date | finance", "1.2 | Мероприятия | пост | ежеквартально | every | finance")},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readWord(t, c.blocks...)
			if diff := cmp.Diff(c.rows, rowsOf(r)); diff != "" || !r.Loadable() {
				t.Errorf("rows (-want +got):\n%s\n%s", diff, problemsOf(r))
			}
		})
	}
}

// A shared cell of one paragraph leaves nothing open.
func TestSharedFormOfOneParagraph(t *testing.T) {
	r := readWord(t, tbl(heading3, tr(tc("@merge", "отчёт"), "до 15.06.2023", finance), tr(tc("@merged"), "до 15.12.2023", finance)))
	if got := problemsOf(r); got != "" || len(r.Plan.Items()) != 2 {
		t.Error(got)
	}
}

// A name without rows takes no number from the sections that have some.
func TestEmptySectionTakesNoNumber(t *testing.T) {
	r := readWord(t, tbl(heading3, tr(tc("@span 3", "Пустой")), tr(tc("@span 3", "Сайт")), tr("анонс", "до 15.06.2023", finance),
		tr(tc("@span 3", "Ещё пустой")), tr(tc("@span 3", "Газета")), tr("статья", "до 15.06.2023", finance)))
	want := lines("1.1 | Сайт | анонс | до 15.06.2023 | by_date | finance", "2.1 | Газета | статья | до 15.06.2023 | by_date | finance")
	if diff := cmp.Diff(want, rowsOf(r)); diff != "" || strings.Count(problemsOf(r), "строк под ним нет") != 2 {
		t.Errorf("rows (-want +got):\n%s%s", diff, problemsOf(r))
	}
}
