package planfile

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// maxLines bounds the lines before the table that are looked at, maxPhrases
// those of a cell that are compared with each other.
const (
	maxLines   = 2000
	maxPhrases = 40
)

// foundTable is a table of the plan, its columns and its first row below the
// headings; a table that goes on without headings begins at row 0.
type foundTable struct {
	table   *document.Table
	columns columns
	from    int
	// section is what a paragraph above the table calls its rows, "" for none.
	section string
}

// found is what a document holds of a plan: its tables, the lines of text
// before the first of them, and remarks on tables that are passed over.
type found struct {
	tables   []foundTable
	lines    []string
	problems []document.Problem
	// section is what the paragraphs before the next table call it, own how
	// many of the lines are its words.
	section string
	own     int
}

// planTables finds the tables of the plan. A table without the headings of a
// plan that stands above is part of the letterhead; one that stands below either
// continues the plan or is passed over.
func planTables(d *document.Document) found {
	var f found
	for _, b := range d.Blocks {
		if b.Table == nil {
			f.paragraph(b.Para)
			continue
		}
		f.add(b.Table)
		f.section, f.own = "", 0
	}
	if len(f.tables) > 0 {
		return f
	}
	for _, t := range d.Nested {
		if c, ok := findColumns(t); ok {
			f.tables = append(f.tables, foundTable{t, c, c.first, ""})
		}
	}
	return f
}

// paragraph takes a paragraph that may name the section of the table below it.
// Above the first table only the last one may, and only if it says so itself:
// anything else there is the title.
func (f *found) paragraph(p document.Para) {
	text := spelling.Tidy(p.Text)
	if len(f.tables) > 0 {
		if named, ok := sectionAbove(p); ok {
			f.section = named
		}
		return
	}
	if len(f.lines) >= maxLines {
		return
	}
	lines := textLines(p.Text)
	f.lines = append(f.lines, lines...)
	f.section, f.own = "", 0
	if (numberedSection.MatchString(text) || plain(p.Label) != "") && !titleStart.MatchString(cutNumber(text)) && !noSection.MatchString(text) {
		f.section, f.own = text, len(lines)
	}
}

func (f *found) add(t *document.Table) {
	c, ok := findColumns(t)
	if len(f.tables) == 0 {
		if !ok {
			f.lines = append(f.lines, tableLines(t, len(t.Rows))...)
			return
		}
		f.lines = append(f.lines[:len(f.lines)-f.own], tableLines(t, c.top)...)
		f.tables = append(f.tables, foundTable{t, c, c.first, f.section})
		return
	}
	last := f.tables[len(f.tables)-1]
	switch {
	case ok:
		f.tables = append(f.tables, foundTable{t, c, c.first, f.section})
	case last.columns.fits(t):
		f.tables = append(f.tables, foundTable{t, last.columns, 0, f.section})
	default:
		f.passOver(t, last.columns)
	}
}

// fits reports whether a table without headings continues one with these
// columns: it is as wide, and some row of it says what is to be done and by when.
func (c columns) fits(t *document.Table) bool {
	if t.Cols != len(c.headings) || t.Cols < 3 {
		return false
	}
	return slices.ContainsFunc(t.Rows, func(r document.Row) bool {
		lines := gather(r, c.due).Lines()
		return !gather(r, c.form).Empty() && slices.ContainsFunc(lines[:min(len(lines), maxPhrases)], clearWords)
	})
}

// passOver tells of a table after the plan that is not read. One as wide as the
// plan may be its end, and a plan is not loaded in part.
func (f *found) passOver(t *document.Table, c columns) {
	if len(tableLines(t, len(t.Rows))) == 0 {
		return
	}
	p := document.Problem{Table: t.Number, Sheet: t.Sheet, Severity: Warning, Text: "таблица не прочитана: в ней нет столбцов плана"}
	if t.Cols == len(c.headings) && t.Cols > 2 && len(t.Rows) > 1 {
		p.Severity = Fault
		p.Text = "таблица не прочитана: она так же широка, как план, но сроков в ней не видно; повторите в ней заголовки или уберите её"
	}
	f.problems = append(f.problems, p)
}

func textLines(text string) []string {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = spelling.Tidy(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// tableLines gives the text of the first rows of a table.
func tableLines(t *document.Table, rows int) []string {
	var lines []string
	var seen []*document.Cell
	for _, r := range t.Rows[:rows] {
		for _, c := range r.Distinct() {
			if !slices.Contains(seen, c) {
				lines = append(lines, c.Lines()...)
			}
		}
		seen = r.Cells
	}
	return lines
}

// noPlan says why a document is no plan.
func noPlan(d *document.Document) string {
	var tables []*document.Table
	for _, b := range d.Blocks {
		if b.Table != nil {
			tables = append(tables, b.Table)
		}
	}
	var read []string
	for _, t := range tables {
		if h := headingsRead(t); h != nil && len(read) < 3 {
			read = append(read, strings.Join(h, ", "))
		}
	}
	switch {
	case len(tables) == 0:
		return "в документе нет таблицы: план должен быть таблицей со столбцами «Мероприятие», «Срок», «Ответственные»"
	case len(read) == 0:
		return "таблица пуста: в ней нет заголовков и строк"
	}
	return fmt.Sprintf("столбцы плана не найдены: нужны мероприятие, срок и ответственные, а прочитаны заголовки %s", strings.Join(read, "; "))
}

// headingsRead lists what stands in the first row that looks like headings, for
// the person who is told that they are not those of a plan.
func headingsRead(t *document.Table) []string {
	for _, r := range t.Rows {
		if cells := r.Distinct(); len(cells) > 1 {
			var all []string
			for _, c := range cells {
				all = append(all, "«"+spelling.Clip(c.Text())+"»")
			}
			return slices.Compact(all)
		}
	}
	return nil
}
