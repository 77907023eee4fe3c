package planfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/officetest"
)

func laid(l plans.Layout) string {
	var b strings.Builder
	for _, t := range l.Tables {
		fmt.Fprintf(&b, "таблица %d, столбцов %d, отметка %d:", t.Number, t.Cols, t.Mark)
		for _, line := range t.Lines {
			fmt.Fprintf(&b, " %d-%s", line.Row, line.Kind)
			if len(line.Items) > 0 {
				fmt.Fprint(&b, line.Items)
			}
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// The layout says of every row of a table what it is, and which rows of the plan it
// holds.
func TestLayoutOfADocument(t *testing.T) {
	unit := "отдел культуры"
	head := officetest.Row("№", "Мероприятие", "Срок", "Ответственные")
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"headings, their numbers, a section, a repeated heading": {
			[]string{
				head, officetest.Row("1", "2", "3", "4"), officetest.Row(officetest.Cell("@span 4", "Раздел первый")),
				officetest.Row("1", "А", "до 01.06.2026", unit), head, officetest.Row("2", "Б", "до 02.06.2026", unit),
			}, "таблица 1, столбцов 4, отметка 0: 1-head 2-count 3-section 4-item[1] 5-head 6-item[2]",
		},
		"headings in two rows, and a row with more who answer": {
			[]string{
				officetest.Row(officetest.Cell("@merge", "№"), officetest.Cell("@merge", "Мероприятие"), officetest.Cell("@merge", "Срок"), officetest.Cell("Ответственные")),
				officetest.Row(officetest.Cell("@merged"), officetest.Cell("@merged"), officetest.Cell("@merged"), officetest.Cell("подразделение")),
				officetest.Row(officetest.Cell("@merge", "1"), officetest.Cell("@merge", "А"), officetest.Cell("@merge", "до 01.06.2026"), unit),
				officetest.Row(officetest.Cell("@merged"), officetest.Cell("@merged"), officetest.Cell("@merged"), "отдел спорта"),
			}, "таблица 1, столбцов 4, отметка 0: 1-head 2-head 3-item[1] 4-more",
		},
		"a column for the mark is better than one for remarks": {
			[]string{
				officetest.Row("Мероприятие", "Срок", "Ответственные", "Примечание", "Отметка о выполнении"),
				officetest.Row("А", "до 01.06.2026", unit, "", ""),
			}, "таблица 1, столбцов 5, отметка 5: 1-head 2-item[1.1]",
		},
		"a row of two": {
			[]string{
				head, officetest.Row("1", officetest.Cell("1) А", "2) Б"), officetest.Cell("до 01.06.2026", "до 02.06.2026"), unit),
			}, "таблица 1, столбцов 4, отметка 0: 1-head 2-item[1 2]",
		},
	} {
		r := Read("plan.docx", officetest.Word(t, officetest.Par("План мероприятий на 2026 год")+officetest.Table(c.rows...)), nil)
		if got := laid(r.Original.Layout); got != c.want {
			t.Errorf("%s: (-want +got):\n%s%s", name, cmp.Diff(c.want, got), problemsOf(r))
		}
	}
}
