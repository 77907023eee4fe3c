package planfile

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// gather joins the cells of a role into one, each once.
func gather(line document.Row, cols []int) *document.Cell {
	if len(cols) == 1 {
		return line.Cells[cols[0]]
	}
	var cells []*document.Cell
	for _, col := range cols {
		if c := line.Cells[col]; !slices.Contains(cells, c) {
			cells = append(cells, c)
		}
	}
	if len(cells) == 1 {
		return cells[0]
	}
	all := &document.Cell{}
	for _, c := range cells {
		for _, p := range c.Paras() {
			all.Add(p)
		}
	}
	return all
}

// shared reports whether the cell of a column reaches into a neighbouring row.
func shared(t *document.Table, i, col int) bool {
	c := t.Rows[i].Cells[col]
	return i > 0 && t.Rows[i-1].Cells[col] == c || i+1 < len(t.Rows) && t.Rows[i+1].Cells[col] == c
}

// rowEntries reads the cells of one row in the way that its columns ask for.
func (r *rowReader) rowEntries(t *document.Table, c columns, i int, cells [3]*document.Cell) []entry {
	all := r.plainEntries(t, c, i, cells)
	if c.place {
		for k := range all {
			r.cutPlace(&all[k])
		}
	}
	return all
}

func (r *rowReader) plainEntries(t *document.Table, c columns, i int, cells [3]*document.Cell) []entry {
	line, form, due, who := t.Rows[i], cells[0], cells[1], cells[2]
	plain := len(c.detail) == 0 && c.begins == nil && len(c.due) == 1
	if plain && !shared(t, i, c.form[0]) && !shared(t, i, c.due[0]) {
		return r.split(form, due, who)
	}
	e := r.oneEntry(form.Paras(), joinPhrases(due.Lines()), who.Lines())
	if detail := gather(line, c.detail); detail != form && !detail.Empty() {
		e.form = strings.TrimPrefix(strings.TrimSuffix(e.form, ".")+": "+detail.Text(), ": ")
	}
	if c.begins != nil {
		e.phrase = r.betweenPhrase(gather(line, c.begins), gather(line, c.ends))
	}
	if plain {
		doubtShared(t, c, i, &e, due)
	}
	return []entry{e}
}

// doubtShared marks what a merged cell leaves open. Several deadlines in a cell
// over several rows may be meant for all of them or for one each.
func doubtShared(t *document.Table, c columns, i int, e *entry, due *document.Cell) {
	if lines := due.Lines(); shared(t, i, c.due[0]) && len(lines) > 1 && strings.Contains(e.phrase, "; ") {
		e.unclear = fmt.Sprintf("В объединённой ячейке несколько сроков: «%s». Напишите срок этой строки.", spelling.Clip(strings.Join(lines, " / ")))
		e.phrase = ""
		e.remarks = append(e.remarks, e.unclear)
	}
	if shared(t, i, c.form[0]) && len(parts(gather(t.Rows[i], c.form))) > 1 {
		e.remarks = append(e.remarks, "мероприятие записано в объединённой ячейке несколькими абзацами: проверьте, к какому из них относится срок")
	}
}

// betweenPhrase joins the cells «начало» and «окончание» into one deadline.
func (r *rowReader) betweenPhrase(begins, ends *document.Cell) string {
	from, to := begins.Text(), ends.Text()
	switch {
	case begins == ends || from == "":
		if _, day := r.parse(to, reference).deadline.(plans.ByDate); day && to != "" && !strings.HasPrefix(to, "до ") {
			return "до " + to
		}
		return to
	case to == "":
		return "с " + from
	}
	return from + " - " + to
}
