package planfile

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A plan of 300 rows must be read in well under a second.
func BenchmarkRead300Rows(b *testing.B) {
	units := known(b)
	rows := []string{tr("№", "Мероприятие", "Срок исполнения", "Ответственные")}
	workbook := excelize.NewFile()
	defer workbook.Close()
	put(b, workbook, "Sheet1", 1, "План на 2023 год")
	put(b, workbook, "Sheet1", 2, "№", "Мероприятие", "Срок", "Ответственные")
	who := finance + ", отдел, орган АПГОСК, координирующий и регулирующий деятельность в соответствующей отрасли"
	for i := range 300 {
		if i%20 == 0 {
			rows = append(rows, tr(tc("@span 4", fmt.Sprintf("Раздел %d. Сайт", i/20+1))))
		}
		form := fmt.Sprintf("информирование о ходе реализации инициативного проекта номер %d", i)
		rows = append(rows, tr(fmt.Sprint(i+1), form, "не позднее 30 календарных дней со дня завершения реализации проекта", who))
		put(b, workbook, "Sheet1", i+3, i+1, form, "ежеквартально", who)
	}
	document := word(b, caption2023+tbl(rows...))
	var book, text bytes.Buffer
	if err := workbook.Write(&book); err != nil {
		b.Fatal(err)
	}
	if err := Write(&text, Read("план.docx", document, units).Plan); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
	}{{"plan.docx", document}, {"plan.xlsx", book.Bytes()}, {"plan.yaml", text.Bytes()}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r := Read(c.name, c.data, units); len(r.Plan.Items()) != 300 || !r.Loadable() {
					b.Fatal(problemsOf(r))
				}
			}
		})
	}
}
