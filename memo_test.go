package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report/splice"
)

var update = flag.Bool("update", false, "write docs/memo.docx anew")

// TestMemoInWordSaysTheSame compares the memo in Word, which is made of the other,
// with what would be made of it now.
func TestMemoInWordSaysTheSame(t *testing.T) {
	text, err := os.ReadFile("docs/memo.md")
	if err != nil {
		t.Fatal(err)
	}
	made, err := splice.Pack(memoParts(string(text))...)
	if err != nil {
		t.Fatal(err)
	}
	const file = "docs/memo.docx"
	if *update {
		if err := os.WriteFile(file, made, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(unpacked(t, made), unpacked(t, kept)); d != "" {
		t.Errorf("go test -run TestMemoInWordSaysTheSame -update .\n%s", d)
	}
}

// unpacked are the parts of an archive: their packing may differ from one version of Go
// to another.
func unpacked(t *testing.T, archive []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	wordSpace = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	packages  = `http://schemas.openxmlformats.org/package/2006/`
	offices   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	wordType  = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// memoParts are the names and contents of a Word document's parts, in turn.
func memoParts(text string) []string {
	relation := func(to, target string) string {
		return xmlHead + `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + offices + to + `" Target="` + target + `"/></Relationships>`
	}
	return []string{
		"[Content_Types].xml", xmlHead + `<Types xmlns="` + packages + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/></Types>`,
		"_rels/.rels", relation("officeDocument", "word/document.xml"),
		"word/_rels/document.xml.rels", relation("styles", "styles.xml"),
		"word/styles.xml", xmlHead + `<w:styles xmlns:w="` + wordSpace + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
			`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU"/>` +
			`</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`,
		"word/document.xml", memoDocument(text),
	}
}

var listed = regexp.MustCompile(`^(\d+\.|-) `)

// memoDocument is the memo on one sheet of A4: headings in bold, lists with a hanging
// indent.
func memoDocument(text string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document xmlns:w="` + wordSpace + `"><w:body>`)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		title, isTitle := strings.CutPrefix(line, "# ")
		heading, isHeading := strings.CutPrefix(line, "## ")
		switch mark := listed.FindString(line); {
		case line == "":
		case isTitle:
			memoLine(&b, `<w:spacing w:after="160"/><w:jc w:val="center"/>`, `<w:b/><w:sz w:val="32"/>`, title)
		case isHeading:
			memoLine(&b, `<w:keepNext/><w:spacing w:before="160" w:after="40"/>`, `<w:b/>`, heading)
		case mark != "":
			number := strings.Replace(strings.TrimSpace(mark), "-", "–", 1)
			memoLine(&b, `<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs><w:spacing w:after="40"/><w:ind w:left="397" w:hanging="397"/>`, "",
				number+"\t"+strings.TrimPrefix(line, mark))
		default:
			memoLine(&b, `<w:spacing w:after="40"/>`, "", line)
		}
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

func memoLine(b *strings.Builder, paragraph, run, text string) {
	before, after, tabbed := strings.Cut(text, "\t")
	if tabbed {
		before = splice.Escape(before) + `</w:t><w:tab/><w:t xml:space="preserve">` + splice.Escape(after)
	} else {
		before = splice.Escape(before)
	}
	fmt.Fprintf(b, `<w:p><w:pPr>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, paragraph, run, before)
}
