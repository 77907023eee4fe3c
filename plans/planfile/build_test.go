package planfile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// The documents of the tests are built of these pieces, so that each test
// shows the one thing of Word that it is about.

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// word packs a body and, where given, the parts for numbering and styles.
func word(t failer, body string, parts ...string) []byte {
	t.Helper()
	files := []string{
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="/word/styles.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	return packed(t, append(files, parts...)...)
}

// packed makes a zip archive of names and contents in turn.
func packed(t failer, files ...string) []byte {
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

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// par is a paragraph: of inner elements when they begin with «<», else of text.
func par(inner string) string {
	if !strings.HasPrefix(inner, "<") && inner != "" {
		inner = run(inner)
	}
	return `<w:p>` + inner + `</w:p>`
}

// tc is a cell of paragraphs; one that begins with «@» sets the cell's
// properties: «@span 4», «@merge», «@merged».
func tc(content ...string) string {
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
			body += par(c)
		}
	}
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + body + `</w:tc>`
}

// tr is a row of cells; a cell that is not one yet is a cell of that text.
func tr(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		if !strings.HasPrefix(c, "<w:tc>") && !strings.HasPrefix(c, "<w:trPr>") && !strings.HasPrefix(c, "<w:sdt>") {
			c = tc(c)
		}
		b.WriteString(c)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

func tbl(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }

const (
	caption2023 = `<w:p><w:r><w:t>План мероприятий на 2023 год</w:t></w:r></w:p>`
	finance     = "финансовое управление АПГОСК"
)

// heading3 are the columns of the simplest table.
var heading3 = tr("Мероприятие", "Срок", "Ответственные")

// known gives the units of the embedded plan.
func known(t testing.TB) []plans.Unit {
	t.Helper()
	r := readYAML(plans.Petrovsky2023)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return r.Plan.Units
}

// readWord reads a document of a caption for 2023 and these blocks.
func readWord(t testing.TB, blocks ...string) Result {
	t.Helper()
	return Read("план.docx", word(t, caption2023+strings.Join(blocks, "")), known(t))
}

// rowsOf shows each row on a line: its number, section, form, deadline's words
// and those who answer.
func rowsOf(r Result) string {
	var b strings.Builder
	for _, s := range r.Plan.Sections {
		for _, i := range s.Items {
			names := make([]string, len(i.Responsible))
			for k, id := range i.Responsible {
				names[k] = string(id)
			}
			fmt.Fprintf(&b, "%s | %s | %s | %s | %s | %s\n", i.No, s.Title, i.Form, i.Phrase, i.Deadline.Kind(), strings.Join(names, ","))
		}
	}
	return b.String()
}

func problemsOf(r Result) string {
	var b strings.Builder
	for _, p := range r.Problems {
		mark := "!"
		if p.Severity == Warning {
			mark = "?"
		}
		fmt.Fprintf(&b, "%s %s\n", mark, p)
	}
	return b.String()
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// failer is what the builders need of a test, and of a property as well.
type failer interface {
	Helper()
	Fatal(args ...any)
}
