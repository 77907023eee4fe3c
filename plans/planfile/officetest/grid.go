package officetest

import (
	"strings"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Grid shows a table as it was read: a row a line, its places between « | », the
// lines of a place between « / », a number before what it numbers.
func Grid(t *document.Table) string {
	var rows []string
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			var lines []string
			for _, p := range c.Paras() {
				for l := range strings.SplitSeq(p.Text, "\n") {
					lines = append(lines, spelling.Tidy(p.Label+" "+l))
				}
			}
			cells = append(cells, strings.Join(lines, " / "))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return strings.Join(rows, "\n")
}
