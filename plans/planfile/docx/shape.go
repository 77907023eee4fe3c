package docx

import (
	"fmt"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// TableShape is where a table stands in the bytes of the main part, for a writer that
// adds to it and leaves every other byte as it is.
type TableShape struct {
	// Number is that of [document.Table]. Block is the number of the outermost table
	// around this one, its own for one that stands in no other.
	Number, Block int
	Place
	Rows []RowShape
}

// RowShape is a row of a table; Number counts them from 1, also those that are not
// read.
type RowShape struct {
	Number int
	Place
	// Before and After are the columns that the row leaves out at its ends.
	Before, After int
	// Cells are those of a row that is read, none otherwise.
	Cells []CellShape
}

// CellShape is a cell: its first column from 0, how many it takes, and whether it
// only goes on with the cell above or with the one before it.
type CellShape struct {
	Place
	Column, Width int
	Merged        bool
}

// Place is an element: its start tag ends at Open, the element itself at End.
type Place struct{ Open, End int64 }

// Shapes gives all tables of a Word document whose main part is known, by their
// numbers, where [Read] would read them. Errors are those of Read.
func Shapes(p archive.Parts, main string) ([]*TableShape, error) {
	part, err := p.Open(main, archive.MaxPart)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	nums, err := readNumbering(p, "")
	if err != nil {
		return nil, err
	}
	w := &reader{Walker: archive.NewWalker(part), styles: styles{}, nums: nums, doc: &document.Document{}, tracing: true}
	if err := w.read(); err != nil {
		return nil, fmt.Errorf("word document: %w", err)
	}
	return w.shapes, nil
}

// beginTable notes that a table begins; nil when nothing is noted.
func (w *reader) beginTable() *TableShape {
	if !w.tracing {
		return nil
	}
	s := &TableShape{Number: w.tables, Block: w.tables, Place: Place{Open: w.InputOffset()}}
	if len(w.open) > 0 {
		s.Block = w.open[0].Number
	}
	w.open = append(w.open, s)
	w.shapes = append(w.shapes, s)
	return s
}

func (w *reader) endTable(s *TableShape) {
	if s != nil {
		s.End = w.InputOffset()
		w.open = w.open[:len(w.open)-1]
	}
}

// beginRow notes that a row of the innermost table begins.
func (w *reader) beginRow(number int) *RowShape {
	if !w.tracing {
		return &RowShape{}
	}
	t := w.open[len(w.open)-1]
	t.Rows = append(t.Rows, RowShape{Number: number, Place: Place{Open: w.InputOffset()}})
	return &t.Rows[len(t.Rows)-1]
}
