package planfile

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/guess"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
	"sdelaemvmeste/plans/planfile/yaml"
)

// maxRows is the most rows of a plan.
const maxRows = yaml.MaxRows

// rowReader makes sections and rows of a plan out of its tables.
type rowReader struct {
	units   *offices.Book
	answers answers
	// rows are numbered, and their deadlines understood, only when all are
	// read; entries, labels and places stand beside them.
	sections []plans.Section
	heads    []Problem
	entries  []entry
	labels   []string
	places   []Problem
	problems []Problem
	doubts   []doubt
	// heading is the cell that named the section last; above is what a
	// paragraph calls the rows that follow, until one of them is read.
	heading *document.Cell
	above   string
	full    bool
	layout  plans.Layout
	// waiting are the rows that wait for the plan's year.
	waiting []int
	parsed  map[parseKey]parsed
}

func newRowReader(o Options) *rowReader {
	given := answersOf(o)
	return &rowReader{units: offices.NewBook(o.Known, given.unit), answers: given, parsed: map[parseKey]parsed{}}
}

type parseKey struct {
	words  string
	period plans.Span
}

type parsed struct {
	deadline plans.Deadline
	remarks  []string
}

// parse understands a deadline; the same words stand in many rows.
func (r *rowReader) parse(words string, period plans.Span) parsed {
	key := parseKey{words, period}
	p, ok := r.parsed[key]
	if !ok {
		p.deadline, p.remarks = phrase.Parse(words, period)
		r.parsed[key] = p
	}
	return p
}

// clear reports whether words are a deadline by themselves, whatever the plan's
// year is.
func (r *rowReader) clear(words string) bool {
	if words == "" {
		return false
	}
	_, unclear := r.parse(words, plans.Span{}).deadline.(plans.Unclear)
	return !unclear || phrase.Complete(words)
}

// clearWords is [rowReader.clear] for words that are looked at once.
func clearWords(words string) bool {
	r := &rowReader{parsed: map[parseKey]parsed{}}
	return r.clear(words)
}

func (r *rowReader) fault(place Problem, text string) {
	place.Text, place.Severity = text, Fault
	r.problems = append(r.problems, place)
}

// table reads the rows of one table.
func (r *rowReader) table(f foundTable) {
	t, c := f.table, f.columns
	if f.section != "" {
		r.above = f.section
	}
	r.lay(f)
	for i := f.from; i < len(t.Rows) && !r.full; i++ {
		var above document.Row
		if i > f.from {
			above = t.Rows[i-1]
		}
		line := t.Rows[i]
		switch title, ok := c.sectionRow(line, above); {
		case adds(line, above) == 0, isRemark(line):
			continue
		case isCount(line):
			r.layLine(line, plans.CountLine)
		case c.isHeading(line):
			r.layLine(line, plans.HeadLine)
		case ok:
			r.section(title, t.Place(line, 0))
			r.layLine(line, plans.SectionLine)
		default:
			before := len(r.entries)
			r.row(t, c, i, above)
			r.layRow(line, before)
		}
	}
}

// adds counts the cells with text that do not merely reach down from above.
func adds(r, above document.Row) int {
	n := 0
	for _, c := range r.Distinct() {
		if !slices.Contains(above.Cells, c) {
			n++
		}
	}
	return n
}

// section begins a section, unless its name is repeated on a new page.
func (r *rowReader) section(title string, place Problem) {
	r.above = ""
	title = sectionTitle(title)
	if n := len(r.sections); n > 0 && spelling.Normal(r.sections[n-1].Title) == spelling.Normal(title) {
		return
	}
	r.sections = append(r.sections, plans.Section{Title: title})
	r.heads = append(r.heads, place)
}

// row reads a row of the table, which may hold several of the plan.
func (r *rowReader) row(t *document.Table, c columns, i int, above document.Row) {
	line := t.Rows[i]
	place := t.Place(line, c.form[0])
	for col, x := range line.Cells {
		if x.Long() {
			r.fault(t.Place(line, col), fmt.Sprintf("в ячейке больше %d знаков: сократите текст", spelling.MaxRunes))
			return
		}
	}
	r.openSection(t, c, line)
	form, due, who := gather(line, c.form), gather(line, c.due), gather(line, c.responsible)
	if form.Empty() && gather(line, c.detail).Empty() {
		r.fault(place, "в строке не сказано, что надо сделать: заполните ячейку или уберите строку")
		return
	}
	if r.continues(above, c, form, due) {
		r.alsoAnswer(who)
		return
	}
	numbers := gather(line, c.number).Paras()
	entries := r.rowEntries(t, c, i, [3]*document.Cell{form, due, who})
	for k, e := range entries {
		if len(numbers) == len(entries) {
			if l := plain(spelling.Tidy(numbers[k].Text)); l != "" {
				e.label = l
			} else if l := plain(numbers[k].Label); l != "" && spelling.Tidy(numbers[k].Text) == "" {
				e.label = l
			}
		}
		r.add(t, c, line, e)
	}
}

