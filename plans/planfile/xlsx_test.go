package planfile

import (
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans/planfile/document"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// book builds a workbook of one sheet with a caption and headings in rows 1 and
// 2; fill adds the rest.
func book(t testing.TB, fill func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	sheet := f.GetSheetName(0)
	put(t, f, sheet, 1, "План мероприятий на 2023 год")
	put(t, f, sheet, 2, "Раздел", "Мероприятие", "Срок", "Ответственные")
	fill(f, sheet)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func put(t testing.TB, f *excelize.File, sheet string, row int, values ...any) {
	t.Helper()
	axis, _ := excelize.CoordinatesToCellName(1, row)
	if err := f.SetSheetRow(sheet, axis, &values); err != nil {
		t.Fatal(err)
	}
}

func format(t testing.TB, f *excelize.File, sheet, axis, code string, builtin int) {
	t.Helper()
	style := &excelize.Style{NumFmt: builtin}
	if code != "" {
		style.CustomNumFmt = &code
	}
	id, err := f.NewStyle(style)
	if err == nil {
		err = f.SetCellStyle(sheet, axis, axis, id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A date cell is read as a person sees it, not as this computer would show it.
func TestWorkbookDates(t *testing.T) {
	day := time.Date(2023, 6, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value   any
		code    string
		builtin int
		want    string
	}{
		{day, "DD.MM.YYYY", 0, "05.06.2023 by_date"},
		{day, "", 14, "05.06.2023 by_date"},
		{day, "[$-419]D MMMM YYYY;@", 0, "05.06.2023 by_date"},
		{day, `dd"."mm"."yy`, 0, "05.06.2023 by_date"},
		{day, "", 16, "5 июня by_date"},
		{day, "MMMM YYYY", 0, "июнь 2023 г. period"},
		{day, "MMMM", 0, "июнь period"},
		{day, "", 17, "июнь 2023 г. period"},
		{day.Add(14 * time.Hour), "dd.mm.yyyy hh:mm", 0, "05.06.2023 14:00 by_date"},
		{day, "dd.mm.yyyy hh:mm", 0, "05.06.2023 by_date"},
		{"до 05.06.2023", "@", 0, "до 05.06.2023 by_date"},
		{45082, "", 0, "45082 unclear"},
	} {
		r := Read("план.xlsx", book(t, func(f *excelize.File, sheet string) {
			put(t, f, sheet, 3, "Сайт", "анонс", c.value, finance)
			format(t, f, sheet, "C3", c.code, c.builtin)
		}), known(t))
		if len(r.Plan.Items()) != 1 {
			t.Fatal(problemsOf(r))
		}
		if i := r.Plan.Items()[0]; i.Phrase+" "+i.Deadline.Kind() != c.want {
			t.Errorf("%v as %q %d: %s %s, want %s", c.value, c.code, c.builtin, i.Phrase, i.Deadline.Kind(), c.want)
		}
	}
}

// The other epoch of Excel for Mac moves the days by four years.
func TestWorkbookOfTheOtherEpoch(t *testing.T) {
	r := Read("план.xlsx", book(t, func(f *excelize.File, sheet string) {
		on := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
			t.Fatal(err)
		}
		put(t, f, sheet, 3, "Сайт", "анонс", 43620, finance)
		format(t, f, sheet, "C3", "DD.MM.YYYY", 0)
	}), known(t))
	if got := rowsOf(r); got != "1.1 | Сайт | анонс | 05.06.2023 | by_date | finance\n" {
		t.Error(got, problemsOf(r))
	}
}

func TestWorkbookSheets(t *testing.T) {
	data := book(t, func(f *excelize.File, sheet string) {
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		put(t, f, sheet, 3, "Сайт", "анонс", "до 15.06.2023", finance)
		put(t, f, sheet, 4, "", "тайна", "до 15.06.2023", finance)
		must(f.SetRowVisible(sheet, 4, false))
		put(t, f, sheet, 6, "", "пост\nсюжет", "ежеквартально\nдекабрь", nil, "заметка")
		must(f.MergeCell(sheet, "A3", "A6"))
		must(f.MergeCell(sheet, "D3", "D6"))
		must(f.SetColVisible(sheet, "E", false))
		put(t, f, sheet, 7, "Газета")
		must(f.MergeCell(sheet, "A7", "D7"))
		put(t, f, sheet, 8, "", "статья", "декабрь", "отдел культуры")
		_, err := f.NewSheet("Продолжение")
		must(err)
		put(t, f, "Продолжение", 1, "Раздел", "Мероприятие", "Срок", "Ответственные")
		put(t, f, "Продолжение", 2, "Газета", "ещё статья", "декабрь", "отдел культуры")
		_, err = f.NewSheet("Пустой")
		must(err)
		_, err = f.NewSheet("Прочее")
		must(err)
		put(t, f, "Прочее", 1, "Смета", "Сумма")
		_, err = f.NewSheet("Тайный")
		must(err)
		must(f.SetSheetVisible("Тайный", false))
	})
	r := Read("план.xlsx", data, known(t))
	want := lines("1.1 | Сайт | анонс | до 15.06.2023 | by_date | finance", "1.2 | Сайт | пост | ежеквартально | every | finance",
		"1.3 | Сайт | сюжет | декабрь | period | finance", "2.1 | Газета | статья | декабрь | period | culture",
		"2.2 | Газета | ещё статья | декабрь | period | culture")
	if diff := cmp.Diff(want, rowsOf(r)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	want = lines("? лист «Sheet1»: скрытый столбец E не прочитан: покажите его, если он нужен",
		"? лист «Sheet1», строка 4: скрытая строка не прочитана: покажите её, если она нужна",
		"? лист «Прочее»: таблица не прочитана: в ней нет столбцов плана",
		"? лист «Тайный»: скрытый лист не прочитан: покажите его, если план на нём")
	if diff := cmp.Diff(want, problemsOf(r)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A few bytes can ask the library for gigabytes of empty places; they are
// counted before it sees them.
func TestWorkbookThatIsTooWide(t *testing.T) {
	sheet := func(rows string) []byte {
		return packed(t, "xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="A" sheetId="1"/></sheets></workbook>`,
			"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`)
	}
	for name, rows := range map[string]string{
		"a far row":   `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`,
		"far columns": strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 20),
		"many cells":  `<row>` + strings.Repeat(`<c/>`, document.MaxPlaces+1) + `</row>`,
	} {
		if p := problemsOf(Read("план.xlsx", sheet(rows), nil)); p != "! "+tooLargeText+"\n" {
			t.Errorf("%s: %s", name, p)
		}
	}
}
