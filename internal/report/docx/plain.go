package docx

import (
	"fmt"
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
)

// Plain writes a report where there is no document to write into: its plan becomes a
// plain table of four columns first.
func Plain(r report.Report) ([]byte, error) {
	plain, layout := report.PlainOf(r.Plan)
	data, err := packed(plain)
	if err != nil {
		return nil, err
	}
	return Fill(plans.Original{Name: "plan.docx", Data: data, Layout: layout}, r)
}

// Plan writes a plan as a plain table of four columns, to be edited and loaded.
func Plan(p plans.Plan) ([]byte, error) {
	plain, _ := report.PlainOf(p)
	return packed(plain)
}

func packed(p report.Plain) ([]byte, error) {
	return splice.Pack(
		"[Content_Types].xml", contentTypes, "_rels/.rels", packageRelations, "word/_rels/document.xml.rels", documentRelations,
		"word/styles.xml", stylesPart, "word/document.xml", document(p),
	)
}

const (
	contentTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	packageRelations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="` + packageSpace + `">` +
		`<Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRelations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="` + packageSpace + `">` +
		`<Relationship Id="rId1" Type="` + relations + `/styles" Target="styles.xml"/></Relationships>`
	wordSpace  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	stylesPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>` +
		`<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`
)

// plainWidths are those of the four columns on a sheet of A4 lying, in twentieths of a
// point.
func plainWidths() []int { return []int{900, 6900, 3100, 3670} }

func document(p report.Plain) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + wordSpace + `><w:body>`)
	par := func(text, place string, bold bool) {
		props := ""
		if bold {
			props = `<w:rPr><w:b/><w:bCs/></w:rPr>`
		}
		fmt.Fprintf(&b, `<w:p><w:pPr><w:jc w:val="%s"/></w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t></w:r></w:p>`, place, props, splice.Escape(text))
	}
	if p.Approved != "" {
		par("Утверждён: "+p.Approved, "right", false)
	}
	par(p.Title, "center", true)
	widths := plainWidths()
	total := 0
	for _, n := range widths {
		total += n
	}
	fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, total)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, n := range widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, n)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>`)
	cell := func(width, span int, text, place string, bold bool) {
		fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if span > 1 {
			fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, span)
		}
		b.WriteString(`</w:tcPr>`)
		par(text, place, bold)
		b.WriteString(`</w:tc>`)
	}
	for i, h := range p.Head {
		cell(widths[i], 1, h, "center", true)
	}
	b.WriteString(`</w:tr>`)
	for _, line := range p.Lines {
		b.WriteString(`<w:tr><w:trPr/>`)
		if line.Cells == nil {
			cell(total, len(widths), line.Section, "center", true)
		}
		for i, text := range line.Cells {
			cell(widths[i], 1, text, "left", false)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}
