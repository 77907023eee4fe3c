package odf

import (
	"encoding/xml"
	"strconv"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// sink gathers paragraphs and tables: of the document, or of a cell.
type sink struct {
	body *document.Document
	cell *document.Cell
	// lists are the lists that are open, the innermost last; label is the number
	// that waits for the next paragraph.
	list  *openList
	label string
}

func (s *sink) para(text string) {
	p := document.Para{Text: text, Label: s.label}
	s.label = ""
	switch {
	case s.cell != nil:
		s.cell.Add(p)
	case spelling.Tidy(text) != "":
		s.body.Blocks = append(s.body.Blocks, document.Block{Para: p})
	}
}

// blocks handles what may stand between paragraphs and holds them. Everything
// that is not known to be dropped is looked into: a lost word may be a lost duty.
func (r *reader) blocks(s *sink) archive.Handler {
	var handle archive.Handler
	handle = func(e xml.StartElement) error {
		switch name(e.Name) {
		case "text:p", "text:h":
			return r.paragraph(e, s)
		case "table:table":
			return r.table(e, s)
		case "text:list":
			return r.list(e, s, handle)
		case "text:section":
			if attr(e, "text:display") == "none" || r.styles.hides(attr(e, "text:style-name")) {
				return r.Skip(e)
			}
		case "text:tracked-changes", "office:annotation", "text:number", "office:forms", "svg:title", "svg:desc",
			"text:variable-decls", "text:sequence-decls", "text:user-field-decls", "text:dde-connection-decls",
			"text:table-of-content-source", "text:alphabetical-index-source", "text:illustration-index-source",
			"text:table-index-source", "text:object-index-source", "text:user-index-source", "text:bibliography-source",
			"office:event-listeners", "table:shapes":
			return r.Skip(e)
		}
		return r.Each(handle)
	}
	return handle
}

// list reads a list; the number of an item stands before its first paragraph.
func (r *reader) list(e xml.StartElement, s *sink, blocks archive.Handler) error {
	outer := s.list
	s.list = r.lists.open(outer, attr(e, "text:style-name"), attr(e, "xml:id"), attr(e, "text:continue-list"), attr(e, "text:continue-numbering") == "true")
	defer func() { s.list = outer }()
	return r.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "text:list-item":
			label, numbered := s.list.next(attr(e, "text:start-value")), false
			return r.Each(func(e xml.StartElement) error {
				switch kind := name(e.Name); {
				case (kind == "text:p" || kind == "text:h") && !numbered:
					numbered = true
					s.label = label
				case kind == "text:number" && !numbered:
					// The writer's own number is better than a counted one.
					return r.Content(r.Skip, func(text string) { label = spelling.Tidy(text) })
				}
				return blocks(e)
			})
		case "text:list-header":
			return r.Each(blocks)
		}
		return r.Skip(e)
	})
}

// count reads a number of repetitions or of places, at least one.
func count(e xml.StartElement, want string) int {
	n, err := strconv.Atoi(attr(e, want))
	if err != nil {
		return 1
	}
	return max(n, 1)
}
