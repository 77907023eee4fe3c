package xlsx

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/officetest"

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

const finance = "финансовое управление"

func read(t testing.TB, data []byte) *document.Document {
	t.Helper()
	p, err := archive.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(p, data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// A date cell is read as a person sees it, not as this computer would show it.
func TestDates(t *testing.T) {
	day := time.Date(2023, 6, 5, 0, 0, 0, 0, time.UTC)
	half := 14*time.Hour + 30*time.Minute
	for _, c := range []struct {
		value   any
		code    string
		builtin int
		want    string
	}{
		{day, "DD.MM.YYYY", 0, "05.06.2023"},
		{day, "", 14, "05.06.2023"},
		{day, "[$-419]D MMMM YYYY;@", 0, "05.06.2023"},
		{day, `dd"."mm"."yy`, 0, "05.06.2023"},
		{day, "", 16, "5 июня"},
		{day, "MMMM YYYY", 0, "июнь 2023 г."},
		{day, "MMMM", 0, "июнь"},
		{day, "", 17, "июнь 2023 г."},
		{day.Add(14 * time.Hour), "dd.mm.yyyy hh:mm", 0, "05.06.2023 14:00"},
		{day.Add(half), "", 22, "05.06.2023 14:30"},
		{day.Add(half + 29*time.Second), "dd.mm.yyyy h:mm:ss", 0, "05.06.2023 14:30"},
		{day, "dd.mm.yyyy hh:mm", 0, "05.06.2023"},
		{"до 05.06.2023", "@", 0, "до 05.06.2023"},
		{45082, "", 0, "45082"},
		// A time of day, with seconds or without, is a time and no date.
		{half.Hours() / 24, "h:mm:ss", 0, "14:30"},
		{half.Hours() / 24, "[$-F400]h:mm:ss\\ AM/PM", 0, "14:30"},
		{half.Hours() / 24, "hh:mm", 0, "14:30"},
		{half.Hours() / 24, "", 18, "14:30"},
		{half.Hours() / 24, "", 19, "14:30"},
		{half.Hours() / 24, "", 20, "14:30"},
		{half.Hours() / 24, "", 21, "14:30"},
		{day.Add(half), "h:mm:ss", 0, "14:30"},
		{0.0, "h:mm:ss", 0, "00:00"},
		{0.5, "dd.mm.yyyy", 0, "00.01.1900"},
		// How long something takes is neither.
		{1.5, "[h]:mm", 0, "36:00"},
		{1.5, "[mm]:ss", 0, "2160:00"},
	} {
		doc := read(t, book(t, func(f *excelize.File, sheet string) {
			put(t, f, sheet, 3, "Сайт", "анонс", c.value, finance)
			format(t, f, sheet, "C3", c.code, c.builtin)
		}))
		if got := doc.Blocks[0].Table.Rows[2].Cells[2].Text(); got != c.want {
			t.Errorf("%v as %q %d: %s, want %s", c.value, c.code, c.builtin, got, c.want)
		}
	}
}

// The other epoch of Excel for Mac moves the days by four years.
func TestTheOtherEpoch(t *testing.T) {
	doc := read(t, book(t, func(f *excelize.File, sheet string) {
		on := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
			t.Fatal(err)
		}
		put(t, f, sheet, 3, "Сайт", "анонс", 43620, finance)
		format(t, f, sheet, "C3", "DD.MM.YYYY", 0)
	}))
	if got := doc.Blocks[0].Table.Rows[2].Cells[2].Text(); got != "05.06.2023" {
		t.Error(got)
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
	doc := read(t, data)
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Table.Sheet+":\n"+officetest.Grid(b.Table))
	}
	want := []string{
		"Sheet1:\nПлан мероприятий на 2023 год |  |  |  | \nРаздел | Мероприятие | Срок | Ответственные | \n" +
			"Сайт | анонс | до 15.06.2023 | " + finance + " | \nСайт |  |  | " + finance + " | \nСайт | пост / сюжет | ежеквартально / декабрь | " + finance + " | \n" +
			"Газета | Газета | Газета | Газета | \n | статья | декабрь | отдел культуры | ",
		"Продолжение:\nРаздел | Мероприятие | Срок | Ответственные\nГазета | ещё статья | декабрь | отдел культуры",
		"Пустой:\n", "Прочее:\nСмета | Сумма",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	var problems []string
	for _, p := range doc.Problems {
		problems = append(problems, p.String())
	}
	want = []string{
		"лист «Sheet1», строка 4: скрытая строка не прочитана: покажите её, если она нужна",
		"лист «Sheet1»: скрытый столбец E не прочитан: покажите его, если он нужен",
		"лист «Тайный»: скрытый лист не прочитан: покажите его, если план на нём",
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A few bytes can ask the library for gigabytes of empty places; they are
// counted before it sees them.
func TestWorkbookThatIsTooWide(t *testing.T) {
	sheet := func(rows string) []byte {
		return officetest.Packed(t, "xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="A" sheetId="1"/></sheets></workbook>`,
			"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`)
	}
	for name, rows := range map[string]string{
		"a far row":   `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`,
		"far columns": strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 20),
		"many cells":  `<row>` + strings.Repeat(`<c/>`, document.MaxPlaces+1) + `</row>`,
	} {
		data := sheet(rows)
		p, err := archive.Open(data)
		if err == nil {
			_, err = Read(p, data)
		}
		if !errors.Is(err, archive.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
