package odf

import (
	"encoding/xml"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// table reads a table of a text. One that stands in a cell also gives its
// paragraphs to the cell, so that no word of the outer table is lost.
func (r *reader) table(e xml.StartElement, s *sink) error {
	if r.styles.hides(attr(e, "table:style-name")) {
		return r.Skip(e)
	}
	r.tables++
	t := &document.Table{Number: r.tables}
	if s.cell == nil {
		s.body.Blocks = append(s.body.Blocks, document.Block{Table: t})
	} else {
		r.doc.Nested = append(r.doc.Nested, t)
	}
	g := &grid{r: r, table: t}
	shape := r.beginTable()
	if err := g.read(); err != nil {
		return err
	}
	r.endTable(shape)
	if s.cell != nil {
		s.cell.Swallow(t)
	}
	return nil
}

// grid lays a table out in places.
type grid struct {
	r     *reader
	table *document.Table
	// sheet is set for a spreadsheet, whose cells have values and whose columns
	// have looks.
	sheet   bool
	columns []column
	// number is the row's number in the file; empty are rows without any words
	// that have not been laid out, because none with words has followed yet.
	number, empty int
	// down are the cells that reach into the rows below, by column.
	down map[int]reach
}

// column is the look of a column of a spreadsheet.
type column struct {
	style  string
	hidden bool
	told   bool
}

// reach is a cell and how many rows below it still covers.
type reach struct {
	cell *document.Cell
	rows int
}

func (g *grid) read() error {
	g.down = map[int]reach{}
	if err := g.r.Each(g.part); err != nil {
		return err
	}
	g.table.Square()
	return nil
}

// part handles what a table holds; groups of rows and columns are looked into.
func (g *grid) part(e xml.StartElement) error {
	switch name(e.Name) {
	case "table:table-column":
		c := column{style: attr(e, "table:default-cell-style-name"), hidden: invisible(e)}
		for range min(count(e, "table:number-columns-repeated"), document.MaxColumns-len(g.columns)) {
			g.columns = append(g.columns, c)
		}
	case "table:table-row":
		return g.row(e)
	case "table:table-header-rows", "table:table-rows", "table:table-row-group", "table:table-columns",
		"table:table-header-columns", "table:table-column-group", "text:soft-page-break":
		return g.r.Each(g.part)
	}
	return g.r.Skip(e)
}

func invisible(e xml.StartElement) bool {
	v := attr(e, "table:visibility")
	return v == "collapse" || v == "filter"
}

// row reads a row, or many equal ones.
func (g *grid) row(e xml.StartElement) error {
	repeated := count(e, "table:number-rows-repeated")
	line := &line{grid: g, style: attr(e, "table:default-cell-style-name"), above: map[*document.Cell]bool{}}
	line.shape = g.r.beginRow(g.number+1, repeated)
	if err := g.r.Each(line.traced); err != nil {
		return err
	}
	line.shape.End = g.r.InputOffset()
	line.fill()
	first := g.number + 1
	g.number += repeated
	if len(line.above) == 0 && !line.words {
		g.empty += repeated
		return nil
	}
	if invisible(e) {
		if line.words {
			g.r.doc.Warn(document.Problem{Table: g.table.Number, Sheet: g.table.Sheet, Row: first}, document.HiddenRow)
		}
		return nil
	}
	if line.words {
		if err := g.layEmpty(first); err != nil {
			return err
		}
	} else if g.empty > 0 || repeated > document.MaxRows {
		g.empty += repeated
		return nil
	}
	for i := range repeated {
		row := document.Row{Number: first + i, Cells: line.cells}
		if i > 0 {
			row.Cells = line.again()
		}
		if err := g.lay(row); err != nil {
			return err
		}
	}
	return nil
}

// again gives the cells of a repeated row: equal ones, and not the same, except
// for those that reach down from above.
func (l *line) again() []*document.Cell {
	made := map[*document.Cell]*document.Cell{}
	cells := make([]*document.Cell, len(l.cells))
	for i, c := range l.cells {
		if made[c] == nil {
			made[c] = c
			if !l.above[c] {
				same := *c
				made[c] = &same
			}
		}
		cells[i] = made[c]
	}
	return cells
}

// layEmpty lays out the rows without words before a row with some.
func (g *grid) layEmpty(next int) error {
	for n := next - g.empty; n < next; n++ {
		if err := g.lay(document.Row{Number: n}); err != nil {
			return err
		}
	}
	g.empty = 0
	return nil
}

func (g *grid) lay(row document.Row) error {
	g.r.rows++
	g.r.places += len(row.Cells)
	if len(g.table.Rows) >= document.MaxRows || g.r.rows > 2*document.MaxRows || g.r.places > document.MaxPlaces {
		return archive.ErrTooLarge
	}
	g.table.Rows = append(g.table.Rows, row)
	return nil
}

// line is a row being read.
type line struct {
	*grid
	style string
	cells []*document.Cell
	// across is the cell that reaches into the columns to its right, wide how
	// many of them are still to come.
	across *document.Cell
	wide   int
	// blank are places without words that stand behind the last cell.
	blank int
	// words is set when some cell holds text; above are the cells that reach
	// down from rows above.
	words bool
	above map[*document.Cell]bool
	// shape is where the row stands, seen how many columns of it have gone by.
	shape *RowShape
	seen  int
}

func (l *line) part(e xml.StartElement) error {
	switch name(e.Name) {
	case "table:table-cell":
		return l.cell(e)
	case "table:covered-table-cell":
		for range min(count(e, "table:number-columns-repeated"), document.MaxColumns+1) {
			l.covered()
		}
	}
	return l.r.Skip(e)
}

// at is the column of the next cell.
func (l *line) at() int { return len(l.cells) + l.blank }

// fill ends a row whose last cell should reach further than it has places.
func (l *line) fill() {
	for l.wide > 0 && l.at() < document.MaxColumns {
		l.covered()
	}
}

// covered takes a place that belongs to a cell on its left or above it. What
// stands in it is not shown and not read.
func (l *line) covered() {
	col := l.at()
	switch from := l.down[col]; {
	case l.wide > 0:
		l.wide--
		l.put(l.across)
	case from.rows > 0:
		l.down[col] = reach{from.cell, from.rows - 1}
		l.above[from.cell] = true
		l.put(from.cell)
	default:
		l.blank++
	}
}

// put lays a cell into the next place, and the blank ones before it.
func (l *line) put(c *document.Cell) {
	if l.at() >= document.MaxColumns {
		return
	}
	for ; l.blank > 0; l.blank-- {
		l.cells = append(l.cells, &document.Cell{})
	}
	l.cells = append(l.cells, c)
}

// cell reads a cell, or many equal ones.
func (l *line) cell(e xml.StartElement) error {
	for l.wide > 0 && l.at() < document.MaxColumns {
		l.covered()
	}
	c := &document.Cell{}
	if err := l.content(e, c); err != nil {
		return err
	}
	repeated, wide, high := count(e, "table:number-columns-repeated"), count(e, "table:number-columns-spanned"), count(e, "table:number-rows-spanned")
	if c.Empty() && len(c.Paras()) == 0 && wide == 1 && high == 1 {
		l.blank += min(repeated, document.MaxColumns)
		return nil
	}
	if l.at()+repeated > document.MaxColumns {
		return archive.ErrTooLarge
	}
	l.words = l.words || len(c.Paras()) > 0
	for i := range repeated {
		if i > 0 {
			same := *c
			c = &same
		}
		for k := range min(wide, document.MaxColumns) {
			if high > 1 {
				l.down[l.at()+k] = reach{c, high - 1}
			}
		}
		l.put(c)
		l.across, l.wide = c, min(wide-1, document.MaxColumns)
	}
	return nil
}

// content reads what a cell holds, unless its column is hidden.
func (l *line) content(e xml.StartElement, c *document.Cell) error {
	if !l.sheet {
		return l.r.Each(l.r.blocks(&sink{body: l.r.doc, cell: c}))
	}
	return l.value(e, c)
}
