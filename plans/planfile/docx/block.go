package docx

import (
	"encoding/xml"
	"strconv"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// blockSink gathers paragraphs and tables: of the document, or of a cell.
type blockSink struct {
	body *document.Document
	cell *document.Cell
	// open is a paragraph whose end mark was deleted: the next one continues it.
	open *document.Para
}

func (s *blockSink) para(p document.Para, continued bool) {
	if s.open != nil {
		p = document.Para{Text: s.open.Text + p.Text, Label: s.open.Label + p.Label}
		s.open = nil
	}
	switch {
	case continued:
		s.open = &p
	case s.cell != nil:
		s.cell.Add(p)
	case spelling.Tidy(p.Text) != "":
		s.body.Blocks = append(s.body.Blocks, document.Block{Para: p})
	}
}

// flush ends a paragraph that nothing continued.
func (s *blockSink) flush() {
	if s.open != nil {
		s.para(document.Para{}, false)
	}
}

// blocks handles what may stand between paragraphs and holds them.
func (w *reader) blocks(sink *blockSink) archive.Handler {
	var handle archive.Handler
	handle = func(e xml.StartElement) error {
		switch name(e.Name) {
		case "p":
			return w.paragraph(sink)
		case "tbl":
			return w.table(sink)
		case "sdt":
			return w.control(handle)
		case "mc:AlternateContent":
			return w.alternate(handle)
		case "del", "moveFrom", "sectPr", "tcPr":
			return w.Skip(e)
		}
		return w.Each(handle)
	}
	return handle
}

// table reads a table. One that stands in a cell also gives its paragraphs to
// the cell, so that no word of the outer table is lost.
func (w *reader) table(sink *blockSink) error {
	w.tables++
	t := &document.Table{Number: w.tables}
	if sink.cell == nil {
		sink.flush()
		sink.body.Blocks = append(sink.body.Blocks, document.Block{Table: t})
	} else {
		w.doc.Nested = append(w.doc.Nested, t)
	}
	shape := w.beginTable()
	order := 0
	var rows archive.Handler
	rows = func(e xml.StartElement) error {
		switch name(e.Name) {
		case "tr":
			order++
			return w.tableRow(t, order)
		case "sdt":
			return w.control(rows)
		case "mc:AlternateContent":
			return w.alternate(rows)
		case "tblPr", "tblGrid", "del", "moveFrom":
			return w.Skip(e)
		}
		return w.Each(rows)
	}
	if err := w.Each(rows); err != nil {
		return err
	}
	w.endTable(shape)
	t.Square()
	if sink.cell != nil {
		sink.cell.Swallow(t)
	}
	return nil
}

// tableRow reads a row. A row deleted by a tracked change is not there, and a
// hidden one is not shown to the reader of the paper either.
func (w *reader) tableRow(t *document.Table, order int) error {
	if w.rows++; w.rows > document.MaxRows {
		return archive.ErrTooLarge
	}
	r := document.Row{Number: order}
	shape := w.beginRow(order)
	dropped, hidden, after := false, false, 0
	var above []*document.Cell
	if len(t.Rows) > 0 {
		above = t.Rows[len(t.Rows)-1].Cells
	}
	var cells archive.Handler
	cells = func(e xml.StartElement) error {
		switch name(e.Name) {
		case "trPr":
			return w.Each(func(e xml.StartElement) error {
				switch name(e.Name) {
				case "del":
					dropped = true
				case "hidden":
					hidden = on(e)
				case "gridBefore":
					shape.Before = min(number(e), document.MaxColumns)
					for range min(number(e), document.MaxColumns) {
						r.Cells = append(r.Cells, &document.Cell{})
					}
				case "gridAfter":
					after = min(number(e), document.MaxColumns)
					shape.After = after
				}
				return w.Skip(e)
			})
		case "tc":
			if dropped || hidden {
				return w.Skip(e)
			}
			return w.tableCell(&r, above, shape)
		case "sdt":
			return w.control(cells)
		case "tblPrEx", "del", "moveFrom":
			return w.Skip(e)
		}
		return w.Each(cells)
	}
	if err := w.Each(cells); err != nil {
		return err
	}
	shape.End = w.InputOffset()
	switch {
	case hidden && !dropped:
		w.doc.Warn(document.Problem{Table: t.Number, Row: order}, document.HiddenRow)
		return nil
	case dropped:
		return nil
	}
	for range after {
		r.Cells = append(r.Cells, &document.Cell{})
	}
	t.Rows = append(t.Rows, r)
	return nil
}

func number(e xml.StartElement) int {
	n, _ := strconv.Atoi(val(e, "val"))
	return max(n, 0)
}

// tableCell reads a cell and lays it on the grid. What stands in a cell that
// continues a merged one is not shown by Word and not read.
func (w *reader) tableCell(r *document.Row, above []*document.Cell, row *RowShape) error {
	c := &document.Cell{}
	place := Place{Open: w.InputOffset()}
	width, merged, across, deleted := 1, false, false, false
	sink := &blockSink{body: w.doc, cell: c}
	blocks := w.blocks(sink)
	err := w.Each(func(e xml.StartElement) error {
		switch {
		case name(e.Name) == "tcPr":
			return w.Each(func(e xml.StartElement) error {
				switch name(e.Name) {
				case "gridSpan":
					width = min(max(number(e), 1), document.MaxColumns)
				case "vMerge":
					merged = val(e, "val") != "restart"
				case "hMerge":
					across = val(e, "val") != "restart"
				case "cellDel":
					deleted = true
				}
				return w.Skip(e)
			})
		case merged || across || deleted:
			return w.Skip(e)
		}
		return blocks(e)
	})
	if err != nil {
		return err
	}
	sink.flush()
	col := len(r.Cells)
	switch {
	case across && col > 0:
		c = r.Cells[col-1]
	case merged && col < len(above):
		c = above[col]
	}
	if col+width > document.MaxColumns {
		return archive.ErrTooLarge
	}
	place.End = w.InputOffset()
	row.Cells = append(row.Cells, CellShape{Place: place, Column: col, Width: width, Merged: merged || across})
	for range width {
		r.Cells = append(r.Cells, c)
	}
	return nil
}
