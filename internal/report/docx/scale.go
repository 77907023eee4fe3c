package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"

	"sdelaemvmeste/internal/report/splice"
	shape "sdelaemvmeste/plans/planfile/docx"
)

// newShare is the part of the table's width that the new column takes, in percent.
const newShare = 26

// scale makes room for the new column: all widths of the table, and of the tables
// within it, become smaller by the share that the new one takes, so that the table
// stays as wide as it was.
func (w *writer) scale(t *shape.TableShape) error {
	from := splice.StartOf(w.raw, t.Open)
	table := w.raw[from:t.End]
	total, lastCol := 0, int64(0)
	err := splice.Walk(table, func(e xml.StartElement, depth int, _, open int64) error {
		switch {
		case e.Name.Local == "tr":
			return splice.ErrStop
		case e.Name.Local == "gridCol" && depth == 2:
			n, _ := strconv.Atoi(attribute(e, "w"))
			total += n
			lastCol = open
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.width = total * newShare / 100
	if lastCol > 0 {
		// An element without content may still have an end tag.
		if !bytes.HasSuffix(table[:lastCol], []byte("/>")) {
			lastCol += int64(bytes.IndexByte(table[lastCol:], '>')) + 1
		}
		w.edits.Put(from+lastCol, fmt.Sprintf(`<w:gridCol%s w:w="%d"/>`, w.space, w.width))
	}
	return splice.Walk(table, func(e xml.StartElement, depth int, at, open int64) error {
		switch e.Name.Local {
		case "gridCol", "tcW", "wBefore":
		case "tblW":
			if depth <= 2 {
				return nil
			}
		default:
			return nil
		}
		if kind := attribute(e, "type"); kind == "auto" || kind == "nil" || kind == "pct" && e.Name.Local == "tblW" {
			return nil
		}
		w.shrink(from+at, from+open)
		return nil
	})
}

func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

var widthValue = regexp.MustCompile(`[\s:]w\s*=\s*["'](\d+)(?:\.\d+)?%?["']`)

// shrink makes the width in a start tag smaller by the share of the new column.
func (w *writer) shrink(from, open int64) {
	m := widthValue.FindSubmatchIndex(w.raw[from:open])
	if m == nil {
		return
	}
	n, err := strconv.Atoi(string(w.raw[from+int64(m[2]) : from+int64(m[3])]))
	if err != nil {
		return
	}
	w.edits.Replace(from+int64(m[2]), from+int64(m[3]), strconv.Itoa(n*(100-newShare)/100))
}
