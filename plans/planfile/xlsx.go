package planfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/plans"
)

// workbook reads an Excel workbook: each visible sheet is a table. The library
// panics on some broken files, which is the file's fault and no reason to stop.
func (p parts) workbook(data []byte) (doc *document, err error) {
	if err := p.weigh(); err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil {
			doc, err = nil, fmt.Errorf("workbook: %w", plans.ErrInvalid)
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxBookBytes, UnzipXMLSizeLimit: maxBookBytes,
	})
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	defer file.Close()
	doc = &document{}
	for i, name := range file.GetSheetList() {
		if visible, err := file.GetSheetVisible(name); err != nil {
			return nil, fmt.Errorf("sheet %d: %w", i+1, err)
		} else if !visible {
			doc.warn(Problem{Table: i + 1, Sheet: name}, "скрытый лист не прочитан: покажите его, если план на нём")
			continue
		}
		s := sheetReader{file: file, doc: doc, table: &table{number: i + 1, sheet: name}}
		if err := s.read(); err != nil {
			return nil, fmt.Errorf("sheet %d: %w", i+1, err)
		}
		doc.blocks = append(doc.blocks, block{table: s.table})
	}
	return doc, nil
}

func (d *document) warn(place Problem, text string) {
	place.Text, place.Severity = text, Warning
	d.problems = append(d.problems, place)
}

// weigh refuses a workbook that would take too much memory before the library
// sees it: the library unpacks every part, and lays out every place up to the
// last cell of each row and the last row of each sheet.
func (p parts) weigh() error {
	total, grid := uint64(0), 0
	for name, f := range p {
		if total += f.UncompressedSize64; total > maxBookBytes {
			return fmt.Errorf("workbook: %w", errTooLarge)
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		places, err := p.places(name)
		if err != nil {
			return err
		}
		if grid += places; grid > maxGrid {
			return fmt.Errorf("workbook: %w", errTooLarge)
		}
	}
	return nil
}

// places counts the places of a sheet as the library lays them out; other parts
// are only read through to their end. A part that is not whole is an error.
func (p parts) places(name string) (int, error) {
	r, err := p.open(name, maxPartBytes)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	decoder := xml.NewDecoder(r)
	total, rows, row, col := 0, 0, 0, 0
	for depth := 0; ; {
		token, err := decoder.RawToken()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return total + rows, nil
		case err != nil:
			return 0, fmt.Errorf("part %s: %w", name, err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return 0, errDeep
			}
			switch t.Name.Local {
			case "row":
				if row++; ref(t, "r") != "" {
					row, _ = strconv.Atoi(ref(t, "r"))
				}
				rows, col = max(rows, row), 0
			case "c":
				col++
				if c, _, err := excelize.CellNameToCoordinates(ref(t, "r")); err == nil {
					total += max(c-col, 0)
					col = max(c, col)
				}
				total++
			}
		}
		if total+rows > maxGrid {
			return 0, fmt.Errorf("part %s: %w", name, errTooLarge)
		}
	}
}

func ref(e xml.StartElement, attr string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == attr })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

// sheetReader lays one sheet out as a table.
type sheetReader struct {
	file   *excelize.File
	doc    *document
	table  *table
	merged map[[2]int]*cell
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
	shown, err := s.file.Rows(s.table.sheet)
	if err != nil {
		return s.notASheet(err)
	}
	defer shown.Close()
	raw, err := s.file.Rows(s.table.sheet)
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
			if slices.ContainsFunc(values, func(v string) bool { return tidy(v) != "" }) {
				s.doc.warn(Problem{Table: s.table.number, Sheet: s.table.sheet, Row: n}, "скрытая строка не прочитана: покажите её, если она нужна")
			}
		}
		r, err := s.row(n, values, stored)
		if err != nil {
			return err
		}
		// A hidden row still gives its words to a cell that reaches below it.
		if !shown.GetRowOpts().Hidden && n <= maxGridRows {
			s.table.rows = append(s.table.rows, r)
		}
	}
	s.table.square()
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
	s.merged, s.hidden = map[[2]int]*cell{}, map[int]bool{}
	ranges, err := s.file.GetMergeCells(s.table.sheet, true)
	if err != nil {
		return s.notASheet(err)
	}
	for _, m := range ranges {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil {
			return errors.Join(err1, err2)
		}
		c := &cell{}
		s.width = max(s.width, right)
		for y := top; y <= min(bottom, maxGridRows); y++ {
			for x := left; x <= min(right, maxColumns); x++ {
				s.merged[[2]int{x, y}] = c
			}
		}
		if len(s.merged) > maxGrid {
			return errTooLarge
		}
	}
	return nil
}

// row lays out one row. Columns beyond the last that a plan can have, and
// hidden ones, are left empty.
func (s *sheetReader) row(n int, values, stored []string) (row, error) {
	r := row{number: n}
	if n > maxGridRows {
		if slices.ContainsFunc(values, func(v string) bool { return tidy(v) != "" }) {
			return r, errTooLarge
		}
		return r, nil
	}
	for x := 1; x <= min(max(len(values), s.width), maxColumns); x++ {
		c := s.merged[[2]int{x, n}]
		if c == nil {
			c = &cell{}
		}
		r.cells = append(r.cells, c)
		if x > len(values) || tidy(values[x-1]) == "" || len(c.paras) > 0 || s.hiddenColumn(x) {
			continue
		}
		text := values[x-1]
		if x <= len(stored) {
			text = s.value(x, n, text, stored[x-1])
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
			c.add(para{text: tidy(line)})
		}
	}
	return r, nil
}

// hiddenColumn tells whether a column is not shown, and warns of it once.
func (s *sheetReader) hiddenColumn(x int) bool {
	hidden, known := s.hidden[x]
	if !known {
		visible, err := s.file.GetColVisible(s.table.sheet, columnLetters(x))
		hidden = err == nil && !visible
		s.hidden[x] = hidden
		if hidden {
			s.doc.warn(Problem{Table: s.table.number, Sheet: s.table.sheet}, "скрытый столбец "+columnLetters(x)+" не прочитан: покажите его, если он нужен")
		}
	}
	return hidden
}
