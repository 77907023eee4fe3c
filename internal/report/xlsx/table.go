package xlsx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// columnWidth is how wide the new column is, in signs; lineHeight how high a line of
// text is, in points.
const (
	columnWidth = 45
	lineHeight  = 15
	// maxHeight is the highest row that Excel has.
	maxHeight = 409
)

// table writes the marks into a table of the plan.
type table struct {
	*book
	laid    plans.LaidTable
	marks   map[plans.ItemNo]report.Text
	heading string
}

func (t table) fill() error {
	col, added := t.laid.Mark, t.laid.Mark == 0
	if added {
		col = t.laid.Cols + 1
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			return err
		}
		if err := t.SetColWidth(t.laid.Sheet, name, name, columnWidth); err != nil {
			return err
		}
	}
	for i, line := range t.laid.Lines {
		if !added && line.Kind != plans.ItemLine {
			continue
		}
		if err := t.line(i, line, col, added); err != nil {
			return err
		}
	}
	return nil
}

func (t table) line(i int, line plans.LaidLine, col int, added bool) error {
	switch line.Kind {
	case plans.SectionLine:
		return t.widen(line.Row, col)
	case plans.HeadLine:
		if i > 0 && t.laid.Lines[i-1].Kind == plans.HeadLine && t.laid.Lines[i-1].Row == line.Row-1 {
			return nil
		}
		return t.put(line.Row, col, report.Text{{{Text: t.heading}}}, t.below(i, plans.HeadLine), true)
	case plans.CountLine:
		return t.put(line.Row, col, report.Text{{{Text: strconv.Itoa(col)}}}, 0, true)
	case plans.ItemLine:
		return t.put(line.Row, col, t.text(line), t.below(i, plans.MoreLine), added)
	case plans.MoreLine:
	}
	return nil
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

// put writes a text into a cell, after the words that it has, and merges it with so
// many cells below it. A new cell looks like the one on its left.
func (t table) put(row, col int, text report.Text, more int, added bool) error {
	s := t.laid.Sheet
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	words := text.String()
	if !added {
		if old, err := t.GetCellValue(s, at); err == nil && old != "" {
			words = old + "\n" + words
		}
	}
	if err := t.SetCellStr(s, at, cell(words)); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(col, row+more)
	if err != nil {
		return err
	}
	if more > 0 {
		if err := t.MergeCell(s, at, end); err != nil {
			return err
		}
	}
	if err := t.dress(s, row, col, at, end, added); err != nil {
		return err
	}
	for _, l := range text {
		for _, p := range l {
			if p.Link != "" {
				return t.SetCellHyperLink(s, at, p.Link, "External")
			}
		}
	}
	return nil
}

// dress gives a cell its look and its row the height that the words need.
func (t table) dress(s string, row, col int, at, end string, added bool) error {
	like := at
	if added && col > 1 {
		var err error
		if like, err = excelize.CoordinatesToCellName(col-1, row); err != nil {
			return err
		}
	}
	id, err := t.GetCellStyle(s, like)
	if err != nil {
		return err
	}
	style, err := t.GetStyle(id)
	if err != nil {
		return err
	}
	if style.Alignment == nil {
		style.Alignment = &excelize.Alignment{Vertical: "top"}
	}
	style.Alignment.WrapText = true
	style.NumFmt, style.CustomNumFmt = 0, nil
	for i := range style.Border {
		// The library writes the automatic colour as one that not every program takes
		// for black.
		if style.Border[i].Color == "" {
			style.Border[i].Color = "000000"
		}
	}
	if id, err = t.NewStyle(style); err != nil {
		return err
	}
	if err := t.SetCellStyle(s, at, end, id); err != nil {
		return err
	}
	words, err := t.GetCellValue(s, at)
	if err != nil {
		return err
	}
	high, err := t.GetRowHeight(s, row)
	if err != nil {
		return err
	}
	if need := float64(lines(words) * lineHeight); need > high {
		return t.SetRowHeight(s, row, min(need, maxHeight))
	}
	return nil
}

// lines is how many lines of the new column a text takes.
func lines(s string) int {
	n := 0
	for l := range strings.SplitSeq(s, "\n") {
		n += 1 + utf8.RuneCountInString(l)/(columnWidth-3)
	}
	return n
}

// widen makes the name of a section reach over the new column.
func (t table) widen(row, col int) error {
	merged, err := t.GetMergeCells(t.laid.Sheet, true)
	if err != nil {
		return err
	}
	for _, m := range merged {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return err
		}
		right, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return err
		}
		if top != row || bottom != row || right != col-1 || left == right {
			continue
		}
		end, err := excelize.CoordinatesToCellName(col, row)
		if err != nil {
			return err
		}
		if err := t.UnmergeCell(t.laid.Sheet, m.GetStartAxis(), m.GetEndAxis()); err != nil {
			return err
		}
		id, err := t.GetCellStyle(t.laid.Sheet, m.GetEndAxis())
		if err != nil {
			return err
		}
		if err := t.SetCellStyle(t.laid.Sheet, end, end, id); err != nil {
			return err
		}
		return t.MergeCell(t.laid.Sheet, m.GetStartAxis(), end)
	}
	return nil
}

// cell is a text as long as a cell of Excel takes.
func cell(s string) string {
	if utf8.RuneCountInString(s) <= excelize.TotalCellChars {
		return s
	}
	return string([]rune(s)[:excelize.TotalCellChars-1]) + "…"
}
