// Package odf writes a report into the OpenDocument file that its plan was loaded
// from: a text or a spreadsheet of LibreOffice, МойОфис or Р7. The table gets a column
// for what was done, or the one that it has is filled, and the figures follow at the
// end. Every other byte of the document stays.
package odf

import (
	"fmt"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	shape "sdelaemvmeste/plans/planfile/odf"
)

// Heading is what stands over the new column.
const Heading = "Отметка об исполнении"

// Fill writes a report into the document of its plan. The error wraps
// [splice.ErrShape] when the plan's tables are not there any more as they were read.
func Fill(original plans.Original, r report.Report) ([]byte, error) {
	p, err := archive.Open(original.Data)
	if err != nil {
		return nil, fmt.Errorf("open document: %w", err)
	}
	shapes, err := shape.Shapes(p)
	if err != nil {
		return nil, err
	}
	raw, ok, err := splice.Part(original.Data, shape.ContentPart, archive.MaxPart)
	if err != nil || !ok {
		return nil, fmt.Errorf("open document: content: %w: %w", splice.ErrShape, err)
	}
	w := writer{raw: raw, marks: map[plans.ItemNo]report.Text{}, sheet: shape.Kind(p) == shape.Spreadsheet, scaled: map[string]bool{}}
	for _, row := range r.Rows {
		w.marks[row.Item.No] = row.Mark
	}
	if err := w.frame(); err != nil {
		return nil, err
	}
	w.head, w.heading = report.Text{{{Text: Heading}}}, r.Heading()
	if w.sheet {
		w.head = append(w.head, report.Line{{Text: "за " + r.Period.Words}}, report.Line{{Text: r.AsOf()}})
	}
	for i, laid := range original.Layout.Tables {
		t := find(shapes, laid.Number)
		if t == nil {
			return nil, fmt.Errorf("open document: table %d: %w", laid.Number, splice.ErrShape)
		}
		switch {
		case i > 0:
		case w.sheet:
			w.page = w.pageOf(t)
		default:
			w.title(find(shapes, t.Block), r)
		}
		if err := w.table(t, laid); err != nil {
			return nil, err
		}
	}
	w.summary(r)
	w.edits.Put(w.stylesAt, w.wrapped(w.styles.String()))
	changed, err := w.edits.Apply(raw)
	if err != nil {
		return nil, fmt.Errorf("open document: %w", err)
	}
	return splice.Repack(original.Data, map[string][]byte{shape.ContentPart: changed})
}

func find(shapes []*shape.TableShape, number int) *shape.TableShape {
	for _, s := range shapes {
		if s.Number == number {
			return s
		}
	}
	return nil
}
