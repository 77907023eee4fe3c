package odf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"

	"sdelaemvmeste/internal/report/splice"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// attribute finds an attribute of a start tag: with the space before it, and its value.
func attribute(local string) *regexp.Regexp {
	return regexp.MustCompile(`\s[\w.-]+:` + local + `\s*=\s*["']([^"']*)["']`)
}

// setAttr gives an attribute of the tables' namespace a value; the start tag begins at
// a place of the text that is edited.
func setAttr(e *splice.Edits, tag []byte, at int64, local string, n int) {
	putAttr(e, tag, at, local, strconv.Itoa(n))
}

func putAttr(e *splice.Edits, tag []byte, at int64, local, value string) {
	if m := attribute(local).FindSubmatchIndex(tag); m != nil {
		e.Replace(at+int64(m[2]), at+int64(m[3]), value)
		return
	}
	end := int64(len(tag) - 1)
	if tag[end-1] == '/' {
		end--
	}
	e.Put(at+end, fmt.Sprintf(` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" table:%s="%s"`, local, value))
}

// cutAttr takes an attribute out of a start tag.
func cutAttr(e *splice.Edits, raw []byte, from, open int64, local string) {
	if m := attribute(local).FindIndex(raw[from:open]); m != nil {
		e.Replace(from+int64(m[0]), from+int64(m[1]), "")
	}
}

// newShare is the part of a table's width that the new column takes, in percent.
const newShare = 26

// sheetColumn is how wide the new column of a spreadsheet is, in centimetres.
const sheetColumn = 8

// column is a column of a table, or Repeated equal ones.
type column struct {
	from, open, end int64
	first, repeated int
	style           string
}

// columnsOf finds the columns of a table, and where they end.
func (w *writer) columnsOf(t *shape.TableShape) ([]column, error) {
	from := splice.StartOf(w.raw, t.Open)
	var all []column
	next := 0
	err := splice.Walk(w.raw[from:t.End], func(e xml.StartElement, _ int, at, open int64) error {
		switch e.Name.Local {
		case "table-row", "table-header-rows", "table-rows", "table-row-group":
			return splice.ErrStop
		case "table-column":
			n, err := strconv.Atoi(attr(e, "number-columns-repeated"))
			if err != nil || n < 1 {
				n = 1
			}
			c := column{from: from + at, open: from + open, end: from + open, first: next, repeated: n, style: attr(e, "style-name")}
			if w.raw[c.open-2] != '/' {
				c.end += int64(bytes.IndexByte(w.raw[c.open:], '>')) + 1
			}
			next += n
			all = append(all, c)
		}
		return nil
	})
	return all, err
}

// makeRoom adds a column. In a text all others become narrower by what it takes, so
// that the table stays as wide as it was; a sheet grows.
func (w *writer) makeRoom(t *shape.TableShape, cols int) error {
	columns, err := w.columnsOf(t)
	if err != nil || len(columns) == 0 {
		return err
	}
	style := fmt.Sprintf("SdelaemColumn%d", t.Number)
	wide := fmt.Sprintf("%dcm", sheetColumn)
	if !w.sheet {
		wide = w.shrink(columns)
	}
	fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="table-column"><style:table-column-properties%s/></style:style>`,
		spaces, style, styled("style:column-width", wide))
	own := fmt.Sprintf(`<table:table-column%s table:style-name="%s"/>`, spaces, style)
	for _, c := range columns {
		if c.first > cols || cols >= c.first+c.repeated {
			continue
		}
		part := func(n int) string {
			if n == 0 {
				return ""
			}
			tag := w.raw[c.from:c.open]
			var e splice.Edits
			setAttr(&e, tag, 0, "number-columns-repeated", n)
			changed, err := e.Apply(tag)
			if err != nil {
				return ""
			}
			return string(changed) + string(w.raw[c.open:c.end])
		}
		before := cols - c.first
		w.edits.Replace(c.from, c.end, part(before)+own+part(c.repeated-before-1))
		return nil
	}
	w.edits.Put(columns[len(columns)-1].end, own)
	return nil
}

var (
	high     = regexp.MustCompile(`\s[\w.-]+:row-height\s*=\s*["']([\d.]+)(\w+)["']`)
	absolute = regexp.MustCompile(`\s[\w.-]+:column-width\s*=\s*["']([\d.]+)(\w+)["']`)
	relative = regexp.MustCompile(`\s[\w.-]+:rel-column-width\s*=\s*["'](\d+)\*["']`)
)

// shrink makes the columns of a text's table narrower and gives the width of the new
// one, "" when it is not known. Relative widths are taken away: the absolute ones say
// the same.
func (w *writer) shrink(columns []column) string {
	total, unit := 0.0, ""
	for _, c := range columns {
		for _, p := range w.columns[c.style] {
			m := absolute.FindSubmatchIndex(w.raw[p.from:p.open])
			if m == nil {
				continue
			}
			n, err := strconv.ParseFloat(string(w.raw[p.from+int64(m[2]):p.from+int64(m[3])]), 64)
			if err != nil {
				continue
			}
			total += n * float64(c.repeated)
			unit = string(w.raw[p.from+int64(m[4]) : p.from+int64(m[5])])
			if w.scaled[c.style] {
				continue
			}
			w.edits.Replace(p.from+int64(m[2]), p.from+int64(m[3]), strconv.FormatFloat(n*(100-newShare)/100, 'f', 3, 64))
			if r := relative.FindIndex(w.raw[p.from:p.open]); r != nil {
				w.edits.Replace(p.from+int64(r[0]), p.from+int64(r[1]), "")
			}
		}
		w.scaled[c.style] = true
	}
	if total == 0 {
		return ""
	}
	return strconv.FormatFloat(total*newShare/100, 'f', 3, 64) + unit
}
