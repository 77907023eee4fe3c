package plan

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// textOverview is the plan with its sections.
func textOverview(name string, p plans.Plan, c counted) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", chat.Bold(name), chat.Capital(c.of(p.Items()).String()))
	unclear := 0
	for i, s := range p.Sections {
		made := c.of(s.Items)
		fmt.Fprintf(&b, "\n%s <b>%d.</b> %s: %s", made.mark(), i+1, chat.Esc(chat.Cut(s.Title, 60)), made)
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
func textSection(n int, title string, items []plans.Item, c counted) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%d. %s</b>\n", n, chat.Esc(chat.Cut(title, 200)))
	for _, item := range items {
		made := c.of([]plans.Item{item})
		u, unclear := item.Deadline.(plans.Unclear)
		mark := made.mark()
		if unclear {
			mark = "⚠️"
		}
		fmt.Fprintf(&b, "\n%s <b>%s</b> %s\n    %s", mark, chat.Esc(string(item.No)), chat.Esc(chat.Cut(item.Form, 140)), chat.Esc(task.RowPhrase(item)))
		if unclear {
			fmt.Fprintf(&b, "\n    %s", chat.Esc(chat.Cut(u.Why, 200)))
			continue
		}
		fmt.Fprintf(&b, "; %s", made)
	}
	return b.String()
}

// textItem is a row with some of its tasks, the first of which is the one after
// from.
func textItem(item plans.Item, units []string, tasks []task.View, from int, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b> %s\n\nСрок по плану: %s\n%s\n", chat.Esc(string(item.No)), chat.Esc(chat.Cut(item.Form, 800)),
		chat.Esc(task.RowPhrase(item)), chat.Esc(chat.Answering(units)))
	if u, ok := item.Deadline.(plans.Unclear); ok {
		fmt.Fprintf(&b, "\n⚠️ Срок не ясен. %s", chat.Esc(u.Why))
		return b.String()
	}
	if len(tasks) == 0 {
		b.WriteString("\nЗадач пока нет: они появятся, когда станет известен день события.")
	}
	for i, o := range tasks {
		fmt.Fprintf(&b, "\n%s %d. %s", progressOf([]store.TaskRecord{o.TaskRecord}, nil, today).mark(), from+i+1, chat.Esc(rowTask(o, today)))
	}
	return b.String()
}

// textUnseen is a page of what waits to be looked at, the first of which has the number
// after from.
func textUnseen(n int, shown []waiting, from int, today plans.Date, zone *time.Location) string {
	if n == 0 {
		return "Проверять нечего: на все подтверждения вы ответили."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<b>Ждут проверки: %d</b>\n", n)
	for i, w := range shown {
		fmt.Fprintf(&b, "\n<b>%d.</b> %s\n%s, %s", from+i+1, w.of.Name(today), chat.Esc(chat.NameOr(w.by)), chat.NearDate(plans.DateOf(w.At, zone), today))
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
