package digest

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// workdays is what the message needs of the calendar.
type workdays interface {
	Count(from, to plans.Date) int
}

// textMorning is a page of the morning message.
func textMorning(all, shown []task.Line, from int, today plans.Date, cal workdays) string {
	var b strings.Builder
	_, month, day := today.Split()
	fmt.Fprintf(&b, "<b>%d %s: %s</b>", day, chat.Month(month), chat.Count(len(all), "задача", "задачи", "задач"))
	if n := count(all, task.DueToday); n > 0 {
		fmt.Fprintf(&b, " · сегодня %d", n)
	}
	if n := count(all, task.Overdue); n > 0 {
		fmt.Fprintf(&b, " · просрочено %d", n)
	}
	var heading task.Urgency
	for i, l := range shown {
		if l.Urgency != heading {
			heading = l.Urgency
			fmt.Fprintf(&b, "\n\n<b>%s</b>", headings[heading].text)
		}
		fmt.Fprintf(&b, "\n%s <b>%d.</b> %s", mark(l), from+i+1, l.Name(today))
		if l.State == store.TaskDone {
			b.WriteString(" — выполнено")
			continue
		}
		if until := l.Until(today); until != "" {
			b.WriteString(" — " + until)
		}
		if late := l.Late(today, cal); late != "" {
			b.WriteString("\n" + late)
		}
		if l.Unattended {
			b.WriteString("\n<i>в подразделении некому напомнить</i>")
		}
	}
	return b.String()
}

func mark(l task.Line) string {
	if l.State == store.TaskDone {
		return "✅"
	}
	return headings[l.Urgency].mark
}

// headings are the parts of the message, each with its mark.
var headings = map[task.Urgency]struct{ text, mark string }{
	task.DueToday: {"Сегодня", "🟡"}, task.Overdue: {"Просрочено", "🔴"}, task.DueSoon: {"Скоро", "🔵"}, task.Opened: {"Срок начался", "🟢"},
	task.Ahead: {"Впереди", "🟢"}, task.Undated: {"Без даты", "⚪️"}, task.Controlled: {"На контроль: подтверждения нет", "🟣"},
}

const textNoWeek = "Сводки за эту неделю пока нет."
