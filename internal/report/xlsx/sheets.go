package xlsx

import (
	"strings"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// sheet is one sheet of the report: with a filter and a frozen head where it has
// headings.
type sheet struct {
	name   string
	widths []float64
	head   []string
	rows   [][]any
}

// What stands in a cell beside texts and whole numbers.
type (
	// percent is a share, 0 to 1.
	percent float64
	// address leads to a page.
	address string
	// strong is a text in bold, heading one over a column; boxed is a cell of a table.
	strong  string
	heading string
	boxed   struct{ value any }
	// none is an empty cell; a [plans.Date] is a day.
	none struct{}
)

func day(d plans.Date) any {
	if d.IsZero() {
		return none{}
	}
	return d
}

// figures are the figures of a group in the order of their headings.
func figures(f report.Figures) []any {
	var cells []any
	for _, n := range f.Cells() {
		cells = append(cells, n)
	}
	if due := f.Due(); due > 0 {
		return append(cells, percent(float64(f.InTime)/float64(due)))
	}
	return append(cells, none{})
}

func heads() []string {
	var all []string
	for _, h := range report.FigureHeads() {
		all = append(all, strings.ReplaceAll(h, "\u00ad", ""))
	}
	return all
}

func summarySheet(r report.Report) sheet {
	s := sheet{name: "Сводка", widths: []float64{46, 20, 20, 20, 20, 14, 14, 14, 14}}
	line := func(cells ...any) { s.rows = append(s.rows, cells) }
	line(strong(r.Heading()))
	for _, b := range r.Summary() {
		line()
		line(strong(b.Title))
		for _, l := range b.Lines {
			line(l.String())
		}
		if len(b.Rows) == 0 {
			continue
		}
		var head []any
		for _, h := range b.Head {
			head = append(head, heading(strings.ReplaceAll(h, "\u00ad", "")))
		}
		line(head...)
		for _, row := range b.Rows {
			var cells []any
			for _, c := range row {
				cells = append(cells, boxed{number(c.String())})
			}
			line(cells...)
		}
	}
	return s
}

func rowsSheet(r report.Report) sheet {
	s := sheet{
		name:   "Строки",
		widths: []float64{8, 28, 46, 26, 34, 22, 12, 14, 18, 12, 12, 12, 12, 40, 30},
		head: []string{
			"Строка", "Раздел", "Мероприятие", "Проект, период", "Ответственные", "Срок по плану", "Срок", "Срок до переноса",
			"Состояние", "Дата факта", "Рабочих дней опоздания", "На проверке", "В периоде отчёта", "Отметка", "Ссылка",
		},
	}
	for _, row := range r.Rows {
		if len(row.Tasks) == 0 {
			s.rows = append(s.rows, []any{
				string(row.Item.No), row.Section, row.Item.Form, none{}, strings.Join(row.Units, "; "), row.Item.Phrase,
				none{}, none{}, "нет задач", none{}, none{}, none{}, none{}, row.Mark.String(), none{},
			})
		}
		for _, t := range row.Tasks {
			late, link := any(none{}), any(none{})
			if t.Late > 0 {
				late = t.Late
			}
			if l := t.Link(); l != "" {
				link = address(l)
			}
			s.rows = append(s.rows, []any{
				string(row.Item.No), row.Section, row.Item.Form, t.Name, strings.Join(t.Units, "; "), row.Item.Phrase,
				day(t.Task.Due), day(t.Was), t.Status.Words(), day(t.Done), late, yes(t.Checking),
				yes(report.Counted(t.Task, r.Plan, r.Period.Span)), t.Mark.String(), link,
			})
		}
	}
	return s
}

func yes(b bool) any {
	if b {
		return "да"
	}
	return none{}
}

func unitsSheet(r report.Report) sheet {
	s := sheet{name: "Подразделения", widths: []float64{46, 10, 10, 14, 14, 14, 18, 10, 14}, head: append([]string{"Подразделение"}, heads()...)}
	for _, g := range r.Units {
		if g.Total > 0 {
			s.rows = append(s.rows, append([]any{g.Name}, figures(g.Figures)...))
		}
	}
	return s
}

func postsSheet(r report.Report) sheet {
	s := sheet{name: "Посты", widths: []float64{30, 10, 12, 60, 40}, head: []string{"Проект", "Строка", "Дата", "Пост", "Ссылка"}}
	for _, p := range r.Posts {
		links := p.Links
		if len(links) == 0 {
			links = []string{""}
		}
		for _, l := range links {
			s.rows = append(s.rows, []any{p.Project, string(p.Item), day(p.Day), p.Text, address(l)})
		}
	}
	return s
}

func publicationsSheet(r report.Report) sheet {
	s := sheet{
		name: "Публикации", widths: []float64{30, 12, 10, 18, 60, 40, 14, 14},
		head: []string{"Страница", "Дата", "Пост", "Состояние", "Текст", "Ссылка", "Просмотров", "Реакций"},
	}
	count := func(n int) any {
		if n == 0 {
			return none{}
		}
		return n
	}
	for _, p := range r.Publications {
		link := any(none{})
		if p.Link != "" {
			link = address(p.Link)
		}
		s.rows = append(s.rows, []any{p.Page, day(p.Day), int(p.Post), p.State, p.Text, link, count(p.Views), count(p.Reactions)})
	}
	return s
}

func journalSheet(r report.Report) sheet {
	s := sheet{name: "Журнал", widths: []float64{10, 12, 10, 34, 34, 70}, head: []string{"Номер", "Дата", "Время", "Кто", "О чём", "Что"}}
	for _, n := range r.Journal {
		at := n.Entry.At.In(r.Zone)
		s.rows = append(s.rows, []any{int(n.Entry.N), day(plans.DateOf(at, r.Zone)), at.Format("15:04"), n.Who, n.Of, n.Did})
	}
	return s
}
