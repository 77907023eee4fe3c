package xlsx

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
)

// maxText is the longest text that a cell of Excel holds, in UTF-16 units.
const maxText = 32767

// textCell is a cell that holds a text, whatever it looks like to Excel.
func textCell(space string, col, row int, text string, style int) string {
	return fmt.Sprintf(`<c%s r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`,
		space, cellName(col, row), style, splice.Escape(literal(short(text))))
}

// short is a text as long as a cell takes.
func short(s string) string {
	if plans.Len(s) <= maxText {
		return s
	}
	n := 0
	for i, r := range s {
		if n += plans.Len(string(r)); n >= maxText {
			return s[:i] + "…"
		}
	}
	return s
}

// coded is how workbooks write signs that XML cannot hold (ISO/IEC 29500-1, 22.9.2.19).
var coded = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// literal makes what looks like a coded sign stay as it is.
func literal(s string) string {
	return coded.ReplaceAllStringFunc(s, func(m string) string { return "_x005F" + m })
}

// valueOf is what a cell shows, "" for nothing.
func (g *grid) valueOf(row, col int) string {
	r := g.rows[row]
	if r == nil || r.cells[col] == nil {
		return ""
	}
	c := r.cells[col]
	if c.Kid("f") != nil {
		// The list of formulas would name a cell that has none any more.
		g.book.dropChain()
	}
	value := g.inner(c.Kid("v"))
	switch attrOf(c, "t") {
	case "inlineStr":
		return g.inner(c.Kid("is"))
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil {
			return ""
		}
		return g.book.shared(n)
	case "", "n":
		n, err := strconv.ParseFloat(value, 64)
		if err == nil && g.book.styles.isDate(g.styleOf(row, col)) {
			y, m, day := g.book.dayOf(int(n)).Split()
			return fmt.Sprintf("%02d.%02d.%d", day, m, y)
		}
	}
	return value
}

// inner is the text within an element.
func (p *part) inner(n *splice.Node) string {
	if n == nil {
		return ""
	}
	d := xml.NewDecoder(strings.NewReader(string(p.raw[n.From:n.End])))
	var b strings.Builder
	for phonetic := 0; ; {
		token, err := d.RawToken()
		if err != nil {
			return b.String()
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				phonetic++
			}
		case xml.EndElement:
			if t.Name.Local == "rPh" {
				phonetic--
			}
		case xml.CharData:
			if phonetic == 0 {
				b.Write(t)
			}
		}
	}
}

// shared is a text that the workbook keeps once for all cells that show it.
func (b *book) shared(n int) string {
	if b.texts == nil {
		name := b.has.Relations(b.main.name)["sharedStrings"]
		raw, ok, err := splice.Part(b.data, name, archive.MaxPart)
		if err != nil || !ok {
			return ""
		}
		root, err := splice.Parse(raw, 0)
		if err != nil {
			return ""
		}
		b.texts = &part{name: name, raw: raw, root: root}
	}
	if n < 0 || n >= len(b.texts.root.Kids) {
		return ""
	}
	return b.texts.inner(b.texts.root.Kids[n])
}

// dropChain takes away the order in which formulas are computed, which Excel finds
// again by itself.
func (b *book) dropChain() {
	name := b.has.Relations(b.main.name)["calcChain"]
	if name == "" || len(b.dropped) > 0 {
		return
	}
	b.dropped = append(b.dropped, name)
	for _, k := range b.rels.root.Kids {
		if strings.HasSuffix(k.Attr("Type"), "/calcChain") {
			b.rels.Replace(k.From, k.End, "")
		}
	}
	for _, k := range b.types.root.Kids {
		if k.Attr("PartName") == "/"+name {
			b.types.Replace(k.From, k.End, "")
		}
	}
}

// The first days of both calendars of workbooks (ISO/IEC 29500-1, 18.17.4.1).
func (b *book) epoch() plans.Date {
	if is := attrOf(b.main.root.Kid("workbookPr"), "date1904"); is == "1" || is == "true" {
		return plans.NewDate(1904, 1, 1)
	}
	return plans.NewDate(1899, 12, 30)
}

func (b *book) dayOf(serial int) plans.Date { return b.epoch() + plans.Date(serial) }