// openSection begins the section of a row: what its own column says, what a
// paragraph above the table says, or one without a name.
func (r *rowReader) openSection(t *document.Table, c columns, line document.Row) {
	if c.section != nil {
		if name := gather(line, c.section); !name.Empty() && name != r.heading {
			r.heading = name
			r.section(name.Text(), t.Place(line, c.section[0]))
		}
	}
	switch {
	case r.above != "":
		r.section(r.above, t.Place(line, c.form[0]))
	case len(r.sections) == 0:
		r.section("Мероприятия", t.Place(line, c.form[0]))
	}
}

// continues reports that a row only goes on naming who answers for the one
// above: its form and its deadline are the same merged cells.
func (r *rowReader) continues(above document.Row, c columns, form, due *document.Cell) bool {
	return len(r.places) > 0 && len(above.Cells) > 0 && !due.Empty() && len(c.due) == 1 &&
		above.Cells[c.form[0]] == form && above.Cells[c.due[0]] == due
}

// alsoAnswer adds units to the row read last.
func (r *rowReader) alsoAnswer(who *document.Cell) {
	s := &r.sections[len(r.sections)-1]
	if len(s.Items) == 0 {
		return
	}
	last := &s.Items[len(s.Items)-1]
	for _, id := range r.responsible(len(r.entries)-1, who.Lines()) {
		if !slices.Contains(last.Responsible, id) {
			last.Responsible = append(last.Responsible, id)
		}
	}
}

// responsible reads those who answer for a row, and notes what is open there.
func (r *rowReader) responsible(row int, lines []string) []plans.UnitID {
	ids, doubts := r.units.Read(lines)
	for _, name := range doubts {
		r.doubt(doubt{kind: AskUnit, key: unitKey(name), text: name}, row)
		r.entries[row].doubts = append(r.entries[row].doubts,
			"«"+spelling.Clip(name)+"»: неясно, одно это подразделение или разные; записано как одно")
	}
	return ids
}

// doubt notes that a row waits for the answer to a question.
func (r *rowReader) doubt(d doubt, row int) {
	i := slices.IndexFunc(r.doubts, func(x doubt) bool { return x.key == d.key })
	if i < 0 {
		i = len(r.doubts)
		r.doubts = append(r.doubts, d)
	}
	r.doubts[i].rows = append(r.doubts[i].rows, row)
}

// add puts a row into the section that is open.
func (r *rowReader) add(t *document.Table, c columns, line document.Row, e entry) {
	if len(r.entries) == maxRows {
		r.full = true
		r.fault(t.Place(line, c.form[0]), fmt.Sprintf("в плане больше %d строк: разделите его", maxRows))
		return
	}
	e.whoCell = t.Place(line, c.responsible[0]).Cell
	r.entries = append(r.entries, e)
	row := len(r.entries) - 1
	s := &r.sections[len(r.sections)-1]
	x := plans.Item{Form: e.form, Phrase: e.phrase, Control: gather(line, c.control).Text(), Responsible: r.responsible(row, e.who)}
	if e.torn != "" {
		r.doubt(doubt{kind: AskRows, key: e.torn, text: e.form + " | " + e.phrase}, row)
	}
	x.Channel = channel(gather(line, c.channel).Text(), s.Title, e.form)
	x.Post = guess.Post(x.Channel, e.form)
	s.Items = append(s.Items, x)
	r.labels = append(r.labels, e.label)
	r.places = append(r.places, t.Place(line, c.due[0]))
	switch {
	case r.units.Full():
		r.full = true
		r.fault(t.Place(line, c.responsible[0]),
			fmt.Sprintf("ответственных слишком много, больше %d в ячейке или больше %d новых в плане: проверьте столбец", offices.MaxNames, offices.MaxNew))
	case len(x.Responsible) == 0:
		r.fault(t.Place(line, c.responsible[0]),
			"ответственный не указан: впишите его, а если он общий с соседней строкой, объедините ячейки")
	}
}

// understand reads the deadlines of all rows now that the period is known; a
// zero one understands only what needs no year.
func (r *rowReader) understand(period plans.Span) {
	k := 0
	for s := range r.sections {
		for i := range r.sections[s].Items {
			x, e := &r.sections[s].Items[i], r.entries[k]
			k++
			x.Problems = slices.Concat(e.remarks, e.doubts)
			if e.unclear != "" {
				x.Deadline = plans.Unclear{Why: e.unclear}
				continue
			}
			p := r.parse(e.phrase, period)
			x.Deadline = p.deadline
			x.Problems = append(slices.Clip(x.Problems), p.remarks...)
		}
	}
}

// channel takes the channel's column at its word, and guesses without one.
func channel(words, section, form string) plans.Channel {
	if found, ok := guess.ChannelNamed(words); ok {
		return found
	}
	return guess.Channel(section, form)
}
