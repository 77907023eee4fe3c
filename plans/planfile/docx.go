package planfile

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"sdelaemvmeste/plans"
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

var errDeep = errors.New("elements nested too deeply")

// wordReader reads the main part of a Word document as a stream of elements.
type wordReader struct {
	xml    *xml.Decoder
	depth  int
	styles styles
	nums   *numbering
	doc    *document
	tables int
	rows   int
}

// word reads a Word document.
func (p parts) word(main string) (*document, error) {
	rel := p.relations(main)
	styles, err := p.styles(rel["styles"])
	if err != nil {
		return nil, err
	}
	nums, err := p.numbering(rel["numbering"])
	if err != nil {
		return nil, err
	}
	r, err := p.open(main, maxPartBytes)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	w := &wordReader{xml: xml.NewDecoder(r), styles: styles, nums: nums, doc: &document{}}
	if err := w.read(); err != nil {
		return nil, fmt.Errorf("word document: %w", err)
	}
	return w.doc, nil
}

func (w *wordReader) read() error {
	for {
		token, err := w.xml.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return plans.ErrInvalid
			}
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			sink := &blockSink{body: w.doc}
			if err := w.each(w.blocks(sink)); err != nil {
				return err
			}
			if name(start.Name) != "document" {
				return plans.ErrInvalid
			}
			sink.flush()
			return nil
		}
	}
}

// handler takes one element from its start to its end.
type handler func(xml.StartElement) error

// each hands every child of the current element to the handler.
func (w *wordReader) each(handle handler) error {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > maxDepth {
		return errDeep
	}
	for {
		token, err := w.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := handle(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip passes over an element with all that it holds.
func (w *wordReader) skip(xml.StartElement) error { return w.each(w.skip) }

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
func (w *wordReader) alternate(handle handler) error {
	taken := false
	return w.each(func(e xml.StartElement) error {
		kind := name(e.Name)
		if taken || kind != "mc:Choice" && kind != "mc:Fallback" {
			return w.skip(e)
		}
		taken = true
		return w.each(handle)
	})
}

// control takes the content of a content control, unless what it holds is the
// grey hint to click and type.
func (w *wordReader) control(handle handler) error {
	hint := false
	return w.each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "sdtPr":
			return w.each(func(e xml.StartElement) error {
				hint = hint || name(e.Name) == "showingPlcHdr" && on(e)
				return w.skip(e)
			})
		case "sdtContent":
			if hint {
				return w.skip(e)
			}
			return w.each(handle)
		}
		return w.skip(e)
	})
}
