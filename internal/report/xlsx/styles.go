package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/report/splice"
)

// styles are the looks of a workbook's cells, and those that are added to them.
type styles struct {
	*part
	added   map[string][]string
	wrapped map[int]int
	// Our own cells.
	head, plain, date, percent, bold, link, title int
}

// noStyles is what a workbook has that says nothing of looks.
const noStyles = declaration + `<styleSheet xmlns="` + mainSpace + `"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`

// percentFormat is «0%» (ISO/IEC 29500-1, 18.8.30).
const percentFormat = 9

func newStyles(p *part) (*styles, error) {
	s := &styles{part: p, added: map[string][]string{}, wrapped: map[int]int{}}
	for _, name := range []string{"fonts", "fills", "borders", "cellXfs"} {
		if n := p.root.Kid(name); n == nil || len(n.Kids) == 0 {
			return nil, fmt.Errorf("styles without %s: %w", name, splice.ErrShape)
		}
	}
	const edge = ` style="thin"><color rgb="FFBFBFBF"/></`
	border := s.add("borders", `<border`+p.space+`><left`+edge+`left><right`+edge+`right><top`+edge+`top><bottom`+edge+`bottom><diagonal/></border>`)
	bold := s.font(`<b/>`)
	blue := s.font(`<u/>`, `<color rgb="FF0563C1"/>`)
	grey := s.add("fills", `<fill`+p.space+`><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/><bgColor indexed="64"/></patternFill></fill>`)
	const top, middle = `<alignment vertical="top" wrapText="1"/>`, `<alignment horizontal="center" vertical="center" wrapText="1"/>`
	s.head = s.look(0, bold, grey, border, middle)
	s.plain = s.look(0, 0, 0, border, top)
	s.date = s.look(s.format("dd.mm.yyyy"), 0, 0, border, top)
	s.percent = s.look(percentFormat, 0, 0, border, top)
	s.bold = s.look(0, bold, 0, 0, ``)
	s.link = s.look(0, blue, 0, border, top)
	s.title = s.look(0, bold, 0, 0, middle)
	return s, nil
}

// add puts an element behind those of a list and gives its place there.
func (s *styles) add(list, text string) int {
	s.added[list] = append(s.added[list], text)
	return len(s.root.Kid(list).Kids) + len(s.added[list]) - 1
}

// font is the workbook's usual font, as the first one is, otherwise drawn.
func (s *styles) font(before string, after ...string) int {
	usual := s.root.Kid("fonts").Kids[0]
	size, name := usual.Kid("sz").Attr("val"), usual.Kid("name").Attr("val")
	if size == "" {
		size = "11"
	}
	if name == "" {
		name = "Calibri"
	}
	return s.add("fonts", fmt.Sprintf(`<font%s>%s<sz val="%s"/>%s<name val="%s"/></font>`,
		s.space, before, splice.Escape(size), strings.Join(after, ""), splice.Escape(name)))
}

// look is a style of cells.
func (s *styles) look(format, font, fill, border int, alignment string) int {
	apply := ""
	if alignment != "" {
		apply = ` applyAlignment="1"`
	}
	return s.add("cellXfs", fmt.Sprintf(`<xf%s numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"%s>%s</xf>`,
		s.space, format, font, fill, border, apply, alignment))
}

// firstFormat is the number of the first format that is a workbook's own.
const firstFormat = 164

// format adds a format of numbers.
func (s *styles) format(code string) int {
	id := firstFormat
	list := s.root.Kid("numFmts")
	if list != nil {
		for _, k := range list.Kids {
			if n, err := strconv.Atoi(k.Attr("numFmtId")); err == nil {
				id = max(id, n+1)
			}
		}
	}
	text := fmt.Sprintf(`<numFmt%s numFmtId="%d" formatCode="%s"/>`, s.space, id, code)
	if list != nil {
		s.into(list, text)
		s.set(list, "count", strconv.Itoa(len(list.Kids)+1))
	} else {
		s.Put(s.root.Open, fmt.Sprintf(`<numFmts%s count="1">%s</numFmts>`, s.space, text))
	}
	return id
}

// wrap is a style like another, whose text is broken into lines.
func (s *styles) wrap(like int) int {
	if n, done := s.wrapped[like]; done {
		return n
	}
	all := s.root.Kid("cellXfs").Kids
	if like < 0 || like >= len(all) {
		like = 0
	}
	n := all[like]
	own := part{raw: s.raw[n.From:n.End], space: s.space}
	x, err := splice.Parse(own.raw, 0)
	if err != nil {
		return like
	}
	own.set(x, "applyAlignment", "1")
	if a := x.Kid("alignment"); a != nil {
		own.set(a, "wrapText", "1")
		own.cut(a, "shrinkToFit")
	} else {
		alignment := `<alignment` + s.space + ` vertical="top" wrapText="1"/>`
		if splice.EndTagOf(own.raw, x.End) < x.End {
			own.Put(x.Open, alignment)
		} else {
			own.into(x, alignment)
		}
	}
	changed, err := own.Apply(own.raw)
	if err != nil {
		return like
	}
	s.wrapped[like] = s.add("cellXfs", string(changed))
	return s.wrapped[like]
}

// isDate reports whether numbers of a style are shown as days.
func (s *styles) isDate(style int) bool {
	all := s.root.Kid("cellXfs").Kids
	if style < 0 || style >= len(all) {
		return false
	}
	id, err := strconv.Atoi(all[style].Attr("numFmtId"))
	if err != nil {
		return false
	}
	if id < firstFormat {
		// 14 to 17 and 22 show days (ISO/IEC 29500-1, 18.8.30).
		return id >= 14 && id <= 17 || id == 22
	}
	if list := s.root.Kid("numFmts"); list != nil {
		for _, k := range list.Kids {
			if k.Attr("numFmtId") == strconv.Itoa(id) {
				code := strings.ToLower(k.Attr("formatCode"))
				return strings.Contains(code, "yy") || strings.Contains(code, "dd")
			}
		}
	}
	return false
}

// finish writes what was added.
func (s *styles) finish() {
	for list, texts := range s.added {
		n := s.root.Kid(list)
		s.into(n, strings.Join(texts, ""))
		s.set(n, "count", strconv.Itoa(len(n.Kids)+len(texts)))
	}
}
