package planfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
)

// rowReader makes sections and rows of a plan out of its tables.
type rowReader struct {
	period plans.Span
	units  *unitBook
	// rows are numbered only when all are read.
	sections []plans.Section
	heads    []Problem
	labels   []string
	places   []Problem
	problems []Problem
	// heading is the cell that named the section last.
	heading *cell
	full    bool
}

func (r *rowReader) clear(words string) bool {
	d, _ := understand(words, r.period)
	_, unclear := d.(plans.Unclear)
	return words != "" && !unclear
}

func (r *rowReader) fault(place Problem, text string) {
	place.Text, place.Severity = text, Fault
	r.problems = append(r.problems, place)
}

// table reads the rows of one table from the given one on.
func (r *rowReader) table(t *table, c columns, from int) {
	for i := from; i < len(t.rows) && !r.full; i++ {
		var above row
		if i > from {
			above = t.rows[i-1]
		}
		line := t.rows[i]
		switch title, ok := c.sectionRow(line, above); {
		case line.adds(above) == 0, c.isHeading(line), isCount(line):
			continue
		case ok:
			r.section(title, t.place(line, 0))
		default:
			r.row(t, c, i, above)
		}
	}
}

// adds counts the cells with text that do not merely reach down from above.
func (r row) adds(above row) int {
	n := 0
	for _, c := range r.distinct() {
		if !slices.Contains(above.cells, c) {
			n++
		}
	}
	return n
}

// section begins a section, unless its name is repeated on a new page.
func (r *rowReader) section(title string, place Problem) {
	title = cutNumber(title)
	if n := len(r.sections); n > 0 && normal(r.sections[n-1].Title) == normal(title) {
		return
	}
	r.sections = append(r.sections, plans.Section{Title: title})
	r.heads = append(r.heads, place)
}

var sectionNumber = regexp.MustCompile(`^(?:(?i:раздел|блок|этап)\s+)?(?:(?:\d{1,2}|[IVXLC]{1,5})(?:\.\d{1,2})*[.):]\s*|(?:\d{1,2}|[IVXLC]{1,5})(?:\.\d{1,2})*\s+)`)

// cutNumber takes the number off a section's title. Without a point after it, a
// number is one only before a capital letter: «4 квартал» keeps its own.
func cutNumber(title string) string {
	m := sectionNumber.FindString(title)
	rest := title[len(m):]
	if m == "" || rest == "" {
		return title
	}
	begin := []rune(strings.TrimLeft(rest, `«"„“`))
	if strings.ContainsAny(m, ".):") || len(begin) > 0 && strings.ToLower(string(begin[0])) != string(begin[0]) {
		return rest
	}
	return title
}

// sectionRow recognises a row that names a section: one cell over the whole
// width, or the only cell of the row where a row of the plan would have more.
func (c columns) sectionRow(line, above row) (string, bool) {
	cells := line.distinct()
	label := ""
	if len(cells) > 1 && len(c.number) > 0 && cells[0] == line.cells[c.number[0]] {
		label = plain(cells[0].text())
		cells = cells[1:]
	}
	if len(cells) != 1 {
		return "", false
	}
	only := cells[0]
	at := func(cols []int) bool {
		return slices.ContainsFunc(cols, func(col int) bool { return line.cells[col] == only })
	}
	// A cell merged with the row above belongs to that row's section.
	if slices.Contains(above.cells, only) {
		return "", false
	}
	switch {
	case at(c.form) && at(c.due), at(c.section), at(c.number):
		return only.text(), true
	case at(c.form) && c.section == nil && !strings.Contains(label, "."):
		return only.text(), true
	}
	return "", false
}

