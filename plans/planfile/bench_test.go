package planfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/officetest"
)

// benchRow is a row of the plan that the benchmarks read.
type benchRow struct{ form, due, who string }

// benchPlan is one plan of 300 rows in every format.
type benchPlan struct {
	name string
	data []byte
	// part is the part of the archive that holds the rows.
	part string
}

func benchPlans(b *testing.B, units []plans.Unit, rows []benchRow) []benchPlan {
	b.Helper()
	word, open := []string{tr("№", "Мероприятие", "Срок исполнения", "Ответственные")}, []string{officetest.OpenRow("№", "Мероприятие", "Срок исполнения", "Ответственные")}
	sheet := []string{officetest.OpenRow("План на 2023 год"), open[0]}
	workbook := excelize.NewFile()
	defer workbook.Close()
	put := func(row int, values ...any) {
		if err := workbook.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &values); err != nil {
			b.Fatal(err)
		}
	}
	put(1, "План на 2023 год")
	put(2, "№", "Мероприятие", "Срок исполнения", "Ответственные")
	for i, r := range rows {
		no := fmt.Sprint(i + 1)
		word = append(word, tr(no, r.form, r.due, r.who))
		open = append(open, officetest.OpenRow(no, r.form, r.due, r.who))
		sheet = append(sheet, officetest.OpenRow(no, r.form, r.due, r.who))
		put(i+3, i+1, r.form, r.due, r.who)
	}
	document := officetest.Word(b, caption2023+tbl(word...))
	var book, text bytes.Buffer
	if err := workbook.Write(&book); err != nil {
		b.Fatal(err)
	}
	if err := Write(&text, Read("план.docx", document, units).Plan); err != nil {
		b.Fatal(err)
	}
	return []benchPlan{
		{"docx", document, "word/document.xml"}, {"xlsx", book.Bytes(), "xl/worksheets/sheet1.xml"},
		{"odt", officetest.OpenText(b, officetest.OpenPar("План мероприятий на 2023 год")+officetest.OpenTable(open...), ""), "content.xml"},
		{"ods", officetest.OpenSheets(b, officetest.OpenSheet("План", sheet...), ""), "content.xml"},
		{"yaml", text.Bytes(), ""},
	}
}

// BenchmarkRead300Rows reads a plan whose deadlines and people repeat, as they do
// in real plans, and one in which every cell is another one. «unzip and parse» is
// what no reader can do without.
func BenchmarkRead300Rows(b *testing.B) {
	units := known(b)
	var usual, varied []benchRow
	who := finance + ", отдел, орган АПГОСК, координирующий и регулирующий деятельность в соответствующей отрасли"
	for i := range 300 {
		form := fmt.Sprintf("информирование о ходе реализации инициативного проекта номер %d", i)
		usual = append(usual, benchRow{form, "не позднее 30 календарных дней со дня завершения реализации проекта", who})
		varied = append(varied, benchRow{form, fmt.Sprintf("до %02d.%02d.2023", i%28+1, i/28+1), fmt.Sprintf("%s, отдел № %d", finance, i%150)})
	}
	for _, kind := range []struct {
		name string
		rows []benchRow
	}{{"usual", usual}, {"varied", varied}} {
		for _, p := range benchPlans(b, units, kind.rows) {
			b.Run(kind.name+"/"+p.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if r := Read("plan."+p.name, p.data, units); len(r.Plan.Items()) != 300 || !r.Loadable() {
						b.Fatal(problemsOf(r))
					}
				}
			})
			if p.part == "" || kind.name != "usual" {
				continue
			}
			b.Run("unzip and parse/"+p.name, func(b *testing.B) {
				for b.Loop() {
					decoder := xml.NewDecoder(strings.NewReader(string(unpacked(b, p.data, p.part))))
					for {
						if _, err := decoder.Token(); errors.Is(err, io.EOF) {
							break
						} else if err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
