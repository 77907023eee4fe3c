package task

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// TextLines is one page of a list of tasks under its headings.
func TextLines(title string, lines []Line, from int, today plans.Date, cal workdays) string {
	var b strings.Builder
	b.WriteString(chat.Bold(title))
	var heading Urgency
	for i, s := range lines {
		if s.Urgency != heading {
			heading = s.Urgency
			fmt.Fprintf(&b, "\n\n<b>%s</b>", textHeading(heading))
		}
		fmt.Fprintf(&b, "\n%d. %s: %s", from+i+1, s.Listed(today), chat.Esc(when(*s.View, today, cal)))
		if s.Unattended {
			b.WriteString("\n    <i>в подразделении некому напомнить</i>")
		}
	}
	return b.String()
}

func textHeading(u Urgency) string {
	switch u {
	case Overdue:
		return "Просрочено"
	case DueToday:
		return "Сегодня"
	case DueSoon:
		return "Скоро"
	case Opened:
		return "Срок начался"
	case Ahead:
		return "Впереди"
	case Undated:
		return "В течение периода и без срока"
	case Controlled:
		return "На контроль: подтверждения нет"
	}
	return ""
}

// Name is the task in a few words: the row's short name, project, part. A year that is
// today's goes without saying.
func (o View) Name(today plans.Date) string {
	// A hashtag in a name would become a link.
	return strings.ReplaceAll(chat.Esc(o.short+o.apart(today, 40)), "#", "#\u2060") + o.under
}

// apart is what sets the task apart from others of its row: project, cut to a limit, and
// part.
func (o View) apart(today plans.Date, limit int) string {
	s := ""
	if o.ProjectName != "" {
		s = " — " + chat.Cut(o.ProjectName, limit)
	}
	if o.Part != "" {
		s += ", " + strings.TrimSuffix(plans.PartName(o.Part), " "+strconv.Itoa(today.Year())+" г.")
	}
	return s
}

// Listed is the task in a line of a list: its number in the plan and its name.
func (o View) Listed(today plans.Date) string {
	return chat.Bold(string(o.PlanItem.No)) + " " + o.Name(today)
}

// Late says when a task was due; nothing for one that is not overdue.
func (o View) Late(today plans.Date, cal workdays) string {
	if o.Due.IsZero() || o.Due >= today {
		return ""
	}
	n := cal.Count(o.Due+1, today)
	if n == 0 {
		return chat.NearDate(o.Due, today)
	}
	return fmt.Sprintf("%s, %d раб. %s назад", chat.NearDate(o.Due, today), n, chat.Plural(n, "день", "дня", "дней"))
}

// Until says until when a task is to be done; nothing where that is today, and for one
// without a date or of the whole period.
func (o View) Until(today plans.Date) string {
	switch {
	case o.Due.IsZero() || o.Due < today || o.Kind == plans.Gathering && o.Due > today+soon:
		return ""
	case o.Due == today && o.Time.IsZero():
		return ""
	case o.Due == today:
		return "до " + o.Time.String()
	case o.Due == today+1:
		return "завтра" + atTime(o.Time)
	}
	return "до " + chat.NearDate(o.Due, today) + atTime(o.Time)
}

func textTaskListTitle(n int) string {
	if n == 0 {
		return "Открытых задач у вас нет."
	}
	return "Ваши открытые задачи: " + fmt.Sprint(n)
}

// TextEscalationTitle heads what the group is told of overdue tasks.
const TextEscalationTitle = "Срок прошёл, подтверждения нет"

// TextEscalation is a line of it: a task, how late it is and whose it is.
func TextEscalation(o View, units []string, today plans.Date, cal workdays) string {
	return o.Headline(200) + "\n" + chat.Esc(chat.Capital(when(o, today, cal))) + "\n" + chat.Esc(chat.Answering(units))
}

// unclearShown is how many rows without a clear deadline a digest names.
const unclearShown = 10

// TextUnclearRows reminds a controller of the rows of which nobody else is reminded.
func TextUnclearRows(rows []plans.ItemNo) string {
	if len(rows) == 0 {
		return ""
	}
	names := make([]string, 0, unclearShown)
	for _, no := range rows[:min(len(rows), unclearShown)] {
		names = append(names, string(no))
	}
	text := "\n\n⚠️ Срок не ясен: " + chat.Plural(len(rows), "строка", "строки", "строки") + " " + chat.Esc(strings.Join(names, ", "))
	if more := len(rows) - unclearShown; more > 0 {
		text += fmt.Sprintf(" и ещё %d", more)
	}
	return text + ". Напоминаний не будет, пока вы не уточните срок в /plan."
}
