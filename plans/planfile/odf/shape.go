package odf

import (
	"encoding/xml"
	"fmt"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// ContentPart is the part that holds the tables.
const ContentPart = contentPart

// TableShape is where a table stands in the bytes of the content, for a writer that
// adds to it and leaves every other byte as it is.
type TableShape struct {
	// Number is that of [document.Table]. Block is the number of the outermost table
	// around this one, its own for one that stands in no other.
	Number, Block int
	Place
	Rows []RowShape
}

// RowShape is a row, or Repeated equal ones, the first of which is Number.
type RowShape struct {
	Number, Repeated int
	Place
	Cells []CellShape
}

// CellShape is a cell, or Repeated equal ones: the column of the first from 0 and how
// many columns each takes. A covered one belongs to a cell on its left or above it.
type CellShape struct {
	Place
	Column, Repeated, Width int
	Covered                 bool
}

// Place is an element: its start tag ends at Open, the element itself at End.
type Place struct{ Open, End int64 }

// Shapes gives all tables of a text or a spreadsheet by their numbers, where [Read]
// would read them. Errors are those of Read.
func Shapes(p archive.Parts) ([]*TableShape, error) {
	content, err := p.Open(contentPart, archive.MaxPart)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	s := newStyles()
	r := &reader{Walker: archive.NewWalker(content), styles: s, lists: newLists(s), doc: &document.Document{}, tracing: true}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("open document: %w", err)
	}
	return r.shapes, nil
}

// beginTable notes that a table begins.
func (r *reader) beginTable() *TableShape {
	s := &TableShape{Number: r.tables, Block: r.tables, Place: Place{Open: r.InputOffset()}}
	if !r.tracing {
		return s
	}
	if len(r.open) > 0 {
		s.Block = r.open[0].Number
	}
	r.open = append(r.open, s)
	r.shapes = append(r.shapes, s)
	return s
}

func (r *reader) endTable(s *TableShape) {
	if r.tracing {
		s.End = r.InputOffset()
		r.open = r.open[:len(r.open)-1]
	}
}

// beginRow notes that a row of the innermost table begins.
func (r *reader) beginRow(number, repeated int) *RowShape {
	if !r.tracing {
		return &RowShape{}
	}
	t := r.open[len(r.open)-1]
	t.Rows = append(t.Rows, RowShape{Number: number, Repeated: repeated, Place: Place{Open: r.InputOffset()}})
	return &t.Rows[len(t.Rows)-1]
}

// traced takes a cell as the line does and notes where it stands.
func (l *line) traced(e xml.StartElement) error {
	if !l.r.tracing {
		return l.part(e)
	}
	c := CellShape{Repeated: count(e, "table:number-columns-repeated"), Width: count(e, "table:number-columns-spanned"),
		Column: l.seen, Covered: name(e.Name) == "table:covered-table-cell"}
	c.Open = l.r.InputOffset()
	if err := l.part(e); err != nil {
		return err
	}
	c.End = l.r.InputOffset()
	l.seen += c.Repeated
	l.shape.Cells = append(l.shape.Cells, c)
	return nil
}
