package odf

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// sheets handles the content of a spreadsheet: each visible sheet is a table.
func (r *reader) sheets(e xml.StartElement) error {
	if name(e.Name) != "table:table" {
		return r.Skip(e)
	}
	r.tables++
	t := &document.Table{Number: r.tables, Sheet: attr(e, "table:name")}
	if r.styles.hides(attr(e, "table:style-name")) {
		r.doc.Warn(document.Problem{Table: t.Number, Sheet: t.Sheet}, document.HiddenSheet)
		return r.Skip(e)
	}
	g := &grid{r: r, table: t, sheet: true}
	shape := r.beginTable()
	if err := g.read(); err != nil {
		return err
	}
	r.endTable(shape)
	r.doc.Blocks = append(r.doc.Blocks, document.Block{Table: t})
	return nil
}

// value reads a cell of a spreadsheet. A real date is shown in the way of the
// computer that shows it, so it is written out here as the plan's documents do;
// its style tells which parts of the date are seen.
func (l *line) value(e xml.StartElement, c *document.Cell) error {
	var shown document.Cell
	if err := l.r.Each(l.r.blocks(&sink{body: &document.Document{}, cell: &shown})); err != nil {
		return err
	}
	text := l.typed(e)
	if text == "" && shown.Empty() {
		text = spelling.Tidy(stored(e))
	}
	if text == "" && shown.Empty() {
		return nil
	}
	if l.hiddenColumn() {
		return nil
	}
	if text != "" {
		c.Add(document.Para{Text: text})
		return nil
	}
	for _, p := range shown.Paras() {
		c.Add(document.Para{Text: p.Text})
	}
	return nil
}

// hiddenColumn reports whether the column at hand is not shown, and warns of it
// once.
func (l *line) hiddenColumn() bool {
	i := l.at()
	if i >= len(l.columns) || !l.columns[i].hidden {
		return false
	}
	if !l.columns[i].told {
		l.columns[i].told = true
		l.r.doc.Warn(document.Problem{Table: l.table.Number, Sheet: l.table.Sheet}, document.HiddenColumn(i+1))
	}
	return true
}

// typed gives the text of a cell that holds a date or a time, "" for any other.
func (l *line) typed(e xml.StartElement) string {
	shown, known := l.styles(e)
	switch attr(e, "office:value-type") {
	case "date":
		t, clock, ok := dateValue(attr(e, "office:date-value"))
		if !ok {
			return ""
		}
		if !known {
			shown = document.Shown{Day: true, Month: true, Year: true, Clock: clock}
		}
		return document.DateText(t, shown)
	case "time":
		if t, ok := timeValue(attr(e, "office:time-value")); ok && known {
			return document.DateText(t, document.Shown{Clock: true})
		}
	}
	return ""
}

// stored is the value of a cell that shows none, as some programs write it.
func stored(e xml.StartElement) string {
	if s := attr(e, "office:string-value"); s != "" {
		return s
	}
	return attr(e, "office:value")
}

// styles gives what the style of a cell, of its row or of its column shows of a
// date.
func (l *line) styles(e xml.StartElement) (document.Shown, bool) {
	for _, id := range []string{attr(e, "table:style-name"), l.style, l.columnStyle()} {
		if id != "" {
			return l.r.styles.shown(id)
		}
	}
	return document.Shown{}, false
}

func (l *line) columnStyle() string {
	if i := l.at(); i < len(l.columns) {
		return l.columns[i].style
	}
	return ""
}

// dateValue reads «2026-06-01» and «2026-06-01T14:30:00».
func dateValue(s string) (t time.Time, clock, ok bool) {
	day, rest, clock := strings.Cut(s, "T")
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return t, false, false
	}
	if clock {
		rest, _, _ = strings.Cut(rest, ".")
		at, err := time.Parse(time.TimeOnly, strings.TrimSuffix(rest, "Z"))
		if err != nil {
			return t, false, false
		}
		t = t.Add(at.Sub(at.Truncate(24 * time.Hour)))
	}
	return t, clock, true
}

var duration = regexp.MustCompile(`^PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$`)

// timeValue reads a time of day, «PT14H30M00S».
func timeValue(s string) (time.Time, bool) {
	m := duration.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	var v [3]int
	for i := range v {
		v[i], _ = strconv.Atoi(m[i+1])
	}
	if v[0] > 23 {
		return time.Time{}, false
	}
	return time.Date(2000, 1, 1, v[0], v[1], v[2], 0, time.UTC), true
}
