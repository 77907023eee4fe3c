package planfile

import (
	"fmt"
	"slices"
	"strings"
)

// gather joins the cells of a role into one, each once.
func gather(line row, cols []int) *cell {
	var cells []*cell
	for _, col := range cols {
		if c := line.cells[col]; !slices.Contains(cells, c) {
			cells = append(cells, c)
		}
	}
	if len(cells) == 1 {
		return cells[0]
	}
	all := &cell{}
	for _, c := range cells {
		for _, p := range c.paras {
			all.add(p)
		}
	}
	return all
}

// shared tells whether the cell of a column reaches into a neighbouring row.
func (t *table) shared(i, col int) bool {
	c := t.rows[i].cells[col]
	return i > 0 && t.rows[i-1].cells[col] == c || i+1 < len(t.rows) && t.rows[i+1].cells[col] == c
}

// entries reads the cells of one row in the way that its columns ask for.
func (r *rowReader) entries(t *table, c columns, i int, cells [3]*cell) []entry {
	line, form, due, who := t.rows[i], cells[0], cells[1], cells[2]
	plain := len(c.detail) == 0 && c.begins == nil && len(c.due) == 1
	if plain && !t.shared(i, c.form[0]) && !t.shared(i, c.due[0]) {
		return split(form, due, who, r.clear)
	}
	e := oneEntry(form.paras, joinPhrases(due.lines(), r.clear), who.lines())
	if detail := gather(line, c.detail); detail != form && !detail.empty() {
		e.form = strings.TrimPrefix(strings.TrimSuffix(e.form, ".")+": "+detail.text(), ": ")
	}
	if c.begins != nil {
		e.phrase = betweenPhrase(gather(line, c.begins), gather(line, c.ends))
	}
	if plain {
		r.doubtShared(t, c, i, &e, due)
	}
	return []entry{e}
}

// doubtShared marks what a merged cell leaves open. Several deadlines in a cell
// over several rows may be meant for all of them or for one each.
func (r *rowReader) doubtShared(t *table, c columns, i int, e *entry, due *cell) {
	if lines := due.lines(); t.shared(i, c.due[0]) && len(lines) > 1 && strings.Contains(e.phrase, "; ") {
		e.unclear = fmt.Sprintf("В объединённой ячейке несколько сроков: «%s». Напишите срок этой строки.", clip(strings.Join(lines, " / ")))
		e.phrase = ""
		e.remarks = append(e.remarks, e.unclear)
	}
	if t.shared(i, c.form[0]) && len(gather(t.rows[i], c.form).parts()) > 1 {
		e.remarks = append(e.remarks, "мероприятие записано в объединённой ячейке несколькими абзацами: проверьте, к какому из них относится срок")
	}
}

// betweenPhrase joins the cells «начало» and «окончание» into one deadline.
func betweenPhrase(begins, ends *cell) string {
	from, to := begins.text(), ends.text()
	_, day := parseDay(to)
	switch {
	case begins == ends || from == "":
		if day {
			return "до " + to
		}
		return to
	case to == "":
		return "с " + from
	}
	return from + " - " + to
}
