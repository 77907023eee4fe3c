// Package officetest builds the office documents of the tests out of pieces, so
// that each test shows the one thing that it is about. Only tests import it.
package officetest

import (
	"archive/zip"
	"bytes"
	"strings"
)

// WordSpaces are the namespaces of a Word document.
const WordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// Word packs a body and, where given, the parts for numbering and styles.
func Word(t Failer, body string, parts ...string) []byte {
	t.Helper()
	files := []string{
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="/word/styles.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + WordSpaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	return Packed(t, append(files, parts...)...)
}

// Packed makes a zip archive of names and contents in turn.
func Packed(t Failer, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Run is a run of characters.
func Run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// Par is a paragraph: of inner elements when they begin with «<», else of text.
func Par(inner string) string {
	if !strings.HasPrefix(inner, "<") && inner != "" {
		inner = Run(inner)
	}
	return `<w:p>` + inner + `</w:p>`
}

// Cell is a cell of paragraphs; one that begins with «@» sets the cell's
// properties: «@span 4», «@merge», «@merged».
func Cell(content ...string) string {
	props, body := "", ""
	for _, c := range content {
		switch {
		case strings.HasPrefix(c, "@span "):
			props += `<w:gridSpan w:val="` + c[len("@span "):] + `"/>`
		case c == "@merge":
			props += `<w:vMerge w:val="restart"/>`
		case c == "@merged":
			props += `<w:vMerge/>`
		case strings.HasPrefix(c, "<w:p>"), strings.HasPrefix(c, "<w:tbl>"), strings.HasPrefix(c, "<w:sdt>"):
			body += c
		default:
			body += Par(c)
		}
	}
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + body + `</w:tc>`
}

// Row is a row of cells; a cell that is not one yet is a cell of that text.
func Row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		if !strings.HasPrefix(c, "<w:tc>") && !strings.HasPrefix(c, "<w:trPr>") && !strings.HasPrefix(c, "<w:sdt>") {
			c = Cell(c)
		}
		b.WriteString(c)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

// Table is a table of rows.
func Table(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }

// Failer is what the builders need of a test, and of a property as well.
type Failer interface {
	Helper()
	Fatal(args ...any)
}
