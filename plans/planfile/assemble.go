package planfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
)

// assemble makes a plan of a document: the headings tell which tables are the
// plan, what stands above them tells its title, its approval and its year.
func assemble(doc *document, name string, known []plans.Unit) Result {
	found, lines := doc.planTables()
	if len(found) == 0 {
		return refuse(doc.noPlan())
	}
	c := readCaption(lines)
	problems := slices.Clone(doc.problems)
	if c.title == "" {
		c.title = titleFromName(name)
		problems = append(problems, Problem{Severity: Warning, Text: "название плана не найдено, взято имя файла: поправьте его"})
	}
	period, ok := readPeriod(c.title, true)
	if !ok {
		period, ok = readPeriod(strings.Join(lines, " "), false)
	}
	if !ok {
		period, ok = readPeriod(found[0].table.sheet, true)
	}
	if !ok {
		problems = append(problems, Problem{Severity: Fault, Text: "не найден год плана: напишите в названии над таблицей, например, «на 2023 год»"})
	}
	r := &rowReader{period: period, units: newUnitBook(known)}
	for _, f := range found {
		r.table(f.table, f.columns, f.from)
		if f.from > 0 && len(f.columns.unused) > 0 {
			problems = append(problems, Problem{
				Table: f.table.number, Sheet: f.table.sheet, Row: f.table.rows[f.columns.top].number, Severity: Warning,
				Text: "столбцы не использованы: «" + strings.Join(f.columns.unused, "», «") + "»",
			})
		}
	}
	p := plans.Plan{
		ID: planID(c, period), Title: c.title, Approved: c.approved, Period: period, Zone: defaultZone,
		Reminders: plans.DefaultReminders(), Approval: plans.Approval{Quorum: 1},
		Units: r.units.units(),
	}
	problems = append(problems, r.emptySections()...)
	problems = append(problems, r.otherNumbers()...)
	p.Sections = r.numbered()
	p.Hashtag = readHashtag(p)
	if len(p.Items()) == 0 && len(r.problems) == 0 {
		return refuse("таблица плана пуста: под заголовками нет ни одной строки")
	}
	problems = append(problems, r.problems...)
	problems = append(problems, r.rowProblems(p)...)
	slices.SortStableFunc(problems, byPlace)
	if len(problems) > maxProblems {
		problems = problems[:maxProblems]
	}
	return Result{Plan: p, Problems: problems, Questions: r.units.questions(p)}
}

func byPlace(a, b Problem) int {
	if a.Table != b.Table {
		return a.Table - b.Table
	}
	return a.Row - b.Row
}

// foundTable is a table of the plan, its columns and its first row below the
// headings; a table that goes on without headings begins at row 0.
type foundTable struct {
	table   *table
	columns columns
	from    int
}

// planTables finds the tables of the plan, and the lines of text before them.
// A table without the headings of a plan that stands above is part of the
// letterhead; one that stands below either continues the plan or is passed over.
func (d *document) planTables() (found []foundTable, lines []string) {
	for _, b := range d.blocks {
		switch t := b.table; {
		case t == nil:
			if len(found) == 0 && len(lines) < maxLines {
				lines = append(lines, textLines(b.para.text)...)
			}
		case len(found) == 0:
			c, ok := findColumns(t)
			if ok {
				lines = append(lines, tableLines(t, c.top)...)
				found = append(found, foundTable{t, c, c.first})
			} else {
				lines = append(lines, tableLines(t, len(t.rows))...)
			}
		default:
			last := found[len(found)-1]
			if c, ok := findColumns(t); ok {
				found = append(found, foundTable{t, c, c.first})
			} else if last.columns.fits(t) {
				found = append(found, foundTable{t, last.columns, 0})
			} else {
				d.passOver(t, last.columns)
			}
		}
	}
	if len(found) > 0 {
		return found, lines
	}
	for _, t := range d.nested {
		if c, ok := findColumns(t); ok {
			found = append(found, foundTable{t, c, c.first})
		}
	}
	return found, lines
}

// fits tells whether a table without headings continues one with these columns:
// it is as wide, and some row of it says what is to be done and by when.
func (c columns) fits(t *table) bool {
	if t.cols != len(c.headings) || t.cols < 3 {
		return false
	}
	year := wholeYears(2000, 2000)
	return slices.ContainsFunc(t.rows, func(r row) bool {
		lines := gather(r, c.due).lines()
		return !gather(r, c.form).empty() && slices.ContainsFunc(lines[:min(len(lines), maxPhrases)], func(l string) bool {
			d, _ := understand(l, year)
			_, unclear := d.(plans.Unclear)
			return !unclear
		})
	})
}

