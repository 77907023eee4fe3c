// Package odf reads OpenDocument files, which LibreOffice, МойОфис and Р7 write:
// a text (.odt) into paragraphs and tables, a spreadsheet (.ods) into tables, one
// a sheet (ISO/IEC 26300). It must know nothing of what a plan means.
package odf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// FileKind is what an archive is by its own word.
type FileKind int

// The kinds of an archive.
const (
	// None is no OpenDocument file at all.
	None FileKind = iota
	Text
	Spreadsheet
	Presentation
	// Other is a drawing, a formula or a database.
	Other
)

const (
	mimePart     = "mimetype"
	contentPart  = "content.xml"
	stylesPart   = "styles.xml"
	manifestPart = "META-INF/manifest.xml"
)

// Kind tells what an archive is.
func Kind(p archive.Parts) FileKind {
	const longest = 256
	if p[contentPart] == nil {
		return None
	}
	r, err := p.Open(mimePart, longest)
	if err != nil {
		return None
	}
	defer r.Close()
	mime, err := io.ReadAll(r)
	rest, ok := strings.CutPrefix(strings.TrimSpace(string(mime)), "application/vnd.oasis.opendocument.")
	switch {
	case err != nil || !ok:
		return None
	case strings.HasPrefix(rest, "text"):
		return Text
	case strings.HasPrefix(rest, "spreadsheet"):
		return Spreadsheet
	case strings.HasPrefix(rest, "presentation"):
		return Presentation
	}
	return Other
}

// The names of OpenDocument, each with the prefix that it usually has.
var spaces = map[string]string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office:",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text:",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table:",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style:",
	"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":                  "number:",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                    "draw:",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":             "svg:",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest:",
	"http://www.w3.org/XML/1998/namespace":                                 "xml:",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext:",
}

// name gives an element's or attribute's name with its usual prefix, a dash for
// one of an unknown space.
func name(n xml.Name) string {
	if prefix, ok := spaces[n.Space]; ok {
		return prefix + n.Local
	}
	return "-"
}

// attr gives an attribute, "" when missing.
func attr(e xml.StartElement, want string) string {
	for _, a := range e.Attr {
		if name(a.Name) == want {
			return a.Value
		}
	}
	return ""
}

// reader reads the content of a document as a stream of elements.
type reader struct {
	*archive.Walker
	styles *styles
	lists  *lists
	doc    *document.Document
	tables int
	rows   int
	places int
	// tracing notes the shapes of the tables; open are those being read, the
	// innermost last.
	tracing bool
	shapes  []*TableShape
	open    []*TableShape
}

// Read reads a text or a spreadsheet. The error is an [archive.ErrTooLarge] when
// it is larger than any plan, an [archive.ErrLocked] when it has a password; any
// other says that it is broken.
func Read(p archive.Parts) (*document.Document, error) {
	if locked(p) {
		return nil, fmt.Errorf("open document: %w", archive.ErrLocked)
	}
	s := newStyles()
	if err := s.readPart(p, stylesPart); err != nil && !errors.Is(err, plans.ErrNotFound) {
		return nil, fmt.Errorf("styles: %w", err)
	}
	content, err := p.Open(contentPart, archive.MaxPart)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	r := &reader{Walker: archive.NewWalker(content), styles: s, lists: newLists(s), doc: &document.Document{}}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("open document: %w", err)
	}
	return r.doc, nil
}

// locked reports whether the archive says that its content is encrypted.
func locked(p archive.Parts) bool {
	part, err := p.Open(manifestPart, archive.MaxSmallPart)
	if err != nil {
		return false
	}
	defer part.Close()
	w := archive.NewWalker(part)
	for {
		token, err := w.Token()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok && name(e.Name) == "manifest:encryption-data" {
			return true
		}
	}
}

func (r *reader) read() error {
	root, err := r.Root()
	if err != nil {
		return err
	}
	if name(root.Name) != "office:document-content" {
		return plans.ErrInvalid
	}
	body := false
	err = r.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "office:automatic-styles":
			return r.styles.read(r.Walker)
		case "office:body":
			body = true
			return r.Each(r.body)
		}
		return r.Skip(e)
	})
	if err == nil && !body {
		return plans.ErrInvalid
	}
	return err
}

// body handles the one element that holds the document.
func (r *reader) body(e xml.StartElement) error {
	switch name(e.Name) {
	case "office:text":
		return r.Each(r.blocks(&sink{body: r.doc}))
	case "office:spreadsheet":
		return r.Each(r.sheets)
	}
	return r.Skip(e)
}
