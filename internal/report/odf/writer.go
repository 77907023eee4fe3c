package odf

import (
	"encoding/xml"
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// spaces declares the namespaces of what is inserted (ISO/IEC 26300-1, 1.3).
const spaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink"`

// writer gathers the edits of the content.
type writer struct {
	raw   []byte
	edits splice.Edits
	marks map[plans.ItemNo]report.Text
	head  report.Text
	// heading is what the document has become.
	heading string
	// sheet is true of a spreadsheet.
	sheet bool
	// stylesAt is where styles of our own go, bare whether they need the element
	// around them; bodyEnd is the end of the text or of the last sheet.
	stylesAt int64
	bare     bool
	bodyEnd  int64
	styles   strings.Builder
	// columns are the places of the column widths by the names of their styles,
	// scaled those that were made smaller.
	columns map[string][]width
	scaled  map[string]bool
	// heights are those of rows by the names of their styles, in centimetres, raised
	// the styles that are added for higher ones.
	heights map[string]float64
	raised  map[string]bool
	// markWidth is how wide the column of marks is, titleWidth the titleCols columns that
	// the title stands over, in centimetres.
	markWidth, titleWidth float64
	titleCols             int
	// page is the style of the plan's sheet, which names its paper.
	page string
}

// width is a width written in the start tag of a style.
type width struct{ from, open int64 }

// names of the styles that are inserted.
const (
	boldStyle  = "SdelaemBold"
	titleStyle = "SdelaemTitle"
	headStyle  = "SdelaemHead"
	pageStyle  = "SdelaemPage"
	plainStyle = "SdelaemText"
	cellStyle  = "SdelaemCell"
)

// frame finds the places of styles, of column widths and of the end of the body.
func (w *writer) frame() error {
	w.columns, w.heights, w.raised = map[string][]width{}, map[string]float64{}, map[string]bool{}
	w.stylesAt, w.bodyEnd = -1, -1
	style, body, column := "", int64(-1), false
	err := splice.Walk(w.raw, func(e xml.StartElement, depth int, from, open int64) error {
		switch {
		case depth == 1 && e.Name.Local == "automatic-styles":
			w.stylesAt = open
			if w.raw[open-2] == '/' {
				w.stylesAt, w.bare = from, true
			}
		case depth == 1 && e.Name.Local == "body":
			body = from
		case e.Name.Local == "style" && depth == 2:
			style, column = attr(e, "name"), attr(e, "family") == "table-column"
		case e.Name.Local == "table-row-properties":
			if m := high.FindSubmatch(w.raw[from:open]); m != nil {
				w.heights[style] = centimetres(string(m[1]), string(m[2]))
			}
		case e.Name.Local == "table-column-properties" && column:
			w.columns[style] = append(w.columns[style], width{from, open})
		}
		return nil
	})
	if err != nil || body < 0 {
		return fmt.Errorf("content: %w: %w", splice.ErrShape, err)
	}
	if w.stylesAt < 0 {
		w.stylesAt, w.bare = body, true
	}
	// The body ends with its kind: «</office:text></office:body></office:…>».
	end := splice.EndTagOf(w.raw, int64(len(strings.TrimRight(string(w.raw), " \t\r\n"))))
	for range 2 {
		end = splice.EndTagOf(w.raw, int64(len(strings.TrimRight(string(w.raw[:end]), " \t\r\n"))))
	}
	w.bodyEnd = end
	w.ownStyles()
	return nil
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// ownStyles are the looks of what is inserted beside the table's own.
func (w *writer) ownStyles() {
	par := func(name, props, text string) {
		fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="paragraph">`, spaces, name)
		fmt.Fprintf(&w.styles, `<style:paragraph-properties%s/><style:text-properties%s/></style:style>`, props, text)
	}
	const bold = ` fo:font-weight="bold" style:font-weight-complex="bold"`
	par(titleStyle, ` fo:text-align="center" fo:margin-top="0.2cm" fo:margin-bottom="0.2cm"`, bold)
	par(headStyle, ` fo:keep-with-next="always" fo:margin-top="0.35cm" fo:margin-bottom="0.15cm"`, bold)
	par(pageStyle, ` fo:break-before="page" fo:margin-bottom="0.15cm"`, bold)
	par(plainStyle, ``, ` fo:font-size="9pt"`)
	fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="text"><style:text-properties%s/></style:style>`, spaces, boldStyle, bold)
	fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="table-cell"><style:table-cell-properties`+
		` fo:border="0.5pt solid #000000" fo:padding="0.1cm" fo:wrap-option="wrap"/></style:style>`, spaces, cellStyle)
}

// wrapped puts styles into the element that holds them, where the document has none.
func (w *writer) wrapped(styles string) string {
	if !w.bare {
		return styles
	}
	return `<office:automatic-styles` + spaces + `>` + styles + `</office:automatic-styles>`
}

// title writes above the plan's table what the document has become.
func (w *writer) title(block *shape.TableShape, r report.Report) {
	if block == nil {
		return
	}
	var b strings.Builder
	w.paragraphs(&b, report.Text{{{Text: r.Heading()}}}, look{para: titleStyle})
	w.edits.Put(splice.StartOf(w.raw, block.Open), b.String())
}

// look is how a cell looks: the names of styles that the document has.
type look struct{ cell, para, run string }

// lookOf takes the look of a cell.
func (w *writer) lookOf(c shape.CellShape) look {
	from := splice.StartOf(w.raw, c.Open)
	n, err := splice.Parse(w.raw[from:c.End], from)
	if err != nil {
		return look{}
	}
	p := n.First("p")
	return look{cell: n.Attr("style-name"), para: p.Attr("style-name"), run: p.First("span").Attr("style-name")}
}

// paragraphs writes lines as paragraphs of a look.
func (w *writer) paragraphs(b *strings.Builder, text report.Text, l look) {
	if len(text) == 0 && !w.sheet {
		text = report.Text{nil}
	}
	for _, line := range text {
		b.WriteString(`<text:p` + spaces + styled("text:style-name", l.para) + `>`)
		for _, p := range line {
			run := l.run
			if p.Bold {
				run = boldStyle
			}
			words := splice.Escape(p.Text)
			if p.Link != "" {
				words = `<text:a xlink:type="simple" xlink:href="` + splice.Escape(p.Link) + `">` + words + `</text:a>`
			}
			if run != "" {
				words = `<text:span text:style-name="` + splice.Escape(run) + `">` + words + `</text:span>`
			}
			b.WriteString(words)
		}
		b.WriteString(`</text:p>`)
	}
}

func styled(name, style string) string {
	if style == "" {
		return ""
	}
	return ` ` + name + `="` + splice.Escape(style) + `"`
}
