package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// progress counts the tasks of a section or a row.
type progress struct{ total, done, late int }

func progressOf(items []plans.Item, records []store.TaskRecord, today plans.Date) progress {
	in := map[plans.ItemNo]bool{}
	for _, i := range items {
		in[i.No] = true
	}
	var p progress
	for _, r := range records {
		if r.Ended || !in[r.Item] || r.State == store.TaskOff {
			continue
		}
		p.total++
		switch {
		case r.State == store.TaskDone:
			p.done++
		case !r.Due.IsZero() && r.Due < today:
			p.late++
		}
	}
	return p
}

func (p progress) String() string {
	if p.total == 0 {
		return "задач пока нет"
	}
	s := fmt.Sprintf("выполнено %d из %d", p.done, p.total)
	if p.late > 0 {
		s += fmt.Sprintf(", просрочено %d", p.late)
	}
	return s
}

// textOverview is the plan with its sections.
func textOverview(p plans.Plan, records []store.TaskRecord, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", chat.Bold(chat.Cut(p.Title, 300)), chat.Capital(progressOf(p.Items(), ofPlan(records, p.ID), today).String()))
	unclear := 0
	for i, s := range p.Sections {
		fmt.Fprintf(&b, "\n<b>%d.</b> %s: %s", i+1, chat.Esc(chat.Cut(s.Title, 120)), progressOf(s.Items, ofPlan(records, p.ID), today))
		for _, item := range s.Items {
			if _, ok := item.Deadline.(plans.Unclear); ok {
				unclear++
			}
		}
	}
	if unclear > 0 {
		fmt.Fprintf(&b, "\n\n⚠️ Срок не ясен: %s", chat.Count(unclear, "строка", "строки", "строк"))
	}
	return b.String()
}

// textSection is a page of a section's rows.
func textSection(n int, title string, items []plans.Item, records []store.TaskRecord, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%d. %s</b>\n", n, chat.Esc(chat.Cut(title, 200)))
	for _, item := range items {
		fmt.Fprintf(&b, "\n<b>%s</b> %s\n    %s", chat.Esc(string(item.No)), chat.Esc(chat.Cut(item.Form, 140)), chat.Esc(task.RowPhrase(item)))
		if u, ok := item.Deadline.(plans.Unclear); ok {
			fmt.Fprintf(&b, "\n    ⚠️ %s", chat.Esc(chat.Cut(u.Why, 200)))
			continue
		}
		fmt.Fprintf(&b, "; %s", progressOf([]plans.Item{item}, records, today))
	}
	return b.String()
}

// textItem is a row with some of its tasks, the first of which is the one after
// from.
func textItem(item plans.Item, units []string, tasks []task.View, from int, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b> %s\n\nСрок по плану: %s\nОтвечает: %s\n", chat.Esc(string(item.No)), chat.Esc(chat.Cut(item.Form, 800)),
		chat.Esc(task.RowPhrase(item)), chat.Esc(strings.Join(units, "; ")))
	if u, ok := item.Deadline.(plans.Unclear); ok {
		fmt.Fprintf(&b, "\n⚠️ Срок не ясен. %s", chat.Esc(u.Why))
		return b.String()
	}
	if len(tasks) == 0 {
		b.WriteString("\nЗадач пока нет: они появятся, когда станет известен день события.")
	}
	for i, o := range tasks {
		fmt.Fprintf(&b, "\n%d. %s", from+i+1, chat.Esc(rowTask(o, today)))
	}
	return b.String()
}

// rowTask is one task under its row: what sets it apart, and how it stands.
func rowTask(o task.View, today plans.Date) string {
	var parts []string
	if o.ProjectName != "" {
		parts = append(parts, chat.Cut(o.ProjectName, 60))
	}
	if o.Part != "" {
		parts = append(parts, plans.PartName(o.Part))
	}
	switch {
	case o.State == store.TaskDone:
		parts = append(parts, "выполнено")
	case o.State == store.TaskOff:
		parts = append(parts, "снято с контроля")
	case o.Due.IsZero():
		parts = append(parts, "срок не назначен")
	case o.Due < today:
		parts = append(parts, "просрочено, срок был "+chat.ShortDate(o.Due))
	default:
		parts = append(parts, "до "+chat.ShortDate(o.Due))
	}
	return strings.Join(parts, "; ")
}

const (
	textWhichProject = "Задачи какого проекта показать?"
	textNoProjects   = "Проектов пока нет."
)

// textFiltered is the heading of a sort of tasks.
func textFiltered(title string, n int) string {
	if n == 0 {
		return title + ": таких задач нет"
	}
	return title + ": " + chat.Count(n, "задача", "задачи", "задач")
}
