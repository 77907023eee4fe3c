package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"sdelaemvmeste/plans/planfile/document"
)

// paragraph reads one paragraph: its number, its text and the text boxes that
// are anchored in it.
func (w *reader) paragraph(sink *blockSink) error {
	p := &paraReader{w: w, boxes: &document.Document{}}
	if err := w.Each(p.inline); err != nil {
		return err
	}
	label := ""
	if !p.markDeleted {
		label = w.nums.next(w.styles.number(p.style, p.number))
	}
	sink.para(document.Para{Text: p.text.String(), Label: label}, p.markDeleted)
	for _, b := range p.boxes.Blocks {
		switch {
		case b.Table == nil:
			sink.para(b.Para, false)
		case sink.cell == nil:
			sink.body.Blocks = append(sink.body.Blocks, b)
		default:
			w.doc.Nested = append(w.doc.Nested, b.Table)
			sink.cell.Swallow(b.Table)
		}
	}
	return nil
}

// paraReader gathers the text of a paragraph.
type paraReader struct {
	w     *reader
	text  strings.Builder
	boxes *document.Document
	style string
	// number is the numbering set on the paragraph itself.
	number numberRef
	// markDeleted tells that a tracked change removed the paragraph's end.
	markDeleted bool
}

// inline handles what may stand inside a paragraph. Everything that is not
// known to be dropped is looked into: a lost word may be a lost duty.
func (p *paraReader) inline(e xml.StartElement) error {
	w := p.w
	switch name(e.Name) {
	case "pPr":
		return w.Each(p.property)
	case "r":
		return p.run()
	case "sdt":
		return w.control(p.inline)
	case "mc:AlternateContent":
		return w.alternate(p.inline)
	case "txbxContent":
		sink := &blockSink{body: p.boxes}
		err := w.Each(w.blocks(sink))
		sink.flush()
		return err
	case "m:t":
		return p.characters(true)
	case "del", "moveFrom", "rt", "pPrChange", "rPrChange":
		return w.Skip(e)
	}
	return w.Each(p.inline)
}

// write adds to the text of the paragraph as much as is ever kept of it.
func (p *paraReader) write(s string) {
	if p.text.Len() <= document.MaxCellBytes {
		p.text.WriteString(s)
	}
}

func (p *paraReader) property(e xml.StartElement) error {
	w := p.w
	switch name(e.Name) {
	case "pStyle":
		p.style = val(e, "val")
	case "numPr":
		return w.Each(func(e xml.StartElement) error {
			switch name(e.Name) {
			case "ilvl":
				p.number.level = min(number(e), levels-1)
			case "numId":
				p.number.id, p.number.set = val(e, "val"), true
			}
			return w.Skip(e)
		})
	case "rPr":
		return w.Each(func(e xml.StartElement) error {
			if kind := name(e.Name); kind == "del" || kind == "moveFrom" {
				p.markDeleted = true
			}
			return w.Skip(e)
		})
	}
	return w.Skip(e)
}

// run reads a run of characters with the same look. Hidden ones are dropped.
func (p *paraReader) run() error {
	w := p.w
	hidden := false
	return w.Each(func(e xml.StartElement) error {
		kind := name(e.Name)
		if kind == "rPr" {
			return w.Each(func(e xml.StartElement) error {
				switch name(e.Name) {
				case "vanish":
					hidden = on(e)
				case "rStyle":
					hidden = hidden || w.styles.hidden(val(e, "val"))
				}
				return w.Skip(e)
			})
		}
		if hidden {
			return w.Skip(e)
		}
		switch kind {
		case "t":
			return p.characters(val(e, "space") == "preserve")
		case "tab", "ptab":
			p.write(" ")
		case "br", "cr":
			p.write("\n")
		case "noBreakHyphen":
			p.write("-")
		case "sym":
			p.write(symbol(val(e, "char")))
		case "ruby", "rubyBase", "drawing", "pict", "object", "mc:AlternateContent", "-":
			return p.inline(e)
		}
		return w.Skip(e)
	})
}

// characters reads the text of the current element. Without xml:space Word
// itself drops the spaces at both ends.
func (p *paraReader) characters(preserve bool) error {
	var b strings.Builder
	for {
		token, err := p.w.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := p.w.Skip(t); err != nil {
				return err
			}
		case xml.EndElement:
			s := strings.Map(func(r rune) rune {
				if r == '\n' || r == '\r' {
					return ' '
				}
				return r
			}, b.String())
			if !preserve {
				s = strings.TrimSpace(s)
			}
			p.write(s)
			return nil
		}
	}
}

// symbol gives the character of a symbol font. Such fonts keep ASCII at F000;
// a sign without a letter's meaning is only a mark.
func symbol(code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return ""
	}
	switch {
	case n >= 0xF020 && n < 0xF07F:
		if c := rune(n - 0xF000); strings.ContainsRune(" -–,.;:()/+№#", c) {
			return string(c)
		}
		return "•"
	case n >= 0xE000 && n <= 0xF8FF:
		return "•"
	}
	return string(rune(n))
}
