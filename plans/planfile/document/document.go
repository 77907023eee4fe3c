// Package document is what the readers of all office formats give: paragraphs
// and tables in their order, with merged cells laid out on a grid, and what is
// wrong with the file. It must know no format and nothing of what a plan means.
package document

import (
	"strings"

	"sdelaemvmeste/plans/planfile/spelling"
)

// The limits keep a hostile or mistaken file from taking the machine: a real
// plan has some dozens of rows.
const (
	// MaxCellBytes is what is kept of a cell or a paragraph: more than the
	// longest that is allowed, so that it is seen to be too long.
	MaxCellBytes = 64 << 10
	// MaxColumns and MaxRows bound one table, MaxPlaces all sheets together.
	MaxColumns = 64
	MaxRows    = 5000
	MaxPlaces  = 200_000
)

// Document is one file.
type Document struct {
	Blocks []Block
	// Nested are the tables inside cells, for a plan laid into a frame table.
	Nested   []*Table
	Problems []Problem
}

// Warn adds a warning.
func (d *Document) Warn(place Problem, text string) {
	place.Text, place.Severity = text, Warning
	d.Problems = append(d.Problems, place)
}

// What a person does not see the program does not read, and says so.
const (
	HiddenRow   = "скрытая строка не прочитана: покажите её, если она нужна"
	HiddenSheet = "скрытый лист не прочитан: покажите его, если план на нём"
)

// HiddenColumn tells of a hidden column by its number.
func HiddenColumn(n int) string {
	return "скрытый столбец " + ColumnLetters(n) + " не прочитан: покажите его, если он нужен"
}

// Block is either a table or a paragraph.
type Block struct {
	Table *Table
	Para  Para
}

// Para is one paragraph; its lines are separated by "\n". Label is what
// automatic numbering shows before it, "1.2." or "•".
type Para struct {
	Text, Label string
	// Apart says that an empty paragraph stands before this one in its cell.
	Apart bool
}

// Table is a grid. A merged cell stands in every place that it covers, as the
// same pointer; no place is nil.
type Table struct {
	// Number counts the tables of the file from 1; Sheet names the sheet.
	Number int
	Sheet  string
	Rows   []Row
	Cols   int
}

// Row is one row of a grid and its number in the file.
type Row struct {
	Number int
	Cells  []*Cell
}

// Cell is a cell of a table with its paragraphs, empty ones left out.
type Cell struct {
	paras []Para
	bytes int
	// gap is set when the last paragraph was empty.
	gap bool
	// text and lines keep what is asked for again and again.
	text  string
	lines []string
	known bool
}

// NewCell makes a cell of paragraphs.
func NewCell(paras ...Para) *Cell {
	c := &Cell{}
	for _, p := range paras {
		c.Add(p)
	}
	return c
}

// Add appends a paragraph unless it shows nothing. Of a cell that is too long
// anyway no more is kept than shows it.
func (c *Cell) Add(p Para) {
	if p.Label == "" && spelling.Tidy(p.Text) == "" {
		c.gap = true
		return
	}
	if c.bytes += len(p.Text); c.bytes <= MaxCellBytes {
		p.Apart = c.gap && len(c.paras) > 0
		c.paras, c.known, c.gap = append(c.paras, p), false, false
	}
}

// Paras are the paragraphs of the cell.
func (c *Cell) Paras() []Para { return c.paras }

// Long reports whether the cell holds more than a plan may.
func (c *Cell) Long() bool { return c.bytes > MaxCellBytes || spelling.TooLong(c.Text()) }

// Text is the whole cell on one line.
func (c *Cell) Text() string {
	c.learn()
	return c.text
}

// Lines are all lines of the cell, whether ended by a paragraph or a break. The
// caller must not change them.
func (c *Cell) Lines() []string {
	c.learn()
	return c.lines
}

func (c *Cell) learn() {
	if c.known {
		return
	}
	c.known, c.lines = true, nil
	for _, p := range c.paras {
		for l := range strings.SplitSeq(p.Text, "\n") {
			if l = spelling.Tidy(l); l != "" {
				c.lines = append(c.lines, l)
			}
		}
	}
	c.text = spelling.Tidy(strings.Join(c.lines, " "))
}

// Empty reports whether the cell shows nothing but a number.
func (c *Cell) Empty() bool { return c.Text() == "" }

// Swallow takes over the paragraphs of a table that stands inside the cell.
func (c *Cell) Swallow(t *Table) {
	for i, r := range t.Rows {
		for j, inner := range r.Cells {
			if (i == 0 || t.Rows[i-1].Cells[j] != inner) && (j == 0 || r.Cells[j-1] != inner) {
				for _, p := range inner.paras {
					c.Add(p)
				}
			}
		}
	}
}

// Square gives every row of the table the same number of places.
func (t *Table) Square() {
	for i := range t.Rows {
		t.Cols = max(t.Cols, len(t.Rows[i].Cells))
	}
	for i := range t.Rows {
		for len(t.Rows[i].Cells) < t.Cols {
			t.Rows[i].Cells = append(t.Rows[i].Cells, &Cell{})
		}
	}
}

// Place is where a column of a row stands.
func (t *Table) Place(r Row, col int) Problem {
	return Problem{Table: t.Number, Sheet: t.Sheet, Row: r.Number, Cell: col + 1}
}

// Distinct gives the different cells of a row that hold text.
func (r Row) Distinct() []*Cell {
	var all []*Cell
	for i, c := range r.Cells {
		if !c.Empty() && (i == 0 || r.Cells[i-1] != c) {
			all = append(all, c)
		}
	}
	return all
}
