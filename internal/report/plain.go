package report

import (
	"strings"

	"sdelaemvmeste/plans"
)

// Plain is a plan laid out in a table of four columns, for a document of its own where
// there is none to write into.
type Plain struct {
	Title, Approved string
	Head            []string
	Lines           []PlainLine
}

// PlainLine is a row of the table: the name of a section over all columns, or the
// cells of a row.
type PlainLine struct {
	Section string
	Cells   []string
}

// PlainOf lays a plan out, and says where its rows stand in table 1 of the document.
func PlainOf(p plans.Plan) (Plain, plans.Layout) {
	d := Plain{Title: clean(p.Title), Approved: clean(p.Approved), Head: []string{"№ п/п", "Мероприятие", "Срок исполнения", "Ответственные"}}
	t := plans.LaidTable{Number: 1, Cols: len(d.Head), Lines: []plans.LaidLine{{Row: 1, Kind: plans.HeadLine}}}
	add := func(kind plans.LineKind, line PlainLine, items ...plans.ItemNo) {
		d.Lines = append(d.Lines, line)
		t.Lines = append(t.Lines, plans.LaidLine{Row: len(d.Lines) + 1, Kind: kind, Items: items})
	}
	names := map[plans.UnitID]string{}
	for _, u := range p.Units {
		names[u.ID] = clean(u.Name)
		if u.External {
			names[u.ID] += " (по согласованию)"
		}
	}
	for _, s := range p.Sections {
		add(plans.SectionLine, PlainLine{Section: clean(s.Title)})
		for _, i := range s.Items {
			var units []string
			for _, id := range i.Responsible {
				units = append(units, names[id])
			}
			add(plans.ItemLine, PlainLine{Cells: []string{string(i.No), clean(i.Form), clean(i.Phrase), strings.Join(units, "; ")}}, i.No)
		}
	}
	return d, plans.Layout{Tables: []plans.LaidTable{t}}
}
