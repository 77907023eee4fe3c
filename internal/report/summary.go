package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Block is one part of the summary: a title, lines, and a table where it has one.
type Block struct {
	Title string
	Lines []Line
	Head  []string
	Rows  [][]Line
	// wide says how many times wider than the last columns the first ones are.
	wide []int
}

// Widths shares a width out among the columns.
func (b Block) Widths(total int) []int {
	sum := 0
	parts := make([]int, len(b.Head))
	for i := range parts {
		parts[i] = 2
		if i < len(b.wide) {
			parts[i] = b.wide[i]
		}
		sum += parts[i]
	}
	for i := range parts {
		parts[i] = total * parts[i] / max(sum, 1)
	}
	return parts
}

// Summary is the «сводка» of the report: its figures in all, by section and by unit,
// what is overdue and what was published.
func (r Report) Summary() []Block {
	all := []Block{
		{Title: "Сводка за " + r.Period.Words + " по состоянию на " + longDate(r.On), Lines: r.totals()},
		table("По разделам", "Раздел", r.Sections), table("По подразделениям", "Подразделение", r.Units),
	}
	all = append(all, r.overdue(), r.published())
	if r.Hash != "" {
		all = append(all, Block{Title: "Журнал", Lines: []Line{words("Контрольная сумма последней записи журнала: " + r.Hash)}})
	}
	return all
}

// totals are the figures of the whole plan in words.
func (r Report) totals() []Line {
	f := r.Total
	if f.Total == 0 {
		return []Line{words("Задач со сроком в этом периоде нет.")}
	}
	say := fmt.Sprintf("Всего задач: %d. Выполнено в срок: %d, с опозданием: %d. Не выполнено: %d. Срок не наступил: %d. Снято с контроля: %d.",
		f.Total, f.InTime, f.Late, f.Undone, f.Ahead, f.Dropped)
	lines := []Line{words(say), words("Исполнительская дисциплина: " + f.Percent() + ".")}
	if f.Checking > 0 {
		lines = append(lines, words("Из выполненных на проверке: "+strconv.Itoa(f.Checking)+"."))
	}
	if f.Moved > 0 {
		lines = append(lines, words("Срок перенесён: "+strconv.Itoa(f.Moved)+", исполнение считается по новому сроку."))
	}
	return lines
}

// Percent is the discipline in words, a dash when nothing was due.
func (f Figures) Percent() string {
	p, ok := f.Discipline()
	if !ok {
		return "—"
	}
	return strconv.Itoa(p) + " %"
}

// FigureHeads are the headings over [Figures.Cells].
func FigureHeads() []string {
	return []string{"Всего", "В срок", "С опозда\u00adнием", "На про\u00adверке", "Не выпол\u00adнено", "Срок не наступил", "Снято", "Дисци\u00adплина"}
}

// Cells are the figures in the order of their headings, without the discipline.
func (f Figures) Cells() []int {
	return []int{f.Total, f.InTime, f.Late, f.Checking, f.Undone, f.Ahead, f.Dropped}
}

func table(title, first string, groups []Group) Block {
	b := Block{Title: title, Head: append([]string{first}, FigureHeads()...), wide: []int{7}}
	for _, g := range groups {
		if g.Total == 0 {
			continue
		}
		row := []Line{words(clean(g.Name))}
		for _, n := range g.Cells() {
			row = append(row, words(strconv.Itoa(n)))
		}
		b.Rows = append(b.Rows, append(row, words(g.Percent())))
	}
	if len(b.Rows) == 0 {
		b.Lines = []Line{words("Задач нет.")}
	}
	return b
}

// overdue lists what is not done.
func (r Report) overdue() Block {
	// A heading «Срок» would make a plan of this table for whoever reads the document.
	b := Block{Title: "Просрочено", Head: []string{"Строка", "Раздел", "Что не выполнено", "За кем", "Было до", "Рабочих дней"}, wide: []int{2, 5, 7, 5, 3, 3}}
	for _, t := range r.Overdue {
		due := "не назначен"
		if !t.Task.Due.IsZero() {
			due = shortDate(t.Task.Due)
		}
		b.Rows = append(b.Rows, []Line{
			words(string(t.Task.Item)), words(cut(t.Section, labelLimit)), words(t.Label()), words(strings.Join(t.Units, "; ")), words(due), words(strconv.Itoa(t.Late)),
		})
	}
	if len(b.Rows) == 0 {
		b.Lines = []Line{words("Просроченных задач нет.")}
	}
	return b
}

// labelLimit is how long the name of a task may be in the summary.
const labelLimit = 200

// Label is what the task asks for and what sets it apart from others of its row.
func (t Task) Label() string {
	s := cut(t.Form, labelLimit)
	if t.Name != "" {
		s += " — " + t.Name
	}
	return s
}

// published lists the posts that went out.
func (r Report) published() Block {
	b := Block{Title: "Опубликованные посты", Head: []string{"Проект", "Строка", "Дата", "Номер", "Пост", "Ссылка"}, wide: []int{4, 2, 3, 2, 6, 6}}
	for _, p := range r.Posts {
		var links Line
		for i, l := range p.Links {
			if i > 0 {
				links = append(links, Piece{Text: " "})
			}
			links = append(links, Piece{Text: l, Link: l})
		}
		b.Rows = append(b.Rows, []Line{words(p.Project), words(string(p.Item)), words(shortDate(p.Day)), words("№ " + strconv.FormatUint(p.Number, 10)), words(p.Text), links})
	}
	if len(b.Rows) == 0 {
		b.Lines = []Line{words("В этом периоде посты не выходили.")}
	}
	return b
}
