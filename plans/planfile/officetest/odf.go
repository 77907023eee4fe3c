package officetest

import "strings"

const odfSpaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// OpenText packs the body of an OpenDocument text; styles are its automatic
// styles.
func OpenText(t Failer, body, styles string, parts ...string) []byte {
	t.Helper()
	return openDocument(t, "text", body, styles, parts)
}

// OpenSheets packs the sheets of an OpenDocument spreadsheet.
func OpenSheets(t Failer, body, styles string, parts ...string) []byte {
	t.Helper()
	return openDocument(t, "spreadsheet", body, styles, parts)
}

func openDocument(t Failer, kind, body, styles string, parts []string) []byte {
	t.Helper()
	return Packed(t, append([]string{
		"mimetype", "application/vnd.oasis.opendocument." + kind,
		"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content ` + odfSpaces + `><office:automatic-styles>` + styles +
			`</office:automatic-styles><office:body><office:` + kind + `>` + body + `</office:` + kind + `></office:body></office:document-content>`,
	}, parts...)...)
}

// OpenStyles is the part of common styles with the given ones.
func OpenStyles(styles string) string {
	return `<office:document-styles ` + odfSpaces + `><office:styles>` + styles + `</office:styles></office:document-styles>`
}

// OpenPar is a paragraph of inner elements or of text.
func OpenPar(inner string) string { return `<text:p>` + inner + `</text:p>` }

// OpenCell is a cell of paragraphs; one that begins with «@» is attributes of
// the cell: «@table:number-columns-spanned="2"».
func OpenCell(content ...string) string {
	attrs, body := "", ""
	for _, c := range content {
		switch {
		case strings.HasPrefix(c, "@"):
			attrs += " " + c[1:]
		case strings.HasPrefix(c, "<text:p"), strings.HasPrefix(c, "<table:table>"), strings.HasPrefix(c, "<text:list"), strings.HasPrefix(c, "<text:h"):
			body += c
		default:
			body += OpenPar(c)
		}
	}
	return `<table:table-cell` + attrs + `>` + body + `</table:table-cell>`
}

// OpenCovered is a place covered by another cell.
const OpenCovered = `<table:covered-table-cell/>`

// OpenRow is a row of cells; a cell that is not one yet is a cell of that text.
// One that begins with «@» is attributes of the row.
func OpenRow(cells ...string) string {
	attrs, body := "", ""
	for _, c := range cells {
		switch {
		case strings.HasPrefix(c, "@"):
			attrs += " " + c[1:]
		case strings.HasPrefix(c, "<table:"):
			body += c
		default:
			body += OpenCell(c)
		}
	}
	return `<table:table-row` + attrs + `>` + body + `</table:table-row>`
}

// OpenTable is a table of rows.
func OpenTable(rows ...string) string {
	return `<table:table>` + strings.Join(rows, "") + `</table:table>`
}

// OpenSheet is a sheet with a name.
func OpenSheet(name string, rows ...string) string {
	return `<table:table table:name="` + name + `">` + strings.Join(rows, "") + `</table:table>`
}
