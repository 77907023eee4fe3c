package planfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
	"sdelaemvmeste/plans/planfile/wording"
)

// assemble makes a plan of a document: the headings tell which tables are the
// plan, what stands above them tells its title, its approval and its year.
func assemble(doc *document.Document, name string, o Options) Result {
	f := planTables(doc)
	if len(f.tables) == 0 {
		return refuse(noPlan(doc))
	}
	c := readCaption(f.lines)
	problems := slices.Concat(doc.Problems, f.problems)
	if c.title == "" {
		c.title = titleFromName(name)
		problems = append(problems, Problem{Severity: Warning, Text: "название плана не найдено, взято имя файла: поправьте его"})
	}
	r := newRowReader(o)
	for _, t := range f.tables {
		r.table(t)
		if unused := t.columns.unused; t.from > 0 && len(unused) > 0 {
			problems = append(problems, Problem{
				Table: t.table.Number, Sheet: t.table.Sheet, Row: t.table.Rows[t.columns.top].Number, Severity: Warning,
				Text: "столбцы не использованы: «" + strings.Join(unused, "», «") + "»",
			})
		}
	}
	if len(r.entries) == 0 && len(r.problems) == 0 {
		return refuse("таблица плана пуста: под заголовками нет ни одной строки")
	}
	year := r.settlePeriod(c, f, o)
	zone, askZone := zone(o, r.answers)
	r.understand(year.period)
	p := plans.Plan{
		ID: planID(c, year.period), Title: c.title, Approved: c.approved, Period: year.period, Zone: zone,
		Reminders: plans.DefaultReminders(), Approval: plans.Approval{Quorum: 1},
		Units: r.units.Units(),
	}
	problems = slices.Concat(problems, year.problems, r.emptySections(), r.otherNumbers())
	p.Sections = r.numbered()
	p.Hashtag = readHashtag(p)
	problems = slices.Concat(problems, r.problems, r.rowProblems(p))
	slices.SortStableFunc(problems, byPlace)
	return Result{
		Plan: p, Original: plans.Original{Layout: r.layout.Of(p)}, Problems: document.Listed(problems), Questions: r.alike(p),
		Open: slices.Concat(r.withItems(year.open, p), r.questions(p), askZone),
	}
}

func byPlace(a, b Problem) int {
	if a.Table != b.Table {
		return a.Table - b.Table
	}
	return a.Row - b.Row
}

// alike asks of every new unit that looks like another one.
func (r *rowReader) alike(p plans.Plan) []UnitQuestion {
	var all []UnitQuestion
	for _, a := range r.units.Alike() {
		q := UnitQuestion{Found: a.Found.ID, FoundName: a.Found.Name, Near: a.Near.ID, NearName: a.Near.Name}
		for _, item := range p.Items() {
			if slices.Contains(item.Responsible, a.Found.ID) {
				q.Items = append(q.Items, item.No)
			}
		}
		all = append(all, q)
	}
	return all
}

// questions words the questions that rows wait for.
func (r *rowReader) questions(p plans.Plan) []Question {
	items := p.Items()
	var all []Question
	for _, d := range r.doubts {
		q := d.question()
		for _, row := range d.rows {
			q.Items = append(q.Items, items[row].No)
		}
		all = append(all, q)
	}
	return all
}

// withItems names the rows that wait for the plan's year.
func (r *rowReader) withItems(open []Question, p plans.Plan) []Question {
	items := p.Items()
	for i := range open {
		for _, row := range r.waiting {
			open[i].Items = append(open[i].Items, items[row].No)
		}
	}
	return open
}

// ownNumbers reports whether every row of the document has a number of its own.
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
// Numbers that begin again in each section are the second half of the plan's.
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
// Rows that wait for the plan's year are told of by its own fault.
func (r *rowReader) rowProblems(p plans.Plan) []Problem {
	var all []Problem
	for i, item := range p.Items() {
		place := r.places[i]
		place.Item, place.Severity = item.No, Warning
		texts := item.Problems
		u, unclear := item.Deadline.(plans.Unclear)
		if unclear && !slices.Contains(r.waiting, i) && !slices.Contains(texts, u.Why) {
			texts = append(slices.Clone(texts), wording.Unclear(item.Phrase, u))
		}
		for _, text := range texts {
			place.Text = text
			if place.Cell = r.places[i].Cell; slices.Contains(r.entries[i].doubts, text) {
				place.Cell = r.entries[i].whoCell
			}
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
			place.Text = "«" + spelling.Clip(s.Title) + "» принято за название раздела, но строк под ним нет: если это строка плана, впишите срок и ответственных"
			all = append(all, place)
		}
	}
	return all
}
