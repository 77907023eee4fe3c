package docx

import (
	"slices"
	"strings"

	"sdelaemvmeste/internal/report/splice"
)

// look is how a cell of the document looks, as far as a new one takes it over: pieces
// of its own XML in the order that the schema wants (ISO/IEC 29500-1, 17.3 and 17.4).
type look struct {
	// cell are borders, shading, margins and the vertical place; para is how its
	// paragraphs stand; run is the font, size its size, lang its language.
	cell, para      string
	run, size, lang string
	bold            bool
}

// lookOf takes the look of a cell from its first paragraph. Of a heading the boldness
// and the place of the words are taken as well.
func lookOf(raw []byte, cell *splice.Node, head bool) look {
	var l look
	l.cell = keep(raw, cell.Kid("tcPr"), "tcBorders", "shd", "tcMar", "vAlign")
	p := paragraph(cell)
	names := []string{"pStyle", "widowControl", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing"}
	if head {
		names = append(names, "jc")
	}
	l.para = keep(raw, p.Kid("pPr"), names...)
	props := p.Kid("pPr").Kid("rPr")
	if r := p.First("r"); r.Kid("rPr") != nil {
		props = r.Kid("rPr")
	}
	l.run = keep(raw, props, "rFonts")
	l.size = keep(raw, props, "sz", "szCs")
	l.lang = keep(raw, props, "lang")
	l.bold = head && on(props.Kid("b"))
	return l
}

// paragraph is the first paragraph of a cell that has a run, or the first of all.
func paragraph(n *splice.Node) *splice.Node {
	var found *splice.Node
	var look func(n *splice.Node) bool
	look = func(n *splice.Node) bool {
		if n.Local == "p" {
			if found == nil {
				found = n
			}
			if n.First("r") != nil {
				found = n
				return true
			}
		}
		return slices.ContainsFunc(n.Kids, look)
	}
	look(n)
	return found
}

// keep gives the XML of the children named, in the document's own order.
func keep(raw []byte, n *splice.Node, names ...string) string {
	if n == nil {
		return ""
	}
	var s strings.Builder
	for _, k := range n.Kids {
		if slices.Contains(names, k.Local) && k.From >= 0 && int(k.End) <= len(raw) {
			s.Write(raw[k.From:k.End])
		}
	}
	return s.String()
}

// on reads a property that is on unless its value says otherwise.
func on(n *splice.Node) bool {
	if n == nil {
		return false
	}
	switch n.Attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// props are the properties of a run in the order of the schema.
func (l look) props(bold, link bool) string {
	s := l.run
	if bold || l.bold {
		s += `<w:b/><w:bCs/>`
	}
	if link {
		s += `<w:color w:val="0563C1"/>`
	}
	s += l.size
	if link {
		s += `<w:u w:val="single"/>`
	}
	return s + l.lang
}