// row reads a row of the table, which may hold several of the plan.
func (r *rowReader) row(t *table, c columns, i int, above row) {
	line := t.rows[i]
	place := t.place(line, c.form[0])
	for col, x := range line.cells {
		if x.long() {
			r.fault(t.place(line, col), fmt.Sprintf("в ячейке больше %d знаков: сократите текст", maxCellRunes))
			return
		}
	}
	if c.section != nil {
		if name := gather(line, c.section); !name.empty() && name != r.heading {
			r.heading = name
			r.section(name.text(), t.place(line, c.section[0]))
		}
	}
	if len(r.sections) == 0 {
		r.section("Мероприятия", place)
	}
	form, due, who := gather(line, c.form), gather(line, c.due), gather(line, c.responsible)
	if form.empty() && gather(line, c.detail).empty() {
		r.fault(place, "в строке не сказано, что надо сделать: заполните ячейку или уберите строку")
		return
	}
	entries := r.entries(t, c, i, [3]*cell{form, due, who})
	if r.continues(above, c, form, due) {
		r.alsoAnswer(who)
		return
	}
	numbers := gather(line, c.number)
	for i, e := range entries {
		if labels := numbers.paras; len(labels) == len(entries) {
			if l := plain(tidy(labels[i].text)); l != "" {
				e.label = l
			} else if l := plain(labels[i].label); l != "" && tidy(labels[i].text) == "" {
				e.label = l
			}
		}
		r.add(t, c, line, e)
	}
}

// continues tells that a row only goes on naming who answers for the one above:
// its form and its deadline are the same merged cells.
func (r *rowReader) continues(above row, c columns, form, due *cell) bool {
	return len(r.places) > 0 && len(above.cells) > 0 && !due.empty() && len(c.due) == 1 &&
		above.cells[c.form[0]] == form && above.cells[c.due[0]] == due
}

// alsoAnswer adds units to the row read last.
func (r *rowReader) alsoAnswer(who *cell) {
	s := &r.sections[len(r.sections)-1]
	if len(s.Items) == 0 {
		return
	}
	last := &s.Items[len(s.Items)-1]
	for _, id := range r.units.read(who.lines()) {
		if !slices.Contains(last.Responsible, id) {
			last.Responsible = append(last.Responsible, id)
		}
	}
}

// add puts a row into the section that is open.
func (r *rowReader) add(t *table, c columns, line row, e entry) {
	place := t.place(line, c.due[0])
	if len(r.places) == maxRows {
		r.full = true
		r.fault(t.place(line, c.form[0]), fmt.Sprintf("в плане больше %d строк: разделите его", maxRows))
		return
	}
	s := &r.sections[len(r.sections)-1]
	x := plans.Item{Form: e.form, Phrase: e.phrase, Responsible: r.units.read(e.who), Problems: e.remarks}
	if e.unclear != "" {
		x.Deadline = plans.Unclear{Why: e.unclear}
	} else {
		var remarks []string
		x.Deadline, remarks = understand(e.phrase, r.period)
		x.Problems = append(x.Problems, remarks...)
	}
	x.Channel = r.channel(gather(line, c.channel).text(), s.Title, e.form)
	x.Post = GuessPost(x.Channel, e.form)
	s.Items = append(s.Items, x)
	r.labels = append(r.labels, e.label)
	r.places = append(r.places, place)
	switch {
	case r.units.full:
		r.full = true
		r.fault(t.place(line, c.responsible[0]),
			fmt.Sprintf("ответственных слишком много, больше %d в ячейке или больше %d новых в плане: проверьте столбец", maxNames, maxNewUnits))
	case len(x.Responsible) == 0:
		r.fault(t.place(line, c.responsible[0]),
			"ответственный не указан: впишите его, а если он общий с соседней строкой, объедините ячейки")
	}
}

// channel takes the channel's column at its word, and guesses without one.
func (r *rowReader) channel(words, section, form string) plans.Channel {
	for _, signs := range [][]sign[plans.Channel]{sectionSigns, formSigns} {
		if found, ok := point(signs, words); ok {
			return found
		}
	}
	return GuessChannel(section, form)
}
