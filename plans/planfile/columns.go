package planfile

import (
	"slices"
	"strconv"
	"strings"
)

// columns say what stands in which column of a table, by its headings. A
// heading may stand over several columns, so each role is a list of them.
type columns struct {
	number, section, form, channel []int
	// detail is a second column of the form: «Мероприятие» and «Форма проведения».
	detail []int
	// due and responsible may have several headings of their own.
	due, responsible []int
	// begins and ends are set when the deadline is split into «начало» and
	// «окончание».
	begins, ends []int
	// top and first are the indexes of the first row of the headings and of the
	// first row below them.
	top, first int
	headings   []string
	unused     []string
}

// role is what a heading means by itself.
type role int

const (
	otherRole role = iota
	numberRole
	dueRole
	responsibleRole
	channelRole
	sectionRole
	formRole
	nameRole
)

// roleSigns tell the role by parts of words, the first that fits.
var roleSigns = []struct {
	role  role
	parts []string
}{
	{responsibleRole, []string{"ответствен", "исполнители", "исполнитель", "соисполнител", "кто "}},
	{otherRole, []string{"отметка", "примечан", "результат", "показател", "финансир", "стоимост", "сумма", "контакт", "телефон",
		"место провед", "участник", "охват", "количеств", "цель", "целев", "выполнен", "информация о", "населенн", "адрес"}},
	{dueRole, []string{"срок", "дата", "даты", "период", "время ", "когда", "график"}},
	{channelRole, []string{"канал", "площадк", "место размещ", "место публик", "ресурс", "источник", " сми "}},
	{sectionRole, []string{"раздел", "направлен", "блок ", "рубрик", "группа "}},
	{formRole, []string{" форм", "содержан", "действи", "информационный повод", "инфоповод", "вид работ", "вид деятельн", "материал", "тема "}},
	{nameRole, []string{"мероприят", "наименован", "название", "активност", "работ", "задач", "пункт"}},
}

func roleOf(heading string) role {
	h := " " + strings.ReplaceAll(strings.ToLower(heading), "ё", "е") + " "
	bare := strings.Trim(strings.NewReplacer(" ", "", ".", "", "\\", "/").Replace(h), "/")
	switch bare {
	case "№", "№п/п", "п/п", "пп", "№пп", "nп/п", "n", "no", "номер", "номерп/п", "№№":
		return numberRole
	}
	if strings.HasPrefix(bare, "№") && len([]rune(bare)) < 16 {
		return numberRole
	}
	for _, s := range roleSigns {
		for _, part := range s.parts {
			if strings.Contains(h, part) {
				return s.role
			}
		}
	}
	return otherRole
}

// findColumns looks for the headings of a plan among the first rows of a table.
// Headings may take two rows, or three, with merged cells; one row is tried
// first everywhere, so that a caption above it is not taken for a part of it.
func findColumns(t *table) (columns, bool) {
	const search = 60
	for depth := 1; depth <= 3; depth++ {
		for i := 0; i < min(len(t.rows), search) && i+depth <= len(t.rows); i++ {
			c, ok := assign(t, i, depth)
			if !ok {
				continue
			}
			// A cell of the heading that reaches further down belongs to it whole.
			for end := c.first; end < len(t.rows) && sharesCell(t.rows[end-1], t.rows[end]); {
				end++
				deeper, ok := assign(t, i, end-i)
				if !ok {
					c.first = end
					break
				}
				c = deeper
			}
			c.settle(t)
			return c, true
		}
	}
	return columns{}, false
}

// readHeadings joins what stands over each column in several rows; a cell that
// is merged downwards counts once.
func readHeadings(t *table, from, depth int) []string {
	headings := make([]string, t.cols)
	for col := range t.cols {
		var above *cell
		for _, r := range t.rows[from : from+depth] {
			if c := r.cells[col]; c != above {
				headings[col] = tidy(headings[col] + " " + c.text())
				above = c
			}
		}
	}
	return headings
}

func sharesCell(above, below row) bool {
	for i := range below.cells {
		if above.cells[i] == below.cells[i] && !above.cells[i].empty() {
			return true
		}
	}
	return false
}

