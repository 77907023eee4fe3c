package odf

import (
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
)

// Plain writes a report as a text where there is no document to write into: its plan
// becomes a plain table of four columns first.
func Plain(r report.Report) ([]byte, error) {
	plain, layout := report.PlainOf(r.Plan)
	data, err := splice.Pack("mimetype", mimeType, "META-INF/manifest.xml", manifest, "styles.xml", styles, "content.xml", content(plain))
	if err != nil {
		return nil, err
	}
	return Fill(plans.Original{Name: "plan.odt", Data: data, Layout: layout}, r)
}

const (
	mimeType = "application/vnd.oasis.opendocument.text"
	manifest = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + mimeType + `"/>` +
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
		`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	styles = `<?xml version="1.0" encoding="UTF-8"?><office:document-styles` + spaces + ` office:version="1.2"><office:styles>` +
		`<style:default-style style:family="paragraph"><style:text-properties fo:font-family="'Times New Roman'" fo:font-size="12pt" fo:language="ru" fo:country="RU"/>` +
		`</style:default-style><style:style style:name="Standard" style:family="paragraph"/></office:styles><office:automatic-styles>` +
		`<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"` +
		` fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/></style:page-layout></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles></office:document-styles>`
)

// plainWidths are those of the four columns on a sheet of A4 lying, in centimetres.
func plainWidths() []float64 { return []float64{1.6, 12.2, 5.4, 6.5} }

func content(p report.Plain) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><office:document-content` + spaces + ` office:version="1.2"><office:automatic-styles>` +
		`<style:style style:name="Right" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>` +
		`<style:style style:name="Bold" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>` +
		`<style:style style:name="Text" style:family="paragraph"/>` +
		`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>`)
	for i, n := range plainWidths() {
		fmt.Fprintf(&b, `<style:style style:name="C%d" style:family="table-column"><style:table-column-properties style:column-width="%.2fcm"/></style:style>`, i, n)
	}
	b.WriteString(`</office:automatic-styles><office:body><office:text>`)
	par := func(text, style string) {
		fmt.Fprintf(&b, `<text:p text:style-name="%s">%s</text:p>`, style, splice.Escape(text))
	}
	cell := func(text, style string, wide int) {
		b.WriteString(`<table:table-cell table:style-name="Cell" office:value-type="string"`)
		if wide > 1 {
			fmt.Fprintf(&b, ` table:number-columns-spanned="%d"`, wide)
		}
		b.WriteString(`>`)
		par(text, style)
		b.WriteString(`</table:table-cell>` + strings.Repeat(`<table:covered-table-cell/>`, wide-1))
	}
	if p.Approved != "" {
		par("Утверждён: "+p.Approved, "Right")
	}
	par(p.Title, "Bold")
	b.WriteString(`<table:table table:name="Plan">`)
	for i := range plainWidths() {
		fmt.Fprintf(&b, `<table:table-column table:style-name="C%d"/>`, i)
	}
	b.WriteString(`<table:table-header-rows><table:table-row>`)
	for _, h := range p.Head {
		cell(h, "Bold", 1)
	}
	b.WriteString(`</table:table-row></table:table-header-rows>`)
	for _, line := range p.Lines {
		b.WriteString(`<table:table-row>`)
		if line.Cells == nil {
			cell(line.Section, "Bold", len(p.Head))
		}
		for _, text := range line.Cells {
			cell(text, "Text", 1)
		}
		b.WriteString(`</table:table-row>`)
	}
	b.WriteString(`</table:table></office:text></office:body></office:document-content>`)
	return b.String()
}
