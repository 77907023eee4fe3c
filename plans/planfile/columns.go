package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// columns say what stands in which column of a table, by its headings. A
// heading may stand over several columns, so each role is a list of them.
type columns struct {
	number, section, form, channel []int
	// control is who agrees, approves or checks: shown, and not reminded.
	control []int
	// detail is a second column of the form: «Мероприятие» and «Форма проведения».
	detail []int
	// due and responsible may have several headings of their own.
	due, responsible []int
	// begins and ends are set when the deadline is split into «начало» and
	// «окончание».
	begins, ends []int
	// place is set when the column of the deadline holds the place as well.
	place bool
	// top and first are the indexes of the first row of the headings and of the
	// first row below them.
	top, first int
	headings   []string
	// normal are the headings as texts are compared.
	normal []string
	unused []string
}

// findColumns looks for the headings of a plan among the first rows of a table.
// Headings may take two rows, or three, with merged cells; one row is tried
// first everywhere, so that a caption above it is not taken for a part of it.
func findColumns(t *document.Table) (columns, bool) {
	const search = 60
	for depth := 1; depth <= 3; depth++ {
		for i := 0; i < min(len(t.Rows), search) && i+depth <= len(t.Rows); i++ {
			c, ok := assign(t, i, depth)
			if !ok {
				continue
			}
			// A cell of the heading that reaches further down belongs to it whole.
			for end := c.first; end < len(t.Rows) && sharesCell(t.Rows[end-1], t.Rows[end]); {
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
func readHeadings(t *document.Table, from, depth int) []string {
	headings := make([]string, t.Cols)
	for col := range t.Cols {
		var above *document.Cell
		for _, r := range t.Rows[from : from+depth] {
			if c := r.Cells[col]; c != above {
				headings[col] = spelling.Tidy(headings[col] + " " + c.Text())
				above = c
			}
		}
	}
	return headings
}

func sharesCell(above, below document.Row) bool {
	for i := range below.Cells {
		if above.Cells[i] == below.Cells[i] && !above.Cells[i].Empty() {
			return true
		}
	}
	return false
}

// longestHeading is about how long the heading of a column is.
const longestHeading = 120

// assign gives each column its role; ok is false unless the deadline, those who
// answer and what is to be done are all there.
func assign(t *document.Table, from, depth int) (c columns, ok bool) {
	c = columns{top: from, first: from + depth, headings: readHeadings(t, from, depth)}
	bottom := t.Rows[from+depth-1]
	var sections, forms, names [][]int
	var helpers []int
	for col := 0; col < t.Cols; {
		group := []int{col}
		for col++; col < t.Cols && bottom.Cells[col] == bottom.Cells[col-1]; col++ {
			group = append(group, col)
		}
		heading := c.headings[group[0]]
		if utf8.RuneCountInString(heading) > longestHeading {
			return c, false
		}
		switch roleOf(heading) {
		case numberRole:
			c.number = append(c.number, group...)
		case dueRole:
			c.due = append(c.due, group...)
		case responsibleRole:
			c.responsible = append(c.responsible, group...)
		case controlRole:
			c.control = append(c.control, group...)
		case helperRole:
			helpers = append(helpers, group...)
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
	c.help(helpers)
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

// help takes the columns «Организатор», «Куратор» and «Подразделение» for those
// who answer. Beside a column «Ответственные» a «Куратор» only looks on.
func (c *columns) help(helpers []int) {
	named := c.responsible != nil
	for _, col := range helpers {
		if named && strings.Contains(strings.ToLower(c.headings[col]), "куратор") {
			c.control = append(c.control, col)
		} else {
			c.responsible = append(c.responsible, col)
		}
	}
	slices.Sort(c.responsible)
}

// settle decides what the headings alone leave open. «Наименование мероприятий»
// beside «Формы сопровождения» names sections; another pair does so when the
// first of it stands once over several rows, and else each row has its own.
func (c *columns) settle(t *document.Table) {
	heading := func(col int) string { return strings.ToLower(c.headings[col]) }
	if len(c.detail) > 0 && c.section == nil &&
		(strings.Contains(heading(c.detail[0]), "сопровожд") || c.grouped(t, c.form[0])) {
		c.section, c.form, c.detail = c.form, c.detail, nil
	}
	for _, h := range c.headings {
		c.normal = append(c.normal, spelling.Normal(h))
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
	c.place = slices.ContainsFunc(c.due, func(col int) bool { return withPlace.MatchString(c.headings[col]) })
}

// grouped reports whether a column names some of its rows together: by a cell
// merged downwards, or by places left empty below it.
func (c *columns) grouped(t *document.Table, col int) bool {
	for i := c.first; i < len(t.Rows); i++ {
		r := t.Rows[i]
		if len(r.Distinct()) < 2 {
			continue
		}
		if r.Cells[col].Empty() || i > c.first && t.Rows[i-1].Cells[col] == r.Cells[col] {
			return true
		}
	}
	return false
}

// isHeading reports whether a row repeats the headings, as on a new page.
func (c *columns) isHeading(r document.Row) bool {
	filled := 0
	for col, cell := range r.Cells {
		text := cell.Text()
		if text == "" {
			continue
		}
		filled++
		// Cleaning a text is dear, and most cells are longer than a heading.
		if len(text) > longestHeading*2 {
			return false
		}
		n := spelling.Normal(text)
		if n != "" && c.normal[col] != n && (!strings.Contains(c.normal[col], n) || roleOf(n) == otherRole) {
			return false
		}
	}
	return filled > 1
}

// isCount reports whether a row only numbers the columns: 1, 2, 3, 4.
func isCount(r document.Row) bool {
	n := 0
	for i, c := range r.Cells {
		if i > 0 && r.Cells[i-1] == c {
			continue
		}
		n++
		if strings.Trim(c.Text(), ".() ") != strconv.Itoa(n) {
			return false
		}
	}
	return n > 1
}
