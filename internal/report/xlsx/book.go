// Package xlsx writes a report as an Excel workbook: into the one that its plan was
// loaded from, or a new one, with sheets of rows, figures, posts and the journal. What
// people wrote is always text, never a formula.
package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
)

// Fill writes a report into the workbook of its plan, and its sheets behind the plan's
// own. The error wraps [splice.ErrShape] when the plan's sheets are not there any more
// as they were read.
func Fill(original plans.Original, r report.Report) (data []byte, err error) {
	// The library panics on some broken files.
	defer func() {
		if p := recover(); p != nil {
			data, err = nil, fmt.Errorf("workbook: %v: %w", p, splice.ErrShape)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(original.Data))
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	defer f.Close()
	b, err := begin(f)
	if err != nil {
		return nil, err
	}
	marks := map[plans.ItemNo]report.Text{}
	for _, row := range r.Rows {
		marks[row.Item.No] = row.Mark
	}
	for _, laid := range original.Layout.Tables {
		if i, err := f.GetSheetIndex(laid.Sheet); err != nil || i < 0 {
			return nil, fmt.Errorf("workbook: sheet of table %d: %w", laid.Number, splice.ErrShape)
		}
		t := table{book: b, laid: laid, marks: marks, heading: "Отметка об исполнении\nза " + r.Period.Words + "\n" + r.AsOf()}
		if err := t.fill(); err != nil {
			return nil, fmt.Errorf("workbook: table %d: %w", laid.Number, err)
		}
	}
	return b.finish(r)
}

// Plain writes a report as a workbook of its own.
func Plain(r report.Report) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b, err := begin(f)
	if err != nil {
		return nil, err
	}
	return b.finish(r)
}

// Journal writes entries of the journal as a workbook, in a zone.
func Journal(all []report.Noted, zone *time.Location) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b, err := begin(f)
	if err != nil {
		return nil, err
	}
	s := journalSheet(report.Report{Journal: all, Zone: zone})
	s.head, s.widths = append(s.head, "Сумма предыдущей записи"), append(s.widths, 70)
	for i := range s.rows {
		s.rows[i] = append(s.rows[i], all[i].Entry.Prev)
	}
	return b.write(s)
}

// book is a workbook being written, with the styles of what is added.
type book struct {
	*excelize.File
	head, plain, date, percent, bold, link int
}

func begin(f *excelize.File) (*book, error) {
	b := &book{File: f}
	format := func(s string) *string { return &s }
	border := []excelize.Border{
		{Type: "left", Color: "BFBFBF", Style: 1}, {Type: "right", Color: "BFBFBF", Style: 1},
		{Type: "top", Color: "BFBFBF", Style: 1}, {Type: "bottom", Color: "BFBFBF", Style: 1},
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&b.head, excelize.Style{
			Font: &excelize.Font{Bold: true}, Border: border, Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
		}},
		{&b.plain, excelize.Style{Border: border, Alignment: top}},
		{&b.date, excelize.Style{Border: border, Alignment: top, CustomNumFmt: format("dd.mm.yyyy")}},
		{&b.percent, excelize.Style{Border: border, Alignment: top, CustomNumFmt: format("0%")}},
		{&b.bold, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&b.link, excelize.Style{Border: border, Alignment: top, Font: &excelize.Font{Color: "0563C1", Underline: "single"}}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return nil, fmt.Errorf("style: %w", err)
		}
		*s.to = id
	}
	return b, nil
}

// finish adds the sheets and gives the file.
func (b *book) finish(r report.Report) ([]byte, error) {
	return b.write(summarySheet(r), rowsSheet(r), unitsSheet(r), postsSheet(r), publicationsSheet(r), journalSheet(r))
}

// write adds sheets and gives the file.
func (b *book) write(sheets ...sheet) ([]byte, error) {
	own := b.GetSheetList()
	for _, s := range sheets {
		if err := b.add(s); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	if slices.Equal(own, []string{"Sheet1"}) {
		if dimension, err := b.GetSheetDimension("Sheet1"); err == nil && (dimension == "A1" || dimension == "") {
			if err := b.DeleteSheet("Sheet1"); err != nil {
				return nil, err
			}
		}
	}
	b.SetActiveSheet(0)
	var out bytes.Buffer
	if err := b.File.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}
