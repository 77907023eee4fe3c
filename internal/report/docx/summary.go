package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
)

// page is where the body ends and how wide a line of its last section is, in
// twentieths of a point.
type page struct {
	end   int64
	width int
}

// usualWidth is the width of a line on a sheet of A4 with margins of 3 and 1.5 cm.
const usualWidth = 9355

// page finds the end of the body: before its section's properties, which come last.
func (w *writer) page() (page, error) {
	p := page{width: usualWidth}
	wide, margins := 0, 0
	body := false
	err := splice.Walk(w.raw, func(e xml.StartElement, depth int, from, _ int64) error {
		switch e.Name.Local {
		case "body":
			body = body || depth == 1
		case "sectPr":
			if depth == 2 {
				p.end, wide, margins = from, 0, 0
			}
		case "pgSz":
			wide, _ = strconv.Atoi(attribute(e, "w"))
		case "pgMar":
			left, _ := strconv.Atoi(attribute(e, "left"))
			right, _ := strconv.Atoi(attribute(e, "right"))
			margins = left + right
		}
		return nil
	})
	if err != nil || !body {
		return p, fmt.Errorf("body: %w: %w", splice.ErrShape, err)
	}
	if line := wide - margins; line > 2000 {
		p.width = line
	}
	if p.end == 0 {
		p.end = int64(strings.LastIndex(string(w.raw), "</"))
		p.end = int64(strings.LastIndex(string(w.raw[:p.end]), "</"))
	}
	return p, nil
}

// summary writes the figures on a page of their own after all else.
func (w *writer) summary(r report.Report) error {
	p, err := w.page()
	if err != nil {
		return err
	}
	var b strings.Builder
	l := w.font
	l.size = `<w:sz w:val="20"/><w:szCs w:val="20"/>`
	for i, s := range r.Summary() {
		head := l
		head.para = `<w:keepNext/>`
		if i == 0 {
			head.para += `<w:pageBreakBefore/>`
		}
		head.para += `<w:spacing w:before="200" w:after="80"/>`
		w.paragraphs(&b, report.Text{{{Text: s.Title, Bold: true}}}, head)
		for _, line := range s.Lines {
			body := l
			body.para = `<w:spacing w:after="40"/>`
			w.paragraphs(&b, report.Text{line}, body)
		}
		if len(s.Rows) > 0 {
			w.grid(&b, s, l, p.width)
		}
	}
	w.paragraphs(&b, nil, l)
	w.edits.Put(p.end, b.String())
	return nil
}

// manyColumns is how many columns leave no room for letters of the usual size.
const manyColumns = 6

// grid writes a table of figures with lines around its cells.
func (w *writer) grid(b *strings.Builder, s report.Block, l look, width int) {
	l.size = `<w:sz w:val="18"/><w:szCs w:val="18"/>`
	if len(s.Head) > manyColumns {
		l.size = `<w:sz w:val="16"/><w:szCs w:val="16"/>`
	}
	l.para = `<w:spacing w:before="0" w:after="0"/>`
	widths := s.Widths(width)
	fmt.Fprintf(b, `<w:tbl%s><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, w.space, width)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, n := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, n)
	}
	b.WriteString(`</w:tblGrid>`)
	head := make([]report.Line, 0, len(s.Head))
	for _, h := range s.Head {
		head = append(head, report.Line{{Text: h, Bold: true}})
	}
	for i, row := range append([][]report.Line{head}, s.Rows...) {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if i == 0 {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		for j, cell := range row {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[j])
			w.paragraphs(b, report.Text{cell}, l)
			b.WriteString(`</w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}
