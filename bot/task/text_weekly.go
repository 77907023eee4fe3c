package task

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// weekView is all that the group is told of a week.
type weekView struct {
	monday          plans.Date
	done, due, late []weekLine
	unseen          int
}

// weekLine is a task with the names of its units.
type weekLine struct {
	View
	units []string
}

// weekBudget is how many UTF-16 units each part of the message may take: three of
// them and the headings stay under the limit of one message (Bot API «sendMessage»).
const weekBudget = 1200

// textWeekly is the group's week: units, never persons; "" when nothing is to be said.
func textWeekly(v weekView) string {
	if len(v.done)+len(v.due)+len(v.late)+v.unseen == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "🗓 <b>Неделя %s</b>", chat.Span(plans.Span{From: v.monday, To: v.monday + 6}))
	weekPart(&b, "Сделано на прошлой неделе", v.done, func(l weekLine) string { return "• " + l.Headline(90) })
	if v.unseen > 0 {
		fmt.Fprintf(&b, "\nПринято без проверки: %d", v.unseen)
	}
	weekPart(&b, "Срок на этой неделе", v.due, func(l weekLine) string { return l.mark() + l.Headline(90) + ": " + l.standing() })
	weekPart(&b, "Просрочено", v.late, func(l weekLine) string { return l.mark() + l.Headline(90) + ": " + l.standing() })
	return b.String()
}

func weekPart(b *strings.Builder, title string, lines []weekLine, say func(weekLine) string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n\n<b>%s: %d</b>", title, len(lines))
	used := 0
	for i, l := range lines {
		line := say(l)
		used += plans.Len(line)
		if used > weekBudget {
			fmt.Fprintf(b, "\nи ещё %d", len(lines)-i)
			return
		}
		b.WriteString("\n" + line)
	}
}

func (l weekLine) mark() string {
	if l.State == store.TaskOpen {
		return "• "
	}
	return "✅ "
}

// standing is how a task of the week stands now.
func (l weekLine) standing() string {
	switch l.State {
	case store.TaskDone:
		return "выполнено"
	case store.TaskOff:
		return "снято с контроля"
	case store.TaskOpen:
	}
	units := chat.TextNoUnit
	if len(l.units) > 0 {
		units = chat.Cut(strings.Join(l.units, "; "), 80)
	}
	return "срок " + chat.ShortDate(l.Due) + ", " + chat.Esc(units)
}
