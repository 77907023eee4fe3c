package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// textSlots is one page of a list of tasks under its headings.
func textSlots(title string, slots []slot, from int, today plans.Date, cal workdays) string {
	var b strings.Builder
	b.WriteString(bold(title))
	var heading urgency
	for i, s := range slots {
		if s.urgency != heading {
			heading = s.urgency
			fmt.Fprintf(&b, "\n\n<b>%s</b>", textHeading(heading))
		}
		fmt.Fprintf(&b, "\n%d. %s: %s", from+i+1, s.headline(110), esc(when(*s.owed, today, cal)))
		if s.unattended {
			b.WriteString("\n    <i>в подразделении некому напомнить</i>")
		}
	}
	return b.String()
}

func textHeading(u urgency) string {
	switch u {
	case overdue:
		return "Просрочено"
	case dueToday:
		return "Сегодня"
	case dueSoon:
		return "Скоро"
	case opened:
		return "Срок начался"
	case ahead:
		return "Впереди"
	case undated:
		return "В течение периода и без срока"
	case controlled:
		return "На контроль: подтверждения нет"
	}
	return ""
}

func textDigestTitle(today plans.Date) string { return "Ваши задачи на " + date(today) }

func textTaskListTitle(n int) string {
	if n == 0 {
		return "Открытых задач у вас нет."
	}
	return "Ваши открытые задачи: " + fmt.Sprint(n)
}

const textEscalationTitle = "Срок прошёл, подтверждения нет"

func textEscalation(o owed, units []string, today plans.Date, cal workdays) string {
	return o.headline(200) + "\n" + esc(capital(when(o, today, cal))) + "\nОтвечает: " + esc(strings.Join(units, "; "))
}

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
	fmt.Fprintf(&b, "%s\n%s\n", bold(cut(p.Title, 300)), capital(progressOf(p.Items(), records, today).String()))
	unclear := 0
	for i, s := range p.Sections {
		fmt.Fprintf(&b, "\n<b>%d.</b> %s: %s", i+1, esc(cut(s.Title, 120)), progressOf(s.Items, records, today))
		for _, item := range s.Items {
			if _, ok := item.Deadline.(plans.Unclear); ok {
				unclear++
			}
		}
	}
	if unclear > 0 {
		fmt.Fprintf(&b, "\n\n⚠️ Срок не ясен: %s", count(unclear, "строка", "строки", "строк"))
	}
	return b.String()
}

// textSection is a page of a section's rows.
func textSection(n int, title string, items []plans.Item, records []store.TaskRecord, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%d. %s</b>\n", n, esc(cut(title, 200)))
	for _, item := range items {
		fmt.Fprintf(&b, "\n<b>%s</b> %s\n    %s", esc(string(item.No)), esc(cut(item.Form, 140)), esc(rowPhrase(item)))
		if u, ok := item.Deadline.(plans.Unclear); ok {
			fmt.Fprintf(&b, "\n    ⚠️ %s", esc(cut(u.Why, 200)))
			continue
		}
		fmt.Fprintf(&b, "; %s", progressOf([]plans.Item{item}, records, today))
	}
	return b.String()
}

// unclearShown is how many rows without a clear deadline a digest names.
const unclearShown = 10

// textUnclearRows recalls to a controller the rows of which nobody is reminded.
func textUnclearRows(rows []plans.ItemNo) string {
	if len(rows) == 0 {
		return ""
	}
	names := make([]string, 0, unclearShown)
	for _, no := range rows[:min(len(rows), unclearShown)] {
		names = append(names, string(no))
	}
	text := "\n\n⚠️ Срок не ясен: " + plural(len(rows), "строка", "строки", "строки") + " " + esc(strings.Join(names, ", "))
	if more := len(rows) - unclearShown; more > 0 {
		text += fmt.Sprintf(" и ещё %d", more)
	}
	return text + ". Напоминаний не будет, пока вы не уточните срок в /plan."
}

// textItem is a row with some of its tasks, the first of which is the one after
// from.
func textItem(item plans.Item, units []string, tasks []owed, from int, today plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b> %s\n\nСрок по плану: %s\nОтвечает: %s\n", esc(string(item.No)), esc(cut(item.Form, 800)),
		esc(rowPhrase(item)), esc(strings.Join(units, "; ")))
	if u, ok := item.Deadline.(plans.Unclear); ok {
		fmt.Fprintf(&b, "\n⚠️ Срок не ясен. %s", esc(u.Why))
		return b.String()
	}
	if len(tasks) == 0 {
		b.WriteString("\nЗадач пока нет: они появятся, когда станет известен день события.")
	}
	for i, o := range tasks {
		fmt.Fprintf(&b, "\n%d. %s", from+i+1, esc(rowTask(o, today)))
	}
	return b.String()
}

// rowTask is one task under its row: what sets it apart, and how it stands.
func rowTask(o owed, today plans.Date) string {
	var parts []string
	if o.project != "" {
		parts = append(parts, cut(o.project, 60))
	}
	if o.Part != "" {
		parts = append(parts, partName(o.Part))
	}
	switch {
	case o.State == store.TaskDone:
		parts = append(parts, "выполнено")
	case o.State == store.TaskOff:
		parts = append(parts, "снято с контроля")
	case o.Due.IsZero():
		parts = append(parts, "срок не назначен")
	case o.Due < today:
		parts = append(parts, "просрочено, срок был "+shortDate(o.Due))
	default:
		parts = append(parts, "до "+shortDate(o.Due))
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
	return title + ": " + count(n, "задача", "задачи", "задач")
}
