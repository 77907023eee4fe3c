// Package xlsx reads an Excel workbook (.xlsx) into tables, one a sheet. It must
// know nothing of what a plan means.
package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// maxBook bounds all parts of a workbook together.
const maxBook = 32 << 20

// Read reads a workbook, whose bytes the library wants as well: each visible
// sheet is a table. The library panics on some broken files, which is the
// file's fault and no reason to stop. The error is an [archive.ErrTooLarge] when
// the workbook is larger than any plan; any other says that it is broken.
func Read(p archive.Parts, data []byte) (doc *document.Document, err error) {
	if err := weigh(p); err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil {
			doc, err = nil, fmt.Errorf("workbook: %w", plans.ErrInvalid)
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxBook, UnzipXMLSizeLimit: maxBook,
	})
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	defer file.Close()
	doc = &document.Document{}
	for i, name := range file.GetSheetList() {
		if visible, err := file.GetSheetVisible(name); err != nil {
			return nil, fmt.Errorf("sheet %d: %w", i+1, err)
		} else if !visible {
			doc.Warn(document.Problem{Table: i + 1, Sheet: name}, document.HiddenSheet)
			continue
		}
		s := sheetReader{file: file, doc: doc, table: &document.Table{Number: i + 1, Sheet: name}}
		if err := s.read(); err != nil {
			return nil, fmt.Errorf("sheet %d: %w", i+1, err)
		}
		doc.Blocks = append(doc.Blocks, document.Block{Table: s.table})
	}
	return doc, nil
}

// sheetReader lays one sheet out as a table.
type sheetReader struct {
	file   *excelize.File
	doc    *document.Document
	table  *document.Table
	merged map[[2]int]*document.Cell
	// width is the last column that a merged cell reaches.
	width  int
	hidden map[int]bool
	epoch  bool
}

func (s *sheetReader) read() error {
	if err := s.merge(); err != nil {
		return err
	}
	if props, err := s.file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		s.epoch = *props.Date1904
	}
	shown, err := s.file.Rows(s.table.Sheet)
	if err != nil {
		return s.notASheet(err)
	}
	defer shown.Close()
	raw, err := s.file.Rows(s.table.Sheet)
	if err != nil {
		return err
	}
	defer raw.Close()
	for n := 1; shown.Next() && raw.Next(); n++ {
		values, err := shown.Columns()
		if err != nil {
			return err
		}
		stored, err := raw.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		if shown.GetRowOpts().Hidden {
			if slices.ContainsFunc(values, func(v string) bool { return spelling.Tidy(v) != "" }) {
				s.doc.Warn(document.Problem{Table: s.table.Number, Sheet: s.table.Sheet, Row: n}, document.HiddenRow)
			}
		}
		r, err := s.row(n, values, stored)
		if err != nil {
			return err
		}
		// A hidden row still gives its words to a cell that reaches below it.
		if !shown.GetRowOpts().Hidden && n <= document.MaxRows {
			s.table.Rows = append(s.table.Rows, r)
		}
	}
	s.table.Square()
	return errors.Join(shown.Error(), raw.Error())
}

// notASheet passes over a sheet that is a chart and has no cells.
func (s *sheetReader) notASheet(err error) error {
	if strings.Contains(err.Error(), "is not a worksheet") {
		return nil
	}
	return err
}

// merge notes which places belong to one cell, within what a plan can hold.
func (s *sheetReader) merge() error {
	s.merged, s.hidden = map[[2]int]*document.Cell{}, map[int]bool{}
	ranges, err := s.file.GetMergeCells(s.table.Sheet, true)
	if err != nil {
		return s.notASheet(err)
	}
	for _, m := range ranges {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil {
			return errors.Join(err1, err2)
		}
		c := &document.Cell{}
		s.width = max(s.width, right)
		for y := top; y <= min(bottom, document.MaxRows); y++ {
			for x := left; x <= min(right, document.MaxColumns); x++ {
				s.merged[[2]int{x, y}] = c
			}
		}
		if len(s.merged) > document.MaxPlaces {
			return archive.ErrTooLarge
		}
	}
	return nil
}

// row lays out one row. Columns beyond the last that a plan can have, and
// hidden ones, are left empty.
func (s *sheetReader) row(n int, values, stored []string) (document.Row, error) {
	r := document.Row{Number: n}
	if n > document.MaxRows {
		if slices.ContainsFunc(values, func(v string) bool { return spelling.Tidy(v) != "" }) {
			return r, archive.ErrTooLarge
		}
		return r, nil
	}
	for x := 1; x <= min(max(len(values), s.width), document.MaxColumns); x++ {
		c := s.merged[[2]int{x, n}]
		if c == nil {
			c = &document.Cell{}
		}
		r.Cells = append(r.Cells, c)
		if x > len(values) || spelling.Tidy(values[x-1]) == "" || len(c.Paras()) > 0 || s.hiddenColumn(x) {
			continue
		}
		text := values[x-1]
		if x <= len(stored) {
			text = s.value(x, n, text, stored[x-1])
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
			c.Add(document.Para{Text: spelling.Tidy(line)})
		}
	}
	return r, nil
}

// hiddenColumn reports whether a column is not shown, and warns of it once.
func (s *sheetReader) hiddenColumn(x int) bool {
	hidden, known := s.hidden[x]
	if !known {
		visible, err := s.file.GetColVisible(s.table.Sheet, document.ColumnLetters(x))
		hidden = err == nil && !visible
		s.hidden[x] = hidden
		if hidden {
			s.doc.Warn(document.Problem{Table: s.table.Number, Sheet: s.table.Sheet}, document.HiddenColumn(x))
		}
	}
	return hidden
}
