package odf

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// How many signs a centimetre of a sheet holds, and how high a line is in centimetres.
const (
	perCentimetre = 5
	lineHeight    = 0.48
)

// lines is how many lines a text takes in a column of a width in centimetres.
func lines(text string, width float64) int {
	n := 0
	for l := range strings.SplitSeq(text, "\n") {
		n += 1 + utf8.RuneCountInString(l)/max(int(width*perCentimetre)-2, 1)
	}
	return n
}

// raise makes a row of a sheet high enough for the text of its new cell: a row whose
// height is set does not grow by itself.
func (w *writer) raise(e *splice.Edits, row shape.RowShape, text report.Text, rows int, width float64) {
	from := splice.StartOf(w.raw, row.Open)
	n, err := splice.Parse(w.raw[from:row.End], 0)
	if err != nil || !w.sheet || len(text) == 0 {
		return
	}
	high, set := w.heights[n.Attr("style-name")]
	need := math.Ceil(float64(lines(text.String(), width))*lineHeight/float64(max(rows, 1))*10) / 10
	if !set || need <= high {
		return
	}
	name := fmt.Sprintf("SdelaemRow%.0f", need*10)
	if !w.raised[name] {
		w.raised[name] = true
		w.rowStyle(name, need)
	}
	putAttr(e, w.raw[from:row.Open], 0, "style-name", name)
}

// measure finds how wide the column of marks and the whole table are.
func (w *writer) measure(t *shape.TableShape, laid plans.LaidTable) error {
	columns, err := w.columnsOf(t)
	if err != nil {
		return err
	}
	w.titleCols, w.titleWidth = max(laid.Cols, 2), w.wide(columns, 0, laid.Cols)
	if laid.Mark > 0 {
		w.markWidth = w.wide(columns, laid.Mark-1, laid.Mark)
		return nil
	}
	w.markWidth = sheetColumn
	w.titleCols, w.titleWidth = laid.Cols+1, w.titleWidth+sheetColumn
	return nil
}

func (w *writer) rowStyle(name string, high float64) {
	fmt.Fprintf(&w.styles, `<style:style%s style:name="%s" style:family="table-row"><style:table-row-properties`+
		` style:row-height="%.2fcm" style:use-optimal-row-height="false"/></style:style>`, spaces, name, high)
}

// wide is how wide columns are from the first to the last, in centimetres; columns that
// do not say it are as wide as LibreOffice makes them.
func (w *writer) wide(columns []column, first, last int) float64 {
	const usual = 2.26
	total := 0.0
	for _, c := range columns {
		one := usual
		for _, p := range w.columns[c.style] {
			if m := absolute.FindSubmatch(w.raw[p.from:p.open]); m != nil {
				one = centimetres(string(m[1]), string(m[2]))
			}
		}
		total += one * float64(max(min(c.first+c.repeated, last)-max(c.first, first), 0))
	}
	return total
}

// centimetres reads a length, 0 for one of a unit that is not known.
func centimetres(number, unit string) float64 {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0
	}
	return n * map[string]float64{"cm": 1, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}[strings.ToLower(unit)]
}
