package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// columnWidth is how wide the new column is, in signs, leastWidth one that the plan has
// itself; lineHeight is how high a line of text is, in points.
const (
	columnWidth = 45
	leastWidth  = 30
	lineHeight  = 15
	// maxHeight is the highest row that Excel has.
	maxHeight = 409
)

// Heading is what stands over the new column.
const Heading = "Отметка об исполнении"

// table writes the marks into a table of the plan.
type table struct {
	*grid
	laid  plans.LaidTable
	marks map[plans.ItemNo]report.Text
	// title says what the document has become, heading what stands over the new column
	// where there is no room for the title.
	title, heading string
}

func (t table) fill() {
	col, added := t.laid.Mark, t.laid.Mark == 0
	switch {
	case added:
		col = t.laid.Cols + 1
		t.wide[col] = columnWidth
	case t.widthOf(col) < leastWidth:
		t.wide[col] = leastWidth
	}
	if t.entitle(max(col, t.laid.Cols)) || t.printTitle(t.title) {
		t.heading = Heading
	}
	for i, line := range t.laid.Lines {
		if added || line.Kind == plans.ItemLine {
			t.line(i, line, col, added)
		}
	}
}

func (t table) line(i int, line plans.LaidLine, col int, added bool) {
	switch line.Kind {
	case plans.SectionLine:
		t.widen(line.Row, col)
	case plans.HeadLine:
		if i > 0 && t.laid.Lines[i-1].Kind == plans.HeadLine && t.laid.Lines[i-1].Row == line.Row-1 {
			return
		}
		t.mark(line.Row, col, report.Text{{{Text: t.heading}}}, t.below(i, plans.HeadLine), true)
	case plans.CountLine:
		t.mark(line.Row, col, report.Text{{{Text: strconv.Itoa(col)}}}, 0, true)
	case plans.ItemLine:
		t.mark(line.Row, col, t.text(line), t.below(i, plans.MoreLine), added)
	case plans.MoreLine:
	}
}

// below counts the rows right under one that go on with it.
func (t table) below(i int, kind plans.LineKind) int {
	n := 0
	for k := i + 1; k < len(t.laid.Lines) && t.laid.Lines[k].Kind == kind && t.laid.Lines[k].Row == t.laid.Lines[i].Row+n+1; k++ {
		n++
	}
	return n
}

// text is what is said of the rows of the plan in one row of the sheet, each under its
// number where there are several.
func (t table) text(l plans.LaidLine) report.Text {
	if len(l.Items) == 1 {
		return t.marks[l.Items[0]]
	}
	var all report.Text
	for _, no := range l.Items {
		all = append(all, report.Line{{Text: string(no)}})
		all = append(all, t.marks[no]...)
	}
	return all
}

// mark writes a text into a cell, after the words that it has. A new cell looks like
// the one on its left and is merged with so many below it. Addresses stay words: a cell
// that leads somewhere is shown in one line by LibreOffice, whatever it holds.
func (t table) mark(row, col int, text report.Text, more int, added bool) {
	words, like := text.String(), col
	if added {
		like = col - 1
	} else if old := t.valueOf(row, col); old != "" {
		words = old + "\n" + words
	}
	t.put(row, col, textCell(t.space, col, row, words, t.book.styles.wrap(t.styleOf(row, like))))
	if more > 0 && added {
		for k := 1; k <= more; k++ {
			t.put(row+k, col, fmt.Sprintf(`<c%s r="%s" s="%d"/>`, t.space, cellName(col, row+k), t.book.styles.wrap(t.styleOf(row+k, like))))
		}
		t.merged = append(t.merged, area{col, row, col, row + more})
	}
	need := float64(lines(words, t.widthOf(col))*lineHeight) / float64(more+1)
	for k := range more + 1 {
		t.raise(row+k, need)
	}
}

// entitle says above the table what the document has become: in the row right above
// it, where that is empty.
func (t table) entitle(last int) bool {
	row := 0
	for _, l := range t.laid.Lines {
		if row == 0 || l.Row < row {
			row = l.Row
		}
	}
	row--
	if row < 1 || !t.empty(row) {
		return false
	}
	wide := 0.0
	for x := 1; x <= last; x++ {
		wide += t.widthOf(x)
	}
	t.fillRow(row, textCell(t.space, 1, row, t.title, t.book.styles.title), float64(lines(t.title, wide)*lineHeight+lineHeight/2))
	t.merged = append(t.merged, area{1, row, last, row})
	return true
}

// empty reports whether a row holds nothing and is part of no merged area.
func (t table) empty(row int) bool {
	for _, a := range t.merges {
		if a.top <= row && row <= a.bottom {
			return false
		}
	}
	r := t.rows[row]
	if r == nil {
		return true
	}
	if attrOf(r.Node, "hidden") == "1" {
		return false
	}
	for _, c := range r.cells {
		if len(c.Kids) > 0 {
			return false
		}
	}
	return true
}

// lines is how many lines a text takes in a column of a width in signs.
func lines(s string, width float64) int {
	n := 0
	for l := range strings.SplitSeq(s, "\n") {
		n += 1 + utf8.RuneCountInString(l)/max(int(width)-3, 1)
	}
	return n
}

// widen makes the name of a section reach over the new column.
func (t table) widen(row, col int) {
	for i, m := range t.merges {
		if m.top == row && m.bottom == row && m.right == col-1 && m.left < m.right {
			t.put(row, col, fmt.Sprintf(`<c%s r="%s" s="%d"/>`, t.space, cellName(col, row), t.styleOf(row, col-1)))
			m.right = col
			t.grown[i] = m
			return
		}
	}
}
