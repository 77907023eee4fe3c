package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report"
)

// add writes a sheet behind the others. A name that is taken gets a number.
func (b *book) add(s sheet) error {
	name := s.name
	for n := 2; slices.Contains(b.GetSheetList(), name); n++ {
		name = fmt.Sprintf("%s (%d)", s.name, n)
	}
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	for i, w := range s.widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(name, column, column, w); err != nil {
			return err
		}
	}
	if err := b.layOut(name); err != nil {
		return err
	}
	row := 1
	if s.head != nil {
		for i, h := range s.head {
			if err := b.text(name, i+1, row, h, b.head); err != nil {
				return err
			}
		}
		row++
	}
	for _, cells := range s.rows {
		for i, c := range cells {
			if err := b.value(name, i+1, row, c, s.head != nil); err != nil {
				return err
			}
		}
		row++
	}
	if s.head == nil {
		return nil
	}
	if err := b.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.head), max(row-1, 1))
	if err != nil {
		return err
	}
	return b.AutoFilter(name, "A1:"+last, nil)
}

// layOut makes a sheet fit the width of paper.
func (b *book) layOut(name string) error {
	lying, wide, high, fit := "landscape", 1, 0, true
	if err := b.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &lying, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	return b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
}

func (b *book) text(sheet string, col, row int, text string, style int) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	if err := b.SetCellStr(sheet, at, cell(text)); err != nil {
		return err
	}
	return b.SetCellStyle(sheet, at, at, style)
}

// value writes one cell as what it is.
func (b *book) value(sheet string, col, row int, v any, framed bool) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	style := 0
	if framed {
		style = b.plain
	}
	switch v := v.(type) {
	case none:
	case time.Time:
		style = b.date
		err = b.SetCellValue(sheet, at, v)
	case int:
		err = b.SetCellInt(sheet, at, int64(v))
	case percent:
		style = b.percent
		err = b.SetCellFloat(sheet, at, float64(v), -1, 64)
	case strong:
		return b.text(sheet, col, row, string(v), b.bold)
	case address:
		if !report.IsAddress(string(v)) {
			return b.text(sheet, col, row, string(v), style)
		}
		style = b.link
		if err = b.SetCellStr(sheet, at, string(v)); err == nil {
			err = b.SetCellHyperLink(sheet, at, string(v), "External")
		}
	case string:
		return b.text(sheet, col, row, report.Clean(v), style)
	}
	if err != nil {
		return err
	}
	return b.SetCellStyle(sheet, at, at, style)
}

// number is a text of figures as a number, any other as it is.
func number(s string) any {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return s
}
