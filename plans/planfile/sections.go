package planfile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
)

var (
	// numberedSection says itself that it names a section.
	numberedSection = regexp.MustCompile(`^(?:(?i:раздел|блок|часть|глава|направление|этап|модуль|подраздел)\s+(?:№ ?)?(?:\d{1,2}|[IVXLC]{1,5})(?:[.:)]|\s|$)|(?i:раздел|подраздел|направление)\s*[:«]|(?:[IVX]{1,4}|\d{1,2})[.)]\s+[«"]?\p{Lu})`)
	// noSection begins or is what names no section: remarks of lawyers, totals,
	// notes, and what belongs to the letterhead of another page.
	noSection = regexp.MustCompile(`(?i)^[(«"]*(?:в ред\.|в редакции|(?:с )?изм\.|введен|утратил|исключен|п\. ?\d|итого|всего|приложение|продолжение|окончание|примечани|сноска|\*|` +
		`утвержд|согласован|исп\.|исполнитель|тел\.|список|используемые сокращения|м\.\s?п\.|страница|лист \d)`)
	// signed ends with a person's name, as a signature does.
	signed = regexp.MustCompile(`(?:_{2,}|(?:^|\s)` + offices.Person + `)$`)
)

// longestSection is about how long the name of a section is.
const longestSection = 200

// sectionAbove reports whether a paragraph between two tables names the section
// of the table below it.
func sectionAbove(p document.Para) (string, bool) {
	text := spelling.Tidy(p.Text)
	switch {
	case text == "" || noSection.MatchString(text) || signed.MatchString(text) || utf8.RuneCountInString(text) > longestSection:
		return "", false
	case numberedSection.MatchString(text), plain(p.Label) != "":
		return text, true
	}
	_, office := offices.Named(text)
	return text, !strings.ContainsAny(text[len(text)-1:], ".;,") && !office
}

// sectionTitle is the name of a section as it is kept.
func sectionTitle(text string) string { return strings.TrimSpace(cutNumber(text)) }

var sectionNumber = regexp.MustCompile(`^(?:(?i:раздел|блок|этап|подраздел|направление|часть)\s+(?:№ ?)?)?(?:(?:\d{1,2}|[IVXLC]{1,5})(?:\.\d{1,2})*[.):]\s*|(?:\d{1,2}|[IVXLC]{1,5})(?:\.\d{1,2})*\s+)`)

// deepNumber is a number of more than one level, which tells sections of one
// name apart: «3.1.3 Мероприятия».
var deepNumber = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){2,}[.)]?\s`)

// cutNumber takes the number off a section's title. Without a point after it, a
// number is one only before a capital letter: «4 квартал» keeps its own.
func cutNumber(title string) string {
	if deepNumber.MatchString(title) {
		return title
	}
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
func (c columns) sectionRow(line, above document.Row) (string, bool) {
	cells := line.Distinct()
	label := ""
	if len(cells) > 1 && len(c.number) > 0 && cells[0] == line.Cells[c.number[0]] {
		label = plain(cells[0].Text())
		cells = cells[1:]
	}
	if len(cells) != 1 {
		return "", false
	}
	only := cells[0]
	at := func(cols []int) bool {
		return slices.ContainsFunc(cols, func(col int) bool { return line.Cells[col] == only })
	}
	// A cell merged with the row above belongs to that row's section.
	if slices.Contains(above.Cells, only) {
		return "", false
	}
	switch {
	case at(c.form) && at(c.due), at(c.section), at(c.number):
		return only.Text(), true
	case at(c.form) && c.section == nil && !strings.Contains(label, "."):
		return only.Text(), true
	}
	return "", false
}

// isRemark reports whether a row is a remark or a total and no row of the plan:
// its only words are «(в ред. …)», or «Итого …» beside figures.
func isRemark(line document.Row) bool {
	cells := line.Distinct()
	if len(cells) == 0 || !remarkRow.MatchString(cells[0].Text()) {
		return false
	}
	return !slices.ContainsFunc(cells[1:], func(c *document.Cell) bool { return strings.ContainsFunc(c.Text(), unicode.IsLetter) })
}

var remarkRow = regexp.MustCompile(`(?i)^[(]?(?:в ред\.|в редакции|(?:с )?изм\.|введен|п\. ?\d[\d.]* (?:введен|в ред|утратил)|утратил)|^(?:итого|всего)(?:\s|:|$)`)
