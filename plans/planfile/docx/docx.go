// Package docx reads a Word document (.docx) into paragraphs and tables. It is
// our own because the libraries for it lose text in silence: content controls,
// tracked insertions, hyperlinks. It must know nothing of what a plan means.
package docx

import (
	"encoding/xml"
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// The elements of WordprocessingML live in one of two namespaces, transitional
// and strict (ISO/IEC 29500-1 and -4).
const (
	spaceWord       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	spaceWordStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	spaceCompat     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
	spaceMath       = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	spaceMathStrict = "http://purl.oclc.org/ooxml/officeDocument/math"
)

// reader reads the main part of a Word document as a stream of elements.
type reader struct {
	*archive.Walker
	styles styles
	nums   *numbering
	doc    *document.Document
	tables int
	rows   int
	// tracing notes the shapes of the tables; open are those being read, the
	// innermost last.
	tracing bool
	shapes  []*TableShape
	open    []*TableShape
}

// Read reads a Word document whose main part is known. The error is an
// [archive.ErrTooLarge] when it is larger than any plan; any other says that it
// is broken.
func Read(p archive.Parts, main string) (*document.Document, error) {
	rel := p.Relations(main)
	styles, err := readStyles(p, rel["styles"])
	if err != nil {
		return nil, err
	}
	nums, err := readNumbering(p, rel["numbering"])
	if err != nil {
		return nil, err
	}
	r, err := p.Open(main, archive.MaxPart)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	w := &reader{Walker: archive.NewWalker(r), styles: styles, nums: nums, doc: &document.Document{}}
	if err := w.read(); err != nil {
		return nil, fmt.Errorf("word document: %w", err)
	}
	return w.doc, nil
}

func (w *reader) read() error {
	root, err := w.Root()
	if err != nil {
		return err
	}
	if name(root.Name) != "document" {
		return plans.ErrInvalid
	}
	sink := &blockSink{body: w.doc}
	if err := w.Each(w.blocks(sink)); err != nil {
		return err
	}
	sink.flush()
	return nil
}

// name gives an element's name: bare for WordprocessingML, with a prefix for
// the few others that matter, and a dash for the rest.
func name(n xml.Name) string {
	switch n.Space {
	case spaceWord, spaceWordStrict:
		return n.Local
	case spaceCompat:
		return "mc:" + n.Local
	case spaceMath, spaceMathStrict:
		return "m:" + n.Local
	}
	return "-"
}

// val gives an attribute of WordprocessingML, "" when missing.
func val(e xml.StartElement, attr string) string {
	for _, a := range e.Attr {
		if a.Name.Local == attr {
			return a.Value
		}
	}
	return ""
}

// on reads a property that is on unless its value says otherwise.
func on(e xml.StartElement) bool {
	switch val(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// alternate takes one of several versions of the same content: the first
// choice, or the fallback when there is none (ISO/IEC 29500-3, 9.3).
func (w *reader) alternate(handle archive.Handler) error {
	taken := false
	return w.Each(func(e xml.StartElement) error {
		kind := name(e.Name)
		if taken || kind != "mc:Choice" && kind != "mc:Fallback" {
			return w.Skip(e)
		}
		taken = true
		return w.Each(handle)
	})
}

// control takes the content of a content control, unless what it holds is the
// grey hint to click and type.
func (w *reader) control(handle archive.Handler) error {
	hint := false
	return w.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "sdtPr":
			return w.Each(func(e xml.StartElement) error {
				hint = hint || name(e.Name) == "showingPlcHdr" && on(e)
				return w.Skip(e)
			})
		case "sdtContent":
			if hint {
				return w.Skip(e)
			}
			return w.Each(handle)
		}
		return w.Skip(e)
	})
}
