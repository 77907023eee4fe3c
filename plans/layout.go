package plans

// Original is the document that a version of a plan was read from, as it was sent,
// and where the plan's rows stand in it.
type Original struct {
	Name   string `json:"name"`
	Data   []byte `json:"data"`
	Layout Layout `json:"layout"`
}

// Layout says where the rows of a plan stand in the tables of its document.
type Layout struct {
	Tables []LaidTable `json:"tables"`
}

// LaidTable is one table of a document that holds rows of the plan.
type LaidTable struct {
	// Number counts the tables of the document from 1; Sheet names the sheet of a
	// workbook.
	Number int    `json:"number"`
	Sheet  string `json:"sheet,omitempty"`
	// Cols is how many columns the table has, Mark the one for what was done,
	// counted from 1; 0 when the document has none.
	Cols int `json:"cols"`
	Mark int `json:"mark,omitempty"`
	// Lines are the rows that mean something, in their order.
	Lines []LaidLine `json:"lines"`
}

// LaidLine is one row of a table.
type LaidLine struct {
	// Row counts the rows of the table from 1; in a workbook it is Excel's.
	Row  int      `json:"row"`
	Kind LineKind `json:"kind"`
	// Items are the plan's rows that this one holds, none unless it is an [ItemLine].
	Items []ItemNo `json:"items,omitempty"`
}

// LineKind is what a row of a table is.
type LineKind string

// The kinds of a table's rows.
const (
	// HeadLine holds headings, a repeated one too; the first rows of a table that
	// are such make one heading.
	HeadLine LineKind = "head"
	// CountLine numbers the columns: 1, 2, 3, 4.
	CountLine LineKind = "count"
	// SectionLine names a section.
	SectionLine LineKind = "section"
	// ItemLine holds rows of the plan.
	ItemLine LineKind = "item"
	// MoreLine goes on with the row of the plan above it.
	MoreLine LineKind = "more"
)

// Of gives the layout with the numbers that the rows have in a plan, which must have
// been read from this very document: its rows are the same and in the same order.
func (l Layout) Of(p Plan) Layout {
	items := p.Items()
	next := 0
	out := Layout{Tables: make([]LaidTable, 0, len(l.Tables))}
	for _, t := range l.Tables {
		lines := make([]LaidLine, 0, len(t.Lines))
		for _, line := range t.Lines {
			var numbers []ItemNo
			for range line.Items {
				if next < len(items) {
					numbers = append(numbers, items[next].No)
				}
				next++
			}
			line.Items = numbers
			lines = append(lines, line)
		}
		t.Lines = lines
		out.Tables = append(out.Tables, t)
	}
	return out
}
