package planfile

import (
	"regexp"
	"slices"

	"sdelaemvmeste/plans/planfile/document"
)

// A report that the program has made of a plan is a workbook with sheets of its own,
// among them one of all rows with their figures. Nothing of these is the plan: what is
// loaded is the office's own sheet, where the report was written into it.

const (
	ownReportText   = "это отчёт о выполнении, а не сам план: пришлите файл плана, по которому он сделан"
	ownSheetsUnread = "в файле есть листы отчёта о выполнении: они не прочитаны, план взят с остальных листов"
)

// ownRowsHead is how the head of the report's sheet of rows begins.
var ownRowsHead = []string{"Строка", "Раздел", "Мероприятие", "Проект, период"}

// ownSheets are the names of the report's sheets; a name that was taken has a number.
var ownSheets = regexp.MustCompile(`^(Сводка|Строки|Подразделения|Посты|Публикации|Журнал)( \(\d+\))?$`)

// withoutOwnReport takes the sheets of the program's own report out of a document; text
// says why nothing is left to read.
func withoutOwnReport(doc *document.Document) (text string) {
	if !slices.ContainsFunc(doc.Blocks, func(b document.Block) bool { return b.Table != nil && isOwnRows(b.Table) }) {
		return ""
	}
	doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b document.Block) bool { return b.Table != nil && ownSheets.MatchString(b.Table.Sheet) })
	if !slices.ContainsFunc(doc.Blocks, func(b document.Block) bool { return b.Table != nil && len(b.Table.Rows) > 0 }) {
		return ownReportText
	}
	doc.Warn(document.Problem{}, ownSheetsUnread)
	return ""
}

// isOwnRows reports whether a sheet is the report's sheet of rows.
func isOwnRows(t *document.Table) bool {
	if !ownSheets.MatchString(t.Sheet) || len(t.Rows) == 0 || len(t.Rows[0].Cells) < len(ownRowsHead) {
		return false
	}
	for i, head := range ownRowsHead {
		if t.Rows[0].Cells[i].Text() != head {
			return false
		}
	}
	return true
}
