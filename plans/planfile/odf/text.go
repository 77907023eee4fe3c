package odf

import (
	"encoding/xml"
	"strings"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// paragraph reads one paragraph with the text boxes that are anchored in it.
func (r *reader) paragraph(e xml.StartElement, s *sink) error {
	p := &paragraph{r: r, boxes: &document.Document{}, hidden: r.styles.hides(attr(e, "text:style-name"))}
	if s.label == "" && name(e.Name) == "text:h" {
		s.label = r.lists.heading(attr(e, "text:outline-level"), attr(e, "text:is-list-header") == "true")
	}
	if err := r.Content(p.inline, p.write); err != nil {
		return err
	}
	s.para(p.text.String())
	for _, b := range p.boxes.Blocks {
		switch {
		case b.Table == nil:
			s.para(b.Para.Text)
		case s.cell == nil:
			s.body.Blocks = append(s.body.Blocks, b)
		default:
			r.doc.Nested = append(r.doc.Nested, b.Table)
			s.cell.Swallow(b.Table)
		}
	}
	return nil
}

// paragraph gathers the text of a paragraph.
type paragraph struct {
	r      *reader
	text   strings.Builder
	boxes  *document.Document
	hidden bool
}

// write adds to the text as much as is ever kept of it. Line ends of the file
// are spaces (ISO/IEC 26300-1, 6.1.2); line breaks are elements.
func (p *paragraph) write(s string) {
	if !p.hidden && p.text.Len() <= document.MaxCellBytes {
		p.text.WriteString(strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return ' '
			}
			return r
		}, s))
	}
}

// inline handles what may stand inside a paragraph.
func (p *paragraph) inline(e xml.StartElement) error {
	r := p.r
	switch name(e.Name) {
	case "text:s", "text:tab":
		p.write(" ")
	case "text:line-break":
		if !p.hidden && p.text.Len() <= document.MaxCellBytes {
			p.text.WriteByte('\n')
		}
	case "text:span", "text:a":
		outer := p.hidden
		p.hidden = p.hidden || r.styles.hides(attr(e, "text:style-name"))
		err := r.Content(p.inline, p.write)
		p.hidden = outer
		return err
	case "text:note", "office:annotation", "text:ruby-text", "text:hidden-text", "text:placeholder", "text:tracked-changes",
		"svg:title", "svg:desc", "draw:object", "draw:object-ole", "draw:image", "office:event-listeners":
		return r.Skip(e)
	case "loext:content-control":
		if attr(e, "loext:showing-place-holder") == "true" {
			return r.Skip(e)
		}
	case "draw:text-box":
		return r.Each(r.blocks(&sink{body: p.boxes}))
	case "text:p", "text:h":
		// A shape holds its paragraphs without a box around them.
		var inner paragraph
		inner.r, inner.boxes, inner.hidden = r, p.boxes, p.hidden
		if err := r.Content(inner.inline, inner.write); err != nil {
			return err
		}
		if text := inner.text.String(); spelling.Tidy(text) != "" {
			p.boxes.Blocks = append(p.boxes.Blocks, document.Block{Para: document.Para{Text: text}})
		}
		return nil
	}
	return r.Content(p.inline, p.write)
}
