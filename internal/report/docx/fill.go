// Package docx writes a report into the Word document that its plan was loaded from:
// the table gets a column for what was done, or the one that it has is filled, and the
// figures follow on a page of their own. Every other byte of the document stays. It
// must not know where the document is kept nor what a report is made of.
package docx

import (
	"fmt"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	shape "sdelaemvmeste/plans/planfile/docx"
)

// Fill writes a report into the document of its plan. The error wraps
// [splice.ErrShape] when the plan's tables are not there any more as they were read.
func Fill(original plans.Original, r report.Report) ([]byte, error) {
	p, err := archive.Open(original.Data)
	if err != nil {
		return nil, fmt.Errorf("word document: %w", err)
	}
	main := p.Main()
	shapes, err := shape.Shapes(p, main)
	if err != nil {
		return nil, err
	}
	raw, ok, err := splice.Part(original.Data, main, archive.MaxPart)
	if err != nil || !ok {
		return nil, fmt.Errorf("word document: part %s: %w: %w", main, splice.ErrShape, err)
	}
	rels, _, err := splice.Part(original.Data, relationsOf(main), archive.MaxSmallPart)
	if err != nil {
		return nil, err
	}
	w := writer{raw: raw, marks: map[plans.ItemNo]report.Text{}, links: newLinks(raw, rels)}
	w.begin()
	for _, row := range r.Rows {
		w.marks[row.Item.No] = row.Mark
	}
	titled := false
	for _, laid := range original.Layout.Tables {
		t := find(shapes, laid.Number)
		if t == nil {
			return nil, fmt.Errorf("word document: table %d: %w", laid.Number, splice.ErrShape)
		}
		if err := w.table(t, laid); err != nil {
			return nil, err
		}
		if block := find(shapes, t.Block); !titled && block != nil {
			w.title(block, r)
			titled = true
		}
	}
	if !titled {
		return nil, fmt.Errorf("word document without tables: %w", splice.ErrShape)
	}
	if err := w.summary(r); err != nil {
		return nil, err
	}
	changed, err := w.edits.Apply(raw)
	if err != nil {
		return nil, fmt.Errorf("word document: %w", err)
	}
	parts := map[string][]byte{main: changed}
	if err := w.links.into(parts, original.Data, main); err != nil {
		return nil, err
	}
	return splice.Repack(original.Data, parts)
}

func find(shapes []*shape.TableShape, number int) *shape.TableShape {
	for _, s := range shapes {
		if s.Number == number {
			return s
		}
	}
	return nil
}

// writer gathers the edits of the main part.
type writer struct {
	raw   []byte
	edits splice.Edits
	marks map[plans.ItemNo]report.Text
	links *links
	// space declares the namespace of what is inserted, where the document calls it
	// otherwise than «w».
	space string
	// font is how the first row of the plan looks, for the title and the figures.
	font look
	// width is that of the new column in twentieths of a point, 0 when unknown.
	width int
}
