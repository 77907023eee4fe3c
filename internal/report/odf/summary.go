package odf

import (
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
)

// summary writes the figures: at the end of a text on a page of their own, in a
// spreadsheet as a sheet.
func (w *writer) summary(r report.Report) {
	var b strings.Builder
	if w.sheet {
		w.summarySheet(&b, r)
	} else {
		for i, s := range r.Summary() {
			head := headStyle
			if i == 0 {
				head = pageStyle
			}
			w.paragraphs(&b, report.Text{{{Text: s.Title}}}, look{para: head})
			w.paragraphs(&b, s.Lines, look{})
			if len(s.Rows) > 0 {
				w.grid(&b, s, i)
			}
		}
	}
	w.edits.Put(w.bodyEnd, b.String())
}

// lineWidth is how wide the figures are, in hundredths of a centimetre.
const lineWidth = 1650

func (w *writer) grid(b *strings.Builder, s report.Block, n int) {
	fmt.Fprintf(b, `<table:table%s table:name="SdelaemSummary%d">`, spaces, n)
	for i, wide := range s.Widths(lineWidth) {
		name := fmt.Sprintf("SdelaemSummary%d.%d", n, i)
		fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="table-column"><style:table-column-properties style:column-width="%.2fcm"/></style:style>`,
			spaces, name, float64(wide)/100)
		fmt.Fprintf(b, `<table:table-column table:style-name="%s"/>`, name)
	}
	head := make([]report.Line, 0, len(s.Head))
	for _, h := range s.Head {
		head = append(head, report.Line{{Text: h, Bold: true}})
	}
	b.WriteString(`<table:table-header-rows>`)
	w.gridRow(b, head)
	b.WriteString(`</table:table-header-rows>`)
	for _, row := range s.Rows {
		w.gridRow(b, row)
	}
	b.WriteString(`</table:table>`)
}

func (w *writer) gridRow(b *strings.Builder, cells []report.Line) {
	b.WriteString(`<table:table-row>`)
	for _, c := range cells {
		fmt.Fprintf(b, `<table:table-cell table:style-name="%s" office:value-type="string">`, cellStyle)
		w.paragraphs(b, report.Text{c}, look{para: plainStyle})
		b.WriteString(`</table:table-cell>`)
	}
	b.WriteString(`</table:table-row>`)
}

// summarySheet writes all figures below each other.
func (w *writer) summarySheet(b *strings.Builder, r report.Report) {
	column := func(name string, wide float64) {
		fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="table-column"><style:table-column-properties style:column-width="%.1fcm"/></style:style>`, spaces, name, wide)
	}
	column("SdelaemFirst", 8)
	column("SdelaemNext", 3.5)
	// The paper is that of the plan's own sheet.
	fmt.Fprintf(b, `<table:table%s table:name="Сводка отчёта"%s><table:table-column table:style-name="SdelaemFirst"/>`+
		`<table:table-column table:style-name="SdelaemNext" table:number-columns-repeated="8"/>`, spaces, styled("table:style-name", w.page))
	line := func(l report.Line, para string) {
		b.WriteString(`<table:table-row><table:table-cell office:value-type="string">`)
		w.paragraphs(b, report.Text{l}, look{para: para})
		b.WriteString(`</table:table-cell></table:table-row>`)
	}
	line(report.Line{{Text: r.Heading(), Bold: true}}, "")
	for _, s := range r.Summary() {
		line(report.Line{{Text: s.Title, Bold: true}}, "")
		for _, l := range s.Lines {
			line(l, "")
		}
		if len(s.Rows) == 0 {
			continue
		}
		head := make([]report.Line, 0, len(s.Head))
		for _, h := range s.Head {
			head = append(head, report.Line{{Text: h, Bold: true}})
		}
		w.gridRow(b, head)
		for _, row := range s.Rows {
			w.gridRow(b, row)
		}
	}
	b.WriteString(`</table:table>`)
}
