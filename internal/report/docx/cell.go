package docx

import (
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	shape "sdelaemvmeste/plans/planfile/docx"
)

// newCell is a cell to be added at the end of a row.
type newCell struct {
	row   shape.RowShape
	cols  int
	text  report.Text
	head  bool
	merge merge
}

// addCell adds a cell that looks like the last one of its row. A row that ends before
// the table does is filled up by it.
func (w *writer) addCell(c newCell) error {
	span, last := 1, 0
	var l look
	if n := len(c.row.Cells); n > 0 {
		end := c.row.Cells[n-1]
		last = end.Column + end.Width
		span = max(c.cols-last, 0) + 1
		cell, err := w.node(end.Place)
		if err != nil {
			return err
		}
		l = lookOf(w.raw, cell, c.head)
	}
	if c.row.After > 0 {
		w.dropAfter(c.row)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tc%s><w:tcPr>`, w.space)
	if w.width > 0 {
		fmt.Fprintf(&b, `<w:tcW w:w="%d" w:type="dxa"/>`, w.width)
	}
	if span > 1 {
		fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, span)
	}
	switch c.merge {
	case first:
		b.WriteString(`<w:vMerge w:val="restart"/>`)
	case merged:
		b.WriteString(`<w:vMerge/>`)
		c.text = nil
	case alone:
	}
	b.WriteString(l.cell + `</w:tcPr>`)
	w.paragraphs(&b, c.text, l)
	b.WriteString(`</w:tc>`)
	w.edits.Put(splice.EndTagOf(w.raw, c.row.End), b.String())
	return nil
}

// dropAfter takes away that a row leaves columns out at its end.
func (w *writer) dropAfter(row shape.RowShape) {
	n, err := w.node(row.Place)
	if err != nil {
		return
	}
	for _, k := range n.Kid("trPr").Kids {
		if k.Local == "gridAfter" || k.Local == "wAfter" {
			w.edits.Replace(k.From, k.End, "")
		}
	}
}

// fillCell writes a text into the cell of a column: in the place of its empty
// paragraphs, or after the words that it has.
func (w *writer) fillCell(row shape.RowShape, col int, text report.Text) error {
	for _, c := range row.Cells {
		if col < c.Column || col >= c.Column+c.Width || c.Merged || len(text) == 0 {
			continue
		}
		cell, err := w.node(c.Place)
		if err != nil {
			return err
		}
		l := lookOf(w.raw, cell, false)
		if l.run == "" && len(row.Cells) > 1 {
			// An empty cell may say nothing of the font.
			other, err := w.node(row.Cells[0].Place)
			if err != nil {
				return err
			}
			l.run = lookOf(w.raw, other, false).run
		}
		var b strings.Builder
		w.paragraphs(&b, text, l)
		at := splice.EndTagOf(w.raw, cell.End)
		if p := cell.Kid("p"); p != nil && !cell.Says("t") {
			w.edits.Replace(p.From, at, b.String())
		} else {
			w.edits.Put(at, b.String())
		}
		return nil
	}
	return nil
}

// paragraphs writes lines as paragraphs of a look; nothing is one empty paragraph,
// which a cell must have.
func (w *writer) paragraphs(b *strings.Builder, text report.Text, l look) {
	if len(text) == 0 {
		text = report.Text{nil}
	}
	for _, line := range text {
		fmt.Fprintf(b, `<w:p%s>`, w.space)
		if l.para != "" {
			b.WriteString(`<w:pPr>` + l.para + `</w:pPr>`)
		}
		for _, piece := range line {
			w.piece(b, piece, l)
		}
		b.WriteString(`</w:p>`)
	}
}

func (w *writer) piece(b *strings.Builder, p report.Piece, l look) {
	run := func(props string) {
		b.WriteString(`<w:r>`)
		if props != "" {
			b.WriteString(`<w:rPr>` + props + `</w:rPr>`)
		}
		b.WriteString(`<w:t xml:space="preserve">` + splice.Escape(p.Text) + `</w:t></w:r>`)
	}
	if p.Link == "" {
		run(l.props(p.Bold, false))
		return
	}
	b.WriteString(w.links.open(p.Link))
	run(l.props(p.Bold, true))
	b.WriteString(`</w:hyperlink>`)
}
