package docx

import (
	"encoding/xml"
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	shape "sdelaemvmeste/plans/planfile/docx"
)

// begin learns how the document calls its namespace.
func (w *writer) begin() {
	name := ""
	// The reader of shapes has walked through the same bytes: nothing can fail here.
	_ = splice.Walk(w.raw, func(e xml.StartElement, _ int, _, _ int64) error {
		for _, a := range e.Attr {
			if a.Name.Space == "xmlns" && a.Name.Local == e.Name.Space || a.Name.Space == "" && a.Name.Local == "xmlns" && e.Name.Space == "" {
				name = a.Value
			}
		}
		if e.Name.Space != "w" {
			w.space = fmt.Sprintf(` xmlns:w="%s"`, name)
		}
		return splice.ErrStop
	})
}

// title writes above the plan's table what the document has become.
func (w *writer) title(block *shape.TableShape, r report.Report) {
	w.font = w.fontOf(block)
	var b strings.Builder
	l := w.font
	l.para = `<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>`
	w.paragraphs(&b, report.Text{{{Text: r.Heading(), Bold: true}}}, l)
	w.edits.Put(splice.StartOf(w.raw, block.Open), b.String())
}

// fontOf is the font of a table: that of the first row with several cells.
func (w *writer) fontOf(t *shape.TableShape) look {
	for _, row := range t.Rows {
		if len(row.Cells) < 2 {
			continue
		}
		if cell, err := w.node(row.Cells[0].Place); err == nil {
			l := lookOf(w.raw, cell, false)
			return look{run: l.run, size: l.size, lang: l.lang}
		}
	}
	return look{}
}