// passOver tells of a table after the plan that is not read. One as wide as the
// plan may be its end, and a plan is not loaded in part.
func (d *document) passOver(t *table, c columns) {
	if len(tableLines(t, len(t.rows))) == 0 {
		return
	}
	p := Problem{Table: t.number, Sheet: t.sheet, Severity: Warning, Text: "таблица не прочитана: в ней нет столбцов плана"}
	if t.cols == len(c.headings) && t.cols > 2 && len(t.rows) > 1 {
		p.Severity = Fault
		p.Text = "таблица не прочитана: она так же широка, как план, но сроков в ней не видно; повторите в ней заголовки или уберите её"
	}
	d.problems = append(d.problems, p)
}

func textLines(text string) []string {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = tidy(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// tableLines gives the text of the first rows of a table.
func tableLines(t *table, rows int) []string {
	var lines []string
	var seen []*cell
	for _, r := range t.rows[:rows] {
		for _, c := range r.distinct() {
			if !slices.Contains(seen, c) {
				lines = append(lines, c.lines()...)
			}
		}
		seen = r.cells
	}
	return lines
}

// noPlan says why a document is no plan.
func (d *document) noPlan() string {
	var tables []*table
	for _, b := range d.blocks {
		if b.table != nil {
			tables = append(tables, b.table)
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

// titleFromName makes a title of a file's name.
func titleFromName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if name = tidy(strings.ReplaceAll(name, "_", " ")); name == "" {
		return "Медиаплан"
	}
	return name
}

// ownNumbers tells whether every row of the document has a number of its own.
func (r *rowReader) ownNumbers() bool {
	labels := slices.Clone(r.labels)
	slices.Sort(labels)
	return len(labels) > 0 && labels[0] != "" && len(slices.Compact(labels)) == len(r.labels)
}

// numbered gives the rows their numbers: those of the document when every row
// has its own, else the section's and the row's place in it.
func (r *rowReader) numbered() []plans.Section {
	own, k := r.ownNumbers(), 0
	var sections []plans.Section
	for _, s := range r.sections {
		if len(s.Items) == 0 {
			continue
		}
		for i := range s.Items {
			s.Items[i].No = plans.ItemNo(fmt.Sprintf("%d.%d", len(sections)+1, i+1))
			if own {
				s.Items[i].No = plans.ItemNo(r.labels[k])
			}
			k++
		}
		sections = append(sections, s)
	}
	return sections
}

// otherNumbers warns when the rows get other numbers than the paper shows.
// Numbers that begin again in each section are the second half of ours.
func (r *rowReader) otherNumbers() []Problem {
	if r.ownNumbers() {
		return nil
	}
	k := 0
	for _, s := range r.sections {
		for i := range s.Items {
			if label := r.labels[k]; label != "" && label != strconv.Itoa(i+1) {
				place := r.places[k]
				place.Cell, place.Severity = 0, Warning
				place.Text = "номера строк в документе повторяются или стоят не везде, строки пронумерованы заново"
				return []Problem{place}
			}
			k++
		}
	}
	return nil
}

// rowProblems tells the problems of the rows that were read, with their places.
func (r *rowReader) rowProblems(p plans.Plan) []Problem {
	var all []Problem
	for i, item := range p.Items() {
		place := r.places[i]
		place.Item, place.Severity = item.No, Warning
		texts := item.Problems
		if u, ok := item.Deadline.(plans.Unclear); ok && p.Period != (plans.Span{}) && !slices.Contains(texts, u.Why) {
			texts = append(slices.Clone(texts), unclearText(item.Phrase, u))
		}
		for _, text := range texts {
			place.Text = text
			all = append(all, place)
		}
	}
	return all
}

// emptySections tells of names under which no row stands: each may be a row of
// the plan that has lost its deadline and those who answer.
func (r *rowReader) emptySections() []Problem {
	var all []Problem
	for i, s := range r.sections {
		if len(s.Items) == 0 {
			place := r.heads[i]
			place.Severity = Warning
			place.Text = "«" + clip(s.Title) + "» принято за название раздела, но строк под ним нет: если это строка плана, впишите срок и ответственных"
			all = append(all, place)
		}
	}
	return all
}
