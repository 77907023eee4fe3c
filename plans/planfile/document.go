package planfile

import "strings"

// document is what Word and Excel have in common: paragraphs and tables in
// their order, with merged cells laid out on a grid.
type document struct {
	blocks []block
	// nested are the tables inside cells, for a plan laid into a frame table.
	nested   []*table
	problems []Problem
}

// block is either a table or a paragraph.
type block struct {
	table *table
	para  para
}

// para is one paragraph; its lines are separated by "\n". Label is what
// automatic numbering shows before it, "1.2." or "•".
type para struct {
	text, label string
}

// table is a grid. A merged cell stands in every place that it covers, as the
// same pointer; no place is nil.
type table struct {
	// number counts the tables of the file from 1; sheet names the sheet.
	number int
	sheet  string
	rows   []row
	cols   int
}

// row is one row of a grid and its number in the file.
type row struct {
	number int
	cells  []*cell
}

// cell is a cell of a table with its paragraphs, empty ones left out.
type cell struct {
	paras []para
	bytes int
}

// add appends a paragraph unless it shows nothing. Of a cell that is too long
// anyway no more is kept than shows it.
func (c *cell) add(p para) {
	if p.text != "" || p.label != "" {
		if c.bytes += len(p.text); c.bytes <= maxCellBytes {
			c.paras = append(c.paras, p)
		}
	}
}

// long tells whether the cell holds more than a plan may.
func (c *cell) long() bool { return c.bytes > maxCellBytes || tooLong(c.text()) }

// text is the whole cell on one line.
func (c *cell) text() string {
	texts := make([]string, len(c.paras))
	for i, p := range c.paras {
		texts[i] = p.text
	}
	return tidy(strings.Join(texts, " "))
}

// parts are the paragraphs that hold text, each on one line.
func (c *cell) parts() []string {
	var all []string
	for _, p := range c.paras {
		if t := tidy(p.text); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// lines are all lines of the cell, whether ended by a paragraph or a break.
func (c *cell) lines() []string {
	var all []string
	for _, p := range c.paras {
		for l := range strings.SplitSeq(p.text, "\n") {
			if l = tidy(l); l != "" {
				all = append(all, l)
			}
		}
	}
	return all
}

// empty tells whether the cell shows nothing but a number.
func (c *cell) empty() bool { return c.text() == "" }

// swallow takes over the paragraphs of a table that stands inside the cell.
func (c *cell) swallow(t *table) {
	for i, r := range t.rows {
		for j, inner := range r.cells {
			if (i == 0 || t.rows[i-1].cells[j] != inner) && (j == 0 || r.cells[j-1] != inner) {
				for _, p := range inner.paras {
					c.add(p)
				}
			}
		}
	}
}

// square gives every row of the table the same number of places.
func (t *table) square() {
	for i := range t.rows {
		t.cols = max(t.cols, len(t.rows[i].cells))
	}
	for i := range t.rows {
		for len(t.rows[i].cells) < t.cols {
			t.rows[i].cells = append(t.rows[i].cells, &cell{})
		}
	}
}

// distinct gives the different cells of a row that hold text.
func (r row) distinct() []*cell {
	var all []*cell
	for i, c := range r.cells {
		if !c.empty() && (i == 0 || r.cells[i-1] != c) {
			all = append(all, c)
		}
	}
	return all
}

// place is where a column of a row stands.
func (t *table) place(r row, col int) Problem {
	return Problem{Table: t.number, Sheet: t.sheet, Row: r.number, Cell: col + 1}
}
