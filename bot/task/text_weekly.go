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
	monday, today              plans.Date
	done, escalated, due, late []weekLine
	// expired is how many were accepted because nobody had looked at them in time.
	expired int
}

// weekLine is a task with the names of its units.
type weekLine struct {
	View
	units []string
	// told reports whether something that was said of it before the week still stands.
	told bool
	// unseen reports whether a confirmation of it waits to be looked at.
	unseen bool
}

// weekBudget is how many UTF-16 units the parts of the message share: with the headings
// it stays under the limit of one message (Bot API «sendMessage»).
const weekBudget = 3600

// textWeekly is the group's week: units, never persons; "" when nothing is to be said.
func textWeekly(v weekView) string {
	parts := 0
	for _, lines := range [][]weekLine{v.done, v.escalated, v.due, v.late} {
		parts += min(len(lines), 1)
	}
	if parts+v.expired == 0 {
		return ""
	}
	budget := weekBudget / max(parts, 1)
	var b strings.Builder
	fmt.Fprintf(&b, "🗓 <b>Неделя %s</b>", chat.Span(plans.Span{From: v.monday, To: v.monday + 6}))
	weekPart(&b, "Сделано на прошлой неделе: "+doneInWeek(v.done), v.done, budget, v.wasDone)
	if v.expired > 0 {
		fmt.Fprintf(&b, "\nПринято без проверки: %d", v.expired)
	}
	weekPart(&b, TextEscalationTitle+": "+v.openInWeek(v.escalated), v.escalated, budget, v.isToBeDone)
	late := "Просрочено: "
	if len(v.escalated) > 0 {
		late = "Также просрочено: "
	}
	weekPart(&b, "Срок на этой неделе: "+v.openInWeek(v.due), v.due, budget, v.isToBeDone)
	weekPart(&b, late+v.openInWeek(v.late), v.late, budget, v.isToBeDone)
	return b.String()
}

func weekPart(b *strings.Builder, title string, lines []weekLine, budget int, say func(weekLine) string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n\n<b>%s</b>", title)
	used := 0
	for i, l := range lines {
		line := say(l)
		used += plans.Len(line)
		if used > budget {
			fmt.Fprintf(b, "\nи ещё %d", len(lines)-i)
			return
		}
		b.WriteString("\n" + line)
	}
}

// doneInWeek counts what was done and still counts as done.
func doneInWeek(lines []weekLine) string {
	stands, unseen := 0, 0
	for _, l := range lines {
		if l.told {
			stands++
			if l.unseen {
				unseen++
			}
		}
	}
	return fmt.Sprint(stands) + TextUnseen(unseen)
}

// TextUnseen says of how many of the tasks that were counted the confirmation waits to
// be looked at.
func TextUnseen(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", из них %d на проверке", n)
}

// openInWeek counts what was to be done, and what has become of it.
func (v weekView) openInWeek(lines []weekLine) string {
	done, off, moved := 0, 0, 0
	for _, l := range lines {
		switch {
		case l.State == store.TaskDone:
			done++
		case l.State == store.TaskOff:
			off++
		case v.movedOn(l):
			moved++
		}
	}
	parts := []string{fmt.Sprint(len(lines))}
	for _, part := range []struct {
		n    int
		word string
	}{{done, "выполнено"}, {moved, "перенесено"}, {off, "снято с контроля"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", part.word, part.n))
		}
	}
	return strings.Join(parts, ", ")
}

// movedOn reports whether the task has got a date after the week.
func (v weekView) movedOn(l weekLine) bool { return l.Due > v.monday+6 }

// wasDone is a line of what was done in the week before.
func (v weekView) wasDone(l weekLine) string {
	switch {
	case !l.told:
		return "↩️ " + l.numbered(v.today) + ": возвращено"
	case l.State == store.TaskOpen && l.Kind == plans.Gathering:
		return "• " + l.numbered(v.today) + ": есть факты" + l.checked()
	}
	return "• " + l.numbered(v.today) + l.checked()
}

func (l weekLine) checked() string {
	if l.unseen {
		return ", на проверке"
	}
	return ""
}

// isToBeDone is a line of what was to be done, as it stands now.
func (v weekView) isToBeDone(l weekLine) string {
	name := l.numbered(v.today) + ": "
	switch {
	case l.State == store.TaskDone:
		return "✅ " + name + "выполнено" + l.checked()
	case l.State == store.TaskOff:
		return "✖️ " + name + "снято с контроля"
	case v.movedOn(l):
		return "📅 " + name + "перенесено на " + chat.NearDate(l.Due, v.today)
	}
	units := chat.TextNoUnit
	if len(l.units) > 0 {
		units = chat.Cut(strings.Join(l.units, "; "), 80)
	}
	until := "до "
	if l.Due < v.monday {
		until = "срок был "
	}
	return "• " + name + until + chat.NearDate(l.Due, v.today) + ", " + chat.Esc(units)
}

// numbered is the task's short name after the number of its row, which a name that is
// not the only one of its kind ends with.
func (l weekLine) numbered(today plans.Date) string {
	l.short = strings.TrimSuffix(l.short, ", "+string(l.PlanItem.No))
	return chat.Bold(string(l.PlanItem.No)) + " " + l.Name(today)
}
