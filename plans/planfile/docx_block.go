package planfile

import (
	"encoding/xml"
	"strconv"
)

// blockSink gathers paragraphs and tables: of the document, or of a cell.
type blockSink struct {
	body *document
	cell *cell
	// open is a paragraph whose end mark was deleted: the next one continues it.
	open *para
}

func (s *blockSink) para(p para, continued bool) {
	if s.open != nil {
		p = para{text: s.open.text + p.text, label: s.open.label + p.label}
		s.open = nil
	}
	switch {
	case continued:
		s.open = &p
	case s.cell != nil:
		s.cell.add(p)
	case tidy(p.text) != "":
		s.body.blocks = append(s.body.blocks, block{para: p})
	}
}

// flush ends a paragraph that nothing continued.
func (s *blockSink) flush() {
	if s.open != nil {
		s.para(para{}, false)
	}
}

// blocks handles what may stand between paragraphs and holds them.
func (w *wordReader) blocks(sink *blockSink) handler {
	var handle handler
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
			return w.skip(e)
		}
		return w.each(handle)
	}
	return handle
}

// table reads a table. One that stands in a cell also gives its paragraphs to
// the cell, so that no word of the outer table is lost.
func (w *wordReader) table(sink *blockSink) error {
	w.tables++
	t := &table{number: w.tables}
	if sink.cell == nil {
		sink.flush()
		sink.body.blocks = append(sink.body.blocks, block{table: t})
	} else {
		w.doc.nested = append(w.doc.nested, t)
	}
	order := 0
	var rows handler
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
			return w.skip(e)
		}
		return w.each(rows)
	}
	if err := w.each(rows); err != nil {
		return err
	}
	t.square()
	if sink.cell != nil {
		sink.cell.swallow(t)
	}
	return nil
}

// tableRow reads a row. A row deleted by a tracked change is not there, and a
// hidden one is not shown to the reader of the paper either.
func (w *wordReader) tableRow(t *table, order int) error {
	if w.rows++; w.rows > maxGridRows {
		return errTooLarge
	}
	r := row{number: order}
	dropped, hidden, after := false, false, 0
	var above []*cell
	if len(t.rows) > 0 {
		above = t.rows[len(t.rows)-1].cells
	}
	var cells handler
	cells = func(e xml.StartElement) error {
		switch name(e.Name) {
		case "trPr":
			return w.each(func(e xml.StartElement) error {
				switch name(e.Name) {
				case "del":
					dropped = true
				case "hidden":
					hidden = on(e)
				case "gridBefore":
					for range min(number(e), maxColumns) {
						r.cells = append(r.cells, &cell{})
					}
				case "gridAfter":
					after = min(number(e), maxColumns)
				}
				return w.skip(e)
			})
		case "tc":
			if dropped || hidden {
				return w.skip(e)
			}
			return w.tableCell(&r, above)
		case "sdt":
			return w.control(cells)
		case "tblPrEx", "del", "moveFrom":
			return w.skip(e)
		}
		return w.each(cells)
	}
	if err := w.each(cells); err != nil {
		return err
	}
	switch {
	case hidden && !dropped:
		w.doc.problems = append(w.doc.problems, Problem{
			Table: t.number, Row: order, Severity: Warning, Text: "скрытая строка не прочитана: покажите её, если она нужна",
		})
		return nil
	case dropped:
		return nil
	}
	for range after {
		r.cells = append(r.cells, &cell{})
	}
	t.rows = append(t.rows, r)
	return nil
}

func number(e xml.StartElement) int {
	n, _ := strconv.Atoi(val(e, "val"))
	return max(n, 0)
}

// tableCell reads a cell and lays it on the grid. What stands in a cell that
// continues a merged one is not shown by Word and not read.
func (w *wordReader) tableCell(r *row, above []*cell) error {
	c := &cell{}
	width, merged, across, deleted := 1, false, false, false
	sink := &blockSink{body: w.doc, cell: c}
	blocks := w.blocks(sink)
	err := w.each(func(e xml.StartElement) error {
		switch {
		case name(e.Name) == "tcPr":
			return w.each(func(e xml.StartElement) error {
				switch name(e.Name) {
				case "gridSpan":
					width = min(max(number(e), 1), maxColumns)
				case "vMerge":
					merged = val(e, "val") != "restart"
				case "hMerge":
					across = val(e, "val") != "restart"
				case "cellDel":
					deleted = true
				}
				return w.skip(e)
			})
		case merged || across || deleted:
			return w.skip(e)
		}
		return blocks(e)
	})
	if err != nil {
		return err
	}
	sink.flush()
	col := len(r.cells)
	switch {
	case across && col > 0:
		c = r.cells[col-1]
	case merged && col < len(above):
		c = above[col]
	}
	if col+width > maxColumns {
		return errTooLarge
	}
	for range width {
		r.cells = append(r.cells, c)
	}
	return nil
}