// assign gives each column its role; ok is false unless the deadline, those who
// answer and what is to be done are all there.
func assign(t *table, from, depth int) (c columns, ok bool) {
	const longest = 120
	c = columns{top: from, first: from + depth, headings: readHeadings(t, from, depth)}
	bottom := t.rows[from+depth-1]
	var sections, forms, names [][]int
	for col := 0; col < t.cols; {
		group := []int{col}
		for col++; col < t.cols && bottom.cells[col] == bottom.cells[col-1]; col++ {
			group = append(group, col)
		}
		heading := c.headings[group[0]]
		if len([]rune(heading)) > longest {
			return c, false
		}
		switch roleOf(heading) {
		case numberRole:
			c.number = append(c.number, group...)
		case dueRole:
			c.due = append(c.due, group...)
		case responsibleRole:
			c.responsible = append(c.responsible, group...)
		case channelRole:
			c.channel = append(c.channel, group...)
		case sectionRole:
			sections = append(sections, group)
		case formRole:
			forms = append(forms, group)
		case nameRole:
			names = append(names, group)
		default:
			if heading != "" {
				c.unused = append(c.unused, heading)
			}
		}
	}
	if len(sections) > 0 {
		c.section = sections[0]
	}
	switch {
	case len(forms) > 0 && len(names) > 0:
		c.form, c.detail = names[0], slices.Concat(forms...)
	case len(forms) > 0:
		c.form, c.detail = forms[0], slices.Concat(forms[1:]...)
	case len(names) > 0:
		c.form, c.detail = names[0], slices.Concat(names[1:]...)
	case len(sections) > 1:
		c.form = sections[1]
	default:
		c.form, c.section = c.section, nil
	}
	return c, c.form != nil && c.due != nil && c.responsible != nil
}

// settle decides what the headings alone leave open. «Наименование мероприятий»
// beside «Формы сопровождения» names sections; another pair does so when the
// first of it stands once over several rows, and else each row has its own.
func (c *columns) settle(t *table) {
	heading := func(col int) string { return strings.ToLower(c.headings[col]) }
	if len(c.detail) > 0 && c.section == nil &&
		(strings.Contains(heading(c.detail[0]), "сопровожд") || c.grouped(t, c.form[0])) {
		c.section, c.form, c.detail = c.form, c.detail, nil
	}
	var begins, ends []int
	for _, col := range c.due {
		switch h := heading(col); {
		case strings.Contains(h, "начал"):
			begins = append(begins, col)
		case strings.Contains(h, "оконч"), strings.Contains(h, "заверш"), strings.Contains(h, "конец"):
			ends = append(ends, col)
		}
	}
	if len(begins) > 0 && len(ends) > 0 {
		c.begins, c.ends = begins, ends
	}
}

// grouped tells whether a column names some of its rows together: by a cell
// merged downwards, or by places left empty below it.
func (c *columns) grouped(t *table, col int) bool {
	for i := c.first; i < len(t.rows); i++ {
		r := t.rows[i]
		if len(r.distinct()) < 2 {
			continue
		}
		if r.cells[col].empty() || i > c.first && t.rows[i-1].cells[col] == r.cells[col] {
			return true
		}
	}
	return false
}

// isHeading tells whether a row repeats the headings, as on a new page.
func (c *columns) isHeading(r row) bool {
	same, filled := 0, 0
	for col, cell := range r.cells {
		text := normal(cell.text())
		if text == "" {
			continue
		}
		filled++
		if col < len(c.headings) && (normal(c.headings[col]) == text || strings.Contains(normal(c.headings[col]), text) && roleOf(text) != otherRole) {
			same++
		}
	}
	return filled > 1 && same == filled
}

// isCount tells whether a row only numbers the columns: 1, 2, 3, 4.
func isCount(r row) bool {
	n := 0
	for i, c := range r.cells {
		if i > 0 && r.cells[i-1] == c {
			continue
		}
		n++
		if strings.Trim(c.text(), ".() ") != strconv.Itoa(n) {
			return false
		}
	}
	return n > 1
}

// headingsRead lists what stands in the first row that looks like headings, for
// the person who is told that they are not those of a plan.
func headingsRead(t *table) []string {
	for _, r := range t.rows {
		if cells := r.distinct(); len(cells) > 1 {
			var all []string
			for _, c := range cells {
				all = append(all, "«"+clip(c.text())+"»")
			}
			return slices.Compact(all)
		}
	}
	return nil
}
